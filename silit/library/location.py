"""Where the library is: the one named, else the nearest `library.db` of silit's in this folder or above."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from silit.errors import LibraryError

FILE_NAME = "library.db"
# "SILT" in ASCII; SQLite keeps it in bytes 68-71 of the file (SQLite file format, 1.3).
APPLICATION_ID = 0x53494C54
_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Located:
    """`path` of the library, or None where there is none; `strangers` are files and folders called library.db that
    are not silit's, or not this user's."""

    path: Path | None
    strangers: tuple[Path, ...] = ()


def locate(start: Path, home: Path) -> Located:
    """Looks in `start` and the folders above it, not above `home`, for a silit library of the same user."""
    strangers: list[Path] = []
    folder = start.absolute()
    for candidate in (folder, *folder.parents):
        path = candidate / FILE_NAME
        if is_library(path) and _same_owner(path):
            return Located(path, tuple(strangers))
        if path.exists():
            strangers.append(path)
        if candidate == home:
            break
    return Located(None, tuple(strangers))


def is_library(path: Path) -> bool:
    """Whether the file's header says that it is a library of silit's; a file that cannot be read is not."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError:
        return False
    if header[:16] != _HEADER:
        return False
    if int.from_bytes(header[68:72], "big") == APPLICATION_ID:
        return True
    # A library that was just made may still have its first page in the write-ahead log.
    return path.with_name(path.name + "-wal").exists() and _asked_application_id(path) == APPLICATION_ID


def no_library(located: Located, start: Path) -> LibraryError:
    """The error for a command that needs a library where there is none."""
    if located.strangers:
        return foreign(located.strangers[0])
    return LibraryError(
        f"There is no silit library in {start} or above it.",
        hint="Make one with `silit init` (or `silit init --starter` for 97 papers on the sacroiliac joint), "
        "or name yours with --library PATH.",
    )


def foreign(path: Path) -> LibraryError:
    """The error for a file or folder in the place of a library that is none of this user's."""
    return LibraryError(
        what_it_is(path),
        hint="Name yours with --library PATH, or make one in another folder: silit init my-library",
    )


def what_it_is(path: Path) -> str:
    """What stands in the place of a library, in a sentence."""
    if path.is_dir():
        return f"{path} is a folder, not a library; it was left alone."
    what = "is a library of another user" if is_library(path) else "is not a library of silit's"
    return f"{path} {what}; it was left alone."


def _same_owner(path: Path) -> bool:
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()


def _asked_application_id(path: Path) -> int:
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return 0
    try:
        return int(connection.execute("PRAGMA application_id").fetchone()[0])
    except sqlite3.Error:
        return 0
    finally:
        connection.close()
