"""A pasted text as REFs: one a line, or a reference list whose entries are numbered, wrapped, or parted by blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import BinaryIO

from silit.articles.reference_parts import entry_start, is_heading
from silit.errors import UnreadableFormatError
from silit.formats.citation_cleaning import LONGEST
from silit.formats.text_files import LONGEST_LINE, LineTooLongError, text_lines
from silit.model.identifiers import parse_identifier
from silit.services.pasted_lines import FEWEST_WORDS, Line, begins_with_name, goes_on

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Numbers of lists have up to three digits; a year looks like a longer one.
_LATER_NUMBER = re.compile(r"\[?([1-9]\d{3,5})[.)\]]\s+(\S.*)")
# In HTML an entry begins and ends with a tag, not with a line.
_BLOCK = re.compile(
    r"<!--[^<>]{0,500}-->|</?(?:li|p|ol|ul|div|section|h[1-6]|tr|td|table|tbody|blockquote)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
# A Markdown heading is none of the list either.
_COMMENT = re.compile(r"#|//|<!--")


@dataclass(frozen=True, slots=True)
class PastedRef:
    """One REF on one line; `line` is where it began, counted from 1. `apart` are its reference and the identifier on the
    line behind it, which may be that of another paper."""

    text: str
    line: int
    apart: tuple[PastedRef, PastedRef] | None = None


@dataclass(frozen=True, slots=True)
class PastedList:
    """The REFs of a text: its references, its identifiers, and lines that are neither, so that each line is answered for.

    `heading` is that of the list, where only what stands under it was read; `comments` are the lines that begin with "#";
    `repeated` the lines that say what an earlier line says.
    """

    refs: tuple[PastedRef, ...]
    heading: str = ""
    comments: tuple[PastedRef, ...] = ()
    repeated: tuple[PastedRef, ...] = ()

    @property
    def tails(self) -> dict[str, tuple[PastedRef, PastedRef]]:
        """The REFs that end with an identifier on a line of its own, as a reference and an identifier apart."""
        return {ref.text: ref.apart for ref in self.refs if ref.apart}


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
        Line(_CONTROL.sub(" ", piece).strip(), number, piece[:1] in " \t")
        for number, line in enumerate(text.splitlines(), start=1)
        for piece in _BLOCK.split(line)
    ]
    heading = ""
    for index in range(len(lines) - 1, -1, -1):
        if is_heading(lines[index].text) and any(line.text for line in lines[index + 1 :]):
            heading, lines = lines[index].text.strip(" #*_:"), lines[index + 1 :]
            break
    comments = [PastedRef(line.text, line.number) for line in lines if _COMMENT.match(line.text)]
    lines = [line for line in lines if not _COMMENT.match(line.text)]
    first: dict[str, PastedRef] = {}
    repeated: list[PastedRef] = []
    for entry in _entries(lines, is_numbered=_is_numbered(lines)):
        if entry.text in first:
            repeated.append(entry)
        else:
            first[entry.text] = entry
    return PastedList(tuple(first.values()), heading, tuple(comments), tuple(repeated))


def _is_numbered(lines: list[Line]) -> bool:
    """Whether the lines are a list with numbers or bullets: its first line has one and so have others, or numbers follow
    one another."""
    told = [line.text for line in lines if line.text]
    starts = [started for line in told if (started := _started(line)) is not None]
    begun = _started(told[0]) if told else None
    if begun is not None and (len(told) == 1 or len(starts) > 1 or begun[0] == 1):
        return True
    numbers = [number for number, text in starts if number and len(text.split()) >= FEWEST_WORDS]
    return any(after == before + 1 for before, after in pairwise(numbers))


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
    return (start[0], start[2]) if follows or begins_with_name(start[2]) else None


def _entries(lines: list[Line], *, is_numbered: bool) -> Iterator[PastedRef]:
    """The entries; with numbers a blank line may stand inside one, without them it ends it."""
    texts: list[Line] = []
    last = 0
    for line in lines:
        started = _started(line.text, last) if is_numbered and line.text else None
        if started is not None:
            yield from _entry(texts)
            last, text = started
            texts = [replace(line, text=text)]
        elif not line.text and not is_numbered:
            yield from _entry(texts)
            texts = []
        elif line.text:
            if texts and not goes_on(_joined(texts), line, is_numbered=is_numbered):
                yield from _entry(texts)
                texts = []
            texts.append(line)
    yield from _entry(texts)


def _entry(lines: list[Line]) -> Iterator[PastedRef]:
    if not lines:
        return
    text, number = _joined(lines), lines[0].number
    tail = lines[-1]
    if len(lines) > 1 and not tail.is_indented and parse_identifier(tail.text) is not None:
        parts = PastedRef(_joined(lines[:-1]), number), PastedRef(tail.text, tail.number)
        yield PastedRef(text, number, parts)
    else:
        yield PastedRef(text, number)


def _joined(lines: list[Line]) -> str:
    return " ".join(" ".join(line.text for line in lines).split())
