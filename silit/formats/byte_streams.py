"""A file's bytes as UTF-8 chunks: decompressed, and out of whatever encoding the file declares."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from silit.errors import UnreadableFormatError

_CHUNK = 1 << 17
_HEAD = 1024
_GZIP = b"\x1f\x8b"
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# UTF-32's mark begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def utf8_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The text of an XML file in UTF-8 without a byte order mark, chunk by chunk; gzip is told by its first two bytes (RFC 1952).

    Bytes that a declared encoding other than UTF-8 does not have become U+FFFD. Raises UnreadableFormatError for a
    damaged or cut gzip file, and for an unknown encoding.
    """
    chunks = plain_chunks(stream)
    first = b""
    while len(first) < _HEAD and (chunk := next(chunks, b"")):
        first += chunk
    mark, encoding = _encoding(first)
    first = first.removeprefix(mark)
    if encoding in ("utf-8", "ascii"):
        yield from _nonempty(first)
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    yield from _nonempty(decoder.decode(first).encode("utf-8", "replace"))
    for chunk in chunks:
        yield from _nonempty(decoder.decode(chunk).encode("utf-8", "replace"))
    yield from _nonempty(decoder.decode(b"", final=True).encode("utf-8", "replace"))


def plain_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The file's bytes, chunk by chunk, decompressed where it begins as gzip does.

    Raises UnreadableFormatError for a damaged or cut gzip file.
    """
    first = stream.read(_CHUNK)
    while first and len(first) < len(_GZIP) and (more := stream.read(_CHUNK)):
        first += more
    if first.startswith(_GZIP):
        yield from _decompressed(first, stream)
        return
    while first:
        yield first
        first = stream.read(_CHUNK)


def _decompressed(data: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Every member of a gzip file in turn; what comes after the last one is left aside, as gzip(1) does."""
    member = zlib.decompressobj(wbits=31)
    while data:
        try:
            yield from _nonempty(member.decompress(data, _CHUNK))
        except zlib.error as error:
            raise UnreadableFormatError("The gzip file is damaged.", hint="Download it again.") from error
        data = member.unconsumed_tail
        if member.eof:
            data = member.unused_data.lstrip(b"\0") or stream.read(_CHUNK).lstrip(b"\0")
            if not data or not _GZIP.startswith(data[: len(_GZIP)]):
                return
            member = zlib.decompressobj(wbits=31)
        elif not data:
            data = stream.read(_CHUNK)
    if not member.eof:
        raise UnreadableFormatError("The gzip file is cut off before its end.", hint="Download it again.")


def _nonempty(chunk: bytes) -> Iterator[bytes]:
    if chunk:
        yield chunk


def _encoding(head: bytes) -> tuple[bytes, str]:
    """The byte order mark and the Python codec of a file that begins with `head`."""
    for mark, name in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return mark, name
    declared = _DECLARED.match(head)
    if declared is None:
        return b"", "utf-8"
    encoding = declared.group(1).decode("ascii")
    try:
        # Finds character encodings only: "rot13" and "base64" are codecs too.
        "".encode(encoding)
        return b"", codecs.lookup(encoding).name
    except LookupError as error:
        raise UnreadableFormatError(f"Its encoding {encoding!r} is unknown.") from error
