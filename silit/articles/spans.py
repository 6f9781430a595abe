"""Spans of a text: found, put in order, and asked what they hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from silit.articles.document import Span


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap joined. Neighbours stay apart, empty ones go."""
    kept: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return tuple(kept)


class Cover:
    """Answers, for spans in order that do not overlap, what they hold."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def at(self, offset: int) -> Span | None:
        """The span that holds the character at `offset`."""
        index = bisect_right(self._starts, offset) - 1
        return self._spans[index] if index >= 0 and offset < self._spans[index].end else None

    def meets(self, start: int, end: int) -> bool:
        """Whether any character from `start` to `end` (excluded) lies in a span."""
        index = bisect_right(self._starts, start) - 1
        if index >= 0 and start < self._spans[index].end:
            return True
        return index + 1 < len(self._spans) and self._starts[index + 1] < end


def found(pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Where `pattern` matches between `start` and `end`."""
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        yield Span(match.start(), match.end())


def blanked(text: str, spans: Iterable[Span], fill: str = " ") -> str:
    """`text` with each character of the spans replaced by `fill`, line ends kept, so that every offset stays."""
    out = []
    position = 0
    for span in spans:
        out += [text[position : span.start], re.sub(r"[^\r\n]", fill, text[span.start : span.end])]
        position = span.end
    return "".join(out) + text[position:]
