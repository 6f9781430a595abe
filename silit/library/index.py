"""The search index: folded text of each work, so that a search forgives accents, case and word endings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from silit.markup import plain
from silit.model.folding import fold
from silit.model.names import Name
from silit.model.work import Work
from silit.model.work_json import work_from_json

COLUMNS = ("title", "author", "container", "abstract", "keyword", "tag", "note", "key")
_INSERT = f"INSERT INTO work_text(rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def index_new_work(connection: sqlite3.Connection, work_id: int, cite_key: str, work: Work) -> None:
    """Makes a work that was just inserted findable."""
    connection.execute(_INSERT, (work_id, *_texts(work, cite_key)))


def index_again(connection: sqlite3.Connection, work_ids: Iterable[int]) -> None:
    """Brings the index up to date for works whose data, tags, notes, stances or keys changed."""
    for work_id in work_ids:
        row = connection.execute("SELECT cite_key, data FROM work WHERE id = ?", (work_id,)).fetchone()
        connection.execute("DELETE FROM work_text WHERE rowid = ?", (work_id,))
        if row is None:
            continue
        tags = _column(connection, "SELECT name FROM tag WHERE work_id = ?", work_id)
        notes = _column(
            connection,
            "SELECT text FROM note WHERE work_id = ?1 UNION ALL "
            "SELECT quote || ' ' || note FROM evidence WHERE work_id = ?1",
            work_id,
        )
        keys = _column(connection, "SELECT cite_key FROM former_key WHERE work_id = ?", work_id)
        texts = _texts(work_from_json(row[1]), " ".join((row[0], *keys)), tags, notes)
        connection.execute(_INSERT, (work_id, *texts))


def _texts(work: Work, keys: str, tags: Iterable[str] = (), notes: Iterable[str] = ()) -> tuple[str, ...]:
    identifiers = (
        work.doi,
        work.pmid,
        work.pmcid,
        *work.isbn,
        *(identifier.value for identifier in work.other_ids),
    )
    texts = (
        f"{plain(work.title)} {plain(work.original_title)}",
        " ".join(_name_text(name) for name in (*work.author, *work.editor)),
        f"{plain(work.container_title)} {work.container_title_short} {plain(work.collection_title)}",
        "\n".join((work.abstract, *(other.text for other in work.other_abstracts))),
        "; ".join((*work.keyword, *(heading.descriptor for heading in work.mesh))),
        "; ".join(tags),
        "\n".join(notes),
        " ".join((keys, *identifiers)),
    )
    return tuple(fold(text) for text in texts)


def _name_text(name: Name) -> str:
    return name.literal or f"{name.given} {name.full_family} {name.initials}"


def _column(connection: sqlite3.Connection, sql: str, work_id: int) -> list[str]:
    return [row[0] for row in connection.execute(sql, (work_id,))]
