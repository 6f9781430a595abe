"""The searches that filled the library: what was asked of a source, and what it says it ran."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchRun:
    """One search at one source. `ran` is the source's own account (PubMed's querytranslation), "" where it gives none."""

    source: str
    topic: str
    asked: str
    ran: str
    total: int
    looked_at: int
    kept: int
    at: str


def add_search_run(connection: sqlite3.Connection, run: SearchRun) -> None:
    """Keeps the account of a search."""
    connection.execute(
        "INSERT INTO search_run(source, topic, asked, ran, total, looked_at, kept, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (run.source, run.topic, run.asked, run.ran, run.total, run.looked_at, run.kept, run.at),
    )


def last_searches(connection: sqlite3.Connection, limit: int) -> list[SearchRun]:
    """The latest searches, newest first."""
    rows = connection.execute(
        "SELECT source, topic, asked, ran, total, looked_at, kept, at FROM search_run ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return [SearchRun(*row) for row in rows]
