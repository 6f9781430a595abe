"""Whether an article is torn: a code block that begins and never ends swallows all that follows, the references too."""

from __future__ import annotations

import re

from silit.articles.document import Document
from silit.articles.front_matter import find_front_matter
from silit.articles.markdown_html import parse_markdown

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})[ \t]*")


def unclosed_fence(document: Document) -> int | None:
    """The line, from 1, of a fence that nothing closes and that holds the end of a Markdown article; else None."""
    if document.format != "markdown" or not ("```" in document.text or "~~~" in document.text):
        return None
    front = find_front_matter(document.text)
    skipped = document.text[: front[0].end] if front else ""
    lines = document.text[len(skipped) :].splitlines()
    last = next(
        (
            node
            for node in parse_markdown("\n".join(lines)).walk(include_self=False)
            if _reaches_end(node.type, node.map, lines)
        ),
        None,
    )
    if last is None or last.map is None:
        return None
    start, end = last.map
    closing = _FENCE.fullmatch(lines[min(end, len(lines)) - 1])
    if end - start > 1 and closing and closing[1].startswith(last.markup):
        return None
    return skipped.count("\n") + start + 1


def _reaches_end(kind: str, span: tuple[int, int] | None, lines: list[str]) -> bool:
    return kind == "fence" and span is not None and not "".join(lines[span[1] :]).strip()
