"""Dates as EDTF writes them: the same date comes back, and other texts are none."""

from __future__ import annotations

import pytest

from silit.formats.edtf_dates import date_from_edtf, edtf
from silit.model.dates import PartialDate


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (PartialDate(2005), "2005"),
        (PartialDate(2005, 8), "2005-08"),
        (PartialDate(2005, 8, 30), "2005-08-30"),
        (PartialDate(2000, season=1), "2000-21"),
        (PartialDate(1950, circa=True), "1950~"),
        (PartialDate(1998, 12, end=PartialDate(1999, 1)), "1998-12/1999-01"),
        (PartialDate(1999, circa=True, end=PartialDate(2001, circa=True)), "1999~/2001~"),
    ],
)
def test_a_date_is_written_whole_and_read_again(date: PartialDate, text: str) -> None:
    assert (edtf(date), date_from_edtf(text)) == (text, date)


@pytest.mark.parametrize("text", ["", "2001/05", "May 2020", "2005-8", "999", "1999/2001/2003", "2005/"])
def test_what_is_no_whole_date_is_none(text: str) -> None:
    assert date_from_edtf(text) is None


def test_what_is_no_month_or_day_of_a_date_is_left_out() -> None:
    assert date_from_edtf("2005-13") == PartialDate(2005)
    assert date_from_edtf("2005-02-30") == PartialDate(2005, 2)
