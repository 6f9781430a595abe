"""Changing works: inserted, updated, removed. Always inside a journal transaction.

The index is told of what was inserted or updated by `silit.library.index.index_again`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from silit.model.cite_keys import free_key
from silit.model.work import Work
from silit.model.work_json import Data, data_to_json, work_to_data, work_to_json

# Schemes beside DOI, PMID and PMCID whose identifiers name one work (a trial number names a trial, not a paper).
_NAMING_SCHEMES = frozenset({"doi", "pmid", "pmcid", "nihms", "nbk", "ppr", "arxiv"})

_PROVENANCE = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, check_circular=False
)


@dataclass(frozen=True, slots=True)
class WorkState:
    """What the library keeps of a work beside its records: the merged work, where each field came from, its study type
    and its integrity status."""

    work: Work
    provenance: Mapping[str, str]
    study_type: str
    integrity: str


def identifiers_of(work: Work) -> Iterator[tuple[str, str]]:
    """The (scheme, value) pairs that name this work and no other: DOI, PMID, PMCID and those beside them.

    An ISBN names a book, not its chapters, so only books have theirs here.
    """
    for scheme, value in (("doi", work.doi), ("pmid", work.pmid), ("pmcid", work.pmcid)):
        if value:
            yield scheme, value
    for identifier in work.other_ids:
        if identifier.scheme in _NAMING_SCHEMES:
            yield identifier.scheme, identifier.value
    if work.type == "book":
        for isbn in work.isbn:
            yield "isbn", isbn


def insert_work(
    connection: sqlite3.Connection, state: WorkState, now: str, cite_key: str
) -> tuple[int, str, Data]:
    """Adds a work; returns its id, its cite key (`cite_key`, with letters where that is taken) and
    the data that was written.

    A work that was removed and comes again gets the key that it had.
    """
    key = _key_for(connection, state.work, cite_key)
    data = work_to_data(state.work)
    cursor = connection.execute(
        "INSERT INTO work(cite_key, data, provenance, study_type, integrity, added, changed) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, data_to_json(data), _json(state.provenance), state.study_type, state.integrity, now, now),
    )
    work_id = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO identifier(work_id, scheme, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(work_id, *pair) for pair in identifiers_of(state.work)],
    )
    return work_id, key, data


def update_work(connection: sqlite3.Connection, work_id: int, state: WorkState, now: str) -> bool:
    """Writes the work's new state where it differs; whether it says something new.

    False also when only the origin of a field changed: nobody reads something else than before.
    """
    data = work_to_json(state.work)
    row = connection.execute(
        "SELECT data, provenance, study_type, integrity FROM work WHERE id = ?", (work_id,)
    ).fetchone()
    new = (data, _json(state.provenance), state.study_type, state.integrity)
    if tuple(row) == new:
        return False
    connection.execute(
        "UPDATE work SET data = ?, provenance = ?, study_type = ?, integrity = ?, changed = ? WHERE id = ?",
        (*new, now, work_id),
    )
    _update_identifiers(connection, work_id, state.work)
    return (row[0], row[2], row[3]) != (new[0], new[2], new[3])


def add_other_key(connection: sqlite3.Connection, work_id: int, cite_key: str) -> bool:
    """Lets the work be cited by a second key, where no work has or had it; whether it can be now."""
    if is_taken(connection, cite_key):
        return False
    connection.execute("INSERT INTO former_key(cite_key, work_id) VALUES (?, ?)", (cite_key, work_id))
    return True


def remove_work(connection: sqlite3.Connection, work_id: int) -> None:
    """Removes a work with everything that belongs to it. Its keys are given to no other work: articles may cite them."""
    named = connection.execute("SELECT scheme || ':' || value FROM identifier WHERE work_id = ?", (work_id,))
    identifiers = json.dumps([row[0] for row in named])
    keys = connection.execute(
        "SELECT cite_key FROM work WHERE id = ?1 UNION ALL SELECT cite_key FROM former_key WHERE work_id = ?1",
        (work_id,),
    ).fetchall()
    connection.executemany(
        "INSERT INTO retired_key(cite_key, identifiers) VALUES (?, ?) ON CONFLICT (cite_key) DO NOTHING",
        [(key, identifiers) for (key,) in keys],
    )
    connection.execute("DELETE FROM work WHERE id = ?", (work_id,))


def edits_of(connection: sqlite3.Connection, work_id: int) -> dict[str, object]:
    """Field to the value (plain data, silit.model.work_json) that the user gave it."""
    rows = connection.execute("SELECT field, value FROM edit WHERE work_id = ? ORDER BY field", (work_id,))
    return {field: json.loads(value) for field, value in rows}


def put_edit(connection: sqlite3.Connection, work_id: int, field: str, value: object) -> None:
    """Keeps what the user says about a field; it wins over every source from now on."""
    connection.execute(
        "INSERT INTO edit(work_id, field, value) VALUES (?, ?, ?) "
        "ON CONFLICT (work_id, field) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
        (work_id, field, json.dumps(value, ensure_ascii=False)),
    )


def remove_edit(connection: sqlite3.Connection, work_id: int, field: str) -> bool:
    """Gives a field back to the sources; whether the user had edited it."""
    return (
        connection.execute("DELETE FROM edit WHERE work_id = ? AND field = ?", (work_id, field)).rowcount > 0
    )


def _key_for(connection: sqlite3.Connection, work: Work, base: str) -> str:
    retired = _retired_key(connection, work)
    if retired is not None:
        connection.execute("DELETE FROM retired_key WHERE cite_key = ?", (retired,))
        return retired

    return free_key(base, lambda key: is_taken(connection, key))


def is_taken(connection: sqlite3.Connection, key: str) -> bool:
    """Whether a work has or had the key."""
    sql = (
        "SELECT 1 FROM work WHERE cite_key = ?1 UNION ALL SELECT 1 FROM former_key WHERE cite_key = ?1 "
        "UNION ALL SELECT 1 FROM retired_key WHERE cite_key = ?1"
    )
    return connection.execute(sql, (key,)).fetchone() is not None


def _retired_key(connection: sqlite3.Connection, work: Work) -> str | None:
    """The key that the work had before it was removed."""
    if connection.execute("SELECT 1 FROM retired_key LIMIT 1").fetchone() is None:
        return None
    own = json.dumps([f"{scheme}:{value}" for scheme, value in identifiers_of(work)])
    found = connection.execute(
        "SELECT cite_key FROM retired_key WHERE EXISTS (SELECT 1 FROM json_each(identifiers) AS theirs "
        "JOIN json_each(?) AS ours ON ours.value = theirs.value) ORDER BY id LIMIT 1",
        (own,),
    ).fetchone()
    return None if found is None else str(found[0])


def _update_identifiers(connection: sqlite3.Connection, work_id: int, work: Work) -> None:
    wanted = set(identifiers_of(work))
    rows = connection.execute("SELECT scheme, value FROM identifier WHERE work_id = ?", (work_id,))
    there = {(scheme, value) for scheme, value in rows}
    for pair in sorted(there - wanted):
        connection.execute(
            "DELETE FROM identifier WHERE work_id = ? AND scheme = ? AND value = ?", (work_id, *pair)
        )
    for pair in sorted(wanted - there):
        connection.execute(
            "INSERT INTO identifier(work_id, scheme, value) VALUES (?, ?, ?)", (work_id, *pair)
        )


def _json(value: Mapping[str, str]) -> str:
    return _PROVENANCE.encode(dict(value))
