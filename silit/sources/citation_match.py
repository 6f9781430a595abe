"""ECitMatch, NCBI's matcher of citations (NCBI Bookshelf NBK25499): one line a citation, one line an answer, in plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from silit.sources.calls import Answer, ContentFault

LINES_AT_ONCE = 100
_KEY = "silit"
_PART = re.compile(r"[|\r\n\x00-\x1f\x7f]+")
_CANDIDATES = re.compile(r"\b[1-9]\d{0,7}\b")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """What ECitMatch matches by; journal in full or abbreviated, author as "Laslett M", each "" where it is not known."""

    journal: str
    year: str = ""
    volume: str = ""
    first_page: str = ""
    author: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether a line of it can be matched: without a journal ECitMatch may stop at it."""
        return bool(self.journal and (self.volume or self.first_page) and (self.year or self.author))


def lines_of(places: Sequence[CitedPlace]) -> str:
    """The citations as ECitMatch reads them."""
    return "\r".join(
        "|".join((*(_clean(part) for part in _parts(place)), f"{_KEY}{index}", ""))
        for index, place in enumerate(places)
    )


def matches_in(text: str, count: int) -> tuple[tuple[str, ...], ...]:
    """The PMIDs for each of `count` citations: one, several where ECitMatch cannot tell, none where it finds none.

    A line is known by its key, since a miss may leave out a part of the line.
    """
    found: list[tuple[str, ...]] = [()] * count
    for line in re.split(r"[\r\n]+", text):
        *parts, last = line.strip().split("|")
        key = next((part for part in reversed(parts) if re.fullmatch(rf"{_KEY}\d{{1,4}}", part.strip())), "")
        index = int(key.strip().removeprefix(_KEY)) if key else count
        if index < count:
            found[index] = _pmids(last.strip())
    return tuple(found)


def check_matches(answer: Answer) -> None:
    """ContentFault unless the answer is lines of citations."""
    if answer.status == 200 and (answer.is_html or "|" not in answer.text):
        raise ContentFault("the answer holds no matched citations")


def _pmids(last: str) -> tuple[str, ...]:
    if last.isdecimal():
        return (last,)
    # "AMBIGUOUS (12 citations)" gives a count, "AMBIGUOUS 1234567,2345678" the papers.
    listed = last.removeprefix("AMBIGUOUS").strip()
    return () if "(" in listed or listed == last else tuple(dict.fromkeys(_CANDIDATES.findall(listed)))


def _parts(place: CitedPlace) -> tuple[str, ...]:
    return (place.journal, place.year, place.volume, place.first_page, place.author)


def _clean(part: str) -> str:
    return " ".join(_PART.sub(" ", part).split())[:_LONGEST]
