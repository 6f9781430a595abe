"""The journal, read."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PastAction:
    """One action of the user and how many rows it changed."""

    id: int
    command: str
    summary: str
    at: str
    changes: int


def last_actions(connection: sqlite3.Connection, limit: int) -> list[PastAction]:
    """The latest actions, newest first."""
    rows = connection.execute(
        "SELECT id, command, summary, at, (SELECT count(*) FROM change WHERE action_id = action.id) "
        "FROM action ORDER BY id DESC LIMIT ?",
        (limit,),
    )
    return [PastAction(*row) for row in rows]
