"""Dates as EDTF writes them (ISO 8601-2:2019, levels 0 and 1): "2005-08-30", "2000-21", "1998-12/1999-01", "2005~"."""

from __future__ import annotations

import re
from dataclasses import replace

from silit.model.dates import PartialDate

# The seasons of a year are its months 21 to 24 (ISO 8601-2:2019, 4.8).
_SEASON = 20
# What biblatex has of it (manual, 2.3.8): a time is passed over, and "?" and "%" count as "~".
_ONE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.Z+-]*)?\s*([~?%]?)")


def edtf(date: PartialDate) -> str:
    """The whole date as EDTF."""
    start = _written(date)
    return f"{start}/{_written(date.end)}" if date.end else start


def date_from_edtf(text: str) -> PartialDate | None:
    """The date or the range of dates that the whole text is; None for any other text."""
    start, slash, end = text.strip().partition("/")
    first = one_date(start)
    if first is None or not slash:
        return first
    last = one_date(end)
    return replace(first, end=last) if last else None


def one_date(text: str) -> PartialDate | None:
    """The date that the whole text is; what is no month or day of it is left out."""
    match = _ONE.fullmatch(text)
    if match is None or not 1000 <= int(match[1]) <= 2999:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    circa = bool(match[4])
    if _SEASON < month <= _SEASON + 4:
        return PartialDate(year, season=month - _SEASON, circa=circa)
    if not 1 <= month <= 12:
        return PartialDate(year, circa=circa)
    return replace(_dated(year, month, day or None), circa=circa)


def _written(date: PartialDate) -> str:
    season = f"-{_SEASON + date.season}" if date.season else ""
    return f"{date.iso}{season}{'~' if date.circa else ''}"


def _dated(year: int, month: int, day: int | None) -> PartialDate:
    """The date without its day where the month has no such day."""
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return PartialDate(year, month)
