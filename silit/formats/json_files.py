"""JSON files of every shape in which records come: one value, a list, or one value a line."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from json import JSONDecodeError
from typing import BinaryIO

from silit.errors import UnreadableFormatError
from silit.formats.byte_streams import utf8_chunks
from silit.formats.json_faults import WHAT_TO_DO, BrokenJson, reason_of
from silit.formats.json_values import DECODER
from silit.results import Problem

_FIRST_READ = 1 << 17
_BLANKS = re.compile(r"[ \t\r\n]*")
_BLANKS_AND_COMMAS = re.compile(r"[ \t\r\n,]*")
# Of objects, lists, texts, numbers, and true, false, null, NaN and Infinity.
_BEGINNINGS = tuple('{["-0123456789tfnNI')
# No list of papers holds one value so long; it would have to be held in memory.
_LONGEST_VALUE = 1 << 25
# Nor one of so many parts: an empty object takes 64 bytes of memory, but only three characters of the file.
_MOST_PARTS = 1 << 20
# So many empty values on end are no gap in a list of papers.
_MOST_EMPTY = 10_000
# An error this near to the end of what was read may only mean that the rest is missing (the longest escape: \ud83d\ude00).
_NEAR_THE_END = 16


@dataclass(frozen=True, slots=True)
class JsonValue:
    """One value of a file and the line it starts in, or the problem that stands in its place."""

    value: object
    line: int
    problem: Problem | None = None


def read_values(stream: BinaryIO) -> Iterator[JsonValue]:
    """The elements of the list that a file holds, or else its values one after the other (one, or one a line).

    Read in pieces, so that a long list does not fill the memory. A broken line is a problem in its place; a list is
    read up to where it breaks. UnreadableFormatError when nothing in the file can be read, and where 10,000 values on end
    are no objects with something in them.
    """
    text = _Text(stream)
    text.skip(_BLANKS)
    if not text.begins_value():
        raise UnreadableFormatError(
            "It is not JSON.",
            hint="JSON of papers begins with [ or {: CSL-JSON of a reference manager, or an answer of Crossref's.",
        )
    empty = 0
    for found in _elements(text) if text.next_is("[") else _one_after_the_other(text):
        empty = 0 if found.problem or _holds_something(found.value) else empty + 1
        if empty == _MOST_EMPTY:
            message = f"{_MOST_EMPTY:,} values on end, up to line {found.line:,}, describe nothing."
            raise UnreadableFormatError(message, hint="Get the file again from the program that wrote it.")
        yield found


def _holds_something(value: object) -> bool:
    return bool(value) and isinstance(value, dict | list)


def _elements(text: _Text) -> Iterator[JsonValue]:
    text.drop(1)
    read = 0
    while True:
        text.skip(_BLANKS_AND_COMMAS)
        if text.next_is("]"):
            return
        line = text.line
        try:
            value = text.take_value()
        except BrokenJson as error:
            if not read:
                raise _unreadable(error) from error
            message = f"The list breaks off in {error.place}: {error.reason}."
            hint = "What stands before was read; mend that place for the rest, or get the file again."
            yield JsonValue(None, line, Problem("broken-json", message, hint, line=error.line))
            return
        read += 1
        yield JsonValue(value, line)


def _one_after_the_other(text: _Text) -> Iterator[JsonValue]:
    broken: list[JsonValue] = []
    read = 0
    first_error: BrokenJson | None = None
    while not text.at_end():
        line = text.line
        try:
            value = text.take_value()
        except BrokenJson as error:
            first_error = first_error or error
            behind = f"What begins in line {line} is no JSON in {error.place}: {error.reason}."
            message = str(error) if error.line == line else behind
            problem = Problem("broken-json", message, WHAT_TO_DO, line=line)
            broken.append(JsonValue(None, line, problem))
            text.skip_to_next_object()
        else:
            # A file in which nothing can be read is not a file with problems.
            yield from broken
            broken.clear()
            read += 1
            yield JsonValue(value, line)
        text.skip(_BLANKS)
    if first_error and not read:
        raise _unreadable(first_error)
    if not read:
        raise UnreadableFormatError("The file is empty.", hint="Get it again from the program that wrote it.")
    yield from broken


def _unreadable(error: BrokenJson) -> UnreadableFormatError:
    return UnreadableFormatError(str(error), hint=WHAT_TO_DO)


class _Text:
    """The text of a file with a place in it; what lies behind is forgotten."""

    def __init__(self, stream: BinaryIO) -> None:
        self._chunks = utf8_chunks(stream)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._buffer = ""
        self._position = 0
        self._ended = False
        self.line = 1
        self._column = 1

    def at_end(self) -> bool:
        return not self.next_is("")

    def next_is(self, character: str) -> bool:
        """Whether `character` comes next; with "", whether anything does."""
        while self._position >= len(self._buffer) and self._read(1):
            pass
        return self._position < len(self._buffer) and self._buffer.startswith(character, self._position)

    def begins_value(self) -> bool:
        """Whether what comes next may be JSON (RFC 8259, 2); at the end of the file, too."""
        return any(map(self.next_is, _BEGINNINGS)) or self.at_end()

    def drop(self, count: int) -> None:
        self.line, self._column = self._place(self._position + count)
        self._position += count

    def _place(self, index: int) -> tuple[int, int]:
        """The line and the column of a place in the buffer, at or behind the present one."""
        breaks = self._buffer.count("\n", self._position, index)
        if breaks:
            return self.line + breaks, index - self._buffer.rindex("\n", self._position, index)
        return self.line, self._column + index - self._position

    def _broken(self, reason: str, index: int | None = None) -> BrokenJson:
        return BrokenJson(*self._place(self._position if index is None else index), reason)

    def skip(self, characters: re.Pattern[str]) -> None:
        while not self.at_end():
            found = characters.match(self._buffer, self._position)
            end = found.end() if found else self._position
            self.drop(end - self._position)
            if self._position < len(self._buffer):
                return

    def skip_to_next_object(self) -> None:
        """Goes to the next line that begins with "{", or to the end. UnreadableFormatError where neither is near."""
        passed = 0
        while passed <= _LONGEST_VALUE:
            found = self._buffer.find("\n{", self._position)
            if found >= 0:
                self.drop(found + 1 - self._position)
                return
            # The line break may be the last character that was read.
            behind = max(len(self._buffer) - 1 - self._position, 0)
            passed += behind
            self.drop(behind)
            if not self._read(1):
                self.drop(len(self._buffer) - self._position)
                return
        raise _unreadable(self._broken(f"no value begins in {_LONGEST_VALUE:,} characters"))

    def take_value(self) -> object:
        """The JSON value that comes next. BrokenJson where there is none."""
        wanted = _FIRST_READ
        while True:
            try:
                value, end = DECODER.raw_decode(self._buffer, self._position)
            except RecursionError as error:
                raise self._broken("the value is nested too deeply") from error
            except JSONDecodeError as error:
                unended = error.msg.startswith("Unterminated")
                at_end = not self._buffer[error.pos :].strip()
                broken = self._broken(reason_of(error, at_end=at_end), error.pos)
                if not unended and error.pos < len(self._buffer) - _NEAR_THE_END:
                    raise broken from error
                if len(self._buffer) - self._position > _LONGEST_VALUE:
                    raise self._broken(f"the value is longer than {_LONGEST_VALUE:,} characters") from error
                if self._parts() > _MOST_PARTS:
                    raise self._broken(f"the value has more than {_MOST_PARTS:,} parts") from error
                if not self._read(wanted):
                    raise broken from error
            else:
                # A number at the very end of what was read may go on.
                if end < len(self._buffer) or not self._read(wanted):
                    self.drop(end - self._position)
                    return value
            # Twice as much each time: a long value is not parsed from its start again and again.
            wanted *= 2

    def _parts(self) -> int:
        """How many objects and lists begin in what was read; those in texts count too."""
        return self._buffer.count("{", self._position) + self._buffer.count("[", self._position)

    def _read(self, wanted: int) -> bool:
        """Adds at least `wanted` characters where the file has them; whether anything came."""
        pieces = []
        count = 0
        while count < wanted and not self._ended:
            chunk = next(self._chunks, b"")
            self._ended = not chunk
            pieces.append(self._decoder.decode(chunk, final=self._ended))
            count += len(pieces[-1])
        self._buffer = self._buffer[self._position :] + "".join(pieces)
        self._position = 0
        return count > 0
