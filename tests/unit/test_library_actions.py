"""Every change is one whole action or none, backed up before the first of the day, and failures say what to do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.library_contents import dump, is_sound
from support.small_records import DAY, MORNING, make_library, pubmed, store

from silit.errors import LibraryError, NotFoundError, UsageError
from silit.library import Action, Library
from silit.library import connection as connecting
from silit.library.history import last_actions
from silit.library.labels import add_note, add_tag
from silit.services.list_works import list_works
from silit.services.tagging import tag_works


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with make_library(tmp_path) as made:
        store(made, [pubmed("1")])
        yield made
    assert is_sound(tmp_path / "library.db")


def actions(library: Library) -> list[tuple[str, str]]:
    return [(action.command, action.summary) for action in last_actions(library.connection, 100)]


def test_one_command_is_one_action(library: Library) -> None:
    store(library, [pubmed("2"), pubmed("3")], "add")
    tag_works(library, ["ostgaard2010", "ostgaard2010a"], ["a", "b"], [])
    assert actions(library) == [
        ("tag", "ostgaard2010 ostgaard2010a +a +b"),
        ("add", "test"),
        ("fetch", "test"),
    ]
    assert last_actions(library.connection, 1)[0].changes == 4
    assert last_actions(library.connection, 1)[0].at == DAY


@pytest.mark.parametrize(
    "error", [ValueError("a bug"), KeyboardInterrupt(), NotFoundError("gone"), SystemExit(1)]
)
def test_an_error_takes_back_all_of_an_action(library: Library, error: BaseException) -> None:
    library.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = dump(library.path)
    action = Action("note", "half")
    with pytest.raises(type(error)), library.changing(action):
        add_note(library.connection, 1, "first half", DAY)
        raise error
    assert action.id is None
    assert dump(library.path) == before
    with library.changing(action):
        add_note(library.connection, 1, "whole", DAY)
    assert actions(library)[0] == ("note", "half")


def test_an_action_that_changes_nothing_leaves_no_trace(library: Library) -> None:
    tag_works(library, ["ostgaard2010"], ["massage"], [])
    before = actions(library)
    tag_works(library, ["ostgaard2010"], ["Massage"], ["acupuncture"])
    assert actions(library) == before


def test_a_long_action_keeps_what_was_written_whole_before_it_failed(library: Library) -> None:
    action = Action("fetch", "")
    with library.changing(action):
        add_tag(library.connection, 1, "one")
    with library.changing(action):
        pass
    with pytest.raises(KeyboardInterrupt), library.changing(action):
        add_tag(library.connection, 1, "two")
        raise KeyboardInterrupt
    action.summary = "three works"
    with library.changing(action):
        add_tag(library.connection, 1, "three")
    assert actions(library)[0] == ("fetch", "three works")
    assert last_actions(library.connection, 1)[0].changes == 2
    assert library.connection.execute("SELECT name FROM tag ORDER BY id").fetchall() == [("one",), ("three",)]


def test_reading_sees_one_moment_while_another_writes(library: Library) -> None:
    with Library.open(library.path) as reader, reader.reading():
        assert reader.connection.execute("SELECT count(*) FROM work").fetchone() == (1,)
        store(library, [pubmed("2")])
        assert reader.connection.execute("SELECT count(*) FROM work").fetchone() == (1,)
    with Library.open(library.path) as reader:
        assert list_works(reader, "").total == 2


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
connection.close()
"""


