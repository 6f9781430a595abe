"""Titles and names compared as people would: without case, accents, markup, punctuation and publishers' prefixes."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from silit.markup import plain
from silit.model.folding import fold
from silit.model.names import Name
from silit.model.notice_titles import without_state

_WORD = re.compile(r"[^\W_]+")
# A longer number at the end is a year, a count or a virus.
_PART = re.compile(r"\bpart (\d+|[ivx]+)\b|\b([ivx]+|\d)$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
# Fewer words than these are found inside many titles ("Back pain").
_FEWEST_WORDS_TO_CONTAIN = 4


def title_key(title: str) -> str:
    """The words of a title, folded and parted by single blanks; "RETRACTED:" and brackets are gone."""
    return " ".join(_WORD.findall(fold(without_state(plain(title).strip().strip("[].")))))


def title_similarity(one: str, other: str) -> float:
    """How alike two titles are, 0 to 1; a title is also like itself without the subtitle. 0 when either is empty."""
    first, second = title_key(one), title_key(other)
    if not first or not second:
        return 0.0
    shorter, longer = sorted((first, second), key=len)
    if len(shorter.split()) >= _FEWEST_WORDS_TO_CONTAIN and f"{longer} ".startswith(f"{shorter} "):
        return 1.0
    return fuzz.ratio(first, second) / 100


def part_number(title: str) -> int | None:
    """The number of a part: 2 for "… Part II", "…, part 2: exercise" and "… II"; None without one."""
    match = _PART.search(title_key(title))
    if match is None:
        return None
    text = match[1] or match[2]
    return int(text) if text.isdecimal() else _ROMAN.get(text)


def family_key(name: Name) -> str:
    """A family name with its particle, or a group, folded to letters and digits: "vanderwurff"."""
    return "".join(_WORD.findall(fold(name.display)))
