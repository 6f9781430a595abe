"""Reference lists in HTML and block markup: `<ol>` or paragraphs under a heading, note lists of themes, Word's notes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from silit.articles.document import Document, Span
from silit.articles.html_spans import Tag, opaque_spans, tags
from silit.articles.reference_parts import RawEntry, RawList, entry_start, is_heading, looks_like_reference
from silit.articles.spans import Cover

_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 p".split())
_BLOCKS = _HEADINGS | {"ol", "ul", "div"}
_VOID = frozenset("br hr img input meta link wbr col area base embed source track".split())
_LIST_CLASS = re.compile(
    r"(?:class|id)\s*=\s*[\"']?[^\"'>]*\b(?:footnotes?|references|endnotes|bibliography)\b", re.IGNORECASE
)
_ITEM_ID = re.compile(
    r"\sid\s*=\s*[\"']?[\w-]*?(?:fn|ftn|edn|ref|cite_note|note|bib)[:_-]?\w*-?\d+[\"'\s]?", re.IGNORECASE
)
_WORD_NOTE = re.compile(r"\sid\s*=\s*[\"']?(?:ftn|edn)(\d{1,3})\b", re.IGNORECASE)
_VALUE = re.compile(r"\s(?:value|start)\s*=\s*[\"']?(\d{1,3})\b", re.IGNORECASE)
_HREF = re.compile(r"\shref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_BACK = re.compile(r"<a\b[^<>]*\shref\s*=\s*[\"']?#[^<>]*>.*?</a>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_BLOCK_COMMENT = re.compile(r"<!--\s*(/?)wp:([\w/-]+)[^>]*?(/?)-->")


@dataclass(frozen=True, slots=True)
class _Element:
    tag: Tag
    inner: Span
    span: Span


def reference_elements(document: Document) -> RawList | None:
    """The last list under a heading, else the last list that calls itself one, else Word's notes."""
    text = document.text
    elements = sorted(_elements(text), key=lambda each: each.span)
    for index in range(len(elements) - 1, -1, -1):
        element = elements[index]
        if element.tag.name in _HEADINGS and is_heading(_visible(text, element.inner)):
            found = _below(text, elements, index)
            if found:
                return found
    for element in reversed(elements):
        if element.tag.name == "ol" and _is_note_list(text, element):
            return _wrapped(text, _items(text, element), element.span)
    notes = [
        element
        for element in elements
        if element.tag.name == "div" and _WORD_NOTE.search(element.tag.attributes)
    ]
    if notes:
        entries = [_word_note(text, element) for element in notes]
        return _wrapped(text, entries, Span(notes[0].span.start, notes[-1].span.end))
    return None


def _elements(text: str) -> Iterator[_Element]:
    """Headings, paragraphs, lists and divisions that are closed, outside code."""
    code = Cover(opaque_spans(text))
    opened: list[Tag] = []
    for tag in tags(text):
        if tag.name not in _BLOCKS or code.at(tag.span.start):
            continue
        if not tag.is_end:
            opened.append(tag)
            continue
        for index in range(len(opened) - 1, max(-1, len(opened) - 8), -1):
            if opened[index].name == tag.name:
                start = opened[index]
                del opened[index:]
                yield _Element(
                    start, Span(start.span.end, tag.span.start), Span(start.span.start, tag.span.end)
                )
                break


def _below(text: str, elements: Sequence[_Element], heading: int) -> RawList | None:
    """The list, or the paragraphs, that follow the heading with nothing between."""
    position = elements[heading].span.end
    entries: list[RawEntry] = []
    for element in elements[heading + 1 :]:
        if element.span.start < position:
            continue
        if _MARKUP.sub("", text[position : element.span.start]).strip():
            break
        if element.tag.name in ("ol", "ul") and not entries:
            entries = _items(text, element)
            position = element.span.end
            break
        found = _paragraph_entries(text, element) if element.tag.name == "p" else []
        if not found:
            break
        entries += found
        position = element.span.end
    if not any(entry.number or looks_like_reference(entry.text + entry.hidden) for entry in entries):
        return None
    return _wrapped(text, entries, Span(elements[heading].span.start, position))


