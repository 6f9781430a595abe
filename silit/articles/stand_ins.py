"""Signs that stand for a mark or a slot while an article is rendered, and that nothing else in it can be taken for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable


class StandIns:
    """Stand-ins for one article. They hold a digest of its text, so no text can hold its own; the same for the same text.

    A mark's stand-in is punctuation to Markdown, as the citation was whose place it takes.
    """

    def __init__(self, text: str) -> None:
        self._name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._mark = re.compile(rf"\u2e28{self._name}-(\d+)\u2e29")
        self._slot = re.compile(rf"<!--{self._name}-(\d+)-->")
        self._either_in_tag = re.compile(rf"<[^<>]*\u2e28{self._name}-\d+\u2e29[^<>]*>")

    def mark(self, index: int) -> str:
        """Stands for the mark of that index, within a line."""
        return f"\u2e28{self._name}-{index}\u2e29"

    def slot(self, index: int) -> str:
        """Stands for the slot of that index: an HTML comment, a block of its own."""
        return f"<!--{self._name}-{index}-->"

    def slot_index(self, html: str) -> int | None:
        """The index, when `html` is nothing but a slot's stand-in."""
        match = self._slot.fullmatch(html.strip())
        return int(match[1]) if match else None

    def with_marks(self, html: str, write: Callable[[int], str]) -> str:
        """`html` with each mark written; within a tag, such as a picture's description, a mark has no place."""
        clean = self._either_in_tag.sub(lambda tag: self._mark.sub("", tag[0]), html)
        return self._mark.sub(lambda match: write(int(match[1])), clean)

    def with_slots(self, html: str, write: Callable[[int], str]) -> str:
        """`html` with each slot written."""
        return self._slot.sub(lambda match: write(int(match[1])), html)
