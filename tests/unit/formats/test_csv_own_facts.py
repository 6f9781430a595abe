"""silit's own table gives a work of any type back whole, dates that are more than a day among it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from support.works import WHOLE

from silit.formats.csl_types import CSL_TYPES
from silit.formats.csv_records import read_file, write
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.names import Name
from silit.model.work import Work


def back(work: Work) -> Work:
    (result,) = read_file(io.BytesIO(write([Entry("k1", work)]).value.encode()))
    assert result.value is not None
    return result.value.work


@pytest.mark.parametrize("work_type", sorted(CSL_TYPES))
def test_a_work_of_any_type_comes_back_whole(work_type: str) -> None:
    work = replace(WHOLE, type=work_type)
    assert back(work) == work


@pytest.mark.parametrize(
    ("issued", "cell"),
    [
        (PartialDate(2010, season=1), "2010-21"),
        (PartialDate(1998, 12, end=PartialDate(1999, 1)), "1998-12/1999-01"),
        (PartialDate(1950, circa=True), "1950~"),
        (PartialDate(2005, 8, 30), "2005-08-30"),
    ],
)
def test_a_season_a_range_and_a_circa_are_written_as_edtf_and_come_back(
    issued: PartialDate, cell: str
) -> None:
    work = Work(title="T", issued=issued)
    assert f",{cell}," in write([Entry("k1", work)]).value
    assert back(work).issued == issued


def test_the_number_of_a_report_is_no_page() -> None:
    assert back(Work(type="report", title="T", number="NG59")).page == ""


def test_a_list_of_thousands_of_authors_comes_back() -> None:
    work = Work(title="T", author=tuple(Name(f"Family{number}", f"Given{number}x") for number in range(9000)))
    assert back(work).author == work.author


def test_a_cell_beyond_any_list_of_authors_costs_its_row_only() -> None:
    text = f'Title,Authors\nOne,"{"A B; " * 300_000}"\nTwo,Laslett M\n'
    results = list(read_file(io.BytesIO(text.encode())))
    assert [problem.code for result in results for problem in result.problems] == ["broken-row"]
    assert [result.value.work.title for result in results if result.value] == ["Two"]
