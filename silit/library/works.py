"""Works in the library: read with everything known about them, a fixed number of queries however many works."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from silit.library.evidence import evidence_of_works
from silit.model.entries import Entry, RecordSummary
from silit.model.integrity import assess
from silit.model.work_json import work_from_json

_IDS = "(SELECT value FROM json_each(?))"


def ids_of_keys(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, int]:
    """The works that the given cite keys name, earlier keys included; keys that nothing answers to are left out."""
    wanted = json.dumps(list(keys))
    rows = connection.execute(
        f"SELECT cite_key, id FROM work WHERE cite_key IN {_IDS} UNION ALL "
        f"SELECT cite_key, work_id FROM former_key WHERE cite_key IN {_IDS}",
        (wanted, wanted),
    )
    return {key: work_id for key, work_id in rows}


def id_of_key(connection: sqlite3.Connection, key: str) -> int | None:
    """The work that a cite key names, an earlier key included; None when nothing answers to it."""
    row = connection.execute(
        "SELECT id FROM work WHERE cite_key = ?1 UNION ALL SELECT work_id FROM former_key WHERE cite_key = ?1",
        (key,),
    ).fetchone()
    return None if row is None else int(row[0])


def ids_of_identifiers(connection: sqlite3.Connection, identifiers: Iterable[tuple[str, str]]) -> list[int]:
    """The works that have any of the given (scheme, value) pairs, oldest first."""
    found: set[int] = set()
    for pair in identifiers:
        rows = connection.execute("SELECT work_id FROM identifier WHERE scheme = ? AND value = ?", pair)
        found.update(row[0] for row in rows)
    return sorted(found)


def ids_of_each_identifier(
    connection: sqlite3.Connection, identifiers: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], list[int]]:
    """The works that have each of the given (scheme, value) pairs, oldest first, in one query; unknown pairs are left out."""
    rows = connection.execute(
        "SELECT DISTINCT scheme, identifier.value, work_id FROM identifier JOIN json_each(?) AS wanted "
        "ON scheme = json_extract(wanted.value, '$[0]') AND identifier.value = json_extract(wanted.value, '$[1]') "
        "ORDER BY work_id",
        (json.dumps([list(pair) for pair in identifiers]),),
    )
    found: dict[tuple[str, str], list[int]] = {}
    for scheme, value, work_id in rows:
        found.setdefault((scheme, value), []).append(work_id)
    return found


def all_keys(connection: sqlite3.Connection) -> list[str]:
    """Every cite key that works, for suggestions and completion."""
    rows = connection.execute("SELECT cite_key FROM work UNION ALL SELECT cite_key FROM former_key")
    return sorted(row[0] for row in rows)


def count_works(connection: sqlite3.Connection) -> int:
    """How many works the library holds."""
    return int(connection.execute("SELECT count(*) FROM work").fetchone()[0])


def entries(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Entry]:
    """The entries of the given works, in the given order."""
    wanted = json.dumps(list(ids))
    tags = _grouped(
        connection, f"SELECT work_id, name FROM tag WHERE work_id IN {_IDS} ORDER BY name", wanted
    )
    notes = _grouped(
        connection, f"SELECT work_id, text FROM note WHERE work_id IN {_IDS} ORDER BY id", wanted
    )
    former = _grouped(
        connection,
        f"SELECT work_id, cite_key FROM former_key WHERE work_id IN {_IDS} ORDER BY cite_key",
        wanted,
    )
    evidence = evidence_of_works(connection, ids)
    records = _records(connection, wanted)
    rows = connection.execute(
        f"SELECT id, cite_key, data, provenance, study_type, added FROM work WHERE id IN {_IDS}",
        (wanted,),
    )
    found = {}
    for work_id, cite_key, data, provenance, study_type, added in rows:
        work = work_from_json(data)
        summaries = tuple(records[work_id])
        found[work_id] = Entry(
            cite_key=cite_key,
            work=work,
            study_type=study_type,
            tags=tuple(tags[work_id]),
            evidence=tuple(evidence[work_id]),
            integrity=assess(work, [(record.source, record.retrieved) for record in summaries]),
            records=summaries,
            notes=tuple(notes[work_id]),
            provenance=json.loads(provenance),
            other_keys=tuple(former[work_id]),
            added=added,
        )
    return [found[work_id] for work_id in ids if work_id in found]


def _records(connection: sqlite3.Connection, wanted: str) -> defaultdict[int, list[RecordSummary]]:
    rows = connection.execute(
        f"SELECT work_id, source, source_id, retrieved FROM record WHERE work_id IN {_IDS} "
        "ORDER BY source, source_id",
        (wanted,),
    )
    found: defaultdict[int, list[RecordSummary]] = defaultdict(list)
    for work_id, *record in rows:
        found[work_id].append(RecordSummary(*record))
    return found


def _grouped(connection: sqlite3.Connection, sql: str, wanted: str) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for work_id, value in connection.execute(sql, (wanted,)):
        found[work_id].append(value)
    return found
