"""A reference as an author typed it, compared with a work: how sure it is that it means that work."""

from __future__ import annotations

import re
from typing import Literal

from rapidfuzz.distance import LCSseq

from silit.matching.titles import family_key, title_key
from silit.model.folding import fold
from silit.model.work import Work

Match = Literal["sure", "likely", "check"]
_WORD = re.compile(r"[^\W_]+")
_MOST_OF_TITLE, _NEARLY_ALL_OF_TITLE = 0.9, 0.95
_FEWEST_WORDS = 3


def reference_match(reference: str, work: Work) -> Match | None:
    """How well `reference`, a whole reference as text, fits `work`; None when its title is another.

    *sure*: nearly the whole title, the first author, the year, and the volume or the first page. *likely*: without the
    last. *check*: most of the title, but author or year are missing or differ (a year may be one off: online first).
    """
    words = _WORD.findall(fold(reference))
    covered = max(_coverage(title, words) for title in _titles(work))
    if covered < _MOST_OF_TITLE:
        return None
    author = work.author[0] if work.author else None
    has_author = author is not None and family_key(author) in "".join(words)
    has_year = work.year is not None and any(str(work.year + off) in words for off in (0, 1, -1))
    if covered < _NEARLY_ALL_OF_TITLE or not has_author or not has_year:
        return "check"
    first_page = (_WORD.findall(fold(work.page)) or [""])[0]
    exact = str(work.year) in words and any(
        part and part in words for part in (fold(work.volume), first_page)
    )
    return "sure" if exact else "likely"


def _titles(work: Work) -> list[str]:
    """The title, and without its subtitle where that leaves enough."""
    whole = title_key(work.title)
    main = title_key(re.split(r"[:?.] ", work.title, maxsplit=1)[0])
    return [whole, main] if len(main.split()) > _FEWEST_WORDS else [whole]


def _coverage(title: str, words: list[str]) -> float:
    """The share of a title's words that stand in the reference in the same order."""
    wanted = title.split()
    return LCSseq.similarity(wanted, words) / len(wanted) if len(wanted) >= _FEWEST_WORDS else 0.0
