"""Which format a file is in, by its content; its name says nothing."""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

from silit.errors import UnreadableFormatError

_LOOKED_AT = 64 * 1024
_GZIP = b"\x1f\x8b"
_PUBMED = re.compile(rb"<(PubmedArticleSet|PubmedArticle|PubmedBookArticle|PubmedBookArticleSet)[\s>]")
_CROSSREF = re.compile(
    rb'"message-type"|"indexed"\s*:|"is-referenced-by-count"|"reference-count"|"content-domain"|"DOI"\s*:.*"container-title"\s*:\s*\[',
    re.DOTALL,
)


def detect(stream: BinaryIO) -> str:
    """The name of the import format of `stream`, which is left where it was. UnreadableFormatError when none fits."""
    start = stream.tell()
    head = stream.read(_LOOKED_AT)
    stream.seek(start)
    if head[:2] == _GZIP:
        head = _unpacked(head)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        raise UnreadableFormatError("The file is empty.")
    if text.startswith(b"<"):
        if _PUBMED.search(text):
            return "pubmed-xml"
        raise UnreadableFormatError(
            "It is XML or HTML, but not PubMed's.",
            hint="In PubMed choose Save, format PubMed XML… or fetch it with `silit add`.",
        )
    if text[:1] in (b"{", b"["):
        return "crossref-json" if _CROSSREF.search(text) else "csl-json"
    raise UnreadableFormatError(
        "It is in none of the formats that silit reads.",
        hint="silit reads PubMed XML, Crossref JSON and CSL-JSON.",
    )


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, _LOOKED_AT)
    except zlib.error as error:
        raise UnreadableFormatError("It looks like a gzip file, but cannot be unpacked.") from error
