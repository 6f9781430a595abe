"""The same files in seven bits: for classic BibTeX, pdfTeX and programs that know no Unicode."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from silit.formats import biblatex, bibtex
from silit.formats.bibtex_entries import BibEntry, Fields, Neighbours, Spelling, bib_entries
from silit.formats.latex_ascii import to_ascii, without_command
from silit.model.entries import Entry
from silit.results import Problem, Result

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def write(entries: Iterable[Entry]) -> Result[str]:
    """What `bibtex.write` makes, with accents and signs as LaTeX commands and addresses percent-encoded.

    A sign without a command is written as its number, with one problem `no-latex-command` for its work.
    """
    return _written(entries, SPELLING)


def write_biblatex(entries: Iterable[Entry]) -> Result[str]:
    """The same of `biblatex.write`."""
    return _written(entries, BIBLATEX_SPELLING)


def ascii_spelling(spelling: Spelling) -> Spelling:
    """`spelling` with every value in seven bits."""
    plain = {row.field for row in spelling.dialect.rows if row.is_plain}

    def fields(entry: Entry, entry_type: str, neighbours: Neighbours) -> Fields:
        return {
            name: value if value.isascii() else _percent(value) if name in plain else to_ascii(value)
            for name, value in spelling.fields(entry, entry_type, neighbours).items()
        }

    return replace(spelling, fields=fields, is_ascii=True)


def unprintable(entries: Iterable[BibEntry]) -> Iterable[Problem]:
    """One problem `no-latex-command` for each entry with signs that only XeTeX and LuaTeX print."""
    for entry in entries:
        if signs := without_command("".join(entry.fields.values())):
            yield Problem(
                "no-latex-command",
                f"LaTeX has no command for {signs} in {entry.entry.cite_key}; written by number, as XeLaTeX and LuaLaTeX print it.",
                hint="For those, and for biber, export without --ascii.",
                key=entry.entry.cite_key,
            )


def _written(entries: Iterable[Entry], spelling: Spelling) -> Result[str]:
    made = bib_entries(entries, spelling)
    text = "\n".join([entry.text for entry in made.value])
    return Result(text, (*made.problems, *unprintable(made.value)))


def _percent(address: str) -> str:
    return _BEYOND_ASCII.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8")), address
    )


SPELLING = ascii_spelling(bibtex.SPELLING)
BIBLATEX_SPELLING = ascii_spelling(biblatex.SPELLING)
