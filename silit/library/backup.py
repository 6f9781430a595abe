"""One copy of the library a day, made before the day's first change; the last five are kept."""

from __future__ import annotations

import re
import sqlite3
from datetime import date
from pathlib import Path

from silit.library.unfinished import unfinished

FOLDER = "backups"
KEPT = 5


def back_up_once_a_day(connection: sqlite3.Connection, path: Path, today: date) -> Path | None:
    """Copies the library into `backups/` beside it unless today's copy is there; returns the new copy's path."""
    target = path.parent / FOLDER / f"{path.stem}-{today.isoformat()}.db"
    if target.exists():
        return None
    copy_library(connection, target)
    _forget_old_copies(path)
    return target


def copy_library(connection: sqlite3.Connection, target: Path) -> None:
    """A consistent copy of the whole library, also while others read and write; complete or not there at all."""
    target.parent.mkdir(exist_ok=True)
    with unfinished(target) as place:
        copy = sqlite3.connect(place)
        try:
            connection.backup(copy)
            # A copy is one file: no write-ahead log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        place.replace(target)


def _forget_old_copies(path: Path) -> None:
    ours = re.compile(rf"{re.escape(path.stem)}-\d{{4}}-\d\d-\d\d\.db")
    copies = sorted(copy for copy in (path.parent / FOLDER).iterdir() if ours.fullmatch(copy.name))
    for old in copies[:-KEPT]:
        old.unlink(missing_ok=True)
