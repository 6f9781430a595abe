"""Cite keys: the first author's family name and the year, in plain ASCII, given once and then kept."""

from __future__ import annotations

import re
from collections.abc import Callable

from silit.markup import plain
from silit.model.folding import fold
from silit.model.work import Work

_SMALL_WORDS = frozenset(
    "a an and as at by for from in of on or the to with der die das le la les el il".split()
)
_LONGEST_NAME = 24
_LONGEST_KEY = 200
_CITABLE = re.compile(r"\w+(?:[:.#$%&+?<>~/-]\w+)*")


def base_key(work: Work) -> str:
    """`laslett2005`: family name of the first author (else editor, else the first telling word of the title), then year.

    Only the letters a-z and digits; `nd` stands for a missing year.
    """
    people = work.author or work.editor
    name = (people[0].full_family or people[0].literal) if people else ""
    stem = (
        _stem(name, words=1 if people and people[0].literal else 9)
        or _stem(plain(work.title), words=1)
        or "work"
    )
    return f"{stem}{work.year or 'nd'}"


def citable_key(text: str) -> str:
    """`text` where it can be cited as it is (Pandoc's manual, "Citation syntax": letters, digits and `_`, single signs of
    `:.#$%&-+?<>~/` between them), else "". Digits alone are a PMID to silit, so a key has a letter."""
    fits = len(text) <= _LONGEST_KEY and _CITABLE.fullmatch(text) and any(map(str.isalpha, text))
    return text if fits else ""


def free_key(base: str, is_taken: Callable[[str], bool]) -> str:
    """`base` itself, else with letters that are free: a … z, aa, ab …

    Asks about few keys even where thousands begin alike: letters are given out in order, so the border between
    taken and free ones is found by doubling and halving.
    """
    if not is_taken(base):
        return base
    free = 1
    while is_taken(base + _letters(free)):
        free *= 2
    taken = free // 2
    while free - taken > 1:
        middle = (free + taken) // 2
        if is_taken(base + _letters(middle)):
            taken = middle
        else:
            free = middle
    return base + _letters(free)


def _stem(text: str, words: int) -> str:
    found = re.findall(r"[a-z0-9]+", fold(text).replace("'", "").replace("’", ""))
    telling = [word for word in found if word not in _SMALL_WORDS] if words == 1 else found
    return "".join(telling[:words])[:_LONGEST_NAME]


def _letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    letters = ""
    while number:
        number, index = divmod(number - 1, 26)
        letters = chr(ord("a") + index) + letters
    return letters
