"""A stream of bytes -> the records that a PubMed XML file holds, one at a time, each as its own bytes.

The file is cut at the tags of its records before it is parsed: a record that is not well-formed loses only itself, what is
kept of a record is exactly what was sent, and memory holds one record at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

from silit.errors import UnreadableFormatError
from silit.formats.byte_streams import utf8_chunks

SETS = (b"PubmedArticleSet", b"PubmedBookArticleSet")
RECORDS = (b"PubmedArticle", b"PubmedBookArticle")

# The largest known PubMed records (thousands of investigators) are near 5 MB.
_LONGEST_RECORD = 1 << 25
_LONGEST_PROLOG = 1 << 20
_LONGEST_TOKEN = 64
# Comments and stray tags between two records; a file of nothing else would take minutes to read to its end.
_MOST_BETWEEN = 100_000
# An end tag in a comment does not end its record; but a comment without an end must not swallow the file.
_MOST_QUOTED_ENDS = 8

_TOKEN = re.compile(
    rb"<!--|<\?|<!DOCTYPE|</?(?:PubmedArticleSet|PubmedBookArticleSet|PubmedArticle|PubmedBookArticle|DeleteCitation)(?=[\s/>])"
)
_ENDS = {b"<!--": b"-->", b"<?": b"?>"}
_END_TAGS = {name: re.compile(rb"</" + name + rb"\s*>") for name in (*RECORDS, b"DeleteCitation")}
_FIRST_ELEMENT = re.compile(rb"<([A-Za-z_][^\s/>]*)")
_QUOTED = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)

HINT = "PubMed XML has the root PubmedArticleSet: PubMed's EFetch with retmode=xml, or an NLM baseline file."


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of the file: a whole `record`, a `deleted` list, `broken` (a record without its end) or `stray` bytes."""

    kind: Literal["record", "deleted", "broken", "stray"]
    raw: bytes


def pieces(stream: BinaryIO) -> Iterator[Piece]:
    """The parts of a PubMed XML file (plain or gzip, any encoding), in order.

    Raises UnreadableFormatError for what is not PubMed XML at all or declares entities, and, after everything
    that is whole was given, for a file that ends before its root closes.
    """
    return _Splitter(utf8_chunks(stream)).pieces()


