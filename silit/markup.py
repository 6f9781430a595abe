"""Formatted text as data, until the last step: escaping happens here and nowhere else.

A style says "this is italic"; `to_text`, `to_html` and `to_markdown` decide what that means where it is printed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

TAGS = ("i", "b", "sup", "sub")
_TAG = re.compile(r"<(/?)(i|b|sup|sub)>")
# Titles nest two tags or three; what goes through them calls itself for each level.
_DEEPEST = 32
_HTML_NAME = {"i": "em", "b": "strong", "sup": "sup", "sub": "sub"}
_MARKDOWN_MARK = {"i": "*", "b": "**"}
# What CommonMark (0.31) or a common extension takes for markup anywhere in a line: tables, maths, strikethrough,
# attributes, pandoc's citations; doubled, what is marked text, typography or GitHub's autolinks;
# and a final "!", which would make an image of the link that may follow.
_MARKDOWN_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>#|~^$@]|!\Z|\+(?=\+)|=(?==)|-(?=-)|\.(?=\.\.)|:(?=//)|(?<=www)\.", re.IGNORECASE
)
_ENTITY_LIKE = re.compile(r"&(?=#?\w+;)")
# "1.", "-" and ":" begin a list only at the start of a line.
_MARKDOWN_BLOCK_START = re.compile(r"^(\s*)([-+:]|\d{1,9}[.)])(?=\s|$)")
# Blanks that would end a line, and so a paragraph or a note, in one renderer or another.
_LINE_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
# XML 1.0, 2.2: no document can hold the first, and a terminal obeys some of them. The last turn the direction of the text
# around them (Unicode Standard Annex 9, 2): one of a title's would reach into whatever stands beside it.
_UNTEXT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


@dataclass(frozen=True, slots=True)
class Text:
    """Characters that mean themselves."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Content in one of TAGS: i, b, sup, sub."""

    tag: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Content that leads to `href`, an http(s) URL already percent-encoded; any other address is shown without a link."""

    href: str
    children: tuple[Inline, ...]


Inline = Text | Styled | Link
Inlines = tuple[Inline, ...]


def parse_inline(title: str) -> Inlines:
    """The inlines of a title that may hold <i> <b> <sup> <sub>.

    A tag without its partner, or out of order, is read as the characters it is made of; one nested deeper than any title's
    is left out.
    """
    if "<" not in title:
        return (Text(title),) if title else ()
    title = without_deep_tags(title)
    pieces: list[tuple[str, list[Inline]]] = [("", [])]
    position = 0
    for match in _TAG.finditer(title):
        if match.start() > position:
            pieces[-1][1].append(Text(title[position : match.start()]))
        position = match.end()
        closing, tag = match.group(1), match.group(2)
        if not closing:
            pieces.append((tag, []))
        elif pieces[-1][0] == tag:
            _, children = pieces.pop()
            pieces[-1][1].append(Styled(tag, _joined(children)))
        else:
            pieces[-1][1].append(Text(match.group(0)))
    if position < len(title):
        pieces[-1][1].append(Text(title[position:]))
    while len(pieces) > 1:
        tag, children = pieces.pop()
        pieces[-1][1].extend([Text(f"<{tag}>"), *children])
    return _joined(pieces[0][1])


def without_deep_tags(title: str) -> str:
    """The title without those of its tags that stand deeper in others than any title's do."""
    if title.count("<") <= _DEEPEST:
        return title
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        depth += not tag[1]
        is_kept = depth <= _DEEPEST
        depth = max(depth - bool(tag[1]), 0)
        return tag[0] if is_kept else ""

    return _TAG.sub(kept, title)


def plain(title: str) -> str:
    """The title without its tags: for screens, sorting and comparing."""
    return to_text(parse_inline(title), shifted=False) if "<" in title else title


def strip_tags(inlines: Iterable[Inline]) -> str:
    """All the characters, no markup."""
    return "".join(node.text if isinstance(node, Text) else strip_tags(node.children) for node in inlines)


