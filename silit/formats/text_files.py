"""A text file's lines as text, in constant memory, whatever encoding and line ends the file has."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from silit.errors import UnreadableFormatError
from silit.formats.byte_streams import BYTE_ORDER_MARKS, plain_chunks

# No bibliography has a longer line; without a limit, a gigabyte of one line would have to be held in memory.
LONGEST_LINE = 1 << 23
_HEAD = 4096
# What a text file has beside printable characters: tab, line ends, form feed, DOS' end of file, escape.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_BINARY_STARTS = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"SQLite format 3")


class LineTooLongError(UnreadableFormatError):
    """A line of more than LONGEST_LINE bytes."""


class GuessedLine(str):
    """A line whose bytes are not UTF-8 and were read as Windows-1252: its letters beyond ASCII may be wrong."""

    __slots__ = ()


def text_lines(stream: BinaryIO) -> Iterator[str]:
    r"""The lines of a text file without their line ends (`\n`, `\r\n` or `\r`) and without a byte order mark.

    gzip is told by its first two bytes. UTF-8, UTF-16 and UTF-32 are told by their byte order mark, UTF-16 without one
    by its zeros. Any other file is UTF-8, and each line that is not is read as Windows-1252 on its own, as files that
    were put together from several often need it: such a line is a GuessedLine.

    Raises UnreadableFormatError for a damaged gzip file, for a file that is not text (NUL bytes, many control
    characters), and LineTooLongError for a line of more than LONGEST_LINE bytes; the lines before it have been given by then.
    """
    for lines in _split(_utf8(stream)):
        if b"\0" in lines:
            raise _not_text()
        yield from _decoded(lines)


def _utf8(stream: BinaryIO) -> Iterator[bytes]:
    """The file's bytes; out of UTF-16 and UTF-32 into UTF-8."""
    chunks = plain_chunks(stream)
    first = b""
    while len(first) < _HEAD and (chunk := next(chunks, b"")):
        first += chunk
    mark, encoding = _encoding(first)
    first = first.removeprefix(mark)
    if encoding == "utf-8":
        _refuse_binary(first[:_HEAD])
        yield first
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    yield decoder.decode(first).encode("utf-8", "replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def _encoding(head: bytes) -> tuple[bytes, str]:
    for mark, name in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return mark, name
    even, odd = head[0:_HEAD:2], head[1:_HEAD:2]
    for zeros, letters, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros.count(0) * 2 > len(zeros) and not letters.count(0):
            return b"", name
    return b"", "utf-8"


def _refuse_binary(head: bytes) -> None:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if head.startswith(_BINARY_STARTS) or controls * 20 > len(head):
        raise _not_text()


def _split(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Bytes that are whole lines, each ended with a line feed; the last one of the file may have no end."""
    kept = b""
    for chunk in chunks:
        text = kept + chunk
        # A carriage return at the very end may be the first half of a line end.
        held = b"\r" if text.endswith(b"\r") else b""
        text = text.removesuffix(held) if held else text
        if b"\r" in text:
            text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        end = text.rfind(b"\n") + 1
        if end:
            _refuse_long(text[:end])
            yield text[:end]
        kept = text[end:] + held
        if len(kept) > LONGEST_LINE:
            raise _too_long()
    if kept:
        yield kept.removesuffix(b"\r")


def _refuse_long(lines: bytes) -> None:
    if len(lines) > LONGEST_LINE and max(map(len, lines.split(b"\n"))) > LONGEST_LINE:
        raise _too_long()


def _decoded(lines: bytes) -> Iterator[str]:
    try:
        yield from lines.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        for line in lines.removesuffix(b"\n").split(b"\n"):
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError:
                yield GuessedLine(line.decode("cp1252", "replace"))


def _not_text() -> UnreadableFormatError:
    return UnreadableFormatError(
        "The file is not text.", hint="Export it from your reference manager as text, and give that file."
    )


def _too_long() -> LineTooLongError:
    return LineTooLongError(
        f"A line of the file is longer than {LONGEST_LINE // 1_000_000} million characters: it is no bibliography.",
        hint="Export it again from your reference manager.",
    )
