"""An open library: its file, its connection, and the door through which everything that changes it goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from silit.library import connection as connecting
from silit.library.backup import back_up_once_a_day
from silit.library.journal import Action, transaction
from silit.model.key_patterns import base_key
from silit.model.work import Work

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


class Library:
    """A library that was opened or made. Use it in a `with` statement: leaving that closes the file."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, clock: Clock = utc_now, *, fresh: bool = False
    ) -> None:
        self.path = path
        self.connection = connection
        self._clock = clock
        # Called when another program is writing and has to be waited for.
        self.on_wait: Callable[[], None] = lambda: None
        # How a new work is called; the setting `cite_key` may say otherwise.
        self.key_of: Callable[[Work], str] = base_key
        self._backed_up = fresh  # a library that was just made has nothing to copy

    @classmethod
    def open(cls, path: Path, *, writing: bool = False, clock: Clock = utc_now) -> Self:
        """The library at `path`; LibraryError when it is not there, not silit's, too new, or cannot be opened."""
        return cls(path, connecting.open_library(path, writing=writing), clock)

    @classmethod
    def create(cls, path: Path, *, clock: Clock = utc_now) -> Self:
        """A new, empty library at `path`; LibraryError when there is a file of that name."""
        return cls(path, connecting.create_library(path), clock, fresh=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):  # met while reading: a damaged file, for instance
            raise connecting.explained(error, self.path) from error

    def close(self) -> None:
        """Closes the file."""
        self.connection.close()

    @property
    def folder(self) -> Path:
        """The folder that the library stands in, with its exports and backups."""
        return self.path.parent

    @property
    def exports(self) -> Path:
        """Where silit writes what it makes for publishing."""
        return self.folder / "exports"

    def now(self) -> str:
        """The present moment as an ISO time in UTC, to the second."""
        moment = self._clock().replace(tzinfo=None)
        return moment.isoformat(timespec="seconds") + "Z"  # a tenth of strftime's time

    @contextmanager
    def changing(self, action: Action) -> Iterator[None]:
        """What is done inside is one whole change of the library, journaled under `action`, or none at all.

        The day's first change is preceded by a backup. SQLite's complaints become LibraryErrors.
        """
        with connecting.complaints(self.path):
            if not self._backed_up:
                back_up_once_a_day(self.connection, self.path, self._clock().date())
                self._backed_up = True
            with transaction(self.connection, action, self.now(), self.on_wait):
                yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is read inside belongs together, also while another silit is writing."""
        with connecting.complaints(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.execute("ROLLBACK")
