"""An article's own text with its marks and slots filled: every other character as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from silit.articles.document import Document, Replacement, Span, splice
from silit.articles.number import NumberedArticle
from silit.articles.slots import Slot

_ENDS_BLANK = re.compile(r"\n[ \t]*\r?\n[ \t]*\Z")
_BEGINS_BLANK = re.compile(r"[ \t]*\r?\n[ \t]*\r?\n")


def filled(
    article: NumberedArticle,
    slots: Iterable[Slot],
    mark_text: Callable[[int], str],
    slot_text: Callable[[int], str],
    left_out: Iterable[Span] = (),
) -> str:
    """The text, with what `mark_text` gives for each mark's index behind its lead, and `slot_text` for each slot's."""
    marks = [Replacement(mark.span, mark.lead + mark_text(index)) for index, mark in enumerate(article.marks)]
    places = [Replacement(slot.span, slot_text(index)) for index, slot in enumerate(slots)]
    gone = [Replacement(span, "") for span in left_out]
    return splice(article.document.text, [*marks, *places, *gone])


def line_end(document: Document) -> str:
    """The line end that the article uses: what silit adds uses it too."""
    return "\r\n" if "\r\n" in document.text else "\n"


def with_line_ends(text: str, end: str) -> str:
    """`text`, which has line feeds, with other line ends."""
    return text if end == "\n" else text.replace("\n", end)


def with_blank_lines(block: str, span: Span, text: str) -> str:
    """`block`, which is to stand in the place of `span`, with a blank line before it and behind it where none is there."""
    before, behind = text[: span.start], text[span.end :]
    has_blank_before = not before.strip() or _ENDS_BLANK.search(before) is not None
    has_blank_behind = not behind.strip() or _BEGINS_BLANK.match(behind) is not None
    begin = "" if has_blank_before else "\n" if before.endswith("\n") else "\n\n"
    end = "" if has_blank_behind else "\n" if behind.startswith(("\n", "\r\n")) else "\n\n"
    return f"{begin}{block}{end}" if block else ""


def appended(text: str, block: str, end: str) -> str:
    """`text` as it is, a blank line, and the block with a line end behind it."""
    if not block:
        return text
    closed = text if not text or text.endswith(("\n", "\r")) else text + end
    blank = "" if not closed or closed.endswith((end * 2, "\n\n")) else end
    return f"{closed}{blank}{with_line_ends(block, end)}{end}"
