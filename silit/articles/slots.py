"""Places that an author keeps free for what silit writes: the references, and what the sources say of a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass

from silit.articles.citations import find_claim_marks, find_references_place
from silit.articles.document import Document, Span
from silit.articles.spans import Cover

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


def claim_mark_spans(document: Document) -> tuple[Span, ...]:
    """Where `<!-- silit:claim SLUG -->` stands, with the rest of its line where it has one of its own."""
    return tuple(whole_line(document.text, Span(mark.start, mark.end)) for mark in find_claim_marks(document))


def whole_line(text: str, span: Span) -> Span:
    """The line with its end, when `span` has one for itself; else `span`."""
    line_start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    rest = re.compile(r"[ \t]*(\r\n?|\n|\Z)").match(text, span.end)
    if text[line_start : span.start].strip(" \t") or rest is None:
        return span
    return Span(line_start, rest.end())
