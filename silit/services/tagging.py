"""`silit tag --add`, `--remove`: free tags."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from silit.errors import UsageError
from silit.library import Action, Library
from silit.library.index import index_again
from silit.library.labels import add_tag, remove_tag
from silit.services.find import find_ids
from silit.services.typed_text import require_whole


@dataclass(frozen=True, slots=True)
class Tagged:
    """How many works got, or lost, a tag that they did not have, or had."""

    works: int
    added: int
    removed: int


def tag_works(library: Library, keys: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> Tagged:
    """Adds and removes tags on every named work; NotFoundError, and nothing changed, when one is unknown."""
    adding, removing = [clean_tag(tag) for tag in add], [clean_tag(tag) for tag in remove]
    ids = find_ids(library, keys)
    summary = " ".join([*keys, *(f"+{tag}" for tag in adding), *(f"-{tag}" for tag in removing)])
    added = removed = 0
    with library.changing(Action("tag", summary)):
        for work_id in ids:
            added += sum(add_tag(library.connection, work_id, tag) for tag in adding)
            removed += sum(remove_tag(library.connection, work_id, tag) for tag in removing)
        index_again(library.connection, ids)
    return Tagged(len(ids), added, removed)


def clean_tag(text: str) -> str:
    """The tag as it is kept: blanks collapsed. UsageError for an empty one, one that is not UTF-8, or one with control characters or commas."""
    tag = unicodedata.normalize("NFC", " ".join(require_whole(text, "a tag").split()))
    if not tag or "," in tag or '"' in tag or not tag.isprintable():
        raise UsageError(
            f"{text!r} cannot be a tag.",
            hint="A tag is one or more words without commas or quotation marks; give --add once for each tag.",
        )
    return tag
