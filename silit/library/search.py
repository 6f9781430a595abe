"""Answers to queries: which works, best first, and how many in all."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from silit.library.query import Query

_FLAG_CONDITIONS = {
    "retracted": "work.integrity = 'retracted'",
    "concern": "work.integrity = 'concern'",
    "corrected": "work.integrity = 'corrected'",
    "superseded": "work.integrity = 'superseded'",
    "unchecked": "work.integrity = 'not-checked'",
    "untagged": "NOT EXISTS (SELECT 1 FROM tag WHERE tag.work_id = work.id) AND "
    "NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.work_id = work.id)",
    "preprint": "json_extract(work.data, '$.genre') = 'Preprint'",
    "inbox": "0",
}


@dataclass(frozen=True, slots=True)
class Found:
    """`ids` of the first works, best first (without words: in the order of the cite keys); `total` counts all."""

    ids: tuple[int, ...]
    total: int


def search(connection: sqlite3.Connection, query: Query, limit: int | None = None) -> Found:
    """The works that the query means, at most `limit` of them."""
    if query.impossible:
        return Found((), 0)
    conditions, parameters = _conditions(query)
    if query.match and not conditions:
        return _by_words(connection, query.match, limit)
    tables = "work_text JOIN work ON work.id = work_text.rowid" if query.match else "work"
    if query.match:
        conditions.insert(0, "work_text MATCH ?")
        parameters.insert(0, query.match)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    order = "rank, work.id" if query.match else "work.cite_key"
    sql = f"SELECT work.id FROM {tables}{where} ORDER BY {order} LIMIT ?"
    ids = tuple(row[0] for row in connection.execute(sql, (*parameters, -1 if limit is None else limit)))
    if limit is None or len(ids) < limit:
        return Found(ids, len(ids))
    counted = connection.execute(f"SELECT count(*) FROM {tables}{where}", parameters)
    return Found(ids, counted.fetchone()[0])


def _by_words(connection: sqlite3.Connection, match: str, limit: int | None) -> Found:
    # Only `ORDER BY rank LIMIT` of the bare index lets FTS5 sort by itself.
    rows = connection.execute(
        "SELECT rowid FROM work_text WHERE work_text MATCH ? ORDER BY rank LIMIT ?",
        (match, -1 if limit is None else limit),
    )
    ids = tuple(row[0] for row in rows)
    if limit is None or len(ids) < limit:
        return Found(ids, len(ids))
    counted = connection.execute("SELECT count(*) FROM work_text WHERE work_text MATCH ?", (match,))
    return Found(ids, counted.fetchone()[0])


def _conditions(query: Query) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    parameters: list[object] = []
    for years in query.years:
        if years.first is not None:
            conditions.append("work.year >= ?")
            parameters.append(years.first)
        if years.last is not None:
            conditions.append("work.year <= ?")
            parameters.append(years.last)
    for tag in query.tags:
        conditions.append("EXISTS (SELECT 1 FROM tag WHERE tag.work_id = work.id AND tag.name = ?)")
        parameters.append(tag)
    for kind in query.types:
        conditions.append("(work.study_type = ? OR work.type = ?)")
        parameters.extend((kind, kind))
    conditions.extend(_FLAG_CONDITIONS[flag] for flag in query.flags)
    _add_evidence(query, conditions, parameters)
    return conditions, parameters


def _add_evidence(query: Query, conditions: list[str], parameters: list[object]) -> None:
    """`claim:` and `stance:` together mean one judgement: that stance toward that claim."""
    stance = ""
    if query.stances:
        stance = f" AND evidence.stance IN ({', '.join('?' for _ in query.stances)})"
    for claim in query.claims or ((None,) if query.stances else ()):
        about = " AND claim.slug = ?" if claim is not None else ""
        conditions.append(
            "EXISTS (SELECT 1 FROM evidence JOIN claim ON claim.id = evidence.claim_id "
            f"WHERE evidence.work_id = work.id{about}{stance})"
        )
        parameters.extend((*((claim,) if claim is not None else ()), *query.stances))
