"""`silit list`: the works that a query means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from silit.library import Library
from silit.library.query import parse_query
from silit.library.search import count_matches, search
from silit.library.works import entries
from silit.model.entries import Entry
from silit.results import Problem


@dataclass(frozen=True, slots=True)
class Listing:
    """The first works that match, best first; whether more match; what the query could not mean as typed."""

    entries: tuple[Entry, ...]
    more: bool
    problems: tuple[Problem, ...]
    _count: Callable[[], int] = field(repr=False, compare=False)

    @property
    def total(self) -> int:
        """How many works match in all. Where there are more than `entries` they are counted now, in the open library."""
        return self._count() if self.more else len(self.entries)


def list_works(library: Library, text: str, limit: int | None = None) -> Listing:
    """The works that `text` means, at most `limit`; every work when the text is empty."""
    query = parse_query(text)

    def count() -> int:
        with library.reading():
            return count_matches(library.connection, query)

    with library.reading():
        found = search(library.connection, query, limit)
        return Listing(tuple(entries(library.connection, found.ids)), found.more, query.problems, count)
