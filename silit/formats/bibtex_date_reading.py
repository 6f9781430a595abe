"""The date of an entry: silit's own `issued`, biblatex's `date`, BibTeX's `year`, `month` and `day`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from silit.formats.edtf_dates import one_date
from silit.formats.latex_reading import from_latex
from silit.model.dates import PartialDate

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
# The first three letters in English, then those of German and French that differ.
_MONTHS = {
    name: number
    for number, names in enumerate(
        "jan jän ene,feb fév fev,mar mär mrz,apr avr abr,may mai,jun jui,jul,aug aoû aou ago,sep set,oct okt out,nov,dec dez déc dic".split(
            ","
        ),
        1,
    )
    for name in names.split()
} | {"juil": 7}
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def date_of(fields: Mapping[str, str]) -> PartialDate | None:
    """The date that the fields tell, None where they tell none."""
    for name in ("issued", "date"):
        if text := fields.get(name, "").strip():
            # "~" is EDTF's sign for "about" here, not TeX's for a blank.
            date = _extended(text.strip("{} "))
            if date is not None:
                return _with_month(date, fields) if date.parts == (date.year,) else date
    free = fields.get("date", "")
    years = _YEAR.findall(from_latex(fields.get("year", "") or free))
    return _with_month(PartialDate(int(years[0])), {"month": free, **fields}) if years else None


def _with_month(date: PartialDate, fields: Mapping[str, str]) -> PartialDate:
    """The date with what `month` and `day` add to a year alone."""
    if date.season or date.end or date.circa:
        return date
    if not fields.get("month"):
        return date
    month = from_latex(fields["month"]).lower()
    words = _WORD.findall(month)
    seasons = [_SEASONS[word] for word in words if word in _SEASONS]
    if seasons:
        return replace(date, season=seasons[0])
    months = [number for word in words if (number := _month(word))]
    days = _NUMBER.findall(from_latex(fields.get("day", "")) or (month if months else ""))
    if not months:
        months = [int(number) for number in _NUMBER.findall(month) if 1 <= int(number) <= 12]
    if not months:
        return date
    start = _dated(date.year, months[0], int(days[0]) if days else None)
    ends = len(months) > 1 and months[-1] > months[0]
    if ends and not days:
        return replace(start, end=PartialDate(date.year, months[-1]))
    return start


def _month(word: str) -> int | None:
    return _MONTHS.get(word[:4]) or _MONTHS.get(word[:3])


def _extended(text: str) -> PartialDate | None:
    start, slash, end = text.partition("/")
    first = one_date(start.strip())
    if not slash:
        return first
    last = one_date(end.strip())
    if first is None:
        return last
    return replace(first, end=last) if last else first


def _dated(year: int, month: int, day: int | None) -> PartialDate:
    """The date without its day where the month has no such day."""
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return PartialDate(year, month)