def test_a_library_that_another_is_writing_is_waited_for_and_then_named(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "PATIENCE_SECONDS", 0.2)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(library.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        holder.stdout.readline()
        with Library.open(library.path, writing=True) as second:
            with pytest.raises(LibraryError, match="being written by another program") as stopped:
                tag_works(second, ["ostgaard2010"], ["x"], [])
            assert list_works(second, "massage").total == 1
            holder.stdin.write("\n")
            holder.stdin.flush()
            holder.wait()
            assert tag_works(second, ["ostgaard2010"], ["x"], []).added == 1
    assert stopped.value.exit_code == 5
    assert "Try again" in stopped.value.hint


def test_a_full_disk_is_said_and_nothing_is_lost(library: Library) -> None:
    before = [entry.cite_key for entry in list_works(library, "").entries]
    pages = library.connection.execute("PRAGMA page_count").fetchone()[0]
    library.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LibraryError, match="The disk is full") as stopped:
        store(library, [pubmed(str(number), abstract=os.urandom(20_000).hex()) for number in range(2, 30)])
    assert stopped.value.exit_code == 5
    assert [entry.cite_key for entry in list_works(library, "").entries] == before
    library.connection.execute("PRAGMA max_page_count = 1000000")
    assert len(store(library, [pubmed("2")]).added) == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_really_full_disk_loses_nothing(small_disk: Path) -> None:
    with make_library(small_disk) as library:
        kept = store(library, [pubmed("1")]).added
        with pytest.raises(LibraryError) as stopped:
            store(library, [pubmed(str(n), abstract=os.urandom(50_000).hex()) for n in range(2, 60)])
        assert (stopped.value.exit_code, bool(stopped.value.hint)) == (5, True)
        assert [entry.cite_key for entry in list_works(library, "").entries] == kept
    with Library.open(small_disk / "library.db", writing=True) as library:
        assert [entry.cite_key for entry in list_works(library, "").entries] == kept
    assert is_sound(small_disk / "library.db")


AS_NOBODY = """
import sys
from pathlib import Path
from silit.errors import LibraryError
from silit.library import Library
from silit.services.list_works import list_works
from silit.services.tagging import tag_works
path = Path(sys.argv[1])
with Library.open(path) as library:
    print(list_works(library, "massage").total, list_works(library, "tag:late").total)
try:
    with Library.open(path, writing=True) as library:
        tag_works(library, ["ostgaard2010"], ["x"], [])
except LibraryError as error:
    print(error.exit_code, "read-only" in error.message, bool(error.hint))
"""


def run_as_nobody(path: Path) -> list[str]:
    """What somebody who may only read says."""
    words = [sys.executable, "-c"]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root may write everywhere, and there is no setpriv to become somebody else")
        words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *words]
        if subprocess.run([*words, "import silit"], capture_output=True, check=False, cwd="/").returncode:
            pytest.skip("nobody else may read silit's own files here")
        if not all(folder.stat().st_mode & 0o001 for folder in path.parents):
            pytest.skip("nobody else may enter the folder for temporary files")
    done = subprocess.run(
        [*words, AS_NOBODY, str(path)], capture_output=True, text=True, check=False, timeout=60, cwd="/"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def read_only() -> Iterator[Path]:
    if os.name != "posix":
        pytest.skip("permissions are another thing here")
    # pytest's own folders are closed to everybody else.
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o755)
        yield place
        place.chmod(0o755)


def test_a_library_in_a_read_only_folder_can_be_read(read_only: Path) -> None:
    with make_library(read_only) as library:
        store(library, [pubmed("1")])
    read_only.chmod(0o555)
    assert run_as_nobody(read_only / "library.db") == ["1 0", "5 True True"]


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0, reason="needs an owner who writes and another who reads"
)
def test_a_reader_without_rights_sees_what_the_owner_has_just_written(read_only: Path) -> None:
    with make_library(read_only) as library:
        store(library, [pubmed("1")])
        tag_works(library, ["ostgaard2010"], ["late"], [])
        assert (read_only / "library.db-wal").stat().st_size > 0
        for each in read_only.glob("library.db*"):
            each.chmod(0o644)
        assert run_as_nobody(read_only / "library.db")[0] == "1 1"


def days(path: Path) -> list[str]:
    return sorted(each.name for each in (path / "backups").iterdir())


