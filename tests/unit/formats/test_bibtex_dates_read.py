"""The dates of .bib files: whole where a date can hold them, else told with what is kept."""

from __future__ import annotations

import io

import pytest

from silit.formats.bibtex_date_reading import date_of
from silit.formats.bibtex_reader import read_file
from silit.formats.edtf_dates import edtf


def read(**fields: str) -> tuple[str, list[str]]:
    """The date of an entry with these fields as EDTF, and what is told of it."""
    written = ", ".join(f"{name}={{{value}}}" for name, value in fields.items())
    (result,) = read_file(io.BytesIO(f"@book{{a, title={{T}}, {written}}}".encode()))
    assert result.value is not None
    issued = result.value.work.issued
    assert [problem.code for problem in result.problems] == ["bad-date"] * len(result.problems)
    return edtf(issued) if issued else "", [problem.message for problem in result.problems]


@pytest.mark.parametrize(
    ("year", "date"),
    [
        ("1999--2001", "1999/2001"),
        ("1999–2001", "1999/2001"),
        ("1999 to 2001", "1999/2001"),
        ("2010/2011", "2010/2011"),
        ("1998/99", "1998/1999"),
        ("2010/11", "2010/2011"),
        ("1999-00", "1999/2000"),
        ("2010-12", "2010-12"),
        ("c. 1950", "1950~"),
        ("ca.~1950", "1950~"),
        ("1950?", "1950~"),
        ("[1950]", "1950"),
        ("c2010", "2010"),
        ("2010a", "2010"),
    ],
)
def test_a_year_may_be_several_or_about_one(year: str, date: str) -> None:
    assert read(year=year) == (date, [])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("03.08.2010", "2010-08-03"),
        ("3. 8. 2010", "2010-08-03"),
        ("08.2010", "2010-08"),
        ("28/03/2010", "2010-03-28"),
        ("03/28/2010", "2010-03-28"),
        ("2010-8-3", "2010-08-03"),
        ("2010/8/3", "2010-08-03"),
        ("2010-8", "2010-08"),
        ("2010-00-00", "2010"),
        ("August 3rd, 2010", "2010-08-03"),
        ("30 Sep - 2 Oct 2010", "2010-09-30/2010-10-02"),
        ("2010-08-03T10:00:00Z", "2010-08-03"),
    ],
)
def test_a_date_may_be_written_as_people_write_it(text: str, date: str) -> None:
    assert read(date=text) == (date, [])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2010-04-31", "2010-04"),
        ("2005-02-31", "2005-02"),
        ("2010-13-40", "2010"),
        ("03/08/2010", "2010"),
        ("2010/", "2010"),
        ("Online 2010", "2010"),
        ("1999 [1923]", "1999"),
    ],
)
def test_what_of_a_date_cannot_be_kept_is_told(text: str, date: str) -> None:
    told = f"The date of a cannot be read whole: '{text}'; {date} is kept."
    assert read(date=text) == (date, [told])


@pytest.mark.parametrize(
    ("year", "month", "date"),
    [
        ("2005", "Jan/Feb", "2005-01/2005-02"),
        ("2005", "12~Dec", "2005-12-12"),
        ("2005", "30 Sep--2 Oct", "2005-09-30/2005-10-02"),
        ("1998/1999", "Dec/Jan", "1998-12/1999-01"),
        ("2005", "Fall", "2005-23"),
        ("2005", "März", "2005-03"),
    ],
)
def test_a_month_may_be_several(year: str, month: str, date: str) -> None:
    assert read(year=year, month=month) == (date, [])


@pytest.mark.parametrize(
    ("month", "date"),
    [("Dec/Jan", "2005-12"), ("13", "2005"), ("Third Quarter", "2005"), ("Fall/Winter", "2005-23")],
)
def test_what_of_a_month_cannot_be_kept_is_told(month: str, date: str) -> None:
    told = f"The date of a cannot be read whole: '2005, {month}'; {date} is kept."
    assert read(year="2005", month=month) == (date, [told])


def test_a_day_that_its_month_does_not_have_is_told() -> None:
    assert read(year="2005", month="4", day="31")[0] == "2005-04"
    assert len(read(year="2005", month="4", day="31")[1]) == 1


def test_a_date_that_cannot_be_read_leaves_the_year() -> None:
    assert date_of({"date": "?", "year": "2005", "month": "jan"}) == date_of({"year": "2005", "month": "jan"})
