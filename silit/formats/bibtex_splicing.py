"""silit's entries put into the text of a .bib file that a person also edits; every byte outside of them stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from silit.formats.bibtex_agreement import Readings
from silit.formats.bibtex_edits import Edit, entry_edits
from silit.formats.bibtex_entries import BibEntry, Spelling, bib_entries
from silit.formats.bibtex_identity import (
    guessed_dialect,
    has_first_author_of,
    identifiers_in,
    is_entry_of,
    is_known_as,
    telling_title,
)
from silit.formats.bibtex_spans import BibFile, EntrySpan, read_spans
from silit.formats.latex_reading import from_latex
from silit.model.entries import Entry
from silit.results import Problem


@dataclass(slots=True)
class Spliced:
    """The new text and what became of each entry, by its cite key."""

    text: str
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def leave(self, wanted: BibEntry, code: str, message: str, hint: str, line: int) -> None:
        """Counts the entry as left alone, with the reason."""
        key = wanted.entry.cite_key
        self.left.append(key)
        self.problems.append(Problem(code, message, hint=hint, line=line, key=key))


def file_dialect(text: str) -> str:
    """ "bibtex" or "biblatex", whichever the file's types and fields are, "" where it has none that tell."""
    return guessed_dialect(
        (entry.kind.lower(), [each.name.lower() for each in entry.fields])
        for entry in read_spans(text).entries
    )


def splice(text: str, entries: Iterable[Entry], spelling: Spelling) -> Spliced:
    """`text` with the entries in it: those that are there brought up to date, the others at its end.

    An entry is silit's when it stands under the work's cite key (or an earlier one) and is of the same work, by an identifier
    or by title and year. Left alone, each with a problem: another work under that key, the work under a key of the
    person's own, and what cannot be read.
    """
    found = read_spans(text)
    newline = _newline(text)
    made = bib_entries(entries, spelling)
    places = _Places(found)
    readings = Readings(found)
    done = Spliced(text, problems=list(made.problems))
    edits: list[Edit] = []
    new: list[str] = []
    for wanted in made.value:
        key = wanted.entry.cite_key
        span = places.own(wanted)
        if span is not None:
            changes = entry_edits(found, span, readings, wanted, newline)
            edits.extend(changes)
            (done.updated if changes else done.unchanged).append(key)
        elif not _is_barred(found, places, wanted, done):
            done.added.append(key)
            new.append(wanted.text.replace("\n", newline))
    done.text = _with_edits(text, edits) + _appended(text, new, newline)
    return done


class _Places:
    """The entries of the file by their keys and identifiers. An entry is given to one work only."""

    def __init__(self, found: BibFile) -> None:
        self._found = found
        self._by_key: dict[str, EntrySpan] = {}
        self._by_identifier: dict[tuple[str, str], EntrySpan] = {}
        self._by_title: dict[str, EntrySpan] = {}
        self._given: set[int] = set()
        for span in found.entries:
            fields = found.meanings(span)
            self._by_key.setdefault(span.key.lower(), span)
            self._by_title.setdefault(telling_title(from_latex(fields.get("title", ""))), span)
            for identifier in identifiers_in(fields).items():
                self._by_identifier.setdefault(identifier, span)

    def own(self, wanted: BibEntry) -> EntrySpan | None:
        """The entry that silit may write, under the work's key or an earlier one."""
        for key in (wanted.key, *wanted.entry.other_keys):
            span = self._by_key.get(key.lower())
            if span and span.start not in self._given and is_entry_of(self.meanings(span), wanted.entry.work):
                self._given.add(span.start)
                return span
        return None

    def under(self, key: str) -> EntrySpan | None:
        """The entry that has the key, which BibTeX compares without regard to case."""
        return self._by_key.get(key.lower())

    def elsewhere(self, wanted: BibEntry) -> EntrySpan | None:
        """An entry of the same work under a key of the person's own, by an identifier, else by title, year and first author."""
        work = wanted.entry.work
        for scheme in ("doi", "pmid", "pmcid"):
            span = self._by_identifier.get((scheme, getattr(work, scheme)))
            if span and is_known_as(self.meanings(span), work):
                return span
        title = telling_title(work.title)
        span = self._by_title.get(title) if title else None
        if span and span.start not in self._given:
            fields = self.meanings(span)
            if is_entry_of(fields, work) and has_first_author_of(fields, work):
                return span
        return None

    def meanings(self, span: EntrySpan) -> Mapping[str, str]:
        """The entry's fields."""
        return self._found.meanings(span)


def _is_barred(found: BibFile, places: _Places, wanted: BibEntry, done: Spliced) -> bool:
    """Whether the entry cannot be added; the reason is told."""
    key = wanted.key
    if span := places.under(key):
        done.leave(
            wanted,
            "key-of-another-work",
            f"{span.key} stands for another work in the file; it was left alone.",
            "Give that entry another key, in what cites it too, and run this again.",
            found.line(span.start),
        )
    elif (place := dict(found.broken).get(key)) is not None:
        done.leave(
            wanted,
            "unreadable-entry",
            f"The entry {key} in the file cannot be read; it was left alone.",
            "Mend it (a brace, quote or comma is missing), or delete it and run this again.",
            found.line(place),
        )
    elif span := places.elsewhere(wanted):
        done.leave(
            wanted,
            "known-by-another-key",
            f"{key} is in the file as {span.key}, an entry of your own; it was left alone.",
            f"Cite it by that key, or rename the entry to {key} to have it kept up to date.",
            found.line(span.start),
        )
    elif found.is_open:
        place = found.broken[-1][1]
        done.leave(
            wanted,
            "unclosed-block",
            f"{key} was not added: a block of the file is never closed, and would swallow it.",
            "Close its braces and run this again.",
            found.line(place),
        )
    else:
        return False
    return True


def _with_edits(text: str, edits: Iterable[Edit]) -> str:
    out: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        out += (text[place : edit.start], edit.text)
        place = edit.end
    return "".join((*out, text[place:]))


def _appended(text: str, new: Iterable[str], newline: str) -> str:
    """The new entries, each behind an empty line but in an empty file."""
    added = newline.join(new)
    if not added or not text.strip("\ufeff \t\r\n"):
        return added
    if not text.endswith(("\n", "\r")):
        return newline * 2 + added
    return added if text.endswith(newline * 2) else newline + added


def _newline(text: str) -> str:
    """The line end that the file uses most."""
    windows = text.count("\r\n")
    unix, old_mac = text.count("\n") - windows, text.count("\r") - windows
    return max((unix, "\n"), (windows, "\r\n"), (old_mac, "\r"), key=lambda each: each[0])[1]
