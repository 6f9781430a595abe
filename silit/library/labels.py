"""Tags and notes."""

from __future__ import annotations

import sqlite3


def add_tag(connection: sqlite3.Connection, work_id: int, name: str) -> bool:
    """Tags a work; False when it has that tag already, in whatever case."""
    if _as_written(connection, work_id, name) != name:
        return False
    cursor = connection.execute(
        "INSERT INTO tag(work_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING", (work_id, name)
    )
    return cursor.rowcount > 0


def remove_tag(connection: sqlite3.Connection, work_id: int, name: str) -> bool:
    """Takes a tag off a work, in whatever case; whether it was there."""
    written = _as_written(connection, work_id, name)
    cursor = connection.execute("DELETE FROM tag WHERE work_id = ? AND name = ?", (work_id, written))
    return cursor.rowcount > 0


def _as_written(connection: sqlite3.Connection, work_id: int, name: str) -> str:
    """The work's own spelling of the tag, else `name`: SQLite knows upper and lower case of a-z only."""
    if name.isascii():
        return name
    tags = [row[0] for row in connection.execute("SELECT name FROM tag WHERE work_id = ?", (work_id,))]
    return next((tag for tag in tags if tag.casefold() == name.casefold()), name)


def tag_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Every tag with the number of works that have it, the commonest first."""
    rows = connection.execute("SELECT name, count(*) FROM tag GROUP BY name ORDER BY 2 DESC, 1")
    return {name: number for name, number in rows}


def add_note(connection: sqlite3.Connection, work_id: int, text: str, now: str) -> None:
    """Adds a note to a work."""
    connection.execute("INSERT INTO note(work_id, text, written) VALUES (?, ?, ?)", (work_id, text, now))


def add_note_once(connection: sqlite3.Connection, work_id: int, text: str, now: str) -> bool:
    """Adds a note, unless the work has the same one; whether it was added."""
    same = connection.execute("SELECT 1 FROM note WHERE work_id = ? AND text = ?", (work_id, text)).fetchone()
    if same is None:
        add_note(connection, work_id, text, now)
    return same is None


def replace_notes(connection: sqlite3.Connection, work_id: int, text: str, now: str) -> None:
    """Puts one note in the place of all that a work has; an empty text leaves it without."""
    connection.execute("DELETE FROM note WHERE work_id = ?", (work_id,))
    if text:
        add_note(connection, work_id, text, now)
