"""When the next request may go out, agreed between all silit processes of one user.

NCBI and Crossref count requests per address, not per process, so the next free moment of each lane is kept in one small
SQLite file in the user's cache folder. It holds lane names and times, nothing else. Where a service takes only one request
at a time, a second, empty file is what the processes hold in turn: SQLite lets go of it even when a process is killed.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

FILE_NAME = "pacing.sqlite3"
# Longer than any request takes that is still answered.
TURN_PATIENCE = 150.0
_TURN_GLANCE = 0.2
# A moment further ahead than this comes from a clock that was set back since, not from a service.
_FARTHEST = 300.0
# Moments nearer than this are the same moment: sleeping is not exact.
_GRAIN = 0.002
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS lanes"
    " (lane TEXT PRIMARY KEY, next_free REAL NOT NULL, closed_until REAL NOT NULL) WITHOUT ROWID"
)


def cache_folder(environment: Mapping[str, str] | None = None) -> Path:
    """`SILIT_CACHE_DIR`, or the user's own cache folder for silit."""
    override = (os.environ if environment is None else environment).get("SILIT_CACHE_DIR", "")
    return Path(override) if override else Path(platformdirs.user_cache_dir("silit", appauthor=False))


@dataclass(slots=True)
class _Lane:
    next_free: float = 0.0
    closed_until: float = 0.0


class Pacer:
    """Keeps requests of one lane apart, across processes where `folder` can be written, else within this one.

    `clock` gives seconds since the epoch, `sleep` waits for that many.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._file = (cache_folder() if folder is None else folder) / FILE_NAME
        self._clock = clock
        self._sleep = sleep
        self._shared = True
        self._own: dict[str, _Lane] = {}

    def wait(self, lane: str, gap: float, tell: Callable[[float], None] = lambda _: None) -> float:
        """Waits until `lane` is free and then keeps it shut for `gap` seconds; returns the seconds waited.

        `tell` hears of the seconds before a wait that a service asked for, by `postpone` in this process or another.
        """
        waited = told = 0.0
        while True:
            with self._lane(lane) as kept:
                now = self._clock()
                closed_until = self._sane(kept.closed_until, now)
                pause = max(self._sane(kept.next_free, now), closed_until) - now
                # Taken on waking up, not planned ahead: whoever wakes late makes the next one later, not closer.
                if pause <= _GRAIN:
                    kept.next_free = now + gap
                    return waited
            if closed_until > max(now + _GRAIN, told):
                tell(pause)
                told = closed_until
            self._sleep(pause)
            waited += pause

    @contextmanager
    def turn(self, group: str) -> Iterator[None]:
        """Holds the one turn that all processes of `group` share, from the moment it is free until the block ends.

        Goes on without it where the folder cannot be written, or when it has not come free for TURN_PATIENCE seconds.
        """
        connection = self._held_turn(group) if self._shared else None
        try:
            yield
        finally:
            if connection is not None:
                connection.close()

    def postpone(self, lane: str, seconds: float) -> None:
        """Shuts `lane` for `seconds` from now, for every process: a service asked to be left alone."""
        with self._lane(lane) as kept:
            kept.closed_until = max(kept.closed_until, self._clock() + min(seconds, _FARTHEST))

    def _held_turn(self, group: str) -> sqlite3.Connection | None:
        path = self._file.with_name(f"turn-{group}.sqlite3")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(
                path, timeout=_TURN_GLANCE, isolation_level=None, check_same_thread=False
            )
        except (OSError, sqlite3.Error):
            return None
        # Many short waits, not one long: an interruption is heard only between them.
        for _ in range(int(TURN_PATIENCE / _TURN_GLANCE)):
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    break
            except sqlite3.Error:
                break
            else:
                return connection
        connection.close()
        return None

    @staticmethod
    def _sane(moment: float, now: float) -> float:
        return moment if moment - now <= _FARTHEST else now

    @contextmanager
    def _lane(self, lane: str) -> Iterator[_Lane]:
        """The lane's moments, to read and change while no other process can."""
        connection = self._open() if self._shared else None
        kept = self._own.setdefault(lane, _Lane())
        if connection is None:
            yield kept
            return
        with closing(connection):
            self._read(connection, lane, kept)
            yield kept
            if self._shared:
                self._keep(connection, lane, kept)

    def _open(self) -> sqlite3.Connection | None:
        """The file inside a transaction that shuts the others out; None, from then on, where that is impossible."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._file, timeout=20, isolation_level=None)
        except (OSError, sqlite3.Error):
            self._shared = False
            return None
        try:
            # Times worth a second need not survive a power cut, so nothing waits for the disk.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_SCHEMA)
        except sqlite3.Error:
            connection.close()
            self._shared = False
            return None
        return connection

    def _read(self, connection: sqlite3.Connection, lane: str, kept: _Lane) -> None:
        query = "SELECT next_free, closed_until FROM lanes WHERE lane = ?"
        try:
            row = connection.execute(query, (lane,)).fetchone()
        except sqlite3.Error:  # a damaged file: this process goes on alone
            self._shared = False
            return
        kept.next_free, kept.closed_until = row or (0.0, 0.0)

    def _keep(self, connection: sqlite3.Connection, lane: str, kept: _Lane) -> None:
        try:
            connection.execute(
                "INSERT INTO lanes VALUES (?, ?, ?) ON CONFLICT (lane) DO UPDATE"
                " SET next_free = excluded.next_free, closed_until = excluded.closed_until",
                (lane, kept.next_free, kept.closed_until),
            )
            connection.execute("COMMIT")
        except sqlite3.Error:  # a full disk: this process goes on alone
            self._shared = False
