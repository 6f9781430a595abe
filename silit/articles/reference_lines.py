"""Reference lists in plain text and Markdown, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from silit.articles.document import Document, Span
from silit.articles.markdown_spans import code_spans
from silit.articles.reference_parts import RawEntry, RawList, entry_start, is_heading, looks_like_reference
from silit.articles.spans import Cover

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")
_UNDERLINE = re.compile(r"[ \t]*(?:=+|-+)[ \t]*$")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    end: int

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def is_indented(self) -> bool:
        return self.text[:1] in " \t" and not self.is_blank


def reference_lines(document: Document) -> RawList | None:
    """The list under the last heading that has one, else the notes of Markdown, else numbered entries that end the text."""
    lines = _lines(document)
    for index in range(len(lines) - 1, -1, -1):
        if is_heading(lines[index].text) and (found := _under_heading(lines, index)):
            return found
    if document.format == "markdown" and (found := _notes(lines)):
        return found
    return _at_the_end(lines)


def _lines(document: Document) -> list[_Line]:
    text = document.text
    # Indented code may be the second paragraph of a note.
    code = Cover(
        [span for span in _code(document) if not text[span.start : span.end].startswith((" ", "\t"))]
    )
    return [
        _Line("" if code.at(match.start()) else match[0].rstrip("\r\n"), match.start(), match.end())
        for match in _LINE.finditer(text)
        if match[0]
    ]


def _code(document: Document) -> tuple[Span, ...]:
    return code_spans(document.text) if document.format == "markdown" else ()


def _under_heading(lines: Sequence[_Line], heading: int) -> RawList | None:
    first = heading + 1
    if first < len(lines) and _UNDERLINE.match(lines[first].text) and not lines[first].is_blank:
        first += 1
    while first < len(lines) and lines[first].is_blank:
        first += 1
    if first == len(lines):
        return None
    if entry_start(lines[first].text):
        entries, end = _numbered(lines, first)
        entries = entries if _count_up(entries) else []
    else:
        entries, end = _paragraphs(lines, first)
    if not entries or not any(looks_like_reference(entry.text) or entry.number for entry in entries):
        return None
    return RawList(tuple(entries), (Span(lines[heading].start, lines[end - 1].end),))


def _numbered(lines: Sequence[_Line], first: int) -> tuple[list[RawEntry], int]:
    """The entries from line `first` on, and the line after the last. A wrapped or indented line goes to its entry."""
    entries: list[RawEntry] = []
    index = end = first
    while index < len(lines):
        line = lines[index]
        if started := entry_start(line.text):
            number, label, text = started
            entries.append(RawEntry(number, text, Span(line.start, line.end), label))
            end = index + 1
        elif not line.is_blank and entries and (end == index or line.is_indented):
            last = entries[-1]
            whole = Span(last.span.start, line.end)
            entries[-1] = RawEntry(last.number, f"{last.text} {line.text.strip()}", whole, last.label)
            end = index + 1
        elif not line.is_blank:
            break
        index += 1
    return entries, end


def _paragraphs(lines: Sequence[_Line], first: int) -> tuple[list[RawEntry], int]:
    """Entries without a number: paragraphs, or lines, that look like references."""
    entries: list[RawEntry] = []
    index = end = first
    while index < len(lines) and (lines[index].is_blank or looks_like_reference(lines[index].text)):
        if not lines[index].is_blank:
            entries.append(RawEntry(None, lines[index].text, Span(lines[index].start, lines[index].end)))
            end = index + 1
        index += 1
    return entries, end


def _count_up(entries: Sequence[RawEntry]) -> bool:
    numbers = [entry.number for entry in entries if entry.number is not None]
    return numbers == sorted(set(numbers))


def _notes(lines: Sequence[_Line]) -> RawList | None:
    """Definitions of notes, wherever they stand; each is a span of its own."""
    entries: list[RawEntry] = []
    index = 0
    while index < len(lines):
        if not _NOTE.match(lines[index].text):
            index += 1
            continue
        found, end = _numbered(lines[: _note_end(lines, index)], index)
        entries += [entry for entry in found if entry.label]
        index = max(end, index + 1)
    return RawList(tuple(entries), tuple(entry.span for entry in entries)) if entries else None


def _note_end(lines: Sequence[_Line], start: int) -> int:
    """The line after a note: it goes on with lines right below it and, after a blank one, with indented lines."""
    index = start + 1
    while index < len(lines):
        if lines[index].is_blank:
            if index + 1 >= len(lines) or not lines[index + 1].is_indented:
                break
        elif _NOTE.match(lines[index].text):
            break
        index += 1
    return index


def _at_the_end(lines: Sequence[_Line]) -> RawList | None:
    """Numbered entries, at least two, each like a reference, that are the last lines of the text."""
    started = ((index, entry_start(line.text)) for index, line in enumerate(lines))
    firsts = [index for index, start in started if start is not None and start[0] == 1]
    if not firsts:
        return None
    entries, end = _numbered(lines, firsts[-1])
    ends_text = all(line.is_blank for line in lines[end:])
    if ends_text and len(entries) > 1 and _count_up(entries) and all(map(_is_numbered_reference, entries)):
        return RawList(tuple(entries), (Span(lines[firsts[-1]].start, lines[end - 1].end),))
    return None


def _is_numbered_reference(entry: RawEntry) -> bool:
    return entry.number is not None and looks_like_reference(entry.text)
