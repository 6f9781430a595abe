"""HTML as WordPress blocks: paragraphs and headings become blocks of their own, all else keeps its HTML as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from silit.articles import wordpress_blocks as wp
from silit.articles.html_spans import OPAQUE, Tag, tags
from silit.articles.stand_ins import StandIns

_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q s samp small span strong sub sup time u var wbr".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
# What a new one of these ends, when nobody closed it (HTML, 13.1.2.4 "Optional tags").
_ENDS_PARAGRAPH = frozenset(
    "address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul".split()
)
_CONTAINERS = ("html", "body", "main", "article")
_BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_ELEMENT = re.compile(r"<(p|h[1-6])>(.*)</\1\s*>", re.DOTALL | re.IGNORECASE)


def html_blocks(source: str, stand_ins: StandIns) -> list[str]:
    """The blocks of `source`, a fragment or a page. A slot's stand-in is an element without block comments."""
    inner = source.replace("\r\n", "\n")
    if body := _BODY.search(inner):
        inner = body[1]
    return [written for piece in _pieces(_unwrapped(inner)) if (written := _block(piece, stand_ins))]


def _unwrapped(source: str) -> str:
    """Without an element that holds the whole article."""
    for name in _CONTAINERS:
        whole = re.fullmatch(rf"\s*<{name}\b[^>]*>(.*)</{name}\s*>\s*", source, re.DOTALL | re.IGNORECASE)
        if whole and f"<{name}" not in whole[1].lower():
            return _unwrapped(whole[1])
    return source


def _block(piece: str, stand_ins: StandIns) -> str:
    if stand_ins.slot_index(piece) is not None:
        return piece
    if element := _ELEMENT.fullmatch(piece):
        name, inner = element[1].lower(), " ".join(element[2].split())
        if name == "p":
            return wp.paragraph(inner) if inner else ""
        return wp.heading(int(name[1]), inner)
    if re.fullmatch(r"<hr\s*/?>", piece, re.IGNORECASE):
        return wp.separator()
    if piece.lower() == "<!--more-->":
        return wp.block("more", piece)
    return wp.custom_html(piece)


def _pieces(source: str) -> Iterator[str]:
    """The outermost elements and comments as they stand; what stands free between them as paragraphs."""
    start = 0
    open_names: list[str] = []
    opaque = ""
    for tag in tags(source):
        if opaque:
            if tag.is_end and tag.name == opaque:
                opaque = ""
            else:
                continue
        is_free = not open_names and tag.name in _INLINE
        if is_free and tag.name not in OPAQUE:
            continue
        if open_names == ["p"] and not tag.is_end and tag.name in _ENDS_PARAGRAPH:
            yield f"{source[start : tag.span.start].strip()}</p>"
            open_names, start = [], tag.span.start
        if not open_names and not is_free:
            yield from _free(source[start : tag.span.start])
            start = tag.span.start
        if tag.name in OPAQUE and not tag.is_end:
            opaque = tag.name
        _follow(open_names, tag, is_free)
        if not open_names and not is_free and not opaque:
            yield source[start : tag.span.end].strip()
            start = tag.span.end
    rest = source[start:]
    if open_names == ["p"]:
        yield f"{rest.strip()}</p>"
    elif open_names:
        yield rest.strip()
    else:
        yield from _free(rest)


def _follow(open_names: list[str], tag: Tag, is_free: bool) -> None:
    if is_free or tag.name in ("!--", "!") or tag.name in _VOID or tag.attributes.endswith("/"):
        return
    if not tag.is_end:
        open_names.append(tag.name)
    elif tag.name in open_names:
        while open_names.pop() != tag.name:
            pass


def _free(text: str) -> Iterator[str]:
    """Text outside any element, as WordPress reads old posts: blank lines part paragraphs, line ends are breaks."""
    for part in _BLANK_LINE.split(text):
        if part.strip():
            inline = _LINE_END.sub("<br>", part.strip())
            yield f"<p>{inline}</p>"
