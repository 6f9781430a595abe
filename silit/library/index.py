"""The search index: folded text of each work, so that a search forgives accents, case and word endings."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from silit.markup import plain
from silit.model.folding import fold
from silit.model.names import Name
from silit.model.work import Work
from silit.model.work_json import work_from_data

COLUMNS = ("title", "author", "container", "abstract", "keyword", "tag", "note", "key")
_INSERT = f"INSERT INTO work_text(rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"

_WORK = """
    SELECT data, cite_key,
        (SELECT group_concat(cite_key, ' ') FROM former_key WHERE work_id = ?1),
        (SELECT group_concat(name, '; ') FROM tag WHERE work_id = ?1),
        (SELECT group_concat(text, char(10)) FROM note WHERE work_id = ?1),
        (SELECT group_concat(quote || ' ' || note, char(10)) FROM evidence WHERE work_id = ?1)
    FROM work WHERE id = ?1
"""
# The fields of a work that are searched; the others need not be read.
_SEARCHED = (
    "title original_title author editor container_title container_title_short collection_title abstract other_abstracts "
    "keyword mesh doi pmid pmcid isbn other_ids"
).split()


def index_again(connection: sqlite3.Connection, work_ids: Iterable[int]) -> None:
    """Brings the index up to date for works that are new, or whose data, tags, notes, stances or keys changed.

    Many at once, oldest first, cost far less than one by one between other changes: before any statement that fires
    triggers, FTS5 writes out whatever it has gathered.
    """
    for work_id in work_ids:
        row = connection.execute(_WORK, (work_id,)).fetchone()
        connection.execute("DELETE FROM work_text WHERE rowid = ?", (work_id,))
        if row is not None:
            data, key, former_keys, tags, notes, evidence = row
            keys, said = _joined(" ", key, former_keys), _joined("\n", notes, evidence)
            connection.execute(_INSERT, (work_id, *_texts(_searched(data), keys, tags or "", said)))


def _searched(data: str) -> Work:
    whole = json.loads(data)
    return work_from_data({name: whole[name] for name in _SEARCHED if name in whole})


def _joined(separator: str, *texts: str | None) -> str:
    return separator.join(text for text in texts if text)


def _texts(work: Work, keys: str, tags: str, notes: str) -> tuple[str, ...]:
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
        tags,
        notes,
        " ".join((keys, *identifiers)),
    )
    return tuple(fold(text) for text in texts)


def _name_text(name: Name) -> str:
    return name.literal or f"{name.given} {name.full_family} {name.initials}"
