"""Places that an author keeps free for what silit writes: the references, and what the sources say of a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass

from silit.articles.citations import find_claim_marks, find_references_place
from silit.articles.document import Document, Span
from silit.articles.reference_parts import HEADING_WORDS
from silit.articles.spans import Cover

_TITLE = rf"(?:{HEADING_WORDS}):?"
# Markdown's headings of both kinds, and HTML's, as the last thing of a text; in plain text a line of its own.
_MARKDOWN_HEADING = re.compile(
    rf"(?:\A|[\r\n]) {{0,3}}(?:#{{1,6}}[ \t]+{_TITLE}[ \t]*#*|{_TITLE}[ \t]*\r?\n {{0,3}}(?:=+|-+))\s*\Z",
    re.IGNORECASE,
)
_HTML_HEADING = re.compile(
    rf"<h([1-6])(?:\s[^>]*)?>(?:\s|<[^/h][^>]*>)*{_TITLE}(?:\s|</(?!h)[^>]*>)*</h\1\s*>\s*\Z", re.IGNORECASE
)
_TEXT_HEADING = re.compile(rf"(?:\A\s*|(?:\r?\n[ \t]*){{2,}}){_TITLE}\s*\Z", re.IGNORECASE)
_LONGEST_HEADING = 1000  # with the tags and comments around it
_BLOCK_COMMENT = re.compile(r"<!--\s+/?wp:[^>]*-->")
_PAGE_END = re.compile(r"(?:</(?:body|html|main|article)\s*>\s*)+\Z", re.IGNORECASE)
_BLANK_BEFORE = re.compile(r"(?:\A|\n\r?\n|\r\r)\Z")
_BLANK_LINE = re.compile(r"[ \t]*(?:\r\n?|\n)")
_EVIDENCE = re.compile(r"<!--\s*silit:evidence\s+([^\s>]+?)\s*-->")


@dataclass(frozen=True, slots=True)
class Slot:
    """A comment that silit fills: the references where `claim` is "", else the evidence on that claim."""

    span: Span
    claim: str = ""


def find_slots(document: Document) -> tuple[Slot, ...]:
    """Every `<!-- silit:evidence SLUG -->` and the first `<!-- silit:references -->`, in order; none of those in code."""
    cover = Cover(document.protected)
    found = [
        Slot(span, match[1])
        for match in _EVIDENCE.finditer(document.text)
        if cover.at(match.start()) == (span := Span(match.start(), match.end()))
    ]
    references = find_references_place(document)
    if references:
        found.append(Slot(references))
    return tuple(sorted(found, key=lambda slot: slot.span))


def has_own_heading(document: Document) -> bool:
    """Whether the author wrote a heading such as "References" right before the place of the list, or at the end."""
    place = find_references_place(document)
    before = (document.text[: place.start] if place else document.text).rstrip()[-_LONGEST_HEADING:]
    if document.format == "text":
        return _TEXT_HEADING.search(before) is not None
    if document.format == "markdown" and _MARKDOWN_HEADING.search(before):
        return True
    before = _BLOCK_COMMENT.sub("", before)
    return _HTML_HEADING.search(before if place else _PAGE_END.sub("", before)) is not None


def claim_mark_spans(document: Document) -> tuple[Span, ...]:
    """Where `<!-- silit:claim SLUG -->` stands, with the rest of its line where it has one of its own, and the blank line
    behind that where there is one before it, too."""
    found: list[Span] = []
    for mark in find_claim_marks(document):
        line = whole_line(document.text, Span(mark.start, mark.end))
        if found and found[-1].end == line.start:
            line = Span(found.pop().start, line.end)
        found.append(_with_blank_line(document.text, line))
    return tuple(found)


def whole_line(text: str, span: Span) -> Span:
    """The line with its end, when `span` has one for itself; else `span`."""
    line_start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    rest = re.compile(r"[ \t]*(\r\n?|\n|\Z)").match(text, span.end)
    if text[line_start : span.start].strip(" \t") or rest is None:
        return span
    return Span(line_start, rest.end())


def _with_blank_line(text: str, line: Span) -> Span:
    if line.end == line.start or text[line.end - 1] not in "\r\n":
        return line
    before = text[max(0, line.start - 3) : line.start]
    follows = _BLANK_LINE.match(text, line.end)
    return Span(line.start, follows.end()) if follows and _BLANK_BEFORE.search(before) else line
