"""The tables keep themselves honest, and the file is only ever opened when it is silit's."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations
from support.library_contents import is_sound
from support.small_records import crossref, make_library, pubmed, store

from silit.errors import LibraryError
from silit.library import Action, Library, migrations
from silit.library.articles import CitedWork, remember_article
from silit.library.location import APPLICATION_ID
from silit.library.no_citations import add_no_citations
from silit.library.version import SCHEMA_VERSION
from silit.services.claiming import add_claim
from silit.services.editing import edit_work
from silit.services.judging import Detail, judge
from silit.services.noting import note_work
from silit.services.removing import remove_works
from silit.services.store import Stored, store_records
from silit.services.tagging import tag_works

# History itself and the journal.
NOT_JOURNALED = {"action", "change", "search_run", "_sqlite_migrations", "sqlite_sequence"}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with a row in every table."""
    with make_library(tmp_path) as made:
        store(
            made,
            [
                crossref("10.5555/a"),
                crossref("10.5555/gone"),
                pubmed("1"),
                pubmed("1", doi="10.5555/a", retrieved="2027-01-01T00:00:00Z"),
            ],
        )
        add_claim(made, "helps", "It helps")
        tag_works(made, ["ostgaard2010"], ["massage"], [])
        note_work(made, "ostgaard2010", "a note")
        edit_work(made, "ostgaard2010", {"volume": "8"})
        judge(made, ["ostgaard2010"], [("helps", "supports")], Detail(quote="It did."), "A")
        remove_works(made, ["10.5555/gone"])
        with made.changing(Action("article", "post.md")):
            remember_article(
                made.connection, "post.md", "post", [CitedWork("ostgaard2010", 1, 2)], made.now()
            )
            add_no_citations(made.connection, "post.md", ["Grade 3"])
        yield made


def tables(connection: sqlite3.Connection) -> list[str]:
    """The tables that hold what the user has, without the search index."""
    rows = connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    names = {row[0] for row in rows} - NOT_JOURNALED - {"sqlite_schema"}
    return sorted(name for name in names if not name.startswith("work_text"))


