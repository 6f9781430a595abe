"""What a reader sees of an article, character by character, and where in the file each character stands."""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from silit.articles.document import Document, Span
from silit.articles.html_spans import opaque_spans, tags
from silit.articles.markdown_spans import DEFINITION, LINK, code_spans
from silit.articles.spans import blanked, found, merged

# Stands for what is not read as text: code, pictures, notes, what was found already.
HOLE = "\ufffc"
_INLINE = frozenset(
    "a abbr b bdi bdo big cite del dfn em font i ins label mark q s small span strike strong sub sup u wbr "
    "o:p st1:place st1:city !-- !".split()
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_EMPHASIS = re.compile(
    r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[^\W_])_{1,3}(?!\w)|(?<=[.!?])_{1,3}"
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_HREF = re.compile(r"\shref\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class VisibleText:
    """`text` as read; `source` says where a stretch of it stands in the file. `closed` are stretches of `text` that are
    seen but not searched: the words of links."""

    text: str
    closed: tuple[Span, ...]
    _starts: array[int]
    _ends: array[int]

    def source(self, start: int, end: int) -> Span:
        """The characters of the file that `text[start:end]` (not empty) stands for."""
        return Span(self._starts[start], self._ends[end - 1])


def visible_text(document: Document, holes: Iterable[Span] = ()) -> VisibleText:
    """The article as read. Each of `holes` becomes one HOLE."""
    text = document.text
    holes = tuple(holes)
    edits = {span: _hole(text, span) for span in merged(holes)}
    if document.format == "markdown":
        return _assembled(text, [*edits.items(), *_markdown_edits(document)], _markdown_links(document))
    if document.format == "text":
        comments = ((span, "") for span in document.protected if text.startswith("<!--", span.start))
        return _assembled(text, [*edits.items(), *comments], ())
    return _assembled(text, [*edits.items(), *_html_edits(text)], _html_links(text))


def _assembled(text: str, edits: Iterable[tuple[Span, str]], closed: Iterable[Span]) -> VisibleText:
    """`text` with each edit made; of edits that overlap, that which starts first counts, of two the longer."""
    out: list[str] = []
    starts, ends = array("q"), array("q")
    position = 0
    for span, instead in sorted(edits, key=lambda edit: (edit[0].start, -edit[0].end)):
        if span.start < position:
            continue
        out += [text[position : span.start], instead]
        starts.extend(range(position, span.start))
        ends.extend(range(position + 1, span.start + 1))
        starts.extend([span.start] * len(instead))
        ends.extend([span.end] * len(instead))
        position = span.end
    out.append(text[position:])
    starts.extend(range(position, len(text)))
    ends.extend(range(position + 1, len(text) + 1))
    return VisibleText("".join(out), tuple(_in_view(closed, starts)), starts, ends)


def _hole(text: str, span: Span) -> str:
    """A hole that ends with its line where the span does."""
    return f"{HOLE}\n" if text[span.end - 1] in "\r\n" else HOLE


def _in_view(spans: Iterable[Span], starts: array[int]) -> Iterator[Span]:
    from_index = 0
    for span in spans:
        while from_index < len(starts) and starts[from_index] < span.start:
            from_index += 1
        to_index = from_index
        while to_index < len(starts) and starts[to_index] < span.end:
            to_index += 1
        if from_index < to_index:
            yield Span(from_index, to_index)


def _html_edits(text: str) -> Iterator[tuple[Span, str]]:
    for span in opaque_spans(text):
        yield span, HOLE
    for tag in tags(text):
        yield tag.span, "" if tag.name in _INLINE else "\n"
    for match in _ENTITY.finditer(text):
        decoded = html.unescape(match[0])
        if decoded != match[0]:
            yield Span(match.start(), match.end()), decoded


def _html_links(text: str) -> Iterator[Span]:
    start: int | None = None
    for tag in tags(text):
        if tag.name == "a":
            if tag.is_end and start is not None:
                yield Span(start, tag.span.start)
            start = None if tag.is_end or not _HREF.search(tag.attributes) else tag.span.end


def _markdown_edits(document: Document) -> Iterator[tuple[Span, str]]:
    text = document.text
    code = code_spans(text)
    front = [span for span in document.protected[:1] if span.start == 0 and document.front_matter]
    for span in (*code, *front):
        yield span, _hole(text, span)
    rest = blanked(text, merged((*code, *front)))
    for span in found(DEFINITION, rest):
        yield span, HOLE
    for link in found(LINK, rest):
        if text[link.start] == "!":
            yield link, HOLE
        else:
            middle = rest.rindex("](", link.start, link.end)
            yield Span(link.start, link.start + 1), ""
            yield Span(middle, link.end), ""
    for pattern in (_EMPHASIS, _ESCAPE):
        for span in found(pattern, rest):
            yield span, ""
    yield from _html_edits(rest)


def _markdown_links(document: Document) -> list[Span]:
    rest = blanked(document.text, code_spans(document.text))
    links = [Span(link.start, rest.rindex("](", link.start, link.end)) for link in found(LINK, rest)]
    return list(merged((*links, *_html_links(rest))))
