"""Cite keys: which texts can be one, and which one is free. silit.model.key_patterns makes them."""

from __future__ import annotations

import re
from collections.abc import Callable

_LONGEST_KEY = 200
_LETTERS_OF_ONE_BASE = re.compile(r"[a-z]{1,2}")
_CITABLE = re.compile(r"[A-Za-z0-9_]+(?:[:.+/-][A-Za-z0-9_]+)*")


def citable_key(text: str) -> str:
    """`text` where it can be cited as it is, in an article and in LaTeX, else "": letters a-z, digits and `_`, single signs
    of `:.+/-` between them (of what Pandoc's manual, "Citation syntax", allows, what every .bib file can hold).
    Digits alone are a PMID to silit, so a key has a letter."""
    fits = len(text) <= _LONGEST_KEY and _CITABLE.fullmatch(text) and any(map(str.isalpha, text))
    return text if fits else ""


def is_lettered(key: str, base: str) -> bool:
    """Whether `key` is `base`, or `base` with letters that tell works apart."""
    return key == base or (key.startswith(base) and bool(_LETTERS_OF_ONE_BASE.fullmatch(key[len(base) :])))


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


def _letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    letters = ""
    while number:
        number, index = divmod(number - 1, 26)
        letters = chr(ord("a") + index) + letters
    return letters
