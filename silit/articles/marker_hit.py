"""What a rule of the marker detector finds in the visible text of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from silit.articles.document import Span
from silit.articles.spans import blanked
from silit.articles.visible_text import HOLE

Kind = Literal["number", "identifier", "footnote", "shortcode", "author-year"]
Verdict = Literal["cite", "ask"]
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*\Z")
_LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to `end` of the visible text, and what they are taken for. See Marker for the other fields."""

    start: int
    end: int
    anchor: str
    kind: Kind
    verdict: Verdict
    reason: str
    numbers: tuple[int, ...] = ()
    refs: tuple[str, ...] = ()
    locators: tuple[str, ...] = ()
    note: str = ""


def word_before(text: str, position: int) -> str:
    """The word that ends at `position`, "" where none does."""
    match = _WORD_BEFORE.search(text[max(0, position - _LONGEST_WORD) : position])
    return match[0] if match else ""


def masked(text: str, hits: Iterable[Hit]) -> str:
    """`text` without what the hits consumed; every other character stays where it is."""
    return blanked(text, sorted(Span(hit.start, hit.end) for hit in hits), HOLE)
