"""Which format a file is in, by its content; its name says nothing."""

from __future__ import annotations

import re
from io import BytesIO
from typing import BinaryIO

from silit.errors import UnreadableFormatError
from silit.formats.byte_streams import utf8_chunks

# So much of a file tells its format.
HEAD = 64 * 1024
_PUBMED = re.compile(rb"<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle|PubmedBookArticleSet)[\s>/]")
_WEB_PAGE = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_MESSAGE = re.compile(rb'"message-type"\s*:')
# Crossref's REST API gives lists of titles, CSL-JSON (also Crossref's, from content negotiation) gives texts.
_TITLE = re.compile(rb'"(?:title|container-title)"\s*:\s*([\["])')
_CROSSREF_ONLY = re.compile(rb'"(?:indexed|is-referenced-by-count|reference-count|content-domain)"\s*:')
_READ = "silit reads PubMed XML, Crossref JSON and CSL-JSON, each also gzipped."


def detect(stream: BinaryIO) -> str:
    """The name of the import format of `stream`, which is left where it was. UnreadableFormatError when none fits."""
    start = stream.tell()
    head = stream.read(HEAD)
    stream.seek(start)
    return detect_in(head)


def detect_in(head: bytes) -> str:
    """The name of the import format of a file that begins with `head`. UnreadableFormatError when none fits."""
    text = _text(head).lstrip()
    if not text:
        raise UnreadableFormatError("The file is empty.", hint=_READ)
    if text.startswith(b"<"):
        if _PUBMED.search(text):
            return "pubmed-xml"
        what = "a web page" if _WEB_PAGE.search(text[:4096]) else "XML, but not PubMed's"
        raise UnreadableFormatError(
            f"It is {what}.", hint="PubMed XML comes from EFetch; or keep the paper with: silit add PMID"
        )
    if text[:1] in (b"{", b"["):
        return _json_format(text)
    raise UnreadableFormatError("It is in none of the formats that silit reads.", hint=_READ)


def _json_format(text: bytes) -> str:
    if _MESSAGE.search(text):
        return "crossref-json"
    title = _TITLE.search(text)
    if title is not None:
        return "crossref-json" if title[1] == b"[" else "csl-json"
    return "crossref-json" if _CROSSREF_ONLY.search(text) else "csl-json"


def _text(head: bytes) -> bytes:
    """The start of the file in UTF-8, unpacked; its end is missing, and that is no damage."""
    text = b""
    try:
        for chunk in utf8_chunks(BytesIO(head)):
            text += chunk
            if len(text) >= HEAD:
                break
    except UnreadableFormatError:
        if not text.strip():
            raise
    return text
