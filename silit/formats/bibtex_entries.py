"""Entries of a .bib file, made from a dialect's table; what the dialects do in the same way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter
from typing import Any

from silit.formats.bibtex_fields import SUBTYPES, Dialect
from silit.formats.bibtex_keys import file_key
from silit.formats.bibtex_notes import notes_as_latex
from silit.formats.bibtex_types import kind_of
from silit.formats.bibtex_values import verbatim
from silit.formats.latex_case import bare_words
from silit.formats.latex_writing import escape_latex, to_latex
from silit.markup import Text, parse_inline
from silit.model.archives import archive_numbers, web_address
from silit.model.entries import Entry
from silit.model.work import Work
from silit.results import Problem, Result

# biblatex makes a command's name of the subtype.
_TYPE_HOSTILE = re.compile(r"[^A-Za-z_-]+")

# Names of fields and their values, with the braces on but for a month's macro, in the order of the file.
Fields = dict[str, str]
# Identifier ("doi:10.1000/x") -> the key of the entry in the same file that it names.
Neighbours = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a dialect writes: its table, the entry type of a work, and the fields of an entry in their order.

    `is_ascii` asks for keys in seven bits.
    """

    dialect: Dialect
    entry_type: Callable[[Work], str]
    fields: Callable[[Entry, str, Neighbours], Fields]
    is_ascii: bool = False


@dataclass(frozen=True, slots=True)
class BibEntry:
    """One entry as it is written: `fields` are names and values with their braces."""

    entry_type: str
    key: str
    fields: Mapping[str, str]
    entry: Entry

    @property
    def text(self) -> str:
        """The entry as it stands in a file, its last line ended."""
        lines = "".join([f",\n\t{name} = {value}" for name, value in self.fields.items()])
        return f"@{self.entry_type}{{{self.key}{lines}\n}}\n"


def written_file(entries: Iterable[Entry], spelling: Spelling) -> Result[str]:
    """The text of a .bib file, an empty line between the entries; problems name what a work lacks and renamed keys."""
    problems: list[Problem] = []
    text = "\n".join([entry.text for entry in _made(entries, spelling, problems)])
    return Result(text, tuple(problems))


def bib_entries(entries: Iterable[Entry], spelling: Spelling) -> Result[tuple[BibEntry, ...]]:
    """The entries in the given order, each with a key of its own.

    A work that lacks what the dialect asks for is made all the same, with one problem `missing-field`; a cite key that no
    .bib file can hold loses its odd characters, with one problem `bad-cite-key`.
    """
    problems: list[Problem] = []
    made = tuple(_made(entries, spelling, problems))
    return Result(made, tuple(problems))


def _made(entries: Iterable[Entry], spelling: Spelling, problems: list[Problem]) -> Iterator[BibEntry]:
    taken: set[str] = set()
    keyed = [(entry, file_key(entry.cite_key, taken, ascii_only=spelling.is_ascii)) for entry in entries]
    neighbours = _neighbours(keyed)
    for entry, key in keyed:
        entry_type = spelling.entry_type(entry.work)
        fields = spelling.fields(entry, entry_type, neighbours)
        if key != entry.cite_key:
            problems.append(_renamed(entry.cite_key, key))
        if missing := _missing(spelling.dialect, entry_type, fields):
            problems.append(_lacking(entry.cite_key, missing, spelling.dialect))
        yield BibEntry(entry_type, key, fields, entry)


def title_fields(work: Work) -> Fields:
    """The title, with braces around what a style must not set in lower case."""
    inlines = parse_inline(work.title) if "<" in work.title else (Text(work.title),)
    title = to_latex(inlines, keep_case=True, bare=bare_words(work))
    return {"title": f"{{{title}}}"} if title else {}


