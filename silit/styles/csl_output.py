"""The references in pandoc's HTML as inlines: nothing but text, styles and links is taken over."""

from __future__ import annotations

from html.parser import HTMLParser

from silit.markup import Inline, Inlines, Link, Styled, Text

_STYLES = {"em": "i", "i": "i", "strong": "b", "b": "b", "sup": "sup", "sub": "sub"}
_HIDDEN = ("script", "style")
_BLOCKS = ("div", "p", "br")


def read_references(page: str) -> dict[str, Inlines]:
    """Id of an item to its reference, from each `<div id="ref-ID" class="csl-entry">`."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return {key: tidy for key, inlines in reader.found.items() if (tidy := _tidy(inlines))}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[Inline]] = {}
        self._nodes: list[Inline] = []
        # One (tag, href, nodes before it) for each open element of a reference.
        self._open: list[tuple[str, str, list[Inline]]] = []
        self._key = ""
        self._depth = 0
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "div" and "csl-entry" in (values.get("class") or "").split():
            self._key = (values.get("id") or "").removeprefix("ref-")
            self._nodes, self._open, self._depth = [], [], 0
            self.found[self._key] = self._nodes
            return
        if not self._key:
            return
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self._nodes.append(Text(" "))
        if tag == "div":
            self._depth += 1
        elif tag in _STYLES or tag == "a":
            self._open.append((tag, values.get("href") or "", self._nodes))
            self._nodes = []

    def handle_endtag(self, tag: str) -> None:
        if not self._key:
            return
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag == "div":
            if self._depth == 0:
                self._close_all()
                self._key = ""
            else:
                self._depth -= 1
        elif self._open and self._open[-1][0] == tag:
            self._close_last()

    def handle_data(self, data: str) -> None:
        if self._key and not self._hidden:
            self._nodes.append(Text(data))

    def _close_all(self) -> None:
        while self._open:
            self._close_last()

    def _close_last(self) -> None:
        tag, href, before = self._open.pop()
        children = tuple(self._nodes)
        if children:
            before.append(Link(href, children) if tag == "a" else Styled(_STYLES[tag], children))
        self._nodes = before


def _tidy(nodes: list[Inline] | Inlines) -> Inlines:
    """The same with single blanks, none at either end."""
    spaced = _single_blanks(nodes, at_start=True)[0]
    while spaced and isinstance(spaced[-1], Text):
        end = spaced[-1].text.rstrip()
        if end:
            return (*spaced[:-1], Text(end))
        spaced = spaced[:-1]
    return spaced


def _single_blanks(nodes: list[Inline] | Inlines, *, at_start: bool) -> tuple[Inlines, bool]:
    """The nodes without a blank after a blank, and whether they end with one."""
    out: list[Inline] = []
    after_blank = at_start
    for node in nodes:
        if isinstance(node, Text):
            words = " ".join(node.text.split())
            before = " " if node.text[:1].isspace() and not after_blank else ""
            behind = " " if words and node.text[-1:].isspace() else ""
            text = f"{before}{words}{behind}"
            if text:
                out.append(Text(text))
                after_blank = text.endswith(" ")
            continue
        children, after_blank = _single_blanks(node.children, at_start=after_blank)
        if children:
            out.append(Link(node.href, children) if isinstance(node, Link) else Styled(node.tag, children))
    return tuple(out), after_blank
