"""Dates with the names of their months in full."""

from __future__ import annotations

from silit.model.dates import SEASONS, PartialDate

NAMES = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def years(issued: PartialDate) -> str:
    """The year, or the years of a range: "2005", "1998–1999"."""
    last = issued.end.year if issued.end else issued.year
    return f"{issued.year}–{last}" if last != issued.year else str(issued.year)


def month_and_day(issued: PartialDate) -> str:
    """ "May 4", "July–August", "Spring", "" for a bare year."""
    first = _american(issued)
    if issued.end and issued.end.year == issued.year and (last := _american(issued.end)) not in ("", first):
        same_month = issued.end.month == issued.month and issued.end.day
        return f"{first}–{issued.end.day if same_month else last}"
    return first


def day_and_month(issued: PartialDate) -> str:
    """ "4 May", "July–August", "Spring", "" for a bare year."""
    first = _british(issued)
    if issued.end and issued.end.year == issued.year and (last := _british(issued.end)) not in ("", first):
        same_month = issued.end.month == issued.month and issued.day
        return f"{issued.day if same_month else first}–{last}"
    return first


def british(issued: PartialDate) -> str:
    """ "4 May 2022", "May 2022", "2022"."""
    return f"{day_and_month(issued)} {issued.year}".strip()


def american(issued: PartialDate) -> str:
    """ "May 4, 2022", "May 2022", "2022"."""
    when = month_and_day(issued)
    if not when:
        return years(issued)
    whole = f"{when}, {issued.year}" if issued.day else f"{when} {issued.year}"
    ends_later = issued.end is not None and issued.end.year != issued.year
    return f"{whole}–{american(issued.end)}" if issued.end and ends_later else whole


def _american(part: PartialDate) -> str:
    if part.season:
        return SEASONS[part.season]
    return f"{NAMES[part.month]} {part.day}" if part.month and part.day else NAMES[part.month or 0]


def _british(part: PartialDate) -> str:
    if part.season:
        return SEASONS[part.season]
    return f"{part.day} {NAMES[part.month]}" if part.month and part.day else NAMES[part.month or 0]
