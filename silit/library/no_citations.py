"""What a person said of articles: places that look like citations and are none."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable


def no_citations(connection: sqlite3.Connection, path: str) -> frozenset[str]:
    """The places in the article at `path` (as the library keeps it) that are no citations."""
    rows = connection.execute("SELECT place FROM no_citation WHERE path = ?", (path,))
    return frozenset(place for (place,) in rows)


def add_no_citations(connection: sqlite3.Connection, path: str, places: Iterable[str]) -> None:
    """Keeps more of them; those that are known stay."""
    connection.executemany(
        "INSERT OR IGNORE INTO no_citation(path, place) VALUES (?, ?)", [(path, place) for place in places]
    )


def forget_no_citations(connection: sqlite3.Connection, path: str) -> bool:
    """Forgets all of an article; whether there were any."""
    return connection.execute("DELETE FROM no_citation WHERE path = ?", (path,)).rowcount > 0
