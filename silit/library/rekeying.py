"""Cite keys changed on request: the old key keeps its work, so that what was written with it can still be read."""

from __future__ import annotations

import sqlite3

from silit.library.index import index_again
from silit.library.work_writing import is_taken
from silit.model.cite_keys import free_key


def all_ids(connection: sqlite3.Connection) -> list[int]:
    """Every work, in the order in which they came."""
    return [row[0] for row in connection.execute("SELECT id FROM work ORDER BY id")]


def key_to_have(connection: sqlite3.Connection, work_id: int, base: str) -> str:
    """`base`, with letters where another work has or had it. A key that the work has or had is free for it."""
    own = _own_keys(connection, work_id)
    return free_key(base, lambda key: key not in own and is_taken(connection, key))


def change_key(connection: sqlite3.Connection, work_id: int, cite_key: str) -> None:
    """Calls the work by `cite_key`, which must be free (`key_to_have`); its old key still finds it."""
    (old,) = connection.execute("SELECT cite_key FROM work WHERE id = ?", (work_id,)).fetchone()
    connection.execute("DELETE FROM former_key WHERE cite_key = ?", (cite_key,))
    connection.execute("UPDATE work SET cite_key = ? WHERE id = ?", (cite_key, work_id))
    connection.execute("INSERT INTO former_key(cite_key, work_id) VALUES (?, ?)", (old, work_id))
    index_again(connection, [work_id])


def _own_keys(connection: sqlite3.Connection, work_id: int) -> set[str]:
    rows = connection.execute(
        "SELECT cite_key FROM work WHERE id = ?1 UNION ALL SELECT cite_key FROM former_key WHERE work_id = ?1",
        (work_id,),
    )
    return {row[0] for row in rows}
