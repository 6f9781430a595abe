"""Which articles cite which works."""

from __future__ import annotations

from collections.abc import Sequence

from silit.library import Library
from silit.library.articles import KeptArticle, articles_citing
from silit.model.entries import Entry


def articles_of(library: Library, works: Sequence[Entry]) -> list[list[KeptArticle]]:
    """The articles that cite each of the works, under whatever key, by path."""
    citing = articles_citing(
        library.connection, [key for work in works for key in (work.cite_key, *work.other_keys)]
    )
    found = []
    for work in works:
        by_path = {a.path: a for key in (work.cite_key, *work.other_keys) for a in citing[key]}
        found.append([by_path[path] for path in sorted(by_path)])
    return found
