"""Connections to a library file, and SQLite's complaints in plain words.

Reading needs only the standard library; sqlite-utils is loaded when a library is made or migrated.
"""

from __future__ import annotations

import importlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from silit.errors import LibraryError, SilitError
from silit.library.backup import FOLDER, copy_library
from silit.library.location import APPLICATION_ID, foreign, is_library
from silit.library.unfinished import unfinished
from silit.library.version import SCHEMA_VERSION

# How long one silit waits for another that is writing.
PATIENCE_SECONDS = 30.0
_CACHE_KIB = 16 * 1024
_OLDEST_SQLITE = (3, 37)  # STRICT tables


def open_library(path: Path, *, writing: bool) -> sqlite3.Connection:
    """A connection to the library at `path`, migrated to this silit's schema (a copy of the older one stays in `backups/`).

    LibraryError when there is no such file, it is not silit's, it comes from a newer silit, or it cannot be opened.
    """
    if not path.exists():
        raise LibraryError(
            f"There is no library at {path}.", hint="Make it with `silit init`, or check --library."
        )
    if path.is_dir():
        raise foreign(path)
    with complaints(path):
        path.open("rb").close()  # a file that may not be read complains here
        if not is_library(path):
            raise foreign(path)
        connection = _connect(path, writing=writing)
        try:
            _check_version(connection, path)
        except (SilitError, sqlite3.Error):
            connection.close()
            raise
        return connection


def create_library(path: Path) -> sqlite3.Connection:
    """A connection to a new, empty library at `path`; LibraryError when a file is there already."""
    if path.exists():
        raise LibraryError(f"{path} is there already; it was left alone.")
    with complaints(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Made aside and moved into place, so that nobody meets a library without its tables.
        with unfinished(path) as place:
            connection = _connect(place, writing=True)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _migrate(connection)
            connection.close()
            _move_into_place(place, path)
        return _connect(path, writing=True)


@contextmanager
def complaints(path: Path) -> Iterator[None]:
    """Turns what SQLite and the file system complain about into LibraryErrors with a remedy."""
    try:
        yield
    except sqlite3.Error as error:
        raise explained(error, path) from error
    except OSError as error:
        raise LibraryError(
            f"{error.filename or path}: {error.strerror or error}.",
            hint="Check the folder and its permissions.",
        ) from error


def _connect(path: Path, *, writing: bool) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise LibraryError(f"silit needs SQLite 3.37 or newer; this Python has {sqlite3.sqlite_version}.")
    if writing or os.access(path.parent, os.W_OK):
        connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)
        if writing:
            connection.execute("PRAGMA journal_mode = WAL")
            # Pages that do not fit are written, read and written again in one transaction.
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    else:
        # SQLite cannot make its shared-memory file here. Without a write-ahead log nobody is writing; with one
        # the file alone would not be the whole library.
        log = path.with_name(path.name + "-wal")
        how = "mode=ro" if log.exists() else "immutable=1"
        uri = f"{path.absolute().as_uri()}?{how}"
        connection = sqlite3.connect(uri, uri=True, timeout=PATIENCE_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > SCHEMA_VERSION:
        raise LibraryError(
            f"{path} was written by a newer silit (schema {found}; this one knows {SCHEMA_VERSION}).",
            hint="Update silit; the library was left alone.",
        )
    if found < SCHEMA_VERSION:
        # Under a name of its own, so that no later backup takes its place.
        copy_library(connection, path.parent / FOLDER / f"{path.stem}-schema-{found}.db")
        _migrate(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    importlib.import_module("silit.library.migrations").migrate(connection)


def _move_into_place(place: Path, path: Path) -> None:
    try:
        os.link(place, path)  # fails, rather than replaces, when another silit was faster
    except FileExistsError:
        return
    except OSError:
        if not path.exists():  # a file system without links
            place.replace(path)


def explained(error: sqlite3.Error, path: Path) -> LibraryError:
    """What SQLite complains of, with a remedy."""
    text = str(error)
    # The lower byte is the kind of error; the upper ones say more (SQLite, "Result and Error Codes").
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryError(
            f"{path} is being written by another program; silit waited {PATIENCE_SECONDS:.0f} s.",
            hint="Try again when the other one has finished; nothing was changed.",
        )
    if kind == sqlite3.SQLITE_FULL:
        return LibraryError(
            f"The disk is full: {path} could not grow.", hint="Free some space; nothing was lost."
        )
    if kind in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return LibraryError(
            f"{path} cannot be written here: the file or its folder is read-only.",
            hint="Copy the library to a folder of your own, or name another with --library PATH.",
        )
    if kind in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return LibraryError(
            f"{path} is damaged or not a database: {text}.",
            hint="It was left alone. Earlier copies are in the folder `backups` beside it.",
        )
    return LibraryError(
        f"{path}: {text}.", hint="Look whether the disk is full or failing; the library is as it was."
    )
