"""RIS dates: "2014/06/01/", "2019/10//undefined", "Mar 15" beside a year of its own, and what else is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from silit.formats.pubmed_dates import parse_medline_date
from silit.formats.tagged_fields import Fields
from silit.model.dates import MONTHS, SEASONS, PartialDate

# RIS Format Specifications, Y1: YYYY/MM/DD/other, with empty parts allowed.
_SLASHED = re.compile(r"(\d{4})/(\d{0,2}|[A-Za-z]{3,9})(?:/(\d{0,2})(?:/(.*))?)?")
_SEASONS = SEASONS[1:]
_DASHED = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*)?")


def issued(fields: Fields) -> tuple[PartialDate | None, str]:
    """The date of publication, and the text that should have held one but does not ("" when all is well).

    The year is PY's, else that of DA, else of Y1, which DA replaced; DA gives month and day where it is of that year.
    """
    year = _first(fields.every("PY"))
    day = _first(fields.every("DA"))
    old = _first(fields.every("Y1"))
    base = year or day or old
    if base is None:
        text = fields.first("PY", "Y1", "DA")
        return None, "" if _says_nothing(text) else text
    finer = [base, day, old, *(ris_date(f"{base.year} {text}") for text in fields.every("DA"))]
    return max((date for date in finer if date and date.year == base.year), key=_precision), ""


def online(fields: Fields) -> PartialDate | None:
    """The day on which an article appeared online: EndNote's "Epub Date", which it writes as an edition."""
    text = fields.first("ET")
    return ris_date(text) if _SLASHED.fullmatch(text) or _DASHED.fullmatch(text) else None


def ris_date(text: str) -> PartialDate | None:
    """The date that a text names, as far as it can be one; None without a year."""
    text = text.strip()
    if match := _SLASHED.fullmatch(text):
        date = _date(match[1], match[2] or "", match[3] or "")
        return _with_season(date, match[4] or "")
    if match := _DASHED.fullmatch(text):
        return _date(match[1], match[2] or "", match[3] or "")
    return parse_medline_date(text.replace(",", " "))


def _first(texts: Iterable[str]) -> PartialDate | None:
    return next((date for text in texts if (date := ris_date(text))), None)


def _precision(date: PartialDate) -> tuple[int, bool, bool]:
    return len(date.parts), date.season is not None or date.end is not None, not date.literal


def _says_nothing(text: str) -> bool:
    return not text.strip("0/ -") or text.casefold() in ("nan", "n.d.", "undefined")


def _with_season(date: PartialDate | None, other: str) -> PartialDate | None:
    """The date with the season that RIS lets stand behind the day ("2010///Spring"), where it has no month."""
    season = {"fall": "autumn"}.get(other.strip().lower(), other.strip().lower()).capitalize()
    return (
        replace(date, season=SEASONS.index(season))
        if date and not date.month and season in _SEASONS
        else date
    )


def _date(year: str, month: str, day: str) -> PartialDate | None:
    """The date as far as it is possible: an impossible day or month is left out."""
    number = int(month) if month.isdecimal() else _month(month)
    for known_month, known_day in ((number, int(day) if day else None), (number, None), (None, None)):
        try:
            return PartialDate(int(year), known_month, known_day)
        except ValueError:
            continue
    return None


def _month(name: str) -> int | None:
    start = name[:3].capitalize()
    return MONTHS.index(start) if start in MONTHS[1:] else None
