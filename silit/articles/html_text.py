"""HTML as plain text: blank lines between blocks, "- " and "1. " before items, addresses behind links. Nothing is wrapped."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from silit.articles.html_spans import tags

_BLOCKS = frozenset(
    "address article aside blockquote body dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
_UNSEEN = frozenset("head script style template title textarea math svg".split())
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_SUBSCRIPT = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_SHORT_NUMBER = re.compile(r"[0-9+-]{1,3}")
_ATTRIBUTE = re.compile(r"([^\s=\"'/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_BREAK = "\x00"


def html_text(source: str, comment: Callable[[str], str | None] = lambda content: None) -> str:
    """The text of `source`, ending in one line end. `comment` may give a block of text for a comment's content."""
    reader = _Reader(comment)
    position = 0
    for tag in tags(source):
        reader.data(html.unescape(source[position : tag.span.start]))
        position = tag.span.end
        if tag.name == "!--":
            reader.comment(source[tag.span.start + 4 : max(tag.span.start + 4, tag.span.end - 3)])
        elif tag.is_end:
            reader.end(tag.name)
        elif tag.name != "!":
            reader.start(tag.name, _attributes(tag.attributes))
    reader.data(html.unescape(source[position:]))
    return reader.text()


def _attributes(written: str) -> dict[str, str]:
    return {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(written)
    }


class _Reader:
    """Gathers words into blocks, tag by tag."""

    def __init__(self, comment: Callable[[str], str | None]) -> None:
        self._block_of = comment
        self._blocks: list[tuple[str, str]] = []  # (text, what parts it from the block before)
        self._words: list[str] = []
        self._lists: list[int | None] = []
        self._quotes = 0
        self._pre = 0
        self._unseen = ""
        self._tight = False
        self._item = ""
        self._links: list[tuple[str, int]] = []
        self._shifts: list[tuple[str, int]] = []

    def text(self) -> str:
        """All blocks."""
        self._end_block()
        out = ""
        for block, between in self._blocks:
            out += (between if out else "") + block
        return f"{out}\n" if out else ""

    def start(self, tag: str, given: dict[str, str]) -> None:
        """A tag that opens an element."""
        if self._unseen:
            return
        if tag in _UNSEEN:
            self._unseen = tag
        elif tag == "br":
            self._words.append(_BREAK)
        elif tag == "img" and given.get("alt"):
            self._words.append(f"[{given['alt']}]")
        elif tag == "a":
            self._links.append((given.get("href", ""), len(self._words)))
        elif tag in ("sup", "sub"):
            self._shifts.append((tag, len(self._words)))
        elif tag in ("td", "th") and "".join(self._words).strip():
            self._words.append(" | ")
        elif tag in _BLOCKS:
            self._start_block(tag, given)

    def end(self, tag: str) -> None:
        """A tag that ends an element."""
        if self._unseen:
            self._unseen = "" if tag == self._unseen else self._unseen
        elif tag == "a" and self._links:
            self._end_link(*self._links.pop())
        elif tag in ("sup", "sub") and self._shifts:
            self._end_shift(*self._shifts.pop())
        elif tag in _BLOCKS:
            self._end_block()
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
                self._tight, self._item = bool(self._lists), ""
            elif tag in ("table", "tr"):
                self._tight = tag == "tr"
            elif tag == "blockquote":
                self._quotes = max(0, self._quotes - 1)
            elif tag == "pre":
                self._pre = max(0, self._pre - 1)

    def data(self, data: str) -> None:
        """Characters, entities resolved."""
        if not self._unseen:
            self._words.append(data if self._pre else re.sub(r"[ \t\n\r\f]+", " ", data))

    def comment(self, data: str) -> None:
        """The content of a comment."""
        block = self._block_of(data)
        if block is not None:
            self._end_block()
            self._tight = False
            self._blocks.append((block, "\n\n"))

    def _start_block(self, tag: str, given: dict[str, str]) -> None:
        self._end_block()
        if tag in ("ul", "ol"):
            start = given.get("start", "1")
            self._tight = bool(self._lists)
            self._lists.append(int(start) if tag == "ol" and re.fullmatch("[0-9]{1,9}", start) else None)
            if tag == "ol" and self._lists[-1] is None:
                self._lists[-1] = 1
        elif tag == "li":
            self._start_item(given)
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._pre += 1
        elif tag == "hr":
            self._blocks.append(("* * *", "\n\n"))
        elif tag == "table":
            self._tight = False

    def _start_item(self, given: dict[str, str]) -> None:
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._item = "- "
            return
        value = given.get("value", "")
        number = int(value) if re.fullmatch("[0-9]{1,9}", value) else number
        self._item = f"{number}. "
        self._lists[-1] = number + 1

    def _end_link(self, href: str, begin: int) -> None:
        shown = "".join(self._words[begin:]).strip()
        if href.startswith(("http://", "https://", "mailto:")) and shown:
            address = href.removeprefix("mailto:")
            if address not in (shown, f"{shown}/"):
                self._words.append(f" ({address})")

    def _end_shift(self, tag: str, begin: int) -> None:
        shown = "".join(self._words[begin:])
        if _SHORT_NUMBER.fullmatch(shown):
            self._words[begin:] = [shown.translate(_SUPERSCRIPT if tag == "sup" else _SUBSCRIPT)]

    def _end_block(self) -> None:
        text = "".join(self._words)
        self._words, self._links, self._shifts = [], [], []
        if self._pre:
            text = text.strip("\n").replace(_BREAK, "\n")
        else:
            text = "\n".join(
                " ".join(line.split(" ")).strip() for line in re.sub(" +", " ", text).split(_BREAK)
            )
        if not text.strip():
            return
        begin = "  " * max(0, len(self._lists) - 1) + self._item if self._lists else self._item
        lines = (begin + text).replace("\n", "\n" + " " * len(begin)).split("\n")
        if self._quotes:
            lines = [f"{'> ' * self._quotes}{line}".rstrip() for line in lines]
        self._blocks.append(("\n".join(lines), "\n" if self._tight else "\n\n"))
        self._item = " " * len(self._item) if self._lists else ""
        self._tight = bool(self._lists)
