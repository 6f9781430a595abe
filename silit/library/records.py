"""What the sources said, kept as retrieved, so that a better reader can be run over it later."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from dataclasses import dataclass

from silit.model.records import Record

# Level 1: a tenth of the default's time for nearly its size on XML and JSON.
_COMPRESSION = 1


# (record id, work id, digest of the raw text)
FoundRecord = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record in the library: which work it describes, and its raw text."""

    id: int
    work_id: int
    source: str
    source_id: str
    format: str
    retrieved: str
    raw: bytes


def kept_records(connection: sqlite3.Connection, work_id: int) -> list[KeptRecord]:
    """Every record of a work, with its raw text, in a fixed order."""
    rows = connection.execute(
        "SELECT record.id, work_id, source, source_id, format, retrieved, body FROM record JOIN raw ON raw.id = record.id "
        "WHERE work_id = ? ORDER BY source, source_id",
        (work_id,),
    )
    return [
        KeptRecord(record_id, work_id, source, source_id, kind, retrieved, zlib.decompress(body))
        for record_id, _, source, source_id, kind, retrieved, body in rows
    ]


def find_record(connection: sqlite3.Connection, source: str, source_id: str) -> FoundRecord | None:
    """What the library has under a source's id; None when it has nothing."""
    row = connection.execute(
        "SELECT record.id, work_id, digest FROM record JOIN raw ON raw.id = record.id WHERE source = ? AND source_id = ?",
        (source, source_id),
    ).fetchone()
    return row if row is None else (row[0], row[1], row[2])


def record_format(connection: sqlite3.Connection, record_id: int) -> str:
    """The format in which a record is kept."""
    row = connection.execute("SELECT format FROM record WHERE id = ?", (record_id,)).fetchone()
    return str(row[0])


def digest(raw: bytes) -> str:
    """SHA-256 of the raw text: whether a source says the same as before."""
    return hashlib.sha256(raw).hexdigest()


def add_record(connection: sqlite3.Connection, work_id: int, record: Record) -> None:
    """Keeps a record that is new to the library."""
    cursor = connection.execute(
        "INSERT INTO record(work_id, source, source_id, format, retrieved) VALUES (?, ?, ?, ?, ?)",
        (work_id, record.source, record.source_id, record.format, record.retrieved),
    )
    connection.execute(
        "INSERT INTO raw(id, digest, body) VALUES (?, ?, ?)",
        (cursor.lastrowid, digest(record.raw), zlib.compress(record.raw, _COMPRESSION)),
    )


def renew_record(connection: sqlite3.Connection, record_id: int, record: Record) -> None:
    """Puts a source's newer description in the place of its older one."""
    connection.execute(
        "UPDATE record SET format = ? WHERE id = ? AND format <> ?", (record.format, record_id, record.format)
    )
    mark_checked(connection, record_id, record.retrieved)
    connection.execute(
        "UPDATE raw SET digest = ?, body = ? WHERE id = ?",
        (digest(record.raw), zlib.compress(record.raw, _COMPRESSION), record_id),
    )


def mark_checked(connection: sqlite3.Connection, record_id: int, retrieved: str) -> bool:
    """Notes that the source was asked again at `retrieved`; whether that is later than before."""
    cursor = connection.execute(
        "UPDATE record SET retrieved = ?1 WHERE id = ?2 AND retrieved < ?1", (retrieved, record_id)
    )
    return cursor.rowcount > 0


def dates_count(connection: sqlite3.Connection, work_id: int) -> bool:
    """Whether a later date alone can change the work: it was not checked, or a source described it more than once."""
    row = connection.execute(
        "SELECT integrity = 'not-checked' OR EXISTS "
        "(SELECT 1 FROM record WHERE work_id = work.id GROUP BY source HAVING count(*) > 1) FROM work WHERE id = ?",
        (work_id,),
    ).fetchone()
    return bool(row[0])