def test_a_backup_is_made_once_a_day_before_the_first_change(tmp_path: Path) -> None:
    with make_library(tmp_path) as library:
        store(library, [pubmed("1")])
    assert not (tmp_path / "backups").exists()  # a library that was just made has nothing to lose
    for hour in (8, 9, 23):
        with Library.open(
            tmp_path / "library.db", writing=True, clock=lambda h=hour: MORNING.replace(day=2, hour=h)
        ) as opened:
            tag_works(opened, ["ostgaard2010"], [f"tag{hour}"], [])
    assert days(tmp_path) == ["library-2026-03-02.db"]
    with Library.open(tmp_path / "backups" / "library-2026-03-02.db") as copy:
        assert list_works(copy, "").total == 1
        assert list_works(copy, "is:untagged").total == 1


def test_the_last_five_backups_are_kept_and_files_of_the_user_stay(tmp_path: Path) -> None:
    with make_library(tmp_path) as library:
        store(library, [pubmed("1")])
    mine = tmp_path / "backups"
    mine.mkdir()
    names = ["library-before-the-move.db", "library-2020-my-co.db", "other-2020-01-01.db", "notes.txt"]
    for name in names:
        (mine / name).write_bytes(b"mine")
    for day in range(1, 9):
        moment = MORNING + timedelta(days=day)
        with Library.open(tmp_path / "library.db", writing=True, clock=lambda m=moment: m) as opened:
            tag_works(opened, ["ostgaard2010"], [f"day{day}"], [])
    assert days(tmp_path) == sorted([*names, *(f"library-2026-03-0{day}.db" for day in range(5, 10))])
    assert all((mine / name).read_bytes() == b"mine" for name in names)


def test_a_name_that_looks_like_a_pattern_is_backed_up_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "my [best] *.db"
    with Library.create(path, clock=lambda: MORNING) as library:
        store(library, [pubmed("1")])
    for day in range(1, 8):
        moment = MORNING + timedelta(days=day)
        with Library.open(path, writing=True, clock=lambda m=moment: m) as opened:
            tag_works(opened, ["ostgaard2010"], [f"day{day}"], [])
    assert len(days(tmp_path)) == 5


def test_without_a_backup_nothing_is_changed(tmp_path: Path) -> None:
    with make_library(tmp_path) as library:
        store(library, [pubmed("1")])
    (tmp_path / "backups").write_text("a file of the user's")
    later = datetime(2026, 3, 5, tzinfo=UTC)
    with Library.open(tmp_path / "library.db", writing=True, clock=lambda: later) as opened:
        with pytest.raises(LibraryError, match="backups"):
            tag_works(opened, ["ostgaard2010"], ["x"], [])
        assert list_works(opened, "tag:x").total == 0
    assert (tmp_path / "backups").read_text() == "a file of the user's"


def test_a_command_that_fails_before_it_changes_anything_makes_no_backup(tmp_path: Path) -> None:
    with make_library(tmp_path) as library:
        store(library, [pubmed("1")])
    with Library.open(
        tmp_path / "library.db", writing=True, clock=lambda: datetime(2026, 3, 5, tzinfo=UTC)
    ) as opened:
        with pytest.raises(NotFoundError):
            tag_works(opened, ["nobody1999"], ["x"], [])
        with pytest.raises(UsageError):
            tag_works(opened, ["ostgaard2010"], ["a,b"], [])
    assert not (tmp_path / "backups").exists()


def test_complaints_of_sqlite_are_told_apart_by_their_code_not_their_words(tmp_path: Path) -> None:
    with (
        make_library(tmp_path) as library,
        pytest.raises(LibraryError) as stopped,
        library.changing(Action("x", "")),
    ):
        library.connection.execute("SELECT full, locked FROM readonly")
    assert "disk" not in stopped.value.message
    assert isinstance(stopped.value.__cause__, sqlite3.OperationalError)
