"""PubMed's dates: which of them is the cited one, and what a MedlineDate says.

Rules: NLM, MEDLINE/PubMed Data Element (Field) Descriptions (PubDate, MedlineDate), and "Article Source Information" for
the publishing models.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from xml.etree.ElementTree import Element

from silit.formats.pubmed_text import child, clean
from silit.model.dates import PartialDate

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH_NUMBERS = {name[:length]: n for n, name in enumerate(_MONTHS, 1) for length in range(3, len(name) + 1)}
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_WINTER = 4
_EARLIEST = 1500
_LONGEST_RANGE = 10
# The models whose first publication, the one to cite, is the electronic one.
_CITED_ELECTRONIC = frozenset({"Electronic", "Electronic-Print", "Electronic-eCollection"})
_PUBLISHED = ("epublish", "ppublish", "aheadofprint")
_BOOKKEEPING = ("pubmed", "entrez")

_DASHES = str.maketrans("‐‑‒–—−", "------")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_BETWEEN_TOKENS = re.compile(r"[\s.,]*")


@dataclass(frozen=True, slots=True)
class Dates:
    """`issued` is the date to cite, `available` the online one; `misread` names the elements that held no real date."""

    issued: PartialDate | None
    available: PartialDate | None
    misread: tuple[str, ...] = ()


def article_dates(article: Element, history: Element | None) -> Dates:
    """The dates of an `Article` element with its record's `History`, by the rule of its PubModel.

    Print and Print-Electronic cite the issue's date; Electronic, Electronic-Print and Electronic-eCollection the online
    one. Where that is missing the other one counts, then the history's; a date from PubMed's bookkeeping is `circa`.
    """
    issue_element = child(child(article.find("Journal"), "JournalIssue"), "PubDate")
    online_element = article.find("ArticleDate")
    issue, online = _read(issue_element), _read(online_element)
    order = (online, issue) if article.get("PubModel") in _CITED_ELECTRONIC else (issue, online)
    issued = order[0] or order[1] or history_date(history)
    misread = [
        name
        for name, element, value in (
            ("PubDate", issue_element, issue),
            ("ArticleDate", online_element, online),
        )
        if element is not None and len(element) and value is None
    ]
    return Dates(issued, online, tuple(misread))


def history_date(history: Element | None) -> PartialDate | None:
    """The best date of a `History` element: published, else entered (then `circa`)."""
    if history is None:
        return None
    by_status: dict[str, PartialDate] = {}
    for element in history.findall("PubMedPubDate"):
        value = _read(element)
        if value is not None:
            by_status.setdefault(element.get("PubStatus", ""), value)
    for status in _PUBLISHED:
        if status in by_status:
            return by_status[status]
    for status in _BOOKKEEPING:
        if status in by_status:
            return replace(by_status[status], circa=True)
    return None


def read_date(element: Element) -> PartialDate | None:
    """The date in an element that holds Year, Month, Day and Season, or a MedlineDate; None when there is no real one."""
    year, month, day, season, medline = "", "", "", "", ""
    for part in element:
        text = (part.text or "").strip()
        if part.tag == "Year":
            year = text
        elif part.tag == "Month":
            month = text
        elif part.tag == "Day":
            day = text
        elif part.tag == "Season":
            season = text
        elif part.tag == "MedlineDate":
            medline = text
    if not year:
        return parse_medline_date(medline)
    number = _year(year)
    if number is None:
        return None
    month_number = _month(month)
    if month_number is not None:
        return PartialDate(number, month_number, _day(day, number, month_number))
    if season.casefold() in _SEASONS and not month:
        return PartialDate(number, season=_SEASONS[season.casefold()])
    # Some records hold a range of months as the Season or the Month: "Jan-Mar".
    return parse_medline_date(f"{year} {season or month} {day}") if season or month else PartialDate(number)


def parse_medline_date(text: str) -> PartialDate | None:
    """What a MedlineDate says: "1998 Dec-1999 Jan", "2000 Spring-Summer", "2000 Dec 23-30", "1976-1977".

    One that says more than its parts can hold ("2014 4th Quarter") becomes its year with the words as `literal`; None
    when it names no year.
    """
    text = clean(text).translate(_DASHES)
    found = _YEAR.search(text)
    first_year = _year(found.group()) if found else None
    if first_year is None:
        return None
    return _parse_range(text) or PartialDate(first_year, literal=text)


@dataclass(slots=True)
class _Side:
    """One end of a range, as far as its words say."""

    year: int | None = None
    month: int | None = None
    season: int | None = None
    day: int | None = None


def _read(element: Element | None) -> PartialDate | None:
    return None if element is None else read_date(element)


def _parse_range(text: str) -> PartialDate | None:
    sides = [_side(part) for part in re.split(r"\s*[-/]\s*", text)]
    if len(sides) > 2 or None in sides:
        return None
    start, end = sides[0], sides[-1]
    if start is None or end is None:
        return None
    if start is end:
        return _date(start)
    _share(start, end)
    first, last = _date(start), _date(end)
    if first is None or last is None or _uneven(first, last) or not _in_order(first, last):
        return None
    return replace(first, end=last)


def _side(text: str) -> _Side | None:
    side = _Side()
    position = 0
    for match in _TOKEN.finditer(text):
        if not _BETWEEN_TOKENS.fullmatch(text, position, match.start()) or not _take(match.group(), side):
            return None
        position = match.end()
    return side if position and _BETWEEN_TOKENS.fullmatch(text, position) else None


def _take(token: str, side: _Side) -> bool:
    """Puts one word or number where it belongs; False when it belongs nowhere."""
    word = token.casefold()
    if token.isdecimal():
        if len(token) == 4 and side.year is None:
            side.year = _year(token)
            return side.year is not None
        if len(token) <= 2 and side.day is None:
            side.day = int(token)
            return True
        return False
    if word in _SEASONS and side.season is None:
        side.season = _SEASONS[word]
        return True
    if side.month is None:
        side.month = _month(token)
        return side.month is not None
    return False


def _share(start: _Side, end: _Side) -> None:
    """What is said once counts for both: "2000 Dec 23-30", "Jan-Feb 2000", "1976-77"."""
    if (
        end.day is not None
        and end.year is None
        and end.month is None
        and start.year
        and not (start.month or start.season)
    ):
        century = start.year - start.year % 100
        end.year, end.day = century + end.day + (100 if end.day < start.year % 100 else 0), None
    start.year = start.year or end.year
    end.year = end.year or start.year
    if end.month is None and end.day is not None:
        end.month = start.month
    if start.month is None and start.day is not None:
        start.month = end.month


def _date(side: _Side) -> PartialDate | None:
    if side.year is None or (side.season and side.month):
        return None
    if side.day is None:
        return PartialDate(side.year, side.month, season=side.season)
    if side.month is None or not 1 <= side.day <= calendar.monthrange(side.year, side.month)[1]:
        return None
    return PartialDate(side.year, side.month, side.day)


def _in_order(first: PartialDate, last: PartialDate) -> bool:
    if last.year == first.year and first.season == _WINTER and last.season:
        return last.season != _WINTER  # "2000 Winter-Spring": the winter that the year begins with
    return first.year <= last.year <= first.year + _LONGEST_RANGE and _parts(first) < _parts(last)


def _parts(value: PartialDate) -> tuple[int, int, int]:
    return value.year, value.month or value.season or 0, value.day or 0


def _uneven(first: PartialDate, last: PartialDate) -> bool:
    """Whether one end has a season or a month and the other has none: "Winter 1990-1991" is one winter."""
    return (first.season is None) != (last.season is None) or (first.month is None) != (last.month is None)


def _year(text: str) -> int | None:
    if not (len(text) == 4 and text.isascii() and text.isdecimal()):
        return None
    year = int(text)
    return year if _EARLIEST <= year <= date.today().year + 2 else None


def _month(text: str) -> int | None:
    if len(text) <= 2 and text.isascii() and text.isdecimal():
        number = int(text)
        return number if 1 <= number <= 12 else None
    return _MONTH_NUMBERS.get(text.casefold())


def _day(text: str, year: int, month: int) -> int | None:
    if not (len(text) <= 2 and text.isascii() and text.isdecimal()):
        return None
    day = int(text)
    return day if 1 <= day <= calendar.monthrange(year, month)[1] else None
