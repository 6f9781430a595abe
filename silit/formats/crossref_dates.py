"""Crossref's dates: which of the many is the cited one.

`issued` is the earliest of print and online (Crossref REST API, format of a work), so for an article that has its volume
the printed date counts. `created`, `deposited` and `indexed` are bookkeeping and never a date of publication.
"""

from __future__ import annotations

from collections.abc import Mapping

from silit.formats.json_values import mapping_of, number_of
from silit.model.dates import PartialDate

_FIRST_YEAR, _LAST_YEAR = 1400, 2100


def partial_date(value: object) -> PartialDate | None:
    """The date of `{"date-parts": [[2005, 8, 30]]}`; what is impossible is left out, None where no year is left."""
    parts = mapping_of(value).get("date-parts")
    while isinstance(parts, list) and parts and isinstance(parts[0], list):
        parts = parts[0]
    if not isinstance(parts, list) or not parts:
        return None
    year, month, day = ([number_of(part) for part in parts[:3]] + [None, None])[:3]
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if month is None or not 1 <= month <= 12:
        return PartialDate(year)
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return PartialDate(year, month)


def iso_date(value: object) -> str:
    """The same as "2005-08-30", "2005-08" or "2005"; "" where there is none."""
    date = partial_date(value)
    return date.iso if date else ""


def cited_and_online(
    item: Mapping[str, object], type_name: str
) -> tuple[PartialDate | None, PartialDate | None]:
    """(the date to cite, the date it went online) of a Crossref work."""
    online = partial_date(item.get("published-online"))
    if type_name == "posted-content":
        online = online or partial_date(item.get("posted"))
    return _first_date(item, _order(item, type_name)), online


def _order(item: Mapping[str, object], type_name: str) -> tuple[str, ...]:
    if type_name == "posted-content":
        return ("posted", "issued", "published", "published-online")
    if type_name == "dissertation":
        return ("approved", "issued", "published", "published-online", "published-print")
    if type_name == "journal-article" and not (item.get("volume") or item.get("issue")):
        # Not in an issue yet: a printed date, where there is one, is a plan.
        return ("published-online", "published-print", "issued", "published", "published-other")
    if type_name == "journal-article":
        return ("published-print", "published-online", "issued", "published", "published-other")
    return (
        "published-print",
        "issued",
        "published",
        "published-online",
        "published-other",
        "approved",
        "posted",
    )


def _first_date(item: Mapping[str, object], order: tuple[str, ...]) -> PartialDate | None:
    return next((date for name in order if (date := partial_date(item.get(name)))), None)
