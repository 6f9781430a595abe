"""Dates as people write them into `year`, `month` and `date`: "1999--2001", "03.08.2010", "c. 1950", "Dec/Jan", "12~" # aug."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from silit.model.dates import PartialDate

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<!\d)\d+(?!\d)")
_YEARS = re.compile(r"([12]\d{3})\s*([-–—/]|to|bis)\s*(\d{4}|\d{2})")
# Year first, as ISO 8601 has it but for the zeros; with slashes or dots only a whole date is sure.
_YEAR_FIRST = re.compile(
    r"([12]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2}))"
)
# Dots are those of DIN 1355 and its like: the day comes first.
_DAY_FIRST = re.compile(r"(?:(\d{1,2})\.\s*)?(\d{1,2})\.\s*([12]\d{3})")
_EITHER_FIRST = re.compile(r"(?:(\d{1,2})[/-])?(\d{1,2})[/-]([12]\d{3})")
_CIRCA = re.compile(r"(?:c\.|ca\.?|circa|approx\.?|approximately|about)\s*(?=[12]\d{3})", re.IGNORECASE)
# "2010a" parts papers of one author and year; "c2010" is the year of a copyright.
_AROUND_YEAR = re.compile(r"(?:\b(?:c|cop\.?)\s*(?=[12]\d{3}))|(?<=[12]\d{3})[a-z]\b")
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
_FILLERS = frozenset("of the and to st nd rd th on und bis den der et le de".split())


@dataclass(frozen=True, slots=True)
class DateRead:
    """The date that a text tells, None for none, and whether it is all that the text says."""

    date: PartialDate | None
    is_whole: bool = True


def written_date(text: str) -> DateRead:
    """The date in a text without LaTeX."""
    text = text.strip(" .,;()[]")
    bare = _CIRCA.sub("", text, count=1).rstrip("?~ ")
    read = _numbered(bare) or _worded(bare)
    if bare == text or read.date is None:
        return read
    return replace(read, date=replace(read.date, circa=True))


def with_month(date: PartialDate, month: str, day: str = "") -> DateRead:
    """The year with what a month and a day beside it add; both are text without LaTeX."""
    month = month.lower()
    words = [word for word in _WORD.findall(month) if word not in _FILLERS]
    seasons = [_SEASONS[word] for word in words if word in _SEASONS]
    months = [number for word in words if (number := _month(word))]
    numbers = list(map(int, _NUMBER.findall(month)))
    days = list(map(int, _NUMBER.findall(day)))
    is_known = len(seasons) + len(months) == len(words)
    if seasons:
        return DateRead(replace(date, season=seasons[0]), is_known and len(words) == 1 and not days)
    if months:
        days = days or numbers
    else:
        months = [number for number in numbers if 1 <= number <= 12]
        is_known = is_known and len(months) == len(numbers)
    if not months:
        return DateRead(date, not words and not numbers and not days)
    read = _range(date.year, months, days)
    return replace(read, is_whole=read.is_whole and is_known and len(months) <= 2 and len(days) <= 2)


def dated(year: int, month: int = 0, day: int = 0) -> DateRead:
    """The date as far as there is one: without a day that its month has not, and without a month that is none."""
    for parts in ((year, month or None, day or None), (year, month or None, None)):
        try:
            return DateRead(PartialDate(*parts), parts[2] == (day or None))
        except ValueError:
            continue
    return DateRead(PartialDate(year), is_whole=False)


def _range(year: int, months: list[int], days: list[int]) -> DateRead:
    first, last = months[0], months[-1]
    start = dated(year, first, days[0] if days else 0)
    assert start.date is not None
    if (last, days[-1:]) == (first, days[:1]):
        return start
    end = dated(year, last, days[-1] if len(days) > 1 else 0)
    if end.date is None or end.date.parts <= start.date.parts or (days and len(days) != 2):
        # "Dec/Jan": nobody says whose year it is.
        return DateRead(start.date, is_whole=False)
    return DateRead(replace(start.date, end=end.date), start.is_whole and end.is_whole)


def _numbered(text: str) -> DateRead | None:
    if match := _YEAR_FIRST.fullmatch(text):
        if match[2] and not match[3] and not 1 <= int(match[2]) <= 12:
            return _years(text)
        month, day = (match[2], match[3]) if match[2] else (match[4] or match[6], match[5] or match[7])
        return dated(int(match[1]), int(month), int(day or 0))
    if match := _YEARS.fullmatch(text):
        return _years(text)
    if match := _DAY_FIRST.fullmatch(text):
        return dated(int(match[3]), int(match[2]), int(match[1] or 0))
    if match := _EITHER_FIRST.fullmatch(text):
        return _either_first(int(match[1] or 0), int(match[2]), int(match[3]))
    return None


def _either_first(first: int, second: int, year: int) -> DateRead:
    if not first:
        return dated(year, second)
    if first <= 12 and second <= 12 and first != second:
        # The day comes first in Britain, the month in America.
        return DateRead(PartialDate(year), is_whole=False)
    return dated(year, second, first) if second <= 12 else dated(year, first, second)


def _years(text: str) -> DateRead | None:
    match = _YEARS.fullmatch(text)
    if match is None:
        return None
    first, last = int(match[1]), int(match[3])
    if last < 100:
        if match[2] == "/" and last <= 12 and last != (first + 1) % 100:
            # "2010/8" may be a month.
            return DateRead(PartialDate(first), is_whole=False)
        last += first // 100 * 100
        last += 100 if last < first else 0
    if not first < last <= 2999:
        return DateRead(PartialDate(first), is_whole=False)
    return DateRead(PartialDate(first, end=PartialDate(last)))


def _worded(text: str) -> DateRead:
    year = _YEAR.search(text)
    if year is None:
        return DateRead(None, is_whole=not text)
    rest = _AROUND_YEAR.sub("", text).replace(year[0], " ", 1).replace("©", "")
    if _YEAR.search(rest):
        return DateRead(PartialDate(int(year[0])), is_whole=False)
    has_words = any(_month(word) or word in _SEASONS for word in _WORD.findall(rest.lower()))
    if has_words:
        return with_month(PartialDate(int(year[0])), rest)
    return DateRead(PartialDate(int(year[0])), is_whole=not any(char.isalnum() for char in rest))


def _month(word: str) -> int | None:
    return _MONTHS.get(word[:4]) or _MONTHS.get(word[:3])
