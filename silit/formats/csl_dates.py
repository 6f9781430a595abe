"""CSL dates (csl-data.json, "date-variable"): date-parts, season, circa, and the raw texts of other programs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from silit.formats.edtf_dates import date_from_edtf
from silit.formats.json_values import mapping_of, number_of, text_of
from silit.formats.ris_dates import ris_date
from silit.model.dates import SEASONS, PartialDate

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_YEAR = re.compile(r"(?<!\d)(1[4-9]|20)\d\d(?!\d)")


def date_to_csl(date: PartialDate) -> dict[str, object]:
    """`{"date-parts": [[2005, 8, 30]]}`; two parts for a range, `season` 1 to 4 and `circa` where known."""
    parts = [list(date.parts)]
    if date.end and (date.end.season is None or date.end.year != date.year):
        # CSL has one season a date: a range within one year is its first season.
        parts.append(list(date.end.parts))
    shape: dict[str, object] = {"date-parts": parts}
    if date.season is not None:
        shape["season"] = date.season
    if date.circa:
        shape["circa"] = True
    return shape


def date_from_csl(value: object) -> PartialDate | None:
    """The date of a CSL date object, or of a text that begins with one; None where no year can be read."""
    if isinstance(value, str):
        return _from_text(value)
    shape = mapping_of(value)
    parts = shape.get("date-parts")
    parts = [part for part in parts if isinstance(part, list)] if isinstance(parts, list) else []
    if not parts or not (start := _from_parts(parts[0])):
        return _from_text(text_of(shape.get("raw"))) or _from_text(text_of(shape.get("literal")))
    end = _from_parts(parts[1]) if len(parts) > 1 else None
    return PartialDate(
        year=start.year,
        month=start.month,
        day=start.day,
        season=_season(shape) if start.month is None else None,
        end=end,
        circa=shape.get("circa") in (True, 1, "true", "1"),
    )


def _from_parts(parts: list[object]) -> PartialDate | None:
    year, month, day = ([number_of(part) for part in parts[:3]] + [None] * 3)[:3]
    return _date(year, month, day)


def _from_text(text: str) -> PartialDate | None:
    start, slash, end = text.strip().partition("/")
    iso = _ISO.fullmatch(start)
    closing = _ISO.fullmatch(end) if slash else None
    if iso and bool(closing) == bool(slash):
        first = _date(*(int(part) if part else None for part in iso.groups()))
        last = _date(*(int(part) if part else None for part in closing.groups())) if closing else None
        if first:
            return PartialDate(first.year, first.month, first.day, end=last)
    if date := date_from_edtf(text) or ris_date(text):
        return date
    year = _YEAR.search(text)
    return PartialDate(int(year[0]), literal=text.strip()) if year else None


def _date(year: int | None, month: int | None, day: int | None) -> PartialDate | None:
    """The date as far as it is possible: an impossible day or month is left out."""
    if year is None:
        return None
    for known_month, known_day in ((month, day), (month, None), (None, None)):
        try:
            return PartialDate(year, known_month, known_day)
        except ValueError:
            continue
    return None


def _season(shape: Mapping[str, object]) -> int | None:
    text = text_of(shape.get("season"))
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 4:
        return int(text)
    name = {"fall": "autumn"}.get(text.lower(), text.lower()).capitalize()
    return SEASONS.index(name) if name and name in SEASONS else None
