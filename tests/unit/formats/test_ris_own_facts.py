"""What RIS has no field for comes back from silit's own files, whatever the type of the work."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from support.works import WHOLE

from silit.formats.csl_types import CSL_TYPES
from silit.formats.ris import read_file, write
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.work import Work


def back(work: Work) -> Work:
    (result,) = read_file(io.BytesIO(write([Entry("k1", work)]).value.encode()))
    assert result.value is not None
    return result.value.work


def without(work: Work, *names: str) -> Work:
    values = {name: getattr(work, name) for name in Work.__dataclass_fields__ if name not in names}
    return Work(**values)


@pytest.mark.parametrize(
    "left_out",
    [
        (),
        ("collection_title",),
        ("container_title", "container_title_short"),
        ("event_title",),
        ("issn",),
        ("edition",),
        ("issued",),
    ],
)
@pytest.mark.parametrize("work_type", sorted(CSL_TYPES))
def test_a_work_of_any_type_comes_back_whole(work_type: str, left_out: tuple[str, ...]) -> None:
    work = replace(without(WHOLE, *left_out), type=work_type)
    assert back(work) == work


@pytest.mark.parametrize(
    "issued",
    [
        PartialDate(2010, season=1),
        PartialDate(2010, season=1, end=PartialDate(2010, season=2)),
        PartialDate(1998, 12, end=PartialDate(1999, 1)),
        PartialDate(2005, 3, 4, end=PartialDate(2005, 3, 7)),
        PartialDate(1999, end=PartialDate(2001)),
        PartialDate(1950, circa=True),
    ],
)
@pytest.mark.parametrize("work_type", ["article-journal", "book"])
def test_a_season_a_range_and_a_circa_come_back(work_type: str, issued: PartialDate) -> None:
    assert back(Work(type=work_type, title="T", issued=issued)).issued == issued


def test_other_programs_see_the_season_and_the_start_of_a_range() -> None:
    season = write([Entry("k1", Work(title="T", issued=PartialDate(2010, season=1)))]).value
    assert "PY  - 2010\r\nDA  - 2010///Spring\r\n" in season
    dates = PartialDate(1998, 12, end=PartialDate(1999, 1))
    ranged = write([Entry("k1", Work(title="T", issued=dates))]).value
    assert "PY  - 1998\r\nDA  - 1998/12//\r\n" in ranged
    assert "N1  - silit: date: 1998-12/1999-01\r\n" in ranged


def test_what_has_its_own_field_needs_no_note() -> None:
    work = Work(type="webpage", title="T", container_title="Site", collection_title="Series", edition="2")
    assert "N1" not in write([Entry("k1", work)]).value


@pytest.mark.parametrize("status", ["ppublish", "epublish"])
def test_that_a_paper_has_appeared_is_no_news(status: str) -> None:
    assert "N1" not in write([Entry("k1", Work(type="article-journal", title="T", status=status))]).value


def test_the_number_of_a_report_stands_where_other_programs_look_for_it() -> None:
    text = write([Entry("k1", Work(type="report", title="T", number="NG59"))]).value
    assert "SN  - NG59\r\n" in text
    assert "N1" not in text


def test_a_note_of_a_user_that_looks_like_a_fact_is_none() -> None:
    entry = Entry("k1", Work(type="book", title="T"), notes=("silit: type: map", "silit: date: 1999"))
    (result,) = read_file(io.BytesIO(write([entry]).value.encode()))
    assert result.value is not None
    assert (result.value.work, result.value.notes) == (entry.work, entry.notes)


def test_a_record_of_another_program_has_no_facts() -> None:
    text = "TY  - BOOK\nTI  - T\nN1  - silit: type: map\nER  - \n"
    (result,) = read_file(io.BytesIO(text.encode()))
    assert result.value is not None
    assert result.value.work.type == "book"
