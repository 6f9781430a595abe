"""Two entries that turn out to be one work: everything of one moves to the other, and what clashes becomes a note."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

_SAID = ("stance", "quote", "locator", "note", "read", "suggested_by")


@dataclass(frozen=True, slots=True)
class Clashes:
    """What both entries had, so that only one could stay: claims toward which they had different stances, and fields
    that the user had edited differently."""

    claims: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def join_works(connection: sqlite3.Connection, keep: int, other: int, now: str) -> Clashes:
    """Moves all of `other` into `keep`: records, tags, notes, stances, edits, keys; then removes it.

    Where both said something, that of `keep` stays and the other one is kept as a note; but what somebody judged
    stays before an example of the starter collection. The index has to be told.
    """
    connection.execute(
        "DELETE FROM evidence WHERE work_id = ?1 AND example = 1 AND claim_id IN "
        "(SELECT claim_id FROM evidence WHERE work_id = ?2 AND example = 0)",
        (keep, other),
    )
    clashes = Clashes(
        tuple(_stances_as_notes(connection, keep, other)),
        tuple(_edits_as_notes(connection, keep, other, now)),
    )
    for table in ("record", "note"):
        connection.execute(f"UPDATE {table} SET work_id = ? WHERE work_id = ?", (keep, other))
    for table, column in (("tag", "name"), ("edit", "field"), ("evidence", "claim_id")):
        connection.execute(
            f"UPDATE {table} SET work_id = ?1 WHERE work_id = ?2 AND {column} NOT IN "
            f"(SELECT {column} FROM {table} WHERE work_id = ?1)",
            (keep, other),
        )
    connection.execute("UPDATE former_key SET work_id = ? WHERE work_id = ?", (keep, other))
    key = connection.execute("SELECT cite_key FROM work WHERE id = ?", (other,)).fetchone()[0]
    connection.execute("DELETE FROM work WHERE id = ?", (other,))
    connection.execute("INSERT INTO former_key(work_id, cite_key) VALUES (?, ?)", (keep, key))
    return clashes


def _stances_as_notes(connection: sqlite3.Connection, keep: int, other: int) -> list[str]:
    ours, theirs = (", ".join(f"{whose}.{column}" for column in _SAID) for whose in ("ours", "theirs"))
    rows = connection.execute(
        f"SELECT claim.slug, theirs.judged_by, theirs.judged_on, {theirs} "
        "FROM evidence AS theirs JOIN evidence AS ours ON ours.claim_id = theirs.claim_id "
        "JOIN claim ON claim.id = theirs.claim_id WHERE ours.work_id = ? AND theirs.work_id = ? "
        f"AND theirs.example = 0 AND ({ours}) IS NOT ({theirs}) ORDER BY claim.slug",
        (keep, other),
    ).fetchall()
    for slug, judged_by, judged_on, stance, quote, *rest in rows:
        quoted = f"“{quote}”" if quote else ""
        _add_note(
            connection,
            keep,
            (f"Also judged: {stance} {slug}", quoted, *rest, judged_by, judged_on),
            judged_on,
        )
    return [row[0] for row in rows]


def _edits_as_notes(connection: sqlite3.Connection, keep: int, other: int, now: str) -> list[str]:
    rows = connection.execute(
        "SELECT theirs.field, theirs.value FROM edit AS theirs JOIN edit AS ours ON ours.field = theirs.field "
        "WHERE ours.work_id = ? AND theirs.work_id = ? AND ours.value <> theirs.value ORDER BY theirs.field",
        (keep, other),
    ).fetchall()
    for field, value in rows:
        said = json.loads(value)
        text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
        _add_note(connection, keep, (f"Also edited: {field}: {text}",), now)
    return [row[0] for row in rows]


def _add_note(connection: sqlite3.Connection, work_id: int, parts: tuple[str, ...], written: str) -> None:
    text = "; ".join(part for part in parts if part)
    connection.execute("INSERT INTO note(work_id, text, written) VALUES (?, ?, ?)", (work_id, text, written))
