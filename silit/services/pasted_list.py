"""A pasted text as REFs: one a line, or a reference list whose entries are numbered, wrapped, or parted by blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from silit.articles.reference_parts import entry_start, is_heading
from silit.errors import UnreadableFormatError
from silit.formats.citation_cleaning import LONGEST
from silit.formats.text_files import LONGEST_LINE, LineTooLongError, text_lines
from silit.model.identifiers import find_identifiers, parse_identifier

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# How a new entry begins where nothing numbers it: a family name, then initials or a given name behind a comma.
_NAME = re.compile(
    r"(?:[a-zß-ÿ']{1,4} ){0,3}[^\W\d_a-zß-öø-ÿ][\w'’-]+(?: [^\W\d_a-zß-öø-ÿ][\w'’-]+){0,2}(?:,? (?:[^\W\d_a-zß-öø-ÿ]{1,4}\b|[^\W\d_a-zß-öø-ÿ]\.)|, [^\W\d_a-zß-öø-ÿ])"
)
# Numbers of lists have up to three digits; a year looks like a longer one.
_LATER_NUMBER = re.compile(r"\[?([1-9]\d{3,5})[.)\]]\s+(\S.*)")
_ENDS_WHOLE = re.compile(r"[.)\]\d/]$")
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class PastedRef:
    """One REF on one line; `line` is where it began, counted from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class PastedList:
    """The REFs of a text. `heading` is that of the list, where only what stands under it was read."""

    refs: tuple[PastedRef, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    is_indented: bool


def pasted_text(stream: BinaryIO) -> str:
    """The text of a list in UTF-8, UTF-16 or Windows-1252; UnreadableFormatError when it is no text, or one endless line."""
    try:
        return "\n".join(text_lines(stream))
    except LineTooLongError as error:
        raise UnreadableFormatError(
            f"A line of the list is longer than {LONGEST_LINE // 1_000_000} million characters: it is no reference.",
            hint=f"Give each reference a line of its own, of up to {LONGEST:,} characters.",
        ) from error
    except UnreadableFormatError as error:
        raise UnreadableFormatError(
            "The list is not text.", hint="Save it as plain text, and give that: silit add - < list.txt"
        ) from error


def refs_in(text: str) -> PastedList:
    """The REFs, each once, in their order; of an article only the list under its last heading such as "References"."""
    lines = [
        _Line(_CONTROL.sub(" ", line).strip(), number, line[:1] in " \t")
        for number, line in enumerate(text.splitlines(), start=1)
    ]
    heading = ""
    for index in range(len(lines) - 1, -1, -1):
        if is_heading(lines[index].text) and any(line.text for line in lines[index + 1 :]):
            heading, lines = lines[index].text.strip(" #*_:"), lines[index + 1 :]
            break
    entries = _numbered(lines) if _is_numbered(lines) else _unnumbered(lines)
    first: dict[str, PastedRef] = {}
    for entry in entries:
        first.setdefault(entry.text, entry)
    return PastedList(tuple(first.values()), heading)


def _is_numbered(lines: list[_Line]) -> bool:
    """Whether the lines are a list with numbers or bullets: its first line has one, and so have others."""
    told = [line for line in lines if line.text]
    if not told or _started(told[0].text) is None:
        return False
    return len(told) == 1 or sum(_started(line.text) is not None for line in told) > 1


def _started(line: str, last: int = 0) -> tuple[int, str] | None:
    """The number of an entry (that of the `last` one for a bullet) and what stands behind it.

    A wrapped line may begin with a page or a year ("97. doi:…"): a number that does not follow the last one has to be
    followed by what begins a reference.
    """
    if parse_identifier(line) is not None:
        return None
    if later := _LATER_NUMBER.match(line):
        return (int(later[1]), later[2]) if int(later[1]) == last + 1 else None
    start = entry_start(line)
    if start is None or start[0] is None:
        return None if start is None else (last, start[2])
    follows = not last or start[0] == last + 1
    return (start[0], start[2]) if follows or _NAME.match(start[2]) else None


def _numbered(lines: list[_Line]) -> Iterator[PastedRef]:
    texts: list[str] = []
    number = last = 0
    for line in lines:
        started = _started(line.text, last) if line.text else None
        if started is not None:
            yield from _entry(texts, number)
            last, text = started
            texts, number = [text], line.number
        elif line.text:
            texts.append(line.text)
    yield from _entry(texts, number)


def _unnumbered(lines: list[_Line]) -> Iterator[PastedRef]:
    texts: list[str] = []
    number = 0
    for line in lines:
        if not line.text or not texts or not _goes_on(" ".join(texts), line):
            yield from _entry(texts, number)
            texts, number = [], line.number
        if line.text:
            texts.append(line.text)
    yield from _entry(texts, number)


def _goes_on(before: str, line: _Line) -> bool:
    """Whether a line is the rest of a wrapped entry."""
    if parse_identifier(before) is not None or len(before) > LONGEST:
        return False
    words = before.split()
    if len(words) < _FEWEST_WORDS:
        return line.is_indented
    if parse_identifier(line.text) is not None and not line.is_indented:
        return False
    is_whole = bool(_YEAR.search(before) or find_identifiers(before)) and bool(_ENDS_WHOLE.search(before))
    if is_whole and _NAME.match(line.text):
        return False
    return not is_whole or line.is_indented or line.text[:1].islower() or not _could_begin(line.text)


def _could_begin(text: str) -> bool:
    """Whether a line after a whole entry is long enough to be one of its own."""
    return len(text.split()) >= _FEWEST_WORDS and bool(_YEAR.search(text) or find_identifiers(text))


def _entry(texts: list[str], number: int) -> Iterator[PastedRef]:
    if texts:
        yield PastedRef(" ".join(" ".join(texts).split()), number)
