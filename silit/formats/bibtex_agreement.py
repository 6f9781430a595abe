"""Whether an entry in somebody's .bib file says already what silit would write, in whatever fields and notation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from silit.formats.bibtex_entries import BibEntry
from silit.formats.bibtex_found import Found
from silit.formats.bibtex_group_lists import GroupLists
from silit.formats.bibtex_labels import join_groups, notes_of
from silit.formats.bibtex_parents import Parents
from silit.formats.bibtex_spans import BibFile, EntrySpan
from silit.formats.bibtex_types import kind_of
from silit.formats.bibtex_work import work_of
from silit.model.work import Work

# Fields outside of the dialects' tables -> the variables that they tell.
_VARIABLES = {
    **dict.fromkeys(("author", "namec"), ("author", "authors_complete")),
    **dict.fromkeys(("editor", "editora", "namea"), ("editor",)),
    **dict.fromkeys(("translator", "nameb"), ("translator",)),
    **dict.fromkeys(("year", "month", "issued", "date"), ("issued",)),
    "entrysubtype": ("type",),
}
# Styles print them only where they stand by themselves, not in an address.
_IDENTIFIERS = frozenset(("doi", "pmid", "pmcid"))
_ARCHIVE = frozenset(("eprint", "eprinttype", "archiveprefix"))
_OWN_NOTES = frozenset(("annote", "annotation"))
_SUBTITLES = {
    "title": "subtitle",
    "booktitle": "booksubtitle",
    "journaltitle": "journalsubtitle",
    "journal": "journalsubtitle",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry's own fields (lower-case name -> LaTeX), and the work that an import reads of it and its parents."""

    fields: Mapping[str, str]
    work: Work
    notes: tuple[str, ...]


class Readings:
    """The entries of a file as an import reads them."""

    def __init__(self, found: BibFile) -> None:
        self._found = found
        self._parents: Parents | None = None
        self._groups = GroupLists()
        self._groups.take_end(found.text)

    def of(self, span: EntrySpan) -> Reading:
        """The reading of one entry."""
        entry = self._entry(span)
        own = dict(entry.fields)
        if entry.fields.keys() & {"crossref", "xdata"}:
            self._known_parents().complete_as_known(entry)
        join_groups(entry, self._groups.of(entry.key))
        work = work_of(entry)
        return Reading(own, work, notes_of(own, work.doi))

    def _entry(self, span: EntrySpan) -> Found:
        return Found(span.kind.lower(), span.key, 0, dict(self._found.meanings(span)), "")

    def _known_parents(self) -> Parents:
        if self._parents is None:
            self._parents = Parents()
            entries = [self._entry(span) for span in self._found.entries]
            for entry in entries:
                self._parents.complete(Found(entry.entry_type, entry.key, 0, dict(entry.fields), ""))
            for entry in entries:
                self._parents.note(entry)
        return self._parents


def same_type(theirs: Reading, wanted: BibEntry) -> bool:
    """Whether the entry is of the work's type, by another name perhaps (`@video` for a film, `@proceedings` for a book)."""
    return theirs.work.type == _as_read(wanted).type


def agreed_fields(theirs: Reading, wanted: BibEntry) -> frozenset[str]:
    """Those fields of `wanted` that need not be written: what they say stands in the entry or in a parent of it.

    A title that a person parted from its subtitle is among them, whatever it says: with the whole one in its place, the
    subtitle would be printed twice.
    """
    return frozenset(_agreed(theirs, wanted, _as_read(wanted)))


def _agreed(theirs: Reading, wanted: BibEntry, ours: Work) -> Iterator[str]:
    # An entry that is given an archive is read as a preprint from then on, but for the type that it names.
    changes_type = "eprint" in wanted.fields and "eprint" not in theirs.fields
    for name in wanted.fields:
        if name == "entrysubtype" and changes_type:
            continue
        if theirs.fields.get(_SUBTITLES.get(name, ""), "").strip() or (
            name in _OWN_NOTES and _has_notes(theirs.notes, wanted.entry.notes)
        ):
            yield name
        elif name not in _IDENTIFIERS or name in theirs.fields:
            variables = _variables(name, wanted)
            if variables and all(getattr(theirs.work, each) == getattr(ours, each) for each in variables):
                yield name


def _variables(name: str, wanted: BibEntry) -> tuple[str, ...]:
    if name in _VARIABLES:
        return _VARIABLES[name]
    if name in _ARCHIVE:
        return ()
    row = kind_of(wanted.entry_type, {}).rows.get(name)
    return (row.variable,) if row else ()


def _has_notes(theirs: tuple[str, ...], ours: tuple[str, ...]) -> bool:
    """Whether each of our notes is in one of theirs; line ends do not count."""
    known = [" ".join(note.split()) for note in theirs]
    return all(any(" ".join(note.split()) in each for each in known) for note in ours)


def _as_read(wanted: BibEntry) -> Work:
    fields = {name: value[1:-1] if value.startswith("{") else value for name, value in wanted.fields.items()}
    return work_of(Found(wanted.entry_type, wanted.key, 0, fields, ""))
