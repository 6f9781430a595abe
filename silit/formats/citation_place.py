"""Where a reference says that its paper stands: year, volume, issue and pages, as the styles print them.

Examples of the forms are in the sample references of Citing Medicine (NLM), AMA, APA, Chicago, IEEE, Nature and MDPI.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)[a-z]?"
_VOLUME = r"(?P<volume>[A-Za-z]{0,3}-?\d{1,6}(?:[-/]\d{1,6})?[A-Za-z]?(?:[ -](?:Suppl|Supp|Supplement|Pt|Part|Spec No|Special)\b\.?(?: ?\w{1,4}\b)?)*|[IVXLC]{1,8}\b|Suppl\.?(?: \d+)?)"
_ISSUE = r"(?P<issue>(?:[^()]|\([^()]{0,20}\)){1,40}?)"
_NAMED_ISSUE = r"(?P<issue>[\w/.-]+(?: [A-Z][\w.]*| \d{1,4}){0,3})"
_ONE = r"(?!\d+(?:st|nd|rd|th)\b)(?:[A-Za-z]{0,8}\.?\d[\w.]*\w|[A-Za-z]{0,3}\d|[ivxlcdm]{1,8}\b|[A-Z]\d?-\d+)"
_PAGES = rf"(?:(?:pp?|pages?|s|art(?:icle)?|art\. ?no|article (?:no|number)|id)\b\.?:? ?)?(?P<first>{_ONE})(?: ?-{{1,2}} ?(?P<last>[A-Za-z]{{0,4}}\d\w*|[ivxlcdm]{{1,8}}\b))?"
_LABELLED_PAGES = rf"(?:(?:pp?|pages?)\b\.? ?|(?:art(?:icle)?|art\. ?no|article (?:no|number)|article ID)\b\.?:? ?)(?P<first>{_ONE})(?: ?-{{1,2}} ?(?P<last>[A-Za-z]{{0,4}}\d\w*))?"
_DATE = r"(?:[ ,]+(?:[A-Za-z]{3,9}\.?(?:[-/][A-Za-z]{3,9}\.?)?)?(?: ?\d{1,2}(?:-\d{1,2})?(?:st|nd|rd|th)?)?)?"
# With its day where it has one.
MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Spring|Summer|Autumn|Fall|Winter)\b\.?(?: \d{1,2}(?!\d))?"
_BEFORE_YEAR = r"(?:(?:[A-Za-z]{3,9}\.?(?:[-/][A-Za-z]{3,9}\.?)?|\d{1,2}),? ){0,2}"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE if labelled else 0)
    for pattern, labelled in (
        # 2008 Mar;16(3):142-52
        (rf"\b{_YEAR}{_DATE}[.,]? ?; ?(?:{_VOLUME})? ?(?:\({_ISSUE}\))? ?[:,] ?{_PAGES}", False),
        # 16, no. 3 (2008): 142-152 · 16 (3), 142-152 (2008) · vol. 16, no. 3, pp. 142-152, Mar. 2008
        (
            rf"(?:\bvol(?:ume)?\b\.? ?)?\b{_VOLUME},? ?(?:no|issue|iss|number|nr)\b\.? ?{_NAMED_ISSUE},? \({_BEFORE_YEAR}{_YEAR}\)[:,]? ?{_PAGES}",
            True,
        ),
        (
            rf"\bvol(?:ume)?\b\.? ?{_VOLUME}(?:,? ?(?:(?:no|issue|iss|number|nr)\b\.? ?{_NAMED_ISSUE}|\((?P<issue2>[^()]{{1,40}})\)))?,? ?(?:\(?{_BEFORE_YEAR}{_YEAR}\)?,? ?)?{_LABELLED_PAGES}",
            True,
        ),
        # 16.3 (2008): 142-152 · 16.3, pp. 142-152
        (
            rf"(?<=[ ,])(?P<volume>\d{{1,4}})\.(?P<issue>\d{{1,3}}),? (?:\({_BEFORE_YEAR}{_YEAR}\)[:,]? ?{_PAGES})",
            False,
        ),
        (rf"(?<=[ ,])(?P<volume>\d{{1,4}})\.(?P<issue>\d{{1,3}})[,:] ?{_LABELLED_PAGES}", True),
        # 2015, Issue 9. Art. No.: CD001929
        (
            rf"\b{_YEAR}, ?(?:issue|iss)\b\.? ?(?P<issue>\d{{1,3}}(?:-\d{{1,3}})?)(?:[.,;]? ?{_LABELLED_PAGES})?(?=[.,;) ]|$)",
            True,
        ),
        # 2008, 16(3), 142-152
        (rf"\b{_YEAR}[,.] {_VOLUME} ?(?:\({_ISSUE}\))?, ?{_PAGES}(?=[.,;) ]|$)", False),
        # 16(3), 142-152 (2008) · 16 (2008) 142-152
        (rf"\b{_VOLUME} ?(?:\({_ISSUE}\))? ?[,:] ?{_PAGES},? \({_BEFORE_YEAR}{_YEAR}\)", False),
        (rf"\b{_VOLUME} ?(?:\({_ISSUE}\))? \({_BEFORE_YEAR}{_YEAR}\)[:,]? ?{_PAGES}", False),
        # 16(3):142-152 · 16(3), pp. 142-152
        (rf"(?<=[ ,.]){_VOLUME} ?\({_ISSUE}\) ?[,:;.]? ?{_PAGES}(?=[.,;) ]|$)", False),
        (rf"(?<=[ ,.]){_VOLUME}, ?(?:no|issue|iss|number)\b\.? ?(?P<issue>[\w/.-]+)[,:] ?{_PAGES}", True),
        # 2019 May 6:12-4 · 1998 Dec 3-1999 Jan 6:101-8
        (rf"\b{_YEAR} {MONTH}(?:[-/](?:\d{{4}} )?(?:{MONTH}|\d{{1,2}}))? ?: ?{_PAGES}(?=[.,;) ]|$)", False),
        (rf"(?<=[ ,.]){_VOLUME} ?: ?{_PAGES}(?=[.,;) ]|$)", False),
        (rf"(?<=, ){_VOLUME}, ?{_PAGES}(?=[.,;) ]|$)", False),
        (rf"(?<=, )\({_ISSUE}\), ?{_PAGES}(?=[.,;) ]|$)", False),
        # 16(3), Article 96
        (rf"(?<=, )(?:{_VOLUME} ?)?(?:\({_ISSUE}\))?, ?{_LABELLED_PAGES}(?=[.,;) ]|$)", True),
        (r"(?<=, )(?!(?:1[5-9]|20)\d\d-)(?P<first>\d{1,5})-{1,2}(?P<last>\d{1,5})(?=\.?$)", False),
        # 16. 142-152
        (rf"(?<=\. )(?P<volume>\d{{1,4}}) ?(?:\({_ISSUE}\))?\. {_PAGES}(?=[.,;) ]|$)", False),
        # 2008; e12 · 2008;16(3) · 16(3)
        (rf"\b{_YEAR}{_DATE} ?; ?(?P<first>[eE]\d\w*)(?=[.,;) ]|$)", False),
        (rf"\b{_YEAR}{_DATE} ?; ?{_VOLUME} ?(?:\({_ISSUE}\))?(?=[.,;) ]|$)", False),
        (rf"(?<=, ){_VOLUME} ?\({_ISSUE}\)(?=[.,;) ]|$)", False),
        (rf"(?:(?<=[,.;] )|(?<=\()){_LABELLED_PAGES}(?=[.,;) ]|$)", True),
        (rf"\b{_YEAR}{_DATE} ?: ?{_PAGES}(?=[.,;) ]|$)", False),
    )
)
_IN_BRACKETS = re.compile(rf"\((?:[A-Za-z]+\.? ?)?{_YEAR}(?:-\d{{2,4}})?\??(?:, ?[^()]{{1,30}})?\)")
_AT_THE_END = re.compile(rf"\b{_YEAR}[)\]]?[.,:]?[\s\"']*$")
_FEWEST_WORDS_OF_A_TITLE = 4
_FEWEST_SIGNS_BEFORE = 40
_ANYWHERE = re.compile(rf"(?<![\w-]){_YEAR}(?![\w-]|\.\d)")


@dataclass(frozen=True, slots=True)
class Place:
    """Year, volume, issue and pages as they are written, "" where the reference has none. `start` is where they begin,
    `year_at` where the year stands (-1 without one)."""

    start: int
    year: str = ""
    year_at: int = -1
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""


def find_place(text: str, *, is_dated: bool = False) -> Place:
    """The place that `text`, a reference on one line or the end of one, gives; of several that of the last.

    `is_dated`: the year stood before `text`, so what looks like a year by itself is none.
    """
    for form in _FORMS:
        found = None
        for match in form.finditer(text):
            if is_dated or _could_be(match, text):
                found = match
        if found is not None:
            return _place(found) if is_dated else _with_year(text, _place(found))
    return Place(len(text)) if is_dated else _with_year(text, Place(len(text)))


def year_before(text: str) -> str:
    """The year that ends `text`, or stands in brackets in it: that of APA, Harvard and author-date Chicago; else ""."""
    found = _AT_THE_END.search(text) or _IN_BRACKETS.search(text)
    return found["year"] if found else ""


def _could_be(match: re.Match[str], text: str) -> bool:
    """Whether a volume that looks like a year is one: "2005: 12" holds none, but some journals number their volumes so."""
    parts = match.groupdict()
    volume = parts.get("volume") or ""
    looks_like_year = volume.isdecimal() and 1800 <= int(volume) <= 2100 and "year" not in parts
    return not looks_like_year or _IN_BRACKETS.search(text, 0, match.start()) is not None


def _place(match: re.Match[str]) -> Place:
    parts = {name: (value or "").strip(" .,") for name, value in match.groupdict().items()}
    year = parts.get("year", "")
    return Place(
        match.start(),
        year,
        match.start("year") if year else -1,
        " ".join(parts.get("volume", "").split()),
        parts.get("issue", "") or parts.get("issue2", ""),
        parts.get("first", ""),
        parts.get("last", ""),
    )


def _with_year(text: str, place: Place) -> Place:
    if place.year:
        return place
    found = _IN_BRACKETS.search(text)
    if found is not None and len(text[found.end() :].split()) >= _FEWEST_WORDS_OF_A_TITLE:
        # It stands before the title.
        return replace(place, year=found["year"], year_at=found.start("year"))
    if found is None:
        after = list(_ANYWHERE.finditer(text))
        found = after[-1] if after else None
    if found is None:
        return place
    at = found.start("year")
    start = found.start() if place.start == len(text) and at > _FEWEST_SIGNS_BEFORE else place.start
    return replace(place, start=start, year=found["year"], year_at=at)
