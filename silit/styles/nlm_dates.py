"""Dates as NLM prints them: "2005 Aug 30", "2000 Jan-Feb", "1998 Dec-1999 Jan", "2004 Spring" (Citing Medicine, chapter 1)."""

from __future__ import annotations

import re
from dataclasses import replace

from silit.model.dates import MONTHS, SEASONS, PartialDate

UNKNOWN = "[date unknown]"
# The source's own words are printed where they name a part of the year that has no other form.
_QUARTER = re.compile(r"\d{4} (?:1st|2nd|3rd|4th) (?:Quarter|Quart|Trimester|Semester)")


def date(issued: PartialDate | None) -> str:
    """All that is known of the date; an estimate is "[2005?]", a missing one "[date unknown]"."""
    if issued is None:
        return UNKNOWN
    if issued.circa:
        return f"[{issued.year}?]"
    if issued.literal and _QUARTER.fullmatch(issued.literal):
        return issued.literal
    start = _whole(issued)
    return f"{start}-{_ending(issued, issued.end)}" if issued.end and issued.end != issued else start


def month(issued: PartialDate | None) -> str:
    """The date without a day: "2016 Nov"."""
    return date(replace(issued, day=None, end=None)) if issued and issued.day else date(issued)


def year(issued: PartialDate | None) -> str:
    """The year, or the years of a range: "2005", "1976-1977"."""
    if issued is None or issued.circa:
        return date(issued)
    last = issued.end.year if issued.end else issued.year
    return f"{issued.year}-{last}" if last != issued.year else str(issued.year)


def _whole(part: PartialDate) -> str:
    within = _within_year(part)
    return f"{part.year} {within}" if within else str(part.year)


def _within_year(part: PartialDate) -> str:
    if part.season:
        return SEASONS[part.season]
    month = MONTHS[part.month or 0]
    return f"{month} {part.day}" if part.day else month


def _ending(start: PartialDate, end: PartialDate) -> str:
    """The end of a range without what it shares with the start: "Feb", "30", "May 6", "1999 Jan"."""
    if end.year != start.year:
        return _whole(end)
    if end.month == start.month and end.day and start.day:
        return str(end.day)
    return _within_year(end) or str(end.year)
