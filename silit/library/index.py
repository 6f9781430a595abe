"""The search index: folded text of each work, so that a search forgives accents, case and word endings."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from silit.markup import plain
from silit.model.folding import fold

COLUMNS = ("title", "author", "container", "abstract", "keyword", "tag", "note", "key")
_INSERT = f"INSERT INTO work_text(rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"

IndexRow = tuple[int | str, ...]

# As SQLite's NOCASE orders names.
_ASCII_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
_APOSTROPHES = re.compile("['’ʼ`´]")

_WORK = """
    SELECT data, cite_key,
        (SELECT group_concat(cite_key, ' ') FROM former_key WHERE work_id = ?1),
        (SELECT group_concat(name, '; ') FROM (SELECT name FROM tag WHERE work_id = ?1 ORDER BY name)),
        (SELECT group_concat(text, char(10)) FROM note WHERE work_id = ?1),
        (SELECT group_concat(quote || ' ' || note, char(10)) FROM evidence WHERE work_id = ?1)
    FROM work WHERE id = ?1
"""


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
            connection.execute(_INSERT, (work_id, *_texts(json.loads(data), keys, tags or "", said)))


def row_of_new(
    work_id: int, cite_key: str, data: Mapping[str, Any], tags: Iterable[str], notes: Iterable[str]
) -> IndexRow:
    """What the index holds of a work that has its data (silit.model.work_json), its key, these tags and notes, and nothing
    else."""
    in_order = sorted(tags, key=lambda tag: tag.translate(_ASCII_LOWER))
    return (work_id, *_texts(data, cite_key, "; ".join(in_order), "\n".join(notes)))


def index_new(connection: sqlite3.Connection, rows: Iterable[IndexRow]) -> None:
    """Puts works into the index that it does not know: nothing is read back and nothing has to make room."""
    connection.executemany(_INSERT, rows)


def _joined(separator: str, *texts: str | None) -> str:
    return separator.join(text for text in texts if text)


def _texts(data: Mapping[str, Any], keys: str, tags: str, notes: str) -> tuple[str, ...]:
    """The columns for a work as it is kept (silit.model.work_json): making a Work of it would take five times as long."""

    def text(*names: str) -> str:
        return " ".join([plain(data[name]) for name in names if name in data])

    def parts(name: str) -> list[Any]:
        found: list[Any] = data.get(name, [])
        return found

    identifiers = (*parts("isbn"), *(value for _, value in parts("other_ids")))
    texts = (
        text("title", "original_title"),
        " ".join(map(_name_text, (*parts("author"), *parts("editor")))),
        text("container_title", "container_title_short", "collection_title"),
        "\n".join((data.get("abstract", ""), *(other["text"] for other in parts("other_abstracts")))),
        "; ".join((*parts("keyword"), *(heading["descriptor"] for heading in parts("mesh")))),
        tags,
        notes,
        " ".join((keys, text("doi", "pmid", "pmcid"), *identifiers)),
    )
    return tuple(map(fold, texts))


def _name_text(name: Mapping[str, str]) -> str:
    get = name.get
    whole = get("literal") or (
        f"{get('given', '')} {get('particle', '')} {get('family', '')} {get('initials', '')}"
    )
    # "O'Neill" is two words to the index; who types "oneill" means it too.
    joined = _APOSTROPHES.sub("", whole)
    return whole if joined == whole else f"{whole} {joined}"
