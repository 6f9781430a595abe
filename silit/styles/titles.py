"""Titles on their way into a reference."""

from __future__ import annotations

import re

from silit.markup import Inlines, Styled, parse_inline
from silit.model.work import Work

NO_TITLE = "[title not recorded]"
_WORD = re.compile(r"<[^<>]*>|[^\W_][\w’']*(?:[.‐‑-][^\W_][\w’']*)*|[:?!.]\s")
# Small words of headlines: articles, coordinating conjunctions and prepositions of up to three letters (AMA Manual of Style, 11th
# ed., 2.1.2); the particles of names and the short words of citations as in CSL 1.0.2, "Title Case Conversion".
_SMALL = frozenset(
    """a an the and but for nor or so yet as at by ere in of off on out per pro qua to up via v vs c ca d de e et van von""".split()
)


def unstopped(title: str) -> str:
    """The title in one line, without the one full stop that ends it; an ellipsis stays."""
    tidy = " ".join(title.split())
    return tidy if tidy.endswith("..") else tidy.removesuffix(".")


def own_title(work: Work) -> str:
    """The title that a reference begins with, "" where none is known."""
    return unstopped(work.title or work.original_title)


def translation(work: Work) -> tuple[str, str]:
    """(title in its own language, translated title); the second is "" where the work has only one."""
    if work.original_title and work.title and work.original_title != work.title:
        return unstopped(work.original_title), unstopped(work.title)
    return own_title(work), ""


def italic(title: str) -> Inlines:
    """The whole title in italics; what is italic in it stands out upright, as typographers do it."""
    return (Styled("i", _upright(parse_inline(title))),) if title else ()


def headline(title: str, language: str) -> str:
    """An English title as a headline, "Low Back Pain and Its Causes"; words with a capital, and other languages, stay."""
    if language and not language.lower().startswith("en"):
        return title
    out = []
    position = 0
    opens = True
    words = [match for match in _WORD.finditer(title) if match[0][0] not in "<:?!."]
    last = words[-1].start() if words else -1
    for match in _WORD.finditer(title):
        out.append(title[position : match.start()])
        position = match.end()
        word = match[0]
        if word[0] in ":?!.":
            opens = True
        elif word[0] != "<":
            if opens or match.start() == last or word not in _SMALL:
                word = _capitalised(word)
            opens = False
        out.append(word)
    return "".join([*out, title[position:]])


def _capitalised(word: str) -> str:
    return word[0].upper() + word[1:] if word.islower() else word


def _upright(inlines: Inlines) -> Inlines:
    out: list[Inlines] = []
    for node in inlines:
        out.append(node.children if isinstance(node, Styled) and node.tag == "i" else (node,))
    return tuple(inline for part in out for inline in part)
