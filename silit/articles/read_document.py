"""From the bytes of a file to an article: its text, its form, and the parts of it that are no prose."""

from __future__ import annotations

import codecs
import re
import shlex
from collections.abc import Mapping

from silit.articles.address_spans import address_spans
from silit.articles.document import BOM, Document, Format, Span
from silit.articles.document_format import document_format
from silit.articles.front_matter import find_front_matter
from silit.articles.html_spans import html_spans, shortcode_spans
from silit.articles.markdown_spans import markdown_spans
from silit.articles.spans import found, merged
from silit.articles.wordpress_export import is_wordpress_export
from silit.errors import UnreadableFormatError

LARGEST = 20 * 1024 * 1024
# Plain text has no comments but those that are meant for silit.
_OWN_COMMENT = re.compile(r"<!--\s*silit:.*?-->", re.DOTALL)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_KNOWN_BINARIES = (
    (b"PK\x03\x04", "It is a Word, OpenDocument or other packed file"),
    (b"%PDF-", "It is a PDF"),
    (b"\xd0\xcf\x11\xe0", "It is an old Word document"),
    (b"{\\rtf", "It is a rich-text (RTF) document"),
    (b"\x89PNG", "It is a picture"),
    (b"\xff\xd8\xff", "It is a picture"),
)
_SAVE_AS = "Save it as plain text, Markdown or HTML (UTF-8), or copy its text into such a file."


def read_document(raw: bytes, name: str) -> Document:
    """The article in a file's bytes; `name` is the file's, without its folder.

    UnreadableFormatError when it is larger than 20 MB, binary, not UTF-8, or a whole WordPress site.
    """
    if len(raw) > LARGEST:
        raise UnreadableFormatError(
            f"{name} is larger than 20 MB; no article is.",
            hint="Give the text alone, without pictures in it.",
        )
    refuse_export(raw, name)
    _refuse_binary(raw, name)
    has_bom = raw.startswith(codecs.BOM_UTF8)
    text = _decoded(raw, name).removeprefix(BOM)
    form = document_format(text, name)
    protected, front_matter = _parts(text, form)
    return Document(name, text, form, has_bom, protected, front_matter)


def refuse_export(head: bytes, name: str) -> None:
    """UnreadableFormatError when what begins with `head` is the export of a WordPress site: it holds many articles."""
    if is_wordpress_export(head):
        raise UnreadableFormatError(
            f"{name} is the export of a WordPress site, not one post.",
            hint=f"Take the post out of it: silit article take {shlex.quote(name)}",
        )


def _parts(text: str, form: Format) -> tuple[tuple[Span, ...], Mapping[str, object]]:
    spans, front_matter = _structure(text, form)
    return merged((*spans, *address_spans(text))), front_matter


def _structure(text: str, form: Format) -> tuple[tuple[Span, ...], Mapping[str, object]]:
    if form == "markdown":
        front = find_front_matter(text)
        span, values = front if front else (Span(0, 0), {})
        return merged((span, *markdown_spans(text, span.end))), values
    if form == "text":
        return merged((*found(_OWN_COMMENT, text), *shortcode_spans(text))), {}
    return html_spans(text), {}


def _refuse_binary(raw: bytes, name: str) -> None:
    for start, what in _KNOWN_BINARIES:
        if raw.startswith(start):
            raise UnreadableFormatError(f"{name} cannot be read. {what}.", hint=_SAVE_AS)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableFormatError(
            f"{name} is written in UTF-16.", hint="Save it again with the encoding UTF-8."
        )
    if control := _CONTROL.search(raw):
        raise UnreadableFormatError(
            f"{name} is not text: there is a byte {control[0][0]:#04x} in line {_line(raw, control.start())}.",
            hint=_SAVE_AS,
        )


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFormatError(
            f"{name} is not UTF-8: line {_line(raw, error.start)} holds a byte {raw[error.start]:#04x} that is none.",
            hint="Save it again with the encoding UTF-8 (in Windows' Notepad: Save as, Encoding).",
        ) from error


def _line(raw: bytes, offset: int) -> int:
    return raw.count(b"\n", 0, offset) + 1
