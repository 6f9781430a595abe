"""Where a new block goes in block markup: never into another block."""

from __future__ import annotations

import re
from dataclasses import dataclass

from silit.articles.article_html import settled
from silit.articles.document import Span

_COMMENT = re.compile(
    r"<!--\s+(?P<end>/)?wp:(?P<name>[a-z][a-z0-9_/-]*)\s+(?:\{(?:(?!-->).)*\}\s+)?(?P<void>/)?-->", re.DOTALL
)
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class _Enclosing:
    """The blocks around a place: the outermost one whole, and the name of the innermost."""

    span: Span
    innermost: str


def settled_block(source: str, stand_in: str, block: str, inner_html: str) -> str:
    """`source` with `block` in the place of `stand_in`.

    A block that holds nothing else is replaced; in a Custom HTML block with more in it goes `inner_html`, without block
    comments; any other block stays and is followed by the new one.
    """
    position = source.index(stand_in)
    around = _enclosing(source, position)
    if around is None:
        return source[:position] + block + source[position + len(stand_in) :]
    whole = source[around.span.start : around.span.end]
    if not _MARKUP.sub("", whole.replace(stand_in, "")).strip() and "<img" not in whole:
        return source[: around.span.start] + block + source[around.span.end :]
    if around.innermost in ("html", "core/html"):
        return settled(source, stand_in, inner_html)
    kept = whole.replace(stand_in, "", 1)
    added = f"\n\n{block}" if block else ""
    return f"{source[: around.span.start]}{kept}{added}{source[around.span.end :]}"


def _enclosing(source: str, position: int) -> _Enclosing | None:
    opened: list[tuple[str, int]] = []
    names: list[str] = []
    for comment in _COMMENT.finditer(source):
        if comment.start() >= position and not names:
            names = [name for name, _ in opened]
            if not names:
                return None
        if comment["void"]:
            continue
        if not comment["end"]:
            opened.append((comment["name"], comment.start()))
        elif opened:
            _, start = opened.pop()
            if names and not opened:
                return _Enclosing(Span(start, comment.end()), names[-1])
    return None
