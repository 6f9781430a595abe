"""How cite keys are made (setting `cite_key`), what the papers of a library would be called, and renaming them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from silit.library import Action, Library
from silit.library.rekeying import all_ids, change_key, key_to_have
from silit.library.works import entries
from silit.model.cite_keys import is_lettered
from silit.model.key_patterns import KeyPattern
from silit.services.citing_articles import articles_of

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A paper that has another key by the pattern; `articles` cite it, so that its key stays."""

    cite_key: str
    new_key: str
    articles: tuple[str, ...] = ()


def preview_keys(library: Library, pattern: KeyPattern) -> list[KeyChange]:
    """What would be renamed, in the order in which the papers came; nothing is changed.

    Where several papers would be called alike, `new_key` is without the letter that tells them apart.
    """
    return [KeyChange(entry_key, base, cited) for _, entry_key, base, cited in _differing(library, pattern)]


def rekey(library: Library, pattern: KeyPattern) -> list[KeyChange]:
    """Renames, in one action, the papers that no article cites; the others are in the answer with their articles and
    the key that they keep."""
    done: list[KeyChange] = []
    with library.changing(Action("config", f"cite_key {pattern.text}")):
        for work_id, old, base, cited in list(_differing(library, pattern)):
            new = base if cited else key_to_have(library.connection, work_id, base)
            if not cited and new != old:
                change_key(library.connection, work_id, new)
            if new != old:
                done.append(KeyChange(old, new, cited))
    return done


def _differing(library: Library, pattern: KeyPattern) -> Iterator[tuple[int, str, str, tuple[str, ...]]]:
    """Work id, key, key by the pattern and the articles that cite it, of each work whose key is not of the pattern."""
    ids = all_ids(library.connection)
    for start in range(0, len(ids), _AT_A_TIME):
        some = ids[start : start + _AT_A_TIME]
        found = entries(library.connection, some)
        for work_id, entry, citing in zip(some, found, articles_of(library, found), strict=True):
            base = pattern.key(entry.work)
            if not is_lettered(entry.cite_key, base):
                yield work_id, entry.cite_key, base, tuple(article.path for article in citing)
