"""The date of an entry: silit's own `issued`, biblatex's `date`, BibTeX's `year`, `month` and `day`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from silit.formats.bibtex_written_dates import DateRead, with_month, written_date
from silit.formats.edtf_dates import edtf, one_date
from silit.formats.latex_reading import from_latex
from silit.model.dates import PartialDate

# What of EDTF says nothing that a date could keep: the time of day, months and days that are not known, signs of doubt.
_UNKEPT = re.compile(r"T[\d:.Z+-]*|[~?%\s]+$")
_UNKNOWN = re.compile(r"(?:-00)+(?=[~?%\s]*$)")
_IS_EDTF = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:T.*)?[~?%\s]*")


def date_of(fields: Mapping[str, str]) -> PartialDate | None:
    """The date that the fields tell, None where they tell none."""
    return date_read(fields).date


def date_read(fields: Mapping[str, str]) -> DateRead:
    """The same, and whether it is all that the fields say."""
    read = DateRead(None)
    for name in ("issued", "date"):
        # "~" is EDTF's sign for "about" here, not TeX's for a blank.
        if read.date is None and (text := fields.get(name, "").strip("{} \t\r\n")):
            read = _extended(text)
    for name in ("date", "year"):
        if read.date is None and fields.get(name, "").strip():
            read = _written(fields[name])
    return _with_month(read, fields)


@lru_cache(maxsize=512)
def _written(latex: str) -> DateRead:
    return written_date(from_latex(latex))


@lru_cache(maxsize=512)
def _added(date: PartialDate, month: str, day: str) -> DateRead:
    return with_month(date, from_latex(month), from_latex(day))


def _with_month(read: DateRead, fields: Mapping[str, str]) -> DateRead:
    """The date with what `month` and `day` add to a year alone."""
    date, month = read.date, fields.get("month", "")
    if date is None or date.season or date.circa or date.month or not month.strip():
        return read
    if date.end is None:
        added = _added(date, month, fields.get("day", ""))
        return added if read.is_whole else replace(added, is_whole=False)
    # The volume of several years, or "Dec/Jan" of two.
    return _over_new_year(date, from_latex(month)) or replace(read, is_whole=False)


def _over_new_year(date: PartialDate, month: str) -> DateRead | None:
    parts = [with_month(PartialDate(date.year), part) for part in re.split(r"[-–—/]+", month)]
    if date.end is None or len(parts) != 2 or any(not part.is_whole for part in parts):
        return None
    first, last = (part.date for part in parts)
    if first is None or last is None or not (first.month and last.month):
        return None
    return DateRead(replace(first, end=replace(last, year=date.end.year)))


def _extended(text: str) -> DateRead:
    start, slash, end = text.partition("/")
    first = _one(start.strip())
    if not slash:
        return first
    if not _IS_EDTF.fullmatch(start.strip()) or not (
        _IS_EDTF.fullmatch(end.strip()) or end.strip() in ("", "..")
    ):
        return DateRead(None)
    last = _one(end.strip())
    if first.date is None or last.date is None:
        return DateRead(first.date or last.date, is_whole=False)
    return DateRead(replace(first.date, end=last.date), first.is_whole and last.is_whole)


def _one(text: str) -> DateRead:
    text = _UNKNOWN.sub("", text)
    date = one_date(text)
    return DateRead(date, date is None or edtf(replace(date, circa=False)) == _UNKEPT.sub("", text))
