"""Answers to queries: which works, best first, and how many in all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from silit.library.query import Query

# What has an index is asked of the index alone: the rows of `work` are long, and words may match most of them.
_STANDING = "work.id IN (SELECT id FROM work WHERE integrity = '{}')"
# silit.model.preprints.is_preprint, in SQL; a test holds the two together.
_PREPRINT = (
    "(lower(trim(json_extract(work.data, '$.genre'))) = 'preprint'"
    " OR EXISTS (SELECT 1 FROM json_each(work.data, '$.publication_types') WHERE json_extract(value, '$.ui') = 'D000076942')"
    " OR EXISTS (SELECT 1 FROM json_each(work.data, '$.relations') WHERE json_extract(value, '$.kind') = 'is-preprint-of')"
    " OR lower(trim(json_extract(work.data, '$.container_title')))"
    " IN ('biorxiv', 'medrxiv', 'biorxiv : the preprint server for biology', 'arxiv')"
    " OR lower(trim(json_extract(work.data, '$.container_title'))) GLOB 'arxiv[ :.]*'"
    " OR (work.type = 'article' AND EXISTS"
    " (SELECT 1 FROM identifier WHERE identifier.work_id = work.id AND identifier.scheme IN ('arxiv', 'ppr'))))"
)
_FLAG_CONDITIONS = {
    "retracted": _STANDING.format("retracted"),
    "concern": _STANDING.format("concern"),
    "corrected": _STANDING.format("corrected"),
    "superseded": _STANDING.format("superseded"),
    "unchecked": _STANDING.format("not-checked"),
    "untagged": "NOT EXISTS (SELECT 1 FROM tag WHERE tag.work_id = work.id) AND "
    "NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.work_id = work.id)",
    "preprint": _PREPRINT,
    "inbox": "0",
}


@dataclass(frozen=True, slots=True)
class Found:
    """`ids` of the first works, best first (without words: in the order of the cite keys); `more` says that others match."""

    ids: tuple[int, ...]
    more: bool = False


def search(connection: sqlite3.Connection, query: Query, limit: int | None = None) -> Found:
    """The works that the query means, at most `limit` of them. Counting all can take as long again: `count_matches`."""
    if query.impossible:
        return Found(())
    source, parameters, filtered = _source(connection, query)
    if not query.match:
        columns, order = "work.id", "work.cite_key"
    elif filtered:
        columns, order = "work.id", "rank, work.id"
    else:
        columns, order = "rowid", "rank"  # only so does FTS5 sort by itself
    rows = connection.execute(
        f"SELECT {columns} {source} ORDER BY {order} LIMIT ?",
        (*parameters, -1 if limit is None else limit + 1),
    )
    ids = tuple([row[0] for row in rows])
    return Found(ids) if limit is None else Found(ids[:limit], len(ids) > limit)


def count_matches(connection: sqlite3.Connection, query: Query) -> int:
    """How many works the query means."""
    if query.impossible:
        return 0
    source, parameters, _ = _source(connection, query)
    return int(connection.execute(f"SELECT count(*) {source}", parameters).fetchone()[0])


def _source(connection: sqlite3.Connection, query: Query) -> tuple[str, list[object], bool]:
    """FROM and WHERE of the query, their parameters, and whether it asks for more than words. Words alone need no more than
    the index."""
    conditions, parameters = _conditions(connection, query)
    filtered = bool(conditions)
    if query.match:
        conditions.insert(0, "work_text MATCH ?")
        parameters.insert(0, query.match)
    if not query.match:
        tables = "work"
    else:
        tables = "work_text JOIN work ON work.id = work_text.rowid" if filtered else "work_text"
    where = f" WHERE {_all_of(conditions)}" if conditions else ""
    return f"FROM {tables}{where}", parameters, filtered


def _conditions(connection: sqlite3.Connection, query: Query) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    parameters: list[object] = []

    def require(condition: str, *values: object) -> None:
        conditions.append(condition)
        parameters.extend(values)

    firsts = [years.first for years in query.years if years.first is not None]
    lasts = [years.last for years in query.years if years.last is not None]
    if firsts and lasts:
        require("work.id IN (SELECT id FROM work WHERE year BETWEEN ? AND ?)", max(firsts), min(lasts))
    elif firsts:
        require("work.id IN (SELECT id FROM work WHERE year >= ?)", max(firsts))
    elif lasts:
        require("work.id IN (SELECT id FROM work WHERE year <= ?)", min(lasts))
    for tag in dict.fromkeys(query.tags):
        spellings = _spellings(connection, tag)
        require(f"work.id IN (SELECT work_id FROM tag WHERE name IN ({_marks(spellings)}))", *spellings)
    for kind in dict.fromkeys(query.types):
        require("(work.study_type = ? OR work.type = ?)", kind, kind)
    for flag in dict.fromkeys(query.flags):
        require(_FLAG_CONDITIONS[flag])
    for condition, values in _about_evidence(query):
        require(condition, *values)
    return conditions, parameters


def _about_evidence(query: Query) -> Iterator[tuple[str, tuple[str, ...]]]:
    """`claim:` and `stance:` together mean one judgement: one of these stances toward that claim."""
    stances = tuple(dict.fromkeys(query.stances))
    stance = f"stance IN ({_marks(stances)})"
    if stances and not query.claims:
        yield f"work.id IN (SELECT work_id FROM evidence WHERE {stance})", stances
    for claim in dict.fromkeys(query.claims):
        such = f" AND {stance}" if stances else ""
        judged = f"SELECT work_id FROM evidence WHERE claim_id = (SELECT id FROM claim WHERE slug = ?){such}"
        yield f"work.id IN ({judged})", (claim, *stances)


def _spellings(connection: sqlite3.Connection, tag: str) -> tuple[str, ...]:
    """The tag as it is written in the library: SQLite knows upper and lower case of a-z only."""
    if tag.isascii():
        return (tag,)
    names = [row[0] for row in connection.execute("SELECT DISTINCT name FROM tag")]
    return (tag, *(name for name in names if name != tag and name.casefold() == tag.casefold()))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" for _ in values)


def _all_of(conditions: Sequence[str]) -> str:
    """The conditions joined as a tree, not a chain: SQLite limits how deep an expression may be, not how long."""
    if len(conditions) < 3:
        return " AND ".join(conditions)
    middle = len(conditions) // 2
    return f"({_all_of(conditions[:middle])}) AND ({_all_of(conditions[middle:])})"
