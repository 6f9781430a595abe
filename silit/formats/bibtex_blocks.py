"""A .bib file cut where an entry begins, into pieces that are parsed one after the other in constant memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from silit.errors import UnreadableFormatError
from silit.formats.text_files import GuessedLine

# Characters after which the next entry begins a new piece, and after which no entry of any use has gone on.
_ENOUGH = 1 << 17
_TOO_MUCH = 1 << 22
# In one piece; a file of millions of entry beginnings would take hours.
_MOST_ENTRIES = 20_000
# Where bibtexparser too begins again after a broken entry; BibTeX allows the bracket in the next line.
_START = re.compile(r"\s*@\w*\s*(?:[{(]|$)")
_BRACKET = re.compile(r"\s*[{(]")
# BibTeX allows blanks behind the sign, which bibtexparser does not know. What is no beginning of a block ("@ home (…)") has
# neither a key and a comma behind the bracket, nor one of the three names.
_SPACED_START = re.compile(
    r"(\s*@)[ \t]+(?=\w+\s*[{(]\s*[^\s,={}()\"]*\s*(?:,|$)|(?:string|preamble|comment)\s*[{(])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole entries. `line` is the number of its first line in the file, `guessed` that of the first one that was read
    in a guessed encoding (0 where none was)."""

    text: str
    line: int
    guessed: int = 0


def pieces(lines: Iterable[str]) -> Iterator[Piece]:
    """The file in pieces of about a hundred kilobytes, each from the first line of an entry to the last of another.

    Raises UnreadableFormatError where no entry begins for longer than any entry is.
    """
    kept: list[str] = []
    size, first, guessed = 0, 1, 0
    for number, line in enumerate(lines, 1):
        if "@ " in line or "@\t" in line:
            line = _without_blanks(line)
        if "@" in line and size > _ENOUGH and _START.match(line):
            yield _piece(kept, first, guessed)
            kept, size, first, guessed = [], 0, number, 0
        if isinstance(line, GuessedLine):
            guessed = guessed or number
        if kept and _is_bare_start(kept[-1]) and _BRACKET.match(line):
            kept[-1] += line.lstrip()
            line = ""
        kept.append(line)
        size += len(line) + 1
        # A file all in one line has been measured by whoever read the line.
        if size > _TOO_MUCH and len(kept) > 1:
            raise UnreadableFormatError(
                f"No entry begins in the {size // 1_000_000} million characters after line {first}.",
                hint="It is no BibTeX, or a bracket or quote of the entry there is never closed.",
            )
    if kept:
        yield _piece(kept, first, guessed)


def block_text(lines: Sequence[str], index: int) -> str:
    """The text from line `index` of a piece's lines (the first is 0) to where the next entry begins."""
    end = index + 1
    while end < len(lines) and not _START.match(lines[end]):
        end += 1
    return "\n".join(lines[index:end])


def _without_blanks(line: str) -> str:
    closer = _SPACED_START.sub(r"\1", line, count=1) if _SPACED_START.match(line) else line
    return GuessedLine(closer) if isinstance(line, GuessedLine) else closer


def _piece(lines: Sequence[str], first: int, guessed: int) -> Piece:
    text = "\n".join(lines)
    if text.count("@") > _MOST_ENTRIES:
        raise UnreadableFormatError(f"Line {first} is not BibTeX: it begins an entry at every turn.")
    return Piece(text, first, guessed)


def _is_bare_start(line: str) -> bool:
    return "@" in line and line.strip().startswith("@") and line.strip()[1:].isalpha()
