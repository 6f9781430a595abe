"""Dates in .bib files: a year, a month macro, and EDTF for the rest (ISO 8601-2:2019; biblatex manual, 2.3.8)."""

from __future__ import annotations

from silit.model.dates import MONTHS, PartialDate

# EDTF level 1 (ISO 8601-2:2019, 4.8): the seasons of a year are its months 21 to 24.
_SEASON = 20


def year(date: PartialDate | None) -> str:
    """The year, "" without a date."""
    return str(date.year) if date else ""


def month_macro(date: PartialDate | None) -> str:
    """The macro of the month ("aug"), which every standard style defines; a range gives its first month."""
    return MONTHS[date.month].lower() if date and date.month else ""


def extended(date: PartialDate | None) -> str:
    """The whole date as EDTF where year and month do not say it all, else ""."""
    if date is None or not (date.day or date.season or date.end or date.circa):
        return ""
    return edtf(date)


def edtf(date: PartialDate) -> str:
    """The date as EDTF: "2005", "2005-08-30", "2000-21", "1998-12/1999-01", "2005~"."""
    start = _single(date)
    return f"{start}/{_single(date.end)}" if date.end else start


def _single(date: PartialDate) -> str:
    season = f"-{_SEASON + date.season}" if date.season else ""
    return f"{date.iso}{season}{'~' if date.circa else ''}"
