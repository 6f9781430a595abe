"""The parts of HTML, block markup and shortcodes that are no prose: tags, comments, code, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from silit.articles.document import Span
from silit.articles.spans import found, merged

# Attribute values may hold ">"; what never closes is text. No tag of an article comes near the limits here.
_TOKEN = re.compile(
    r"<!--"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)"
    r"(?P<attributes>(?:\s[^<>\"']*(?:(?:\"[^\"]{0,9999}\"|'[^']{0,9999}')[^<>\"']*){0,99}|/)?)>"
    r"|<![A-Za-z\[][^<>]*>|<\?[^<>]*>"
)
# Their content is not read: code, and what browsers do not show as text.
OPAQUE = frozenset("code pre kbd samp tt var script style textarea title template math svg".split())
_LINK_END = frozenset("a p div li td th h1 h2 h3 h4 h5 h6 blockquote".split())
SHORTCODE = re.compile(
    r"\[/?[A-Za-z][\w-]*"
    r"(?:\s+[\w-]+=(?:\"[^\"]{0,999}\"|'[^']{0,999}'|[^\s\"'\[\]=]+)){0,30}\s*/?\]"
)
_CODE_SHORTCODE = re.compile(r"\[(code|sourcecode|embed|php|html)\b[^\[\]]{0,999}\]")
_HREF = re.compile(r"\shref\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag (or a comment: `name` is "!--") as it stands: `name` in lower case, the attributes as written."""

    span: Span
    name: str
    attributes: str = ""
    is_end: bool = False


def tags(text: str) -> Iterator[Tag]:
    """Every tag, comment and declaration of `text`, in order. A comment's name is "!--", a declaration's "!"."""
    position = 0
    last_comment_end = text.rfind("-->")
    while match := _TOKEN.search(text, position):
        position = match.end()
        if match["name"]:
            yield Tag(
                Span(match.start(), position), match["name"].lower(), match["attributes"], bool(match["end"])
            )
        elif match[0] != "<!--":
            yield Tag(Span(match.start(), position), "!")
        elif position <= last_comment_end:
            position = text.index("-->", position) + len("-->")
            yield Tag(Span(match.start(), position), "!--")


def html_spans(text: str) -> tuple[Span, ...]:
    """Tags and comments, each by itself; code, scripts and links whole; shortcodes."""
    every = list(tags(text))
    return merged(
        (
            *(tag.span for tag in every),
            *_opaque(every, len(text)),
            *_links(every),
            *shortcode_spans(text),
        )
    )


def shortcode_spans(text: str) -> tuple[Span, ...]:
    """WordPress's shortcodes: their tags; the content only of those that show code."""
    if "[" not in text:
        return ()
    return merged((*found(SHORTCODE, text), *_code_shortcodes(text)))


def opaque_spans(text: str) -> tuple[Span, ...]:
    """What is code or no text at all, from its start tag to its end tag."""
    return merged(_opaque(list(tags(text)), len(text)))


def _code_shortcodes(text: str) -> Iterator[Span]:
    last_ends: dict[str, int] = {}
    position = 0
    while match := _CODE_SHORTCODE.search(text, position):
        position = match.end()
        end = f"[/{match[1]}]"
        last = last_ends.setdefault(end, text.rfind(end))
        if position <= last:
            position = text.index(end, position) + len(end)
            yield Span(match.start(), position)


def _opaque(every: list[Tag], length: int) -> Iterator[Span]:
    """From each opening tag of what is not read to its end tag; without one, to the end of the text."""
    start, name = 0, ""
    for tag in every:
        if not name and tag.name in OPAQUE and not tag.is_end and not tag.attributes.endswith("/"):
            start, name = tag.span.start, tag.name
        elif name and tag.is_end and tag.name == name:
            yield Span(start, tag.span.end)
            name = ""
    if name:
        yield Span(start, length)


def _links(every: list[Tag]) -> Iterator[Span]:
    """Links whole, so that a handle in one is no citation; one that is never closed ends with its paragraph."""
    start: int | None = None
    for tag in every:
        if tag.name == "a" and not tag.is_end:
            start = tag.span.start if _HREF.search(tag.attributes) else None
        elif start is not None and tag.name in _LINK_END:
            if tag.name == "a":
                yield Span(start, tag.span.end)
            start = None
