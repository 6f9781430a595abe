"""Whatever is done: the journal suffices to go back to the start, and the search index says what the tables say."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from support.library_contents import dump, is_sound
from support.small_records import LATER, crossref, imported, make_library, pubmed, store

from silit.errors import SilitError
from silit.library import Action, Library
from silit.library.history import last_actions
from silit.library.index import COLUMNS, index_again
from silit.services.claiming import add_claim, delete_claim, edit_claim
from silit.services.editing import edit_work
from silit.services.judging import Detail, judge, take_back
from silit.services.noting import note_work
from silit.services.removing import remove_works
from silit.services.store import Stored, store_records
from silit.services.tagging import tag_works

DOI = "10.5555/massage.1"
RECORDS = (
    pubmed("101"),
    pubmed("101", doi=DOI, abstract="Pain fell by half.", retrieved=LATER),
    crossref(DOI),
    crossref(DOI, volume="9", retrieved=LATER),
    imported("x", DOI=DOI),
    crossref("10.5555/other", title="Pelvic fins of cave fish", family="Sato", year=1999),
)
KEYS = ("ostgaard2010", "ostgaard2010a", "sato1999")
CLAIMS = ("helps", "harms")
Step = Callable[[Library], object]


@dataclass(frozen=True)
class Named:
    """A step with a name that a failing example can show."""

    name: str
    step: Step

    def __repr__(self) -> str:
        return self.name


def steps() -> list[Named]:
    """Everything that a person can do to a library, on a few things."""
    found = [
        Named(f"store {number}", lambda lib, r=record: store(lib, [r]))
        for number, record in enumerate(RECORDS)
    ]
    found += [
        Named("store all at once", lambda lib: store(lib, RECORDS)),
        Named("store one by one, as one action", _in_batches),
    ]
    for slug in CLAIMS:
        found += [
            Named(f"add {slug}", lambda lib, s=slug: add_claim(lib, s, "It does")),
            Named(
                f"edit {slug}", lambda lib, s=slug: edit_claim(lib, s, text="It surely does", question="harm")
            ),
            Named(f"rename {slug}", lambda lib, s=slug: edit_claim(lib, s, new_slug=f"{s}-more")),
            Named(f"delete {slug}", lambda lib, s=slug: delete_claim(lib, s)),
        ]
    for key in KEYS:
        found += [
            Named(f"tag {key}", lambda lib, k=key: tag_works(lib, [k], ["massage"], [])),
            Named(f"untag {key}", lambda lib, k=key: tag_works(lib, [k], ["rct"], ["massage"])),
            Named(f"note {key}", lambda lib, k=key: note_work(lib, k, "zebra")),
            Named(f"renote {key}", lambda lib, k=key: note_work(lib, k, "giraffe", replace=True)),
            Named(f"volume {key}", lambda lib, k=key: edit_work(lib, k, {"volume": "77", "title": "Mine"})),
            Named(f"back {key}", lambda lib, k=key: edit_work(lib, k, {"pmid": "555"}, ["title"])),
            Named(f"remove {key}", lambda lib, k=key: remove_works(lib, [k])),
        ]
        for slug in CLAIMS:
            found += [
                Named(
                    f"judge {key} {slug}",
                    lambda lib, k=key, s=slug: judge(
                        lib, [k], [(s, "supports")], Detail(quote="Pain fell by half."), "A"
                    ),
                ),
                Named(
                    f"mixed {key} {slug}",
                    lambda lib, k=key, s=slug: judge(lib, [k], [(s, "mixed")], Detail(), "B"),
                ),
                Named(f"take {key} {slug}", lambda lib, k=key, s=slug: take_back(lib, [k], [s])),
            ]
    return found


def _in_batches(library: Library) -> None:
    action = Action("fetch", "in batches")
    for record in RECORDS:
        with library.changing(action):
            store_records(library, [record], Stored())


def go_back(connection: sqlite3.Connection, action_id: int) -> None:
    """Takes an action back by its before-images alone, the latest change first."""
    rows = connection.execute(
        "SELECT tbl, row_id, op, before FROM change WHERE action_id = ? ORDER BY id DESC", (action_id,)
    ).fetchall()
    for table, row_id, op, before in rows:
        if op == "insert":
            connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
            continue
        held = json.loads(before)
        if "body" in held:
            held["body"] = bytes.fromhex(held["body"])
        if op == "update":
            columns = ", ".join(f"{column} = ?" for column in held)
            connection.execute(f"UPDATE {table} SET {columns} WHERE id = ?", (*held.values(), row_id))
        else:
            columns, marks = ", ".join(held), ", ".join("?" for _ in held)
            connection.execute(
                f"INSERT INTO {table}(id, {columns}) VALUES (?, {marks})", (row_id, *held.values())
            )


def held(path: Path) -> dict[str, list[dict[str, object]]]:
    """All tables but the journal itself and the index."""
    return {
        table: rows
        for table, rows in dump(path).items()
        if table not in ("action", "change", "work_text", "_sqlite_migrations")
    }


def indexed(library: Library) -> list[tuple[object, ...]]:
    return library.connection.execute(
        f"SELECT rowid, {', '.join(COLUMNS)} FROM work_text ORDER BY rowid"
    ).fetchall()


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(steps()), min_size=5, max_size=25))
def test_the_journal_leads_back_and_the_index_keeps_up(named: list[Named]) -> None:
    with tempfile.TemporaryDirectory() as folder, make_library(Path(folder)) as library:
        states = {0: held(library.path)}
        store(library, RECORDS[:1])
        for each in named:
            done = len(last_actions(library.connection, 100))
            if done not in states:
                states[done] = held(library.path)
            try:
                each.step(library)
            except SilitError:
                continue
        kept_up = indexed(library)
        with library.changing(Action("test", "")):
            index_again(
                library.connection, [row[0] for row in library.connection.execute("SELECT id FROM work")]
            )
        assert indexed(library) == kept_up
        assert is_sound(library.path)
        actions = last_actions(library.connection, 100)
        for number, action in enumerate(actions):
            # Rows of one action refer to each other; only its end has to be whole.
            with library.changing(Action("undo", "")):
                library.connection.execute("PRAGMA defer_foreign_keys = ON")
                go_back(library.connection, action.id)
            assert held(library.path) == states[len(actions) - number - 1]
