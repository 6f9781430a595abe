"""`silit remove`: works out of the library."""

from __future__ import annotations

from collections.abc import Sequence

from silit.library import Action, Library
from silit.library.work_writing import remove_work
from silit.services.find import find_ids


def remove_works(library: Library, keys: Sequence[str]) -> int:
    """Removes the works with all that belongs to them; returns how many. NotFoundError, nothing removed, for unknown keys."""
    ids = find_ids(library, keys)
    with library.changing(Action("remove", " ".join(keys))):
        for work_id in ids:
            remove_work(library.connection, work_id)
    return len(ids)