def to_text(inlines: Iterable[Inline], *, shifted: bool = True) -> str:
    """Plain text. With `shifted`, superscripts and subscripts become Unicode ones where every character has one."""
    out = []
    for node in inlines:
        if isinstance(node, Text):
            # What is printable holds none of it, and is most of all text.
            out.append(node.text if node.text.isprintable() else _UNTEXT.sub("", node.text))
        else:
            inner = to_text(node.children, shifted=shifted)
            if shifted and isinstance(node, Styled) and node.tag in ("sup", "sub"):
                inner = _shift(inner, _SUPERSCRIPT if node.tag == "sup" else _SUBSCRIPT)
            out.append(inner)
    return "".join(out)


def to_html(inlines: Iterable[Inline]) -> str:
    """Well-formed HTML: <em> <strong> <sup> <sub> <a>, everything else escaped."""
    out = []
    for node in inlines:
        if isinstance(node, Text):
            out.append(html.escape(_UNTEXT.sub("", node.text), quote=False))
            continue
        # A link inside a link is no HTML: only the outer one leads anywhere.
        inner = to_html(_without_links(node.children) if isinstance(node, Link) else node.children)
        if isinstance(node, Link):
            out.append(
                f'<a href="{html.escape(node.href)}">{inner}</a>' if _leads_somewhere(node, inner) else inner
            )
        elif inner:
            out.append(f"<{_HTML_NAME[node.tag]}>{inner}</{_HTML_NAME[node.tag]}>")
    return "".join(out)


def to_markdown(inlines: Iterable[Inline]) -> str:
    """One line of CommonMark, with <sup> and <sub> as HTML; text that looks like markup is escaped."""
    out = ""
    for node in _joined(inlines):
        if isinstance(node, Text):
            out += escape_markdown(node.text) if not out else _escape_within_line(node.text)
            continue
        inner = to_markdown(_without_links(node.children) if isinstance(node, Link) else node.children)
        if isinstance(node, Link):
            out += _markdown_link(node, inner) if _leads_somewhere(node, inner) else inner
        elif node.tag in _MARKDOWN_MARK:
            out += _emphasised(inner, node.tag, after=out)
        elif inner:
            out += f"<{node.tag}>{inner}</{node.tag}>"
    return out


def escape_markdown(text: str) -> str:
    """`text` so that every Markdown renderer shows just these characters, blanks and all in one line."""
    return _MARKDOWN_BLOCK_START.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], _escape_within_line(text))


def _escape_within_line(text: str) -> str:
    one_line = _UNTEXT.sub("", _LINE_BREAKS.sub(" ", text))
    return _ENTITY_LIKE.sub("&amp;", _MARKDOWN_SPECIAL.sub(r"\\\g<0>", one_line))


def _leads_somewhere(link: Link, shown: str) -> bool:
    return bool(shown) and _WEB_ADDRESS.fullmatch(link.href) is not None and not _UNTEXT.search(link.href)


def _markdown_link(link: Link, shown: str) -> str:
    bare = strip_tags(link.children) == link.href and "&" not in link.href
    return f"<{link.href}>" if bare else f"[{shown}](<{link.href.replace('&', '&amp;')}>)"


def _emphasised(inner: str, tag: str, *, after: str) -> str:
    core = inner.strip()
    if not core:
        return inner
    # CommonMark 6.2: a mark opens or closes for certain only where it touches letters and no other mark;
    # elsewhere HTML says the same. Blanks go outside.
    sure = core[0].isalnum() and core[-1].isalnum() and "*" not in core and not after.endswith("*")
    mark = _MARKDOWN_MARK[tag]
    marked = f"{mark}{core}{mark}" if sure else f"<{_HTML_NAME[tag]}>{core}</{_HTML_NAME[tag]}>"
    before, behind = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{before}{marked}{behind}"


def _shift(text: str, table: dict[int, int]) -> str:
    return text.translate(table) if all(ord(char) in table for char in text) else text


def _without_links(nodes: Iterable[Inline]) -> Inlines:
    out: list[Inline] = []
    for node in nodes:
        if isinstance(node, Link):
            out.extend(_without_links(node.children))
        elif isinstance(node, Styled):
            out.append(Styled(node.tag, _without_links(node.children)))
        else:
            out.append(node)
    return tuple(out)


def _joined(nodes: Iterable[Inline]) -> Inlines:
    out: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + node.text)
        else:
            out.append(node)
    return tuple(out)
