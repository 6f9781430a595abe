"""Works that the search index has to be told of: gathered, as many at once cost far less than one by one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from silit.library.index import IndexRow, index_again, index_new, row_of_new

# Their text is about what FTS5 gathers before it writes a segment.
_AT_ONCE = 500


class Unindexed:
    """The works of one change of the library whose text is not in the index yet."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._new: dict[int, IndexRow] = {}
        self._changed: set[int] = set()

    def add_new(
        self,
        work_id: int,
        cite_key: str,
        data: Mapping[str, Any],
        tags: Iterable[str] = (),
        notes: Iterable[str] = (),
    ) -> None:
        """A work that was just inserted as `data`, with these tags and notes and without stances."""
        self._new[work_id] = row_of_new(work_id, cite_key, data, tags, notes)
        if len(self._new) == _AT_ONCE:
            self._tell_of_new()

    def add(self, work_id: int) -> None:
        """A work whose data, tags, notes, stances or keys changed."""
        self._new.pop(work_id, None)
        self._changed.add(work_id)

    def forget(self, work_id: int) -> None:
        """A work that is no more: it was joined into another one."""
        self._new.pop(work_id, None)
        self._changed.discard(work_id)

    def tell(self) -> None:
        """Brings the index up to date."""
        self._tell_of_new()
        index_again(self._connection, sorted(self._changed))
        self._changed.clear()

    def _tell_of_new(self) -> None:
        index_new(self._connection, self._new.values())
        self._new.clear()