def stored_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns that hold data of their own: hidden is 2 or 3 for generated ones."""
    rows = connection.execute("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0", (table,))
    return [row[0] for row in rows]


def test_every_table_is_strict(library: Library) -> None:
    rows = library.connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0"
    )
    assert {row[0] for row in rows} == {"_sqlite_migrations", "sqlite_sequence", "sqlite_schema"}


def test_every_table_has_a_row_to_be_tried_with(library: Library) -> None:
    empty = [
        t
        for t in tables(library.connection)
        if not library.connection.execute(f"SELECT 1 FROM {t}").fetchone()
    ]
    assert tables(library.connection) and empty == []


@pytest.mark.parametrize("how", ["update", "delete", "insert"])
def test_no_table_can_be_changed_outside_an_action(library: Library, how: str) -> None:
    connection = library.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    for table in tables(connection):
        columns = stored_columns(connection, table)
        statement = {
            "update": f"UPDATE {table} SET {columns[1]} = {columns[1]}",
            "delete": f"DELETE FROM {table}",
            # REPLACE takes a row with the same id away first; with recursive triggers that is journaled too.
            "insert": f"INSERT OR REPLACE INTO {table}({', '.join(columns)}) SELECT {', '.join(columns)} FROM {table} LIMIT 1",
        }[how]
        before = connection.execute(f"SELECT * FROM {table}").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match=r"NOT NULL constraint failed: change\.action_id"):
            connection.execute(statement)
        assert connection.execute(f"SELECT * FROM {table}").fetchall() == before, table


@pytest.mark.parametrize("how", ["update", "delete"])
def test_the_journal_keeps_every_column_of_a_row_that_is_changed(library: Library, how: str) -> None:
    connection = library.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    for table in tables(connection):
        columns = stored_columns(connection, table)
        row = connection.execute(f"SELECT {', '.join(columns)} FROM {table} LIMIT 1").fetchone()
        held = {
            column: value.hex().upper() if isinstance(value, bytes) else value
            for column, value in zip(columns, row, strict=True)
        }
        last = connection.execute("SELECT max(id) FROM change").fetchone()[0]
        with library.changing(Action("test", how)):
            if how == "update":
                connection.execute(
                    f"UPDATE {table} SET {columns[1]} = {columns[1]} WHERE id = ?", (held["id"],)
                )
            else:
                connection.execute(f"DELETE FROM {table} WHERE id = ?", (held["id"],))
        tbl, row_id, op, before = connection.execute(
            "SELECT tbl, row_id, op, before FROM change WHERE id > ? ORDER BY id LIMIT 1", (last,)
        ).fetchone()
        assert (tbl, op) == (table, how)
        assert {"id": row_id, **json.loads(before)} == held, table


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO tag(work_id, name) VALUES (999, 'x')",
        "UPDATE tag SET name = ' blank'",
        "UPDATE tag SET name = ''",
        "UPDATE note SET text = ''",
        "UPDATE work SET data = '{'",
        "UPDATE work SET integrity = 'fine'",
        "UPDATE work SET cite_key = 'two words'",
        "UPDATE work SET cite_key = ''",
        "UPDATE claim SET slug = 'No Slug'",
        "UPDATE claim SET text = ''",
        "DELETE FROM claim",
        "UPDATE evidence SET stance = 'maybe'",
        "UPDATE evidence SET quote_check = ''",
        "UPDATE evidence SET read = 'skimmed'",
        "UPDATE evidence SET example = 2",
        "UPDATE edit SET value = 'not json'",
        "UPDATE raw SET body = 'text'",
        "INSERT INTO evidence SELECT NULL, work_id, claim_id, stance, quote, quote_check, locator, note, read, suggested_by, "
        "judged_by, judged_on, example FROM evidence",
        "INSERT INTO tag(work_id, name) SELECT work_id, upper(name) FROM tag",
        "INSERT INTO action(command, summary, at, open) VALUES ('second', '', '', 1)",
    ],
)
def test_the_tables_refuse_what_makes_no_sense(library: Library, statement: str) -> None:
    with pytest.raises(LibraryError), library.changing(Action("test", "")):
        library.connection.execute(statement)
    assert is_sound(library.path)


def test_removing_a_work_takes_everything_of_it_along_and_the_journal_knows(library: Library) -> None:
    owned = {
        table
        for table in tables(library.connection)
        for row in library.connection.execute(f"PRAGMA foreign_key_list({table})")
        if row[2] in ("work", "record")
    }
    last = library.connection.execute("SELECT max(id) FROM change").fetchone()[0]
    with library.changing(Action("remove", "")):
        library.connection.execute("DELETE FROM work")
    left = {t for t in owned if library.connection.execute(f"SELECT 1 FROM {t}").fetchone()}
    gone = {
        row[0]
        for row in library.connection.execute(
            "SELECT tbl FROM change WHERE id > ? AND op = 'delete'", (last,)
        )
    }
    assert left == set()
    assert gone == owned | {"work"}
    assert library.connection.execute("SELECT count(*) FROM work_text").fetchone() == (0,)


def test_the_version_is_that_of_the_last_migration(library: Library) -> None:
    assert library.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert library.connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert len(migrations.migrations.pending(Database(library.connection, execute_plugins=False))) == 0
    assert migrations.migrations.applied(Database(library.connection, execute_plugins=False))[
        -1
    ].name.startswith(f"m{SCHEMA_VERSION:03d}_")


def test_a_library_of_a_newer_silit_is_left_alone(library: Library) -> None:
    library.connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    library.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = library.path.read_bytes()
    for writing in (False, True):
        with pytest.raises(LibraryError, match="newer silit") as stopped:
            Library.open(library.path, writing=writing)
        assert stopped.value.hint
    assert library.path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"not a database at all", b"SQLite format 3\x00" + bytes(84), b"SQLite format 3\x00"]
)
def test_what_is_no_library_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.db"
    path.write_bytes(content)
    for writing in (False, True):
        with pytest.raises(LibraryError, match="not a library of silit's"):
            Library.open(path, writing=writing)
    with pytest.raises(LibraryError, match="there already"):
        Library.create(path)
    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["library.db"]


def test_a_database_of_somebody_else_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE work (id INTEGER)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="not a library of silit's"):
        Library.open(path, writing=True)
    assert path.read_bytes() == before


def test_a_damaged_library_is_said_to_be_damaged(tmp_path: Path) -> None:
    with make_library(tmp_path) as library:
        store(library, [pubmed("1")])
    path = tmp_path / "library.db"
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(LibraryError, match="damaged") as stopped:
        Library.open(path)
    assert "backups" in stopped.value.hint


def test_there_is_no_library_where_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no library at"):
        Library.open(tmp_path / "library.db")
    assert list(tmp_path.iterdir()) == []


def test_what_comes_with_a_new_work_is_one_row_of_the_journal(tmp_path: Path) -> None:
    """And what an action adds to a work that was there when it began, or went on, is a row each."""
    other = "10.5555/other"
    with make_library(tmp_path) as library:
        store(library, [pubmed("1", doi="10.5555/a"), pubmed("2", title="Fins", doi=other)])
        assert journal(library) == [("work", 1, "insert"), ("work", 2, "insert")]
        going_on = Action("fetch", "in two batches")
        for batch in ([crossref("10.5555/c", title="Cave fish", year=1999)], [crossref("10.5555/a")]):
            with library.changing(going_on):
                store_records(library, batch, Stored())
        assert journal(library)[2:] == [
            ("work", 3, "insert"),
            ("record", 4, "insert"),
            ("work", 1, "update"),
        ]
        with library.changing(going_on):
            library.connection.execute(
                "INSERT INTO identifier(work_id, scheme, value) VALUES (3, 'pmid', '3')"
            )
        assert journal(library)[5:] == [("identifier", 6, "insert")]


def journal(library: Library) -> list[tuple[str, int, str]]:
    """The rows that changed, in order."""
    return library.connection.execute("SELECT tbl, row_id, op FROM change ORDER BY id").fetchall()


@pytest.mark.parametrize("table", ["identifier", "record"])
def test_nothing_is_added_to_a_work_outside_an_action(library: Library, table: str) -> None:
    statement = {
        "identifier": "INSERT INTO identifier(work_id, scheme, value) SELECT max(id), 'pmid', '9' FROM work",
        "record": "INSERT INTO record(work_id, source, source_id, format, retrieved) "
        "SELECT max(id), 'pubmed', '9', 'pubmed-xml', '' FROM work",
    }[table]
    with pytest.raises(sqlite3.IntegrityError, match=r"NOT NULL constraint failed: change\.action_id"):
        library.connection.execute(statement)


def test_the_journal_of_a_library_of_schema_2_still_leads_back(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with sqlite3.connect(path, isolation_level=None) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.migrations.apply(
            Database(connection, execute_plugins=False), stop_before="m003_what_is_no_citation"
        )
        connection.executescript(OF_SCHEMA_2)
    connection.close()
    with Library.open(path, writing=True) as library:
        assert library.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        before = journal(library)
        store(library, [pubmed("1", retrieved="2027-01-01T00:00:00Z"), pubmed("2", title="Cave fish")])
        assert journal(library)[: len(before)] == before
        assert ("work", 2, "insert") in journal(library)[len(before) :]
        assert ("identifier", 2, "insert") not in journal(library)
    assert is_sound(path)


# A library with one work, as its tables were before what comes with a new work was left out of the journal.
OF_SCHEMA_2 = """
BEGIN;
INSERT INTO action(command, summary, at, open) VALUES ('fetch', 'old', '2026-01-01T00:00:00Z', 1);
INSERT INTO work(cite_key, data, provenance, study_type, integrity, added, changed)
VALUES ('ostgaard2010', '{"title":"Old","pmid":"1"}', '{}', 'unknown', 'none-found', '2026-01-01', '2026-01-01');
INSERT INTO identifier(work_id, scheme, value) VALUES (1, 'pmid', '1');
INSERT INTO work_text(rowid, title) VALUES (1, 'old');
UPDATE action SET open = 0;
COMMIT;
"""


def test_an_older_library_is_brought_up_to_date_when_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_library(tmp_path) as library:
        store(library, [pubmed("1")])
    _add_migration(monkeypatch, "CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")
    with Library.open(tmp_path / "library.db") as library:
        assert library.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION + 1,)
        assert library.connection.execute("SELECT count(*) FROM shelf").fetchone() == (0,)
        assert library.connection.execute("SELECT count(*) FROM work").fetchone() == (1,)
    monkeypatch.undo()
    with Library.open(tmp_path / "backups" / f"library-schema-{SCHEMA_VERSION}.db") as copy:
        assert copy.connection.execute("SELECT count(*) FROM work").fetchone() == (1,)
    with pytest.raises(LibraryError, match="newer silit"):
        Library.open(tmp_path / "library.db")


def test_a_migration_that_fails_leaves_the_library_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_library(tmp_path) as library:
        store(library, [pubmed("1")])
    _add_migration(monkeypatch, "CREATE TABLE shelf (id INTEGER PRIMARY KEY) STRICT", "SELECT nonsense")
    with pytest.raises(LibraryError):
        Library.open(tmp_path / "library.db")
    monkeypatch.undo()
    with Library.open(tmp_path / "library.db") as library:
        assert library.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert (
            library.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'shelf'").fetchone() is None
        )


def _add_migration(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """What the next silit would bring."""
    more = Migrations("silit")

    @more()
    def m999_next(db: Database) -> None:
        for statement in statements:
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")

    monkeypatch.setattr(migrations, "migrations", more)
    monkeypatch.setattr("silit.library.connection.SCHEMA_VERSION", SCHEMA_VERSION + 1)


READ = """
import sys
from pathlib import Path
from silit.library import Library
from silit.services.list_works import list_works
with Library.open(Path(sys.argv[1])) as library:
    assert list_works(library, "massage").total == 1
