"""What entries take from others: `crossref` (btxdoc, section 4; biblatex manual, appendix B) and biblatex's `xdata`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from tempfile import SpooledTemporaryFile
from typing import IO, Self

from silit.formats.bibtex_found import Found, flat_raw
from silit.results import Problem

_CONTAINERS = frozenset(
    """book mvbook collection mvcollection proceedings mvproceedings reference mvreference periodical xdata incollection
    inproceedings conference inbook""".split()
)
# What belongs to an entry alone: its text, its identifiers, what a person noted about it, and how it is sorted.
_OWN = frozenset(
    """crossref xref xdata ids entryset execute label options presort related relatedoptions relatedstring relatedtype
    shorthand shorthandintro sortkey sorttitle title subtitle titleaddon shorttitle booktitle booksubtitle journal
    journaltitle journalsubtitle author abstract annote annotation note addendum keywords keyword groups file pages doi url
    urldate pmid pmcid eprint eprinttype archiveprefix readstatus ranking priority timestamp owner key langid
    studytype verbc""".split()
)
_HOLDS_AUTHORS = frozenset(("book", "mvbook"))
_IN_JOURNAL = frozenset(("article", "suppperiodical", "review"))
_BOOKS = frozenset(("book", "collection", "proceedings", "reference", "mvbook", "mvcollection"))
_DEEPEST = 5
_IN_MEMORY = 1 << 22


class Parents:
    """Entries that others may take from, as far as the file was read."""

    def __init__(self) -> None:
        self._known: dict[str, Found] = {}
        self._wanted: set[str] = set()

    def note(self, entry: Found) -> None:
        """Remembers an entry that is a container of others, or was named by one before."""
        key = entry.key.lower()
        if key not in self._known and (entry.entry_type in _CONTAINERS or key in self._wanted):
            fields = entry.fields
            if entry.entry_type != "xdata":
                fields = {name: text for name, text in fields.items() if name not in ("abstract", "file")}
            self._known[key] = replace(entry, fields=fields, raw="", problems=[])

    def complete(self, entry: Found) -> list[str]:
        """Gives the entry what its parents have. The keys of parents that are not known (yet): then it is as it was."""
        if "crossref" not in entry.fields and "xdata" not in entry.fields:
            return []
        fields: dict[str, str] = {}
        missing = self._inherit(entry, fields, frozenset((entry.key.lower(),)))
        self._wanted.update(key.lower() for key in missing)
        if not missing:
            self._become(entry, fields)
        return missing

    def complete_as_known(self, entry: Found) -> None:
        """The same at the end of the file: what is missing stays missing, and is told."""
        fields: dict[str, str] = {}
        missing = self._inherit(entry, fields, frozenset((entry.key.lower(),)))
        self._become(entry, fields)
        if missing:
            message = f"{entry.name} refers to {', '.join(missing)}, which the file does not have."
            entry.tell("missing-parent", message, "Export the entry that it refers to along with it.")

    def _become(self, entry: Found, inherited: dict[str, str]) -> None:
        own = {name: text for name, text in entry.fields.items() if name not in ("crossref", "xdata")}
        # An empty field is no field (btxdoc, section 3.2).
        entry.fields = own | {name: text for name, text in inherited.items() if not own.get(name, "").strip()}
        entry.is_whole = False
        entry.raw = flat_raw(entry)

    def _inherit(self, entry: Found, into: dict[str, str], seen: frozenset[str]) -> list[str]:
        missing: list[str] = []
        data = [key.strip() for key in entry.fields.get("xdata", "").split(",")]
        parents = [(key, True) for key in data] + [(entry.fields.get("crossref", "").strip(), False)]
        for key, is_data in parents:
            if not key or key.lower() in seen or len(seen) > _DEEPEST:
                continue
            parent = self._known.get(key.lower())
            if parent is None:
                missing.append(key)
                continue
            fields = dict(parent.fields)
            missing += self._inherit(parent, fields, seen | {key.lower()})
            given = fields if is_data else dict(_given(fields, parent.entry_type, entry.entry_type))
            for name, text in given.items():
                if name not in ("crossref", "xdata"):
                    into.setdefault(name, text)
        return missing


class Later:
    """Entries whose parents stand further down: in a temporary file when they are many."""

    def __enter__(self) -> Self:
        self._file: IO[str] = SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8")
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, entry: Found) -> None:
        """Puts the entry away."""
        self._file.write(json.dumps(asdict(entry)) + "\n")

    def all(self) -> Iterator[Found]:
        """Every entry in the order in which it came; once."""
        self._file.seek(0)
        for line in self._file:
            shape = json.loads(line)
            yield Found(**shape | {"problems": [Problem(**problem) for problem in shape["problems"]]})


def _given(fields: dict[str, str], parent_type: str, child_type: str) -> Iterator[tuple[str, str]]:
    """What a child takes from its parent, under the names that it has in the child."""
    yield from ((name, text) for name, text in fields.items() if name not in _OWN)
    if child_type in _IN_JOURNAL:
        journal = fields.get("journaltitle") or fields.get("journal")
        if journal := journal or (fields.get("title") if parent_type == "periodical" else None):
            yield "journal", journal
    elif child_type not in _BOOKS:
        # BibTeX's parents say their title in `booktitle` too, biblatex' only in `title`.
        for name in ("title", "subtitle"):
            if text := fields.get(f"book{name}") or fields.get(name):
                yield f"book{name}", text
        if parent_type in _HOLDS_AUTHORS and child_type == "inbook" and "author" in fields:
            yield "author", fields["author"]
