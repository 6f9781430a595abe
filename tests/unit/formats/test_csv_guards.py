"""No cell that silit writes is a formula to a spreadsheet, and each comes back as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silit.formats.csv_records import write
from silit.formats.csv_rows import guarded, unguarded
from silit.model.entries import Entry
from silit.model.work import Work

FULL_WIDTH = "\uff1d\uff0b\uff0d\uff20"
SHOWS_NOTHING = "\u200b\u200e\u2060\ufeff\u00ad"


@pytest.mark.parametrize("sign", [*"=+-@\t\r", *FULL_WIDTH])
@pytest.mark.parametrize("before", ["", *SHOWS_NOTHING, "\ufeff\u200b", "'", "'\u200b"])
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(before: str, sign: str) -> None:
    assert guarded(f"{before}{sign}1+1") == f"'{before}{sign}1+1"


@pytest.mark.parametrize("text", ["", "a=b", "a\u200b=b", "'quoted'", "1-2", "\u200bword", "(=1)"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert (guarded(text), unguarded(text)) == (text, text)


@given(st.text(st.sampled_from(f"'=+-@\t\ra1 {FULL_WIDTH}{SHOWS_NOTHING}")))
def test_every_cell_comes_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_the_evidence_table_guards_its_cells() -> None:
    titles = [f"{FULL_WIDTH[0]}1+1", "\u200b=1+1", "\ufeff@SUM(1)", f"'{FULL_WIDTH[3]}a"]
    table = write([Entry(f"key{number}", Work(title=title)) for number, title in enumerate(titles)]).value
    rows = csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))
    assert [row["Title"] for row in rows] == [f"'{title}" for title in titles]
