"""What an article puts in quotation marks next to a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from silit.articles.document import Document
from silit.articles.visible_text import visible_text
from silit.model.citations import Citation

# Shorter ones are single terms, titles and irony.
_FEWEST_WORDS = 4
_QUOTED = re.compile(r"“([^“”]{8,1000})”|«([^«»]{8,1000})»|„([^„“”]{8,1000})[“”]|\"([^\"\n]{8,1000})\"")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"»]?\s+(?=[A-Z“\"«])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words, where they begin in the article's text, and the citation that they go with."""

    text: str
    start: int
    citation: Citation


def find_quotations(document: Document, citations: Sequence[Citation]) -> tuple[Quotation, ...]:
    """Each quotation of at least four words whose sentence holds a citation; the one that follows it most closely counts."""
    return tuple(_quotations(document, citations))


def _quotations(document: Document, citations: Sequence[Citation]) -> Iterator[Quotation]:
    seen = visible_text(document)
    text = seen.text
    for match in _QUOTED.finditer(text):
        quoted = " ".join(next(group for group in match.groups() if group).split())
        if len(quoted.split()) < _FEWEST_WORDS:
            continue
        end = _SENTENCE_END.search(text, match.end())
        last = end.start() if end else len(text)
        place = seen.source(match.start(), match.end())
        limit = seen.source(last - 1, last).end
        following = [one for one in citations if place.end <= one.start <= limit]
        if following:
            yield Quotation(quoted, place.start, following[0])
