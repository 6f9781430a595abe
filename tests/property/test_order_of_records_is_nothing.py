"""In whatever order, and however often, records come: the library ends the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.library_contents import Contents, contents, is_sound
from support.small_records import LATER, crossref, imported, make_library, pubmed, store

from silit.model.records import Record
from silit.services.claiming import add_claim
from silit.services.judging import Detail, judge
from silit.services.tagging import tag_works

DOI, ALIAS = "10.5555/massage.1", "10.5555/massage.alias"
OTHER = "Prolotherapy for the posterior pelvis: a cohort"
NOTICE = f"Correction to: {OTHER}"
# One work in five descriptions, some of which share nothing with some others; one that must stay apart from all; and a
# paper with the notice that corrects it.
RECORDS = (
    pubmed("101", pmcid="PMC1001"),
    pubmed("101", doi=DOI, pmcid="PMC1001", abstract="Pain fell by half.", retrieved=LATER),
    crossref(DOI),
    imported("from-pmc", PMCID="PMC1001", keyword="massage"),
    imported("from-doi", DOI=DOI, note="second"),
    crossref("10.5555/apart", title="Pelvic fins of cave fish", family="Sato", year=1999),
    pubmed("201", doi="10.5555/prolo", title=OTHER, family="Yılmaz", year=2015),
    crossref("10.5555/prolo", title=OTHER, family="Yılmaz", year=2015),
    crossref(
        "10.5555/prolo.corr",
        title=NOTICE,
        family="Yılmaz",
        year=2016,
        **{"update-to": [{"type": "correction", "DOI": "10.5555/prolo"}]},
    ),
)
# An older state of a record must not follow its newer one: a source does not go back.
EARLIER = {1: 0}


def in_time(order: tuple[int, ...]) -> bool:
    return all(order.index(first) < order.index(then) for then, first in EARLIER.items())


def stored_in(order: list[Record], batch: int = 100) -> Contents:
    with tempfile.TemporaryDirectory() as folder:
        with make_library(Path(folder)) as library:
            for start in range(0, len(order), batch):
                store(library, order[start : start + batch])
        assert is_sound(Path(folder) / "library.db")
        return contents(Path(folder) / "library.db")


@pytest.fixture(scope="module")
def expected() -> Contents:
    return stored_in(list(RECORDS))


def test_one_work_is_one_entry(expected: Contents) -> None:
    assert list(expected) == [
        "doi:10.5555/apart",
        f"doi:{DOI} pmcid:PMC1001 pmid:101",
        "doi:10.5555/prolo pmid:201",
        "doi:10.5555/prolo.corr",
    ]
    assert [len(work["records"]) for work in expected.values()] == [1, 4, 2, 1]


@settings(deadline=None, max_examples=60)
@given(st.permutations(range(len(RECORDS))).map(tuple).filter(in_time), st.integers(1, len(RECORDS)))
def test_the_order_and_the_batches_do_not_matter(
    expected: Contents, order: tuple[int, ...], batch: int
) -> None:
    assert stored_in([RECORDS[index] for index in order], batch) == expected


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(range(2, len(RECORDS))), max_size=12))
def test_records_that_come_again_change_nothing(expected: Contents, again: list[int]) -> None:
    assert stored_in([*RECORDS, *(RECORDS[index] for index in again)], 3) == expected


FIRST, BRIDGE, REGISTERED = pubmed("101"), pubmed("101", doi=DOI, retrieved=LATER), crossref(DOI)


@pytest.mark.parametrize(
    "order", [(FIRST, REGISTERED, BRIDGE), (REGISTERED, FIRST, BRIDGE), (FIRST, BRIDGE, REGISTERED)]
)
def test_what_the_user_said_is_in_the_one_entry_whichever_came_first(
    order: tuple[Record, ...], tmp_path: Path
) -> None:
    with make_library(tmp_path) as library:
        add_claim(library, "helps", "It helps")
        for number, record in enumerate(order):
            key = next(iter(store(library, [record]).keys.values()))
            tag_works(library, [key], [f"t{number}"], [])
            judge(library, [key], [("helps", "supports")], Detail(), "A")
    (work,) = contents(tmp_path / "library.db").values()
    assert work["tags"] == [("t0",), ("t1",), ("t2",)]
    assert work["evidence"] == [("helps", "supports", "", "", "")]
    assert work["notes"] == []