class _Splitter:
    """Cuts a stream of UTF-8 chunks at the tags of its records."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._buffer = b""
        self._at = 0  # everything before this position was taken
        self._root_seen = False
        self._root_open = False
        self._given = 0
        self._between = 0

    def pieces(self) -> Iterator[Piece]:
        while True:
            token = self._next_token()
            skipped = self._take_to(token.start() if token else len(self._buffer))
            if skipped and not skipped.isspace():
                if not self._root_seen:
                    raise _not_pubmed(skipped)
                if token is None and self._root_open:
                    break  # it is the start of what was cut off
                yield Piece("stray", skipped)
            if token is None:
                break
            piece = self._consume(token.group())
            self._between = 0 if piece and piece.kind == "record" else self._between + 1
            if self._between > _MOST_BETWEEN:
                raise UnreadableFormatError("There are no PubMed records in it.", hint=HINT)
            if piece is not None:
                self._given += piece.kind == "record"
                yield piece
        if not self._root_seen:
            raise UnreadableFormatError("There is no XML in it: it is empty.", hint=HINT)
        if self._root_open:
            raise self._cut_short()

    def _next_token(self) -> re.Match[bytes] | None:
        """The next tag or declaration that matters; it starts at or after the current position."""
        seen = 0
        while (found := _TOKEN.search(self._buffer, self._at + seen)) is None:
            waiting = len(self._buffer) - self._at
            seen = max(0, waiting - _LONGEST_TOKEN)
            if not self._root_seen and _FIRST_ELEMENT.search(self._buffer, self._at, self._at + seen):
                raise _not_pubmed(self._buffer[self._at :])
            if waiting > _LONGEST_RECORD:
                raise UnreadableFormatError("There are no PubMed records in it.", hint=HINT)
            if not self._more():
                return None
        return found

    def _consume(self, token: bytes) -> Piece | None:
        if token == b"<!DOCTYPE":
            self._take_document_type()
            return None
        if token in _ENDS:
            self._take_through(_ENDS[token], _LONGEST_RECORD)
            return None
        tag = self._take_through(b">", _LONGEST_PROLOG)
        closes, name = token.startswith(b"</"), token.lstrip(b"</")
        if name in SETS:
            self._root_seen = True
            self._root_open = not (closes or tag.endswith(b"/>"))
            return None
        if closes:
            return Piece("stray", tag)
        self._root_seen = True
        if tag.endswith(b"/>"):
            return Piece("broken", tag) if name in RECORDS else None
        return self._take_element(name, tag)

    def _take_element(self, name: bytes, opening: bytes) -> Piece:
        """The rest of an element whose start tag was taken: up to where the next one opens when its own end is missing."""
        seen = first = 0
        for _ in range(_MOST_QUOTED_ENDS):
            end = self._find_end_tag(name, seen)
            if end is None:
                break
            seen = end.end() - self._at
            first = first or seen
            body = self._buffer[self._at : end.start()]
            markup = body
            if b"!" in body and b"<!" in body:  # "!" alone is found ten times as fast
                markup = _QUOTED.sub(b"", body)
                if b"<!--" in markup or b"<![CDATA[" in markup:
                    continue  # the end tag found stands in a comment or a CDATA section
            reopening = b"<" + name + b">"
            if reopening in markup:
                return Piece("broken", opening + self._take_to(self._at + body.index(reopening)))
            kind: Literal["deleted", "record"] = "deleted" if name == b"DeleteCitation" else "record"
            return Piece(kind, opening + self._take_to(end.end()))
        if not first:
            raise self._cut_short()
        return Piece("broken", opening + self._take_to(self._at + first))

    def _find_end_tag(self, name: bytes, seen: int) -> re.Match[bytes] | None:
        """The first end tag of `name` that starts `seen` bytes or more after the current position; None at the file's end."""
        literal, pattern = b"</" + name, _END_TAGS[name]
        while True:
            found = self._buffer.find(literal, self._at + seen)
            while found >= 0:
                if end := pattern.match(self._buffer, found):
                    return end
                found = self._buffer.find(literal, found + 1)
            waiting = len(self._buffer) - self._at
            seen = max(seen, waiting - _LONGEST_TOKEN)
            if waiting > _LONGEST_RECORD:
                raise UnreadableFormatError(f"The record after record {self._given} has no end.", hint=HINT)
            if not self._more():
                return None

    def _take_document_type(self) -> None:
        depth = length = 0
        while length < _LONGEST_PROLOG:
            text = self._take_through(b">", _LONGEST_PROLOG)
            _refuse_entities(text)
            depth += text.count(b"[") - text.count(b"]")
            length += len(text)
            if depth <= 0:
                return

    def _take_through(self, end: bytes, limit: int) -> bytes:
        seen = 0
        while (found := self._buffer.find(end, self._at + seen)) < 0:
            waiting = len(self._buffer) - self._at
            seen = max(0, waiting - len(end))
            if waiting > limit or not self._more():
                if self._root_seen:
                    raise self._cut_short()
                raise UnreadableFormatError("The XML ends before its first element.", hint=HINT)
        return self._take_to(found + len(end))

    def _take_to(self, end: int) -> bytes:
        taken = self._buffer[self._at : end]
        self._at = end
        return taken

    def _more(self) -> bool:
        chunk = next(self._chunks, b"")
        self._buffer = self._buffer[self._at :] + chunk
        self._at = 0
        return bool(chunk)

    def _cut_short(self) -> UnreadableFormatError:
        read = f"{self._given} record{'' if self._given == 1 else 's'} read before that"
        return UnreadableFormatError(
            f"The PubMed XML is cut off before its end ({read}).", hint="Fetch or download it again."
        )


def _refuse_entities(text: bytes) -> None:
    if b"<!ENTITY" in text:
        raise UnreadableFormatError(
            "The XML declares entities, which PubMed never does and silit does not expand.",
            hint="Get the file from PubMed itself.",
        )


def _not_pubmed(text: bytes) -> UnreadableFormatError:
    element = _FIRST_ELEMENT.search(text)
    if element is None or text.lstrip()[:1] != b"<":
        return UnreadableFormatError("It is not XML.", hint=HINT)
    name = element.group(1).decode("utf-8", "replace")
    if name.lower() == "html":
        return UnreadableFormatError("It is a web page, not PubMed XML.", hint=HINT)
    said = re.search(rb"<ERROR>([^<]{1,300})</ERROR>", text, re.IGNORECASE)
    told = f": {said.group(1).decode('utf-8', 'replace').strip()}" if said else ""
    return UnreadableFormatError(f"Its root is <{name[:80]}>, not <PubmedArticleSet>{told}.", hint=HINT)
