"""An article as it lies on disk: its text to the last character, and which parts of it hold no prose.

Nothing here is ever written back from a parse: what changes an article replaces spans of `text`, all else stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Format = Literal["text", "markdown", "html", "wordpress"]
_LINE_FEED = re.compile("\n")
BOM = "\ufeff"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (excluded)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """What to put in the place of a span."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """An article. `text` is the whole file without its BOM, line ends as they are.

    `protected` are the spans in which nothing is a citation or a marker: code, links, addresses, tags, comments, front
    matter. They are in order and do not overlap. `front_matter` holds its values in Markdown ("slug", "claims" …).
    """

    name: str
    text: str
    format: Format
    has_bom: bool = False
    protected: tuple[Span, ...] = ()
    front_matter: Mapping[str, object] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The short name of the post: the front matter's `slug`, else the file's name without its endings, "?" for each byte in it
        that is no UTF-8."""
        given = self.front_matter.get("slug")
        return str(given or self.name.split(".")[0]).encode("utf-8", "replace").decode("utf-8")

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1, as editors count."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    def encode(self) -> bytes:
        """The file's bytes."""
        return ((BOM if self.has_bom else "") + self.text).encode("utf-8")


@lru_cache(maxsize=2)
def _line_starts(text: str) -> tuple[int, ...]:
    """Kept for the article at hand: thousands of places may be asked for, and each would count its lines anew."""
    return (0, *(match.end() for match in _LINE_FEED.finditer(text)))


def splice(text: str, replacements: Iterable[Replacement]) -> str:
    """`text` with each span replaced; every other character as it was. ValueError when spans overlap."""
    out = []
    position = 0
    for replacement in sorted(replacements, key=lambda each: each.span):
        if replacement.span.start < position:
            raise ValueError(f"two replacements meet at {replacement.span.start}")
        out += [text[position : replacement.span.start], replacement.text]
        position = replacement.span.end
    return "".join(out) + text[position:]
