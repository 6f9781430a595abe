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
_HTML_NAME = {"i": "em", "b": "strong", "sup": "sup", "sub": "sub"}
_MARKDOWN_MARK = {"i": "*", "b": "**"}
# Every ASCII punctuation mark that CommonMark or a common extension could take for markup (CommonMark 0.31, 2.4).
_MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~^$@=])")
# An en dash, a letter or a blank needs no escape; "1." and "-" do only where a block could begin.
_MARKDOWN_BLOCK_START = re.compile(r"^(\s*)([-+]|\d{1,9}[.)])(?=\s)")
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
    """Content that leads to `href`, an https URL already percent-encoded."""

    href: str
    children: tuple[Inline, ...]


Inline = Text | Styled | Link
Inlines = tuple[Inline, ...]


def parse_inline(title: str) -> Inlines:
    """The inlines of a title that may hold <i> <b> <sup> <sub>.

    A tag without its partner, or out of order, is read as the characters it is made of.
    """
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
            if children:
                pieces[-1][1].append(Styled(tag, tuple(children)))
        else:
            pieces[-1][1].append(Text(match.group(0)))
    if position < len(title):
        pieces[-1][1].append(Text(title[position:]))
    while len(pieces) > 1:
        tag, children = pieces.pop()
        pieces[-1][1].extend([Text(f"<{tag}>"), *children])
    return _joined(pieces[0][1])


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
            out.append(node.text)
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
            out.append(html.escape(node.text, quote=False))
        elif isinstance(node, Link):
            out.append(f'<a href="{html.escape(node.href)}">{to_html(node.children)}</a>')
        else:
            name = _HTML_NAME[node.tag]
            out.append(f"<{name}>{to_html(node.children)}</{name}>")
    return "".join(out)


def to_markdown(inlines: Iterable[Inline]) -> str:
    """CommonMark, with <sup> and <sub> as HTML; text that looks like markup is escaped."""
    out = []
    for node in inlines:
        if isinstance(node, Text):
            out.append(escape_markdown(node.text))
        elif isinstance(node, Link):
            shown = to_markdown(node.children)
            bare = strip_tags(node.children) == node.href and not re.search(r"[<>\s]", node.href)
            out.append(f"<{node.href}>" if bare else f"[{shown}](<{node.href}>)")
        elif node.tag in _MARKDOWN_MARK:
            out.append(_emphasised(to_markdown(node.children), _MARKDOWN_MARK[node.tag]))
        else:
            out.append(f"<{node.tag}>{to_markdown(node.children)}</{node.tag}>")
    return "".join(out)


def escape_markdown(text: str) -> str:
    """`text` so that every Markdown renderer shows just these characters."""
    escaped = _MARKDOWN_SPECIAL.sub(r"\\\1", text).replace("&", "&amp;")
    return _MARKDOWN_BLOCK_START.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], escaped)


def _emphasised(inner: str, mark: str) -> str:
    core = inner.strip()
    if not core:
        return inner
    # CommonMark: an emphasis mark must touch what it emphasises, so blanks go outside.
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{before}{mark}{core}{mark}{after}"


def _shift(text: str, table: dict[int, int]) -> str:
    return text.translate(table) if all(ord(char) in table for char in text) else text


def _joined(nodes: Iterable[Inline]) -> Inlines:
    out: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].text + node.text)
        else:
            out.append(node)
    return tuple(out)
