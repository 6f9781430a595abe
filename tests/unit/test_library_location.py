"""Where silit looks for its library, and what it does not take for one."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from support.small_records import crossref, imported, make_library, store

from silit.errors import UsageError
from silit.library.location import Located, is_library, locate, no_library
from silit.services.find import find_ids


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "blog" / "posts").mkdir(parents=True)
    return tmp_path / "home"


def test_the_nearest_library_at_or_above_the_folder_counts(home: Path) -> None:
    make_library(home).close()
    assert locate(home / "blog" / "posts", home) == Located(home / "library.db")
    make_library(home / "blog").close()
    assert locate(home / "blog" / "posts", home) == Located(home / "blog" / "library.db")
    assert locate(home, home) == Located(home / "library.db")


def test_nothing_above_the_home_folder_counts(home: Path) -> None:
    make_library(home.parent).close()
    assert locate(home / "blog", home) == Located(None)
    assert locate(home.parent, home) == Located(home.parent / "library.db")


def test_a_library_db_of_somebody_else_is_passed_by_and_named(home: Path) -> None:
    make_library(home).close()
    stranger = home / "blog" / "library.db"
    stranger.write_bytes(b"")
    assert locate(home / "blog", home) == Located(home / "library.db", (stranger,))
    (home / "library.db").unlink()
    error = no_library(locate(home / "blog", home), home / "blog")
    assert (error.exit_code, error.message) == (
        5,
        f"{stranger} is not a library of silit's; it was left alone.",
    )
    assert "--library" in error.hint


def test_where_there_is_none_the_lines_to_type_are_named(home: Path) -> None:
    error = no_library(locate(home / "blog", home), home / "blog")
    assert error.exit_code == 5
    assert "silit init" in error.hint
    assert "--library" in error.hint


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a file away")
def test_a_library_of_another_user_is_not_taken(home: Path) -> None:
    make_library(home).close()
    os.chown(home / "library.db", 65534, 65534)
    located = locate(home, home)
    assert located == Located(None, (home / "library.db",))
    assert (
        no_library(located, home).message
        == f"{home / 'library.db'} is a library of another user; it was left alone."
    )


def test_what_is_a_library_is_told_by_its_header_alone(tmp_path: Path) -> None:
    with make_library(tmp_path):
        assert is_library(tmp_path / "library.db")
    (tmp_path / "folder.db").mkdir()
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE work (id INTEGER)")
    connection.close()
    assert not any(map(is_library, (tmp_path / "folder.db", tmp_path / "none.db", foreign)))
    with sqlite3.connect(foreign) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO work VALUES (1)")
        connection.commit()
        assert not is_library(foreign)
    connection.close()


def test_an_identifier_of_several_works_names_none_of_them(tmp_path: Path) -> None:
    with make_library(tmp_path) as library:
        store(library, [crossref("10.5555/book", kind="book", title="The pelvis")])
        store(library, [imported("c", type="chapter", title="Muscles", DOI="10.5555/book")])
        with pytest.raises(UsageError, match="names 2 papers: ostgaard2010, ostgaard2010a"):
            find_ids(library, ["10.5555/book"])