def row_fields(work: Work, dialect: Dialect, entry_type: str) -> Fields:
    """The fields of the table beside the title, in its order."""
    columns, variables = _columns(dialect, entry_type)
    fields: Fields = {}
    for column, value in zip(columns, variables(work), strict=True):
        if value:
            field, to, beside = column
            if written := to(value):
                fields[field] = f"{{{written}}}"
                if beside[0]:
                    fields[beside[0]] = f"{{{beside[1]}}}"
    return fields


def arxiv_fields(work: Work, archive: Fields) -> Fields:
    """`eprint` with the work's number in arXiv, where it has one, and the field of the dialect that says so."""
    number = next((each.value for each in work.other_ids if each.scheme == "arxiv"), "")
    return {"eprint": f"{{{verbatim(number)}}}"} | archive if number else {}


def located(work: Work) -> Work:
    """The work with the page of its number in an archive as its address, where nothing else leads to it: no style makes links
    of such numbers but of arXiv's."""
    numbers = archive_numbers(work)
    if work.url or not numbers or numbers[0].scheme == "arxiv":
        return work
    return replace(work, url=web_address(work))


def subtype_fields(work: Work, entry_type: str, dialect: Dialect, fields: Fields) -> Fields:
    """`entrysubtype` with the CSL type, where the entry type and its other fields would be read as another one."""
    if work.type == dialect.csl_types[entry_type]:
        meanings = {name: value[1:-1] for name, value in fields.items()}
        if work.type == kind_of(entry_type, meanings).csl_type:
            return {}
    subtype = SUBTYPES.get(work.type) or _TYPE_HOSTILE.sub("", work.type)
    return {"entrysubtype": f"{{{subtype}}}"} if subtype else {}


def keyword_fields(entry: Entry) -> Fields:
    """`keywords` with the tags: JabRef makes its groups of them, Zotero its tags, biblatex its filters."""
    tags = ", ".join(filter(None, map(_keyword, entry.tags)))
    return {"keywords": f"{{{tags}}}"} if tags else {}


def note_fields(entry: Entry, name: str) -> Fields:
    """The user's own notes, where the entry has any."""
    notes = notes_as_latex(entry.notes)
    return {name: f"{{{notes}}}"} if notes else {}


_Column = tuple[str, Callable[[Any], str], tuple[str, str]]


@cache
def _columns(
    dialect: Dialect, entry_type: str
) -> tuple[tuple[_Column, ...], Callable[[Work], tuple[Any, ...]]]:
    """What a row needs to be written, for each row of the type, and what gets their variables of a work."""
    rows = tuple(row for row in dialect.rows_for(entry_type) if row.field != "title")
    columns = tuple((row.field, row.to, row.beside) for row in rows)
    return columns, attrgetter(*(row.variable for row in rows))


def _neighbours(keyed: Sequence[tuple[Entry, str]]) -> Neighbours:
    found: dict[str, str] = {}
    if not any(entry.integrity.notices for entry, _ in keyed):
        return found  # nobody asks
    for entry, key in keyed:
        if entry.work.doi:
            found.setdefault(f"doi:{entry.work.doi}", key)
        if entry.work.pmid:
            found.setdefault(f"pmid:{entry.work.pmid}", key)
    return found


def _keyword(tag: str) -> str:
    escaped = escape_latex(tag)
    # Some programs part keywords at semicolons.
    return f"{{{escaped}}}" if "," in escaped or ";" in escaped else escaped


def _missing(dialect: Dialect, entry_type: str, present: Mapping[str, str]) -> list[str]:
    missing = [
        " or ".join(wanted)
        for wanted in dialect.required[entry_type]
        if wanted[0] not in present and not any(field in present for field in wanted)
    ]
    if (
        dialect.name == "bibtex"
        and entry_type == "article"
        and "number" in present
        and "volume" not in present
    ):
        missing.append("volume")
    return missing


def _lacking(cite_key: str, missing: list[str], dialect: Dialect) -> Problem:
    return Problem(
        "missing-field",
        f"{cite_key} has no {', no '.join(missing)}: {dialect.program} will warn about it.",
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
