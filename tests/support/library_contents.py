"""What a library holds, in a form that can be compared: without times, row numbers, or the letter after a cite key."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from pathlib import Path

Contents = dict[str, dict[str, object]]

# Columns that say when, and tables that say how often.
_TIMES = {"added", "changed", "at", "written", "retrieved", "judged_on", "applied_at"}


def contents(path: Path) -> Contents:
    """Each work under its identifiers: fields, provenance, study type, standing, tags, stances, notes, records."""
    connection = sqlite3.connect(path)
    try:
        return dict(sorted(_work(connection, row) for row in connection.execute(_WORKS)))
    finally:
        connection.close()


_WORKS = "SELECT id, cite_key, data, provenance, study_type, integrity FROM work"


def _work(connection: sqlite3.Connection, row: tuple[object, ...]) -> tuple[str, dict[str, object]]:
    work_id, cite_key, data, provenance, study_type, integrity = row

    def rows(sql: str) -> list[tuple[object, ...]]:
        return sorted(connection.execute(sql, (work_id,)))

    identifiers = rows("SELECT scheme, value FROM identifier WHERE work_id = ?")
    name = " ".join(f"{scheme}:{value}" for scheme, value in identifiers) or str(cite_key)
    return name, {
        "key": re.sub(r"(?<=\d|d)[a-z]*$", "", str(cite_key)),
        "data": json.loads(str(data)),
        "provenance": json.loads(str(provenance)),
        "study_type": study_type,
        "integrity": integrity,
        "tags": rows("SELECT name FROM tag WHERE work_id = ?"),
        "notes": rows("SELECT text FROM note WHERE work_id = ?"),
        "records": rows("SELECT source, source_id, format FROM record WHERE work_id = ?"),
        "evidence": rows(
            "SELECT slug, stance, quote, locator, evidence.note FROM evidence JOIN claim ON claim.id = claim_id "
            "WHERE work_id = ?"
        ),
    }


def dump(path: Path) -> dict[str, list[dict[str, object]]]:
    """Every table with its rows in the order of their ids, times left out, raw records unpacked."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    try:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'work_text_%' ORDER BY name"
        ).fetchall()
        return {name: _rows(connection, name) for (name,) in names}
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection, table: str) -> list[dict[str, object]]:
    found = connection.execute(f'SELECT * FROM "{table}" ORDER BY 1')
    names = [name for name, *_ in found.description]
    return [{name: _plain(row[name]) for name in names if name not in _TIMES} for row in found]


def _plain(value: object) -> object:
    return zlib.decompress(value).decode("utf-8") if isinstance(value, bytes) else value


def is_sound(path: Path) -> bool:
    """Whether SQLite and its search index find nothing wrong with the file, and no row points at nothing."""
    connection = sqlite3.connect(path)
    try:
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        linked = connection.execute("PRAGMA foreign_key_check").fetchone() is None
        connection.execute("INSERT INTO work_text(work_text) VALUES ('integrity-check')")
        indexed = connection.execute(
            "SELECT count(*) FROM work WHERE id NOT IN (SELECT rowid FROM work_text)"
        ).fetchone()[0]
        open_actions = connection.execute("SELECT count(*) FROM action WHERE open = 1").fetchone()[0]
        return whole and linked and indexed == 0 and open_actions == 0
    finally:
        connection.close()