def _items(text: str, element: _Element) -> list[RawEntry]:
    """The items of a list; in an ordered one they have numbers."""
    starts, depth = [], 0
    for tag in tags(text[element.inner.start : element.inner.end]):
        if tag.name in ("ol", "ul"):
            depth += -1 if tag.is_end else 1
        elif tag.name == "li" and depth == 0 and not tag.is_end:
            starts.append(tag)
    first = _VALUE.search(element.tag.attributes)
    number = int(first[1]) if first else 1
    entries = []
    for index, tag in enumerate(starts):
        value = _VALUE.search(tag.attributes)
        number = int(value[1]) if value else number
        end = (
            starts[index + 1].span.start
            if index + 1 < len(starts)
            else element.inner.end - element.inner.start
        )
        span = Span(element.inner.start + tag.span.start, element.inner.start + end)
        inner = Span(element.inner.start + tag.span.end, span.end)
        given = number if element.tag.name == "ol" else None
        entries.append(RawEntry(given, _visible(text, inner), span, hidden=_addresses(text, inner)))
        number += 1
    return entries


def _paragraph_entries(text: str, element: _Element) -> list[RawEntry]:
    """The entries of a paragraph, one a line; [] unless every line is one."""
    entries: list[RawEntry] = []
    start = element.inner.start
    for end in [*(match.start() for match in _BREAK.finditer(text, *_bounds(element))), element.inner.end]:
        line = Span(start, end)
        visible = _visible(text, line)
        started = entry_start(visible)
        if started is None and not looks_like_reference(visible):
            return []
        number, label, words = started or (None, "", visible)
        entries.append(RawEntry(number, words, line, label, _addresses(text, line)))
        start = end
    return entries


def _bounds(element: _Element) -> tuple[int, int]:
    return element.inner.start, element.inner.end


def _word_note(text: str, element: _Element) -> RawEntry:
    match = _WORD_NOTE.search(element.tag.attributes)
    number = int(match[1]) if match else None
    visible = re.sub(r"^\s*\[\w{1,4}\]\s*", "", _visible(text, element.inner))
    return RawEntry(number, visible, element.span, hidden=_addresses(text, element.inner))


def _is_note_list(text: str, element: _Element) -> bool:
    if _LIST_CLASS.search(element.tag.attributes):
        return True
    items = [
        tag
        for tag in tags(text[element.inner.start : element.inner.end])
        if tag.name == "li" and not tag.is_end
    ]
    return bool(items) and all(_ITEM_ID.search(tag.attributes) for tag in items)


def _visible(text: str, span: Span) -> str:
    """What is read of a span, without the links back to the text."""
    inner = _BACK.sub(
        lambda link: link[0] if len(_MARKUP.sub("", link[0])) > 6 else "", text[span.start : span.end]
    )
    return " ".join(html.unescape(_MARKUP.sub("", inner)).split())


def _addresses(text: str, span: Span) -> str:
    found = _HREF.findall(text[span.start : span.end])
    return "\n".join(html.unescape(a or b or c) for a, b, c in found if not (a or b or c).startswith("#"))


def _wrapped(text: str, entries: Sequence[RawEntry], span: Span) -> RawList | None:
    """The list with what wraps nothing but it: its section, its block comments."""
    if not entries:
        return None
    every = list(tags(text))
    while True:
        outer = _one_level_out(text, every, span)
        if outer == span:
            return RawList(tuple(entries), (span,), _is_balanced(text[span.start : span.end]))
        span = outer


def _one_level_out(text: str, every: Sequence[Tag], span: Span) -> Span:
    before = next((tag for tag in reversed(every) if tag.span.end <= span.start), None)
    after = next((tag for tag in every if tag.span.start >= span.end), None)
    if before is None or after is None:
        return span
    if text[before.span.end : span.start].strip() or text[span.end : after.span.start].strip():
        return span
    outer = Span(before.span.start, after.span.end)
    if before.name == after.name == "!--":
        opening = _BLOCK_COMMENT.fullmatch(text[before.span.start : before.span.end])
        closing = _BLOCK_COMMENT.fullmatch(text[after.span.start : after.span.end])
        is_pair = opening and closing and not opening[1] and closing[1] and not opening[3]
        return outer if is_pair and _is_balanced(text[outer.start : outer.end]) else span
    is_pair = (
        before.name == after.name
        and after.is_end
        and not before.is_end
        and before.name in ("section", "div", "aside")
    )
    return outer if is_pair else span


def _is_balanced(text: str) -> bool:
    """Whether every tag and block comment that opens in `text` closes in it, and the other way round."""
    opened: list[str] = []
    for tag in tags(text):
        name, is_end, is_void = tag.name, tag.is_end, tag.name in _VOID or tag.attributes.endswith("/")
        if name == "!--":
            block = _BLOCK_COMMENT.fullmatch(text[tag.span.start : tag.span.end])
            if not block:
                continue
            name, is_end, is_void = f"wp:{block[2]}", bool(block[1]), bool(block[3])
        if is_void or name == "!":
            continue
        if not is_end:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened
