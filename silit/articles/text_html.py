"""Plain text as HTML: a blank line parts paragraphs, a line end stays one, and every character means itself."""

from __future__ import annotations

import html
import re

_PARTED = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LINE_END = re.compile(r"\r\n?")
# Old signs for a new page or line: they part words.
_PARTING = re.compile(r"[\x0b\x0c\x1c-\x1f\x85]+")
# HTML can hold none of these, whatever they are written as.
_UNTEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def text_paragraphs(text: str) -> list[str]:
    """The paragraphs of `text`, without blanks around them."""
    parts = _PARTED.split(_LINE_END.sub("\n", text))
    return [part.strip() for part in parts if part.strip()]


def paragraph_html(paragraph: str) -> str:
    """A paragraph as inline HTML on one line."""
    lines = html.escape(_UNTEXT.sub("", _PARTING.sub(" ", paragraph)), quote=False).split("\n")
    return "<br>".join(line.strip() for line in lines)
