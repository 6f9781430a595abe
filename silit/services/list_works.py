"""`silit list`: the works that a query means."""

from __future__ import annotations

from dataclasses import dataclass

from silit.library import Library
from silit.library.query import parse_query
from silit.library.search import search
from silit.library.works import entries
from silit.model.entries import Entry
from silit.results import Problem


@dataclass(frozen=True, slots=True)
class Listing:
    """The first works that match, best first; how many match in all; what the query could not mean as typed."""

    entries: tuple[Entry, ...]
    total: int
    problems: tuple[Problem, ...]


def list_works(library: Library, text: str, limit: int | None = None) -> Listing:
    """The works that `text` means, at most `limit`; every work when the text is empty."""
    query = parse_query(text)
    with library.reading():
        found = search(library.connection, query, limit)
        return Listing(tuple(entries(library.connection, found.ids)), found.total, query.problems)
