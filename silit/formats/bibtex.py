"""Entries -> a BibTeX file that bibtex, biber and pandoc read without an error."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from functools import cache
from itertools import islice

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Block, Field
from bibtexparser.model import Entry as BibtexEntry

from silit.formats import bibtex_dates
from silit.formats.bibtex_fields import CSL_TYPES, ENTRY_TYPES, OTHER_TYPE, REQUIRED, Row, rows_for
from silit.formats.bibtex_names import names_field
from silit.formats.latex_writing import escape_latex
from silit.model.entries import Entry
from silit.model.work import Work
from silit.results import Problem, Result

_AT_A_TIME = 200
RETRACTED_NOTE = "Retracted"
_KEY_HOSTILE = re.compile(r"[^A-Za-z0-9_:.+/-]+")
# biblatex makes a command's name of the subtype.
_TYPE_HOSTILE = re.compile(r"[^A-Za-z_-]+")
_rows_for = cache(rows_for)


def write(entries: Iterable[Entry]) -> Result[str]:
    """The text of a .bib file (UTF-8, keys as given, in the given order).

    Keywords are the tags. A work that lacks what BibTeX's standard styles ask for is written all the same, with one
    problem `missing-field`; a cite key that no .bib file can hold is written without its odd characters, with one
    problem `bad-cite-key`.
    """
    written: list[str] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    remaining = iter(entries)
    # A few hundred at a time: the writer's objects for a whole library would only be there to be collected again.
    while some := list(islice(remaining, _AT_A_TIME)):
        blocks: list[Block] = [_block(entry, taken, problems) for entry in some]
        written.append(write_string(Library(blocks), unparse_stack=()))
    return Result("\n\n".join(written), tuple(problems))


def _block(entry: Entry, taken: set[str], problems: list[Problem]) -> BibtexEntry:
    key = _key(entry.cite_key, taken)
    if key != entry.cite_key:
        problems.append(_renamed(entry.cite_key, key))
    entry_type = _entry_type(entry.work)
    values = dict(_fields(entry, entry_type))
    if missing := _missing(entry_type, values):
        problems.append(_lacking(entry.cite_key, missing))
    # Values have their braces on already, so that the writer has nothing left to change.
    return BibtexEntry(entry_type, key, [Field(name, value) for name, value in values.items()])


def _entry_type(work: Work) -> str:
    if work.type == "thesis" and "master" in work.genre.lower():
        return "mastersthesis"
    return ENTRY_TYPES.get(work.type, OTHER_TYPE)


def _fields(entry: Entry, entry_type: str) -> Iterator[tuple[str, str]]:
    work = entry.work
    authors = names_field(work.author, complete=work.authors_complete == "yes")
    if authors:
        yield "author", f"{{{authors}}}"
    editors = names_field(work.editor)
    if editors:
        # The standard styles take either for a book; biblatex knows the second as a further editor.
        yield ("editora" if authors and entry_type == "book" else "editor"), f"{{{editors}}}"
    translators = names_field(work.translator)
    if translators:
        yield "translator", f"{{{translators}}}"
    yield from _row_values(work, _rows_for(entry_type))
    yield from _date_fields(work)
    yield from _silit_fields(entry, entry_type)


def _row_values(work: Work, rows: tuple[Row, ...]) -> Iterator[tuple[str, str]]:
    for row in rows:
        value = getattr(work, row.variable)
        if value and (written := row.to(value)):
            yield row.field, f"{{{written}}}"


def _date_fields(work: Work) -> Iterator[tuple[str, str]]:
    if work.issued is None:
        return
    yield "year", f"{{{bibtex_dates.year(work.issued)}}}"
    if month := bibtex_dates.month_macro(work.issued):
        yield "month", month
    if whole := bibtex_dates.extended(work.issued):
        yield "issued", f"{{{whole}}}"


def _silit_fields(entry: Entry, entry_type: str) -> Iterator[tuple[str, str]]:
    subtype = _TYPE_HOSTILE.sub("", entry.work.type)
    if subtype and subtype != CSL_TYPES[entry_type]:
        yield "entrysubtype", f"{{{subtype}}}"
    if entry.integrity.status == "retracted":
        yield "note", f"{{{RETRACTED_NOTE}}}"
    if tags := ", ".join(filter(None, map(_keyword, entry.tags))):
        yield "keywords", f"{{{tags}}}"


def _keyword(tag: str) -> str:
    escaped = escape_latex(tag)
    return f"{{{escaped}}}" if "," in escaped else escaped


def _key(cite_key: str, taken: set[str]) -> str:
    """The key as it can be written, different from all that are `taken` (BibTeX does not tell cases apart)."""
    base = _KEY_HOSTILE.sub("-", cite_key).strip("-") or "work"
    key, count = base, 1
    while key.lower() in taken:
        count += 1
        key = f"{base}-{count}"
    taken.add(key.lower())
    return key


def _missing(entry_type: str, present: Container[str]) -> list[str]:
    missing = [
        " or ".join(wanted)
        for wanted in REQUIRED[entry_type]
        if not any(field in present for field in wanted)
    ]
    if entry_type == "article" and "number" in present and "volume" not in present:
        missing.append("volume")
    return missing


def _lacking(cite_key: str, missing: list[str]) -> Problem:
    return Problem(
        "missing-field",
        f"{cite_key} has no {', no '.join(missing)}: BibTeX will warn about it.",
        hint=f"Add what you know with `silit edit {cite_key}`.",
        key=cite_key,
    )


def _renamed(cite_key: str, key: str) -> Problem:
    return Problem(
        "bad-cite-key",
        f"No .bib file can hold the cite key {cite_key!r} here; it is written as {key}.",
        hint="Cite it by that key in LaTeX.",
        key=cite_key,
    )