heavy = {"sqlite_utils", "requests", "bibtexparser", "click", "rich", "rapidfuzz", "nh3", "tomlkit"} & set(sys.modules)
assert not heavy, heavy
"""


def test_reading_imports_no_package_that_it_does_not_use(library: Library) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(library.path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


CREATE = """
import sys
from pathlib import Path
from silit.library import Library
print("ready", flush=True)
Library.create(Path(sys.argv[1])).close()
"""


@pytest.mark.parametrize("moment", [0.0, 0.01, 0.02, 0.04, 0.08])
def test_a_kill_while_a_library_is_made_leaves_a_whole_one_or_none(tmp_path: Path, moment: float) -> None:
    path = tmp_path / "library.db"
    process = subprocess.Popen([sys.executable, "-c", CREATE, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(moment)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    if path.exists():
        assert is_sound(path)
    else:
        Library.create(path).close()
        assert [each.name for each in tmp_path.iterdir()] == ["library.db"]
    with Library.open(path) as library:
        assert library.connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_two_that_make_the_same_library_at_once_end_with_one(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", CREATE, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    said = [process.communicate(timeout=60)[1].decode() for process in processes]
    assert all(
        process.returncode == 0 or "there already" in text
        for process, text in zip(processes, said, strict=True)
    )
    assert any(process.returncode == 0 for process in processes)
    assert is_sound(path)
