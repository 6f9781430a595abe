"""CSL variables for which a work has no place: they are counted, and told once a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from silit.results import Problem

# Variables of CSL 1.0.2 (csl-data.json) that say something of a work and are not read, nor stand in for one that is; without
# those that are about the file's own program or library (call-number, source, categories, year-suffix …).
_UNTAKEN = frozenset(
    """archive archive-place archive_collection archive_location chapter-number chair collection-editor collection-number
    compiler container-author contributor curator dimensions division editor-translator editorial-director event-date
    event-place executive-producer guest host illustrator interviewer jurisdiction narrator number-of-pages number-of-volumes
    organizer original-author original-date original-publisher original-publisher-place part-number part-title
    performer printing-number producer recipient references reviewed-author reviewed-genre reviewed-title scale
    script-writer section series-creator submitted supplement-number volume-title""".split()
)
_SHOWN = 8


class Untaken:
    """What was left in the items of one file."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, items: Iterable[Mapping[str, object]]) -> None:
        """Counts the variables of these items that are not taken."""
        for item in items:
            left = (name for name in item.keys() & _UNTAKEN if item[name])
            self._counts.update(name for name in left if not _is_said_twice(item, name))

    def problems(self) -> Iterator[Problem]:
        """One problem that names the commonest of them, none where everything was taken."""
        if not self._counts:
            return
        counted = [f"{name} ({count})" for name, count in self._counts.most_common(_SHOWN)]
        more = len(self._counts) - len(counted)
        message = f"silit has no place for {', '.join(counted)}{f' and {more} more' if more > 0 else ''}: not taken over."
        hint = "What matters of it can be kept as a note: silit note KEY TEXT"
        yield Problem("not-taken", message, hint)


def _is_said_twice(item: Mapping[str, object], name: str) -> bool:
    """Whether Zotero only repeats the publisher's place as that of the event."""
    return name == "event-place" and item[name] == item.get("publisher-place")
