"""Where a mark goes: after the punctuation that follows its citation, without the blank before it.

`word [@key].` becomes `word.¹`, `"word" [@key],` becomes `"word",¹`, as pandoc does for styles with notes (`mvPunct` of its
citeproc). Unlike there, a dash or an opening bracket stays behind the mark. Nothing moves but around marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from silit.articles.document import Document, Format, Span
from silit.model.citations import Citation

_BLANKS = " \t\u00a0\u202f"
_ENTITY_BLANK = re.compile(r"(?:&nbsp;|&#160;|&#xa0;)\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"[ \t\u00a0]*")
_PUNCTUATION = re.compile(
    r"(?:[.,;:?…)\]”»›]"
    r"|!(?!\[)"
    # A straight or single quote before a letter opens a quotation, or is an apostrophe.
    r"|[\"'’](?!\w)"
    r"|&(?:quot|rdquo|rsquo|raquo|hellip|\#34|\#39|\#8217|\#8221|\#8230);(?!\w))+"
)
# Word processors wrap every stretch of words in a span of its own: the full stop stands in the next one.
_TO_NEXT_WORDS = re.compile(
    r"(?:</(?:span|font|em|strong|b|i|u)\s*>|<(?:span|font)(?:\s[^<>]*)?>)+", re.IGNORECASE
)
_OPENING = "([“‘«‹\"'"
# What begins a line of Markdown and parts the blank behind it from any word: a quote, an item, a heading.
_LINE_BEGIN = re.compile(r"[ \t>]*(?:[-+*]|\d{1,9}[.)]|#{1,6})?[ \t]*")
# Lines of Markdown that the next line does not go on.
_LINE_APART = re.compile(r"[ \t>]*(?:[#|<=:~`]|[-*_ \t]+$)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark goes: `span` is what it replaces (blank, citation, punctuation and tags before that), `lead` what is left
    of that before it.

    Several citations side by side (`[@a][@b]`) share one place, so that their numbers never run together.
    """

    span: Span
    lead: str
    citations: tuple[Citation, ...]


def find_places(document: Document, citations: Sequence[Citation]) -> tuple[Place, ...]:
    """The place of each citation, in the order of the text. Citations in the text (`@key`) stay where they are, and so
    does a citation of nothing but open places (`[@?6]`)."""
    starts = [span.start for span in document.protected]
    return tuple(_place(document, group, starts) for group in _groups(document.text, citations))


def _groups(text: str, citations: Sequence[Citation]) -> Iterator[tuple[Citation, ...]]:
    group: list[Citation] = []
    for citation in sorted(citations, key=lambda each: each.start):
        joins = (
            group
            and not (citation.in_text or group[-1].in_text)
            and _BETWEEN.fullmatch(text, group[-1].end, citation.start)
        )
        if group and not joins:
            yield tuple(group)
            group = []
        group.append(citation)
    if group:
        yield tuple(group)


def _place(document: Document, group: tuple[Citation, ...], protected_starts: Sequence[int]) -> Place:
    start, end = group[0].start, group[-1].end
    if group[0].in_text or all(item.is_open for citation in group for item in citation.items):
        return Place(Span(start, end), "", group)
    text = document.text
    begin = _without_blank(text, start, document.format)
    if begin > 0 and text[begin - 1] in _OPENING and begin == start:
        return Place(Span(start, end), "", group)
    next_protected = bisect_right(protected_starts, end - 1)
    limit = protected_starts[next_protected] if next_protected < len(protected_starts) else len(text)
    found = _PUNCTUATION.match(text, end, limit)
    if not found and document.format in ("html", "wordpress") and (tags := _TO_NEXT_WORDS.match(text, end)):
        found = _PUNCTUATION.match(text, tags.end())
    behind = found.end() if found else end
    return Place(Span(begin, behind), text[end:behind], group)


def _without_blank(text: str, start: int, kind: Format) -> int:
    """Where the blank before `start` begins, or `start` where that blank is the line's own."""
    begin = start
    while begin > 0:
        if text[begin - 1] in _BLANKS:
            begin -= 1
        elif kind in ("html", "wordpress") and (
            entity := _ENTITY_BLANK.search(text, max(0, begin - 6), begin)
        ):
            begin = entity.start()
        else:
            break
    line_start = text.rfind("\n", 0, begin) + 1
    if begin == line_start:
        return _end_of_line_before(text, line_start, kind, start)
    if kind == "markdown" and _LINE_BEGIN.fullmatch(text, line_start, start):
        return start
    return begin


def _end_of_line_before(text: str, line_start: int, kind: Format, start: int) -> int:
    """The end of the words of the line before, where the sentence goes on from it; else `start`."""
    if line_start == 0:
        return start
    before = text[text.rfind("\n", 0, line_start - 1) + 1 : line_start - 1]
    words = before.rstrip()
    apart = not words or words.endswith(("<", ">")) or (kind == "markdown" and _LINE_APART.match(words))
    # Two blanks or a backslash at a line's end are a line break that the author asked for.
    if apart or before.rstrip("\r").endswith(("  ", "\\")):
        return start
    return line_start - 1 - (len(before) - len(words))
