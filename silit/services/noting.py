"""`silit note`: what the user writes about a work."""

from __future__ import annotations

from silit.errors import UsageError
from silit.library import Action, Library
from silit.library.index import index_again
from silit.library.labels import add_note, replace_notes
from silit.services.find import find_ids
from silit.services.typed_text import require_whole


def note_work(library: Library, key: str, text: str, *, replace: bool = False) -> None:
    """Adds a note to the work, or with `replace` puts it in the place of all its notes (an empty text removes them)."""
    (work_id,) = find_ids(library, [key])
    cleaned = require_whole(text, "a note").strip()
    if not cleaned and not replace:
        raise UsageError("The note is empty.")
    with library.changing(Action("note", key)):
        if replace:
            replace_notes(library.connection, work_id, cleaned, library.now())
        else:
            add_note(library.connection, work_id, cleaned, library.now())
        index_again(library.connection, [work_id])
