"""Dates in .bib files: a year, a month macro, and EDTF for the rest (ISO 8601-2:2019; biblatex manual, 2.3.8)."""

from __future__ import annotations

from silit.formats.edtf_dates import edtf
from silit.model.dates import MONTHS, PartialDate

__all__ = ["edtf", "extended", "month_macro", "year"]


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
