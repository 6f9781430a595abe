"""Actions: every change of the library belongs to one, and each is written whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# So long a pause nobody has to be told of.
_UNNOTICED_MS = 1000


class Action:
    """One thing the user did: `command` is the verb, `summary` what it did in words.

    A long one (a fetch) is written in several transactions, each of them whole.
    """

    def __init__(self, command: str, summary: str) -> None:
        self.command = command
        # A file's name need not be UTF-8, what SQLite keeps must be.
        self.summary = summary.encode("utf-8", "replace").decode("utf-8")
        self.id: int | None = None


@contextmanager
def transaction(
    connection: sqlite3.Connection, action: Action, now: str, on_wait: Callable[[], None]
) -> Iterator[None]:
    """Everything inside is written, or nothing: an error or Ctrl-C takes all of it back.

    An action that changed nothing leaves no trace in the journal. `on_wait` is called when another program is writing and
    has to be waited for.
    """
    before = action.id
    try:
        _take_turn(connection, on_wait)
        _begin(connection, action, now)
        yield
        _end(connection, action)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
            action.id = before


def _take_turn(connection: sqlite3.Connection, on_wait: Callable[[], None]) -> None:
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    try:
        connection.execute(f"PRAGMA busy_timeout = {min(patience, _UNNOTICED_MS)}")
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        on_wait()
        connection.execute(f"PRAGMA busy_timeout = {patience}")
        connection.execute("BEGIN IMMEDIATE")
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")


def _begin(connection: sqlite3.Connection, action: Action, now: str) -> None:
    if action.id is None:
        cursor = connection.execute(
            "INSERT INTO action(command, summary, at, open) VALUES (?, ?, ?, 1)",
            (action.command, action.summary, now),
        )
        action.id = cursor.lastrowid
    else:
        connection.execute("UPDATE action SET open = 1 WHERE id = ?", (action.id,))


def _end(connection: sqlite3.Connection, action: Action) -> None:
    changed = connection.execute("SELECT 1 FROM change WHERE action_id = ? LIMIT 1", (action.id,)).fetchone()
    if changed is None:
        connection.execute("DELETE FROM action WHERE id = ?", (action.id,))
        action.id = None
    else:
        connection.execute(
            "UPDATE action SET open = 0, summary = ? WHERE id = ?", (action.summary, action.id)
        )
