"""Elements of HTML that raise a number or link it to a note: `<sup>`, Google Docs' spans, Word's and themes' note links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from silit.articles.document import Span
from silit.articles.html_spans import Tag, opaque_spans, tags
from silit.articles.number_lists import LOOSE_LIST, read_number_list
from silit.articles.spans import Cover

_RAISING = re.compile(r"vertical-align\s*:\s*super\b", re.IGNORECASE)
# What a link to a note points at; "fnref", "_ftnref", "cite_ref" and "cite-1" point back from the note to the text.
_NOTE_LINK = re.compile(
    r"\shref\s*=\s*[\"']?[^\"'\s>#]*#(?!(?:\w+[-_])*(?:fn|ftn|edn|cite_|note|cit)_?ref)"
    r"[\w-]*?(?:fn|ftn|edn|ref|cite_note|note|bib|source|citation)[\w:.-]*",
    re.IGNORECASE,
)
_FRAGMENT_LINK = re.compile(r"\shref\s*=\s*[\"']?#", re.IGNORECASE)
_BACK_LINK = re.compile(
    r"\shref\s*=\s*[\"']?#[\w-]*?(?:(?:fn|ftn|edn|cite_|note|cit)_?ref|cite-)", re.IGNORECASE
)
_DATA_FN = re.compile(r"\sdata-fn\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")
_BETWEEN_LINKS = re.compile(r"</a>\s*<a\b", re.IGNORECASE)
_NUMBERS = re.compile(rf"\s*[\[(]?\s*({LOOSE_LIST})\s*[\])]?\s*")
_BRACKETED_EACH = re.compile(r"\]\s*[,;]?\s*\[")


@dataclass(frozen=True, slots=True)
class RaisedElement:
    """An element and the numbers in it. `is_link` says that it leads to a note, so that it is certainly a citation;
    `note` is the id of a core footnote of WordPress (`data-fn`)."""

    span: Span
    numbers: tuple[int, ...]
    is_link: bool
    note: str = ""


def raised_elements(text: str) -> tuple[RaisedElement, ...]:
    """The outermost elements that hold nothing but citation numbers, or a core footnote, outside code."""
    code = Cover(opaque_spans(text))
    found: list[RaisedElement] = []
    for element in sorted(_elements(text), key=lambda each: (each.start, -each.end)):
        if (found and element.start < found[-1].span.end) or code.at(element.start):
            continue
        raised = _read(text, element)
        if raised is not None:
            found.append(raised)
    return tuple(found)


@dataclass(slots=True)
class _Element:
    name: str
    attributes: str
    start: int
    inner_start: int
    inner_end: int = 0
    end: int = 0
    inside: list[_Element] = field(default_factory=list)


def _elements(text: str) -> Iterator[_Element]:
    """Every sup, span and a that is closed, with those in it."""
    opened: list[_Element] = []
    for tag in tags(text):
        if tag.name not in ("sup", "span", "a"):
            if tag.name in ("p", "li", "div"):
                opened.clear()
        elif not tag.is_end:
            element = _Element(tag.name, tag.attributes, tag.span.start, tag.span.end)
            for outer in opened[-4:]:
                outer.inside.append(element)
            opened.append(element)
        elif closed := _close(opened, tag):
            yield closed


def _close(opened: list[_Element], tag: Tag) -> _Element | None:
    for index in range(len(opened) - 1, max(-1, len(opened) - 6), -1):
        if opened[index].name == tag.name:
            element = opened[index]
            del opened[index:]
            element.inner_end, element.end = tag.span.start, tag.span.end
            return element
    return None


def _read(text: str, element: _Element) -> RaisedElement | None:
    if element.end - element.start > 3000:
        return None
    every = [element, *element.inside]
    if any(each.name == "a" and _BACK_LINK.search(each.attributes) for each in every):
        return None
    raises = any(each.name == "sup" or _RAISING.search(each.attributes) for each in every)
    notes = any(each.name == "a" and _NOTE_LINK.search(each.attributes) for each in every)
    if not raises and not notes:
        return None
    numbers = _numbers(text[element.inner_start : element.inner_end])
    core = next((match[1] for each in every if (match := _DATA_FN.search(each.attributes))), "")
    if not numbers and not core:
        return None
    is_link = notes or (
        raises and any(each.name == "a" and _FRAGMENT_LINK.search(each.attributes) for each in every)
    )
    return RaisedElement(Span(element.start, element.end), numbers, is_link, core)


def _numbers(inner: str) -> tuple[int, ...]:
    separated = _BETWEEN_LINKS.sub("</a>,<a", inner)
    text = html.unescape(_MARKUP.sub("", separated)).replace("\xa0", " ")
    match = _NUMBERS.fullmatch(_BRACKETED_EACH.sub(",", text))
    return read_number_list(match[1]) if match else ()
