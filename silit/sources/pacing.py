"""When the next request may go out, agreed between all silit processes of one user.

NCBI and Crossref count requests per address, not per process, so the next free moment of each lane is kept in one small
SQLite file in the user's cache folder. It holds lane names and times, nothing else.
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
        """Waits for the next free moment of `lane` and keeps the lane shut for `gap` seconds after it.

        Returns the seconds waited. Moments are given out in the order of asking. `tell` hears of the seconds before a
        wait that a service asked for, by `postpone` in this process or another.
        """
        waited = 0.0
        while True:
            with self._lane(lane) as kept:
                now = self._clock()
                start = max(now, self._sane(kept.next_free, now), self._sane(kept.closed_until, now))
                kept.next_free = start + gap
                asked = self._sane(kept.closed_until, now) > now + _GRAIN
            if asked:
                tell(start - now)
            if start > now:
                self._sleep(start - now)
                waited += start - now
            if not self._closed(lane):
                return waited

    def postpone(self, lane: str, seconds: float) -> None:
        """Shuts `lane` for `seconds` from now, for every process: a service asked to be left alone."""
        with self._lane(lane) as kept:
            kept.closed_until = max(kept.closed_until, self._clock() + min(seconds, _FARTHEST))

    def _closed(self, lane: str) -> bool:
        """Whether another process shut the lane while this one slept."""
        with self._lane(lane) as kept:
            now = self._clock()
            return self._sane(kept.closed_until, now) > now + _GRAIN

    @staticmethod
    def _sane(moment: float, now: float) -> float:
        return moment if moment - now <= _FARTHEST else now

    @contextmanager
    def _lane(self, lane: str) -> Iterator[_Lane]:
        """The lane's moments, to read and change while no other process can."""
        connection = self._open() if self._shared else None
        if connection is None:
            yield self._own.setdefault(lane, _Lane())
            return
        with closing(connection):
            row = connection.execute(
                "SELECT next_free, closed_until FROM lanes WHERE lane = ?", (lane,)
            ).fetchone()
            kept = _Lane(*row) if row else _Lane()
            yield kept
            self._own[lane] = kept
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
