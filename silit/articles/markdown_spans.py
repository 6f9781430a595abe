"""The parts of Markdown that are no prose, as CommonMark reads them: code, links, HTML, addresses of link definitions.

Blocks come from a CommonMark parser, which knows their lines; it has no positions for what stands within a line
(https://spec.commonmark.org/0.31.2/, sections 4 and 6), so that is found here, block by block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from silit.articles.document import Span
from silit.articles.html_spans import html_spans, shortcode_spans
from silit.articles.spans import blanked, found, merged

_LINE_END = re.compile(r"\r\n?|\n")
_BACKTICKS = re.compile(r"`+")
DEFINITION = re.compile(r"^ {0,3}\[(?![\^@])[^\[\]\n]+\]:[ \t]*(?:\r\n?|\n)?[ \t]*\S.*$", re.MULTILINE)
_DESTINATION = (
    r"\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)"
)
LINK = re.compile(rf"!?\[(?:[^\[\]]|\\[\[\]]|!?\[[^\[\]]*\](?:{_DESTINATION})?)*\]{_DESTINATION}")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_CODE_BLOCKS = ("fence", "code_block")


def markdown_spans(text: str, start: int = 0) -> tuple[Span, ...]:
    """What is protected in `text` from `start` on (where front matter ends)."""
    code = code_spans(text, start)
    rest = blanked(text, (Span(0, start), *code))
    links = merged((*found(LINK, rest), *found(DEFINITION, rest)))
    return merged((*code, *links, *found(_ESCAPED, rest), *html_spans(rest), *shortcode_spans(rest)))


def code_spans(text: str, start: int = 0) -> tuple[Span, ...]:
    """Code blocks and code spans from `start` on."""
    return merged(Span(start + one.start, start + one.end) for one in _code(text[start:]))


def _code(text: str) -> Iterator[Span]:
    """Code blocks (an unclosed fence reaches to the end of what holds it) and code spans."""
    lines = _line_starts(text)
    parser = MarkdownIt("commonmark").enable("table").disable("inline")
    for token in parser.parse(text):
        if token.map is None:
            continue
        start, end = lines[token.map[0]], lines[min(token.map[1], len(lines) - 1)]
        if token.type in _CODE_BLOCKS:
            yield Span(start, end)
        elif token.type == "inline":
            yield from _spans_in_block(text, start, end)


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(text)), len(text)]


def _spans_in_block(text: str, start: int, end: int) -> Iterator[Span]:
    """A run of backticks opens what the next run of the same length closes; one without an end is text."""
    runs = [
        (match.start(), match.end())
        for match in _BACKTICKS.finditer(text, start, end)
        if match.start() == 0 or text[match.start() - 1] != "\\"
    ]
    next_of_length: dict[int, int] = {}
    closing: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        closing[index] = next_of_length.get(length)
        next_of_length[length] = index
    index = 0
    while index < len(runs):
        last = closing[index]
        if last is None:
            index += 1
        else:
            yield Span(runs[index][0], runs[last][1])
            index = last + 1
