"""Titles of works and journals, with the wording of one source and the typography of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from silit.markup import plain
from silit.matching.titles import title_key
from silit.model.work import Work

_TAG = re.compile(r"</?(?:i|b|sup|sub)>")

Described = tuple[str, Work]


def merged_title(described: Sequence[Described]) -> tuple[str, str]:
    """The title and its source; `described` is in order of trust.

    The first title there is. When it carries no markup but another of the same letters does, the markup is put on it.
    """
    source, title = next(((source, work.title) for source, work in described if work.title), ("", ""))
    if not _TAG.search(title):
        for _, work in described:
            marked = _marked(title, work.title)
            if marked and plain(work.title).casefold() == title.casefold():
                return marked, source
    return title, source


def merged_original_title(title: str, described: Sequence[Described]) -> tuple[str, str]:
    """The title in the work's own language, and its source.

    PubMed translates: where its record is in another language than English and names no original, the
    title of another source that is not `title` is the original.
    """
    for source, work in described:
        if work.original_title:
            return work.original_title, source
    translated = any(
        source == "pubmed" and work.language and work.language.split("-")[0] != "en"
        for source, work in described
    )
    if translated:
        for source, work in described:
            if work.title and source != "pubmed" and title_key(work.title) != title_key(title):
                return work.title, source
    return "", ""


def merged_container_title(described: Sequence[Described]) -> tuple[str, str]:
    """The name of the journal or book, and its source: the first there is, with the capitals of another one when
    only they differ ("The Journal of Pain" for "The journal of pain")."""
    source, name = next(
        ((source, work.container_title) for source, work in described if work.container_title), ("", "")
    )
    for other, work in described:
        capitals = work.container_title
        if (
            capitals.casefold() == name.casefold()
            and not capitals.isupper()
            and _capitals(capitals) > _capitals(name)
        ):
            return capitals, other
    return name, source


def _capitals(text: str) -> int:
    return sum(char.isupper() for char in text)


def _marked(title: str, other: str) -> str:
    """`title` with the tags of `other` at the same letters; "" where that does not work out."""
    out, position, taken = [], 0, 0
    for tag in _TAG.finditer(other):
        length = tag.start() - position
        out += [title[taken : taken + length], tag[0]]
        position, taken = tag.end(), taken + length
    marked = "".join(out) + title[taken:]
    return marked if out and plain(marked) == title else ""
