"""Who made a work: the people and groups in the name fields of an entry."""

from __future__ import annotations

from dataclasses import dataclass

from silit.formats.bibtex_found import Found
from silit.formats.bibtex_name_reading import NamesRead, names_from
from silit.formats.latex_reading import from_latex
from silit.model.names import Name

_EDITORS = ("editor", "editora", "editorb", "editorc", "namea")


@dataclass(frozen=True, slots=True)
class People:
    """The people of a work by what they did; `is_whole` tells whether all its authors are there."""

    author: tuple[Name, ...]
    editor: tuple[Name, ...]
    translator: tuple[Name, ...]
    is_whole: bool


def people_of(entry: Found) -> People:
    """The people that the entry names. Adds to its problems where names are not parted as BibTeX wants it."""
    fields = entry.fields
    author = _first(entry, "author", "namec")
    by_role: dict[str, list[Name]] = {"editor": [], "translator": [], "director": []}
    for name in _EDITORS:
        if fields.get(name):
            role = from_latex(fields.get(f"{name}type", "")).lower()
            by_role[role if role in by_role else "editor"] += _first(entry, name).names
    translators = _first(entry, "translator", "nameb").names
    authors = author.names or _first(entry, "director").names or tuple(by_role["director"])
    return People(authors, tuple(by_role["editor"]), (*translators, *by_role["translator"]), author.is_whole)


def _first(entry: Found, *names: str) -> NamesRead:
    """The names in the first of these fields that has some."""
    name = next((name for name in names if entry.fields.get(name)), "")
    read = names_from(entry.fields.get(name, ""))
    if not (read.is_mended or read.is_doubtful):
        return read
    shown = " ".join(entry.fields.get(name, "").split())[:60]
    hint = 'Part them by "and": Smith, J. and Jones, B.'
    if read.is_doubtful:
        count = "one" if len(read.names) == 1 else len(read.names)
        message = f"`{name}` of {entry.name} is read as {count}, and may name others: {shown!r}"
        entry.tell("doubtful-names", message, hint)
    else:
        what = f"{len(read.names)} name{'s' * (len(read.names) != 1)}{'' if read.is_whole else ' and others'}"
        entry.tell("mended-names", f"`{name}` of {entry.name} is read as {what}: {shown!r}", hint)
    return read
