r"""The user's notes about a work in one field of a .bib file: `---` alone on a line parts two notes, `\newline{}` ends a line.

`latex_writing` keeps the hyphens of a note apart, so that none of its own lines is taken for such a border.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from silit.formats.bibtex_values import unlike_fields
from silit.formats.latex_reading import latex_paragraphs, plain_from_latex
from silit.formats.latex_writing import escape_latex

_BORDER = "\n\n---\n\n"
_BORDERS = re.compile(r"^[ \t\r]*---[ \t\r]*$", re.MULTILINE)
# Without the empty group, a bracket that begins the next line would be an argument.
_LINE_END = "\\newline{}\n"
_LINE_ENDS = re.compile(r"\\(?:newline(?![A-Za-z])|\\(?:\*|\[[^\]\n]*\])?)")
_LINE_BREAKS = re.compile(r"\n+")


def notes_as_latex(notes: Iterable[str]) -> str:
    """The notes, their paragraphs and lines apart, as the value of one field; "" without any."""
    return unlike_fields(_BORDER.join(filter(None, map(_note_as_latex, notes))))


def notes_from_latex(latex: str) -> tuple[str, ...]:
    """The notes in a field as plain text, their paragraphs parted by an empty line."""
    return tuple(filter(None, map(_note_from_latex, _BORDERS.split(latex))))


def _note_as_latex(note: str) -> str:
    lines = note.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = "\n".join(map(escape_latex, lines)).strip("\n")
    return _LINE_BREAKS.sub(lambda breaks: "\n\n" if len(breaks[0]) > 1 else _LINE_END, text)


def _note_from_latex(latex: str) -> str:
    paragraphs = (_LINE_ENDS.split(part) for part in latex_paragraphs(latex))
    return "\n\n".join(
        filter(None, ("\n".join(filter(None, map(plain_from_latex, lines))) for lines in paragraphs))
    )
