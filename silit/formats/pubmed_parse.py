"""The bytes of one record -> an element, mending what is illegal in XML."""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree

from silit.errors import UnreadableFormatError

# XML 1.0 (fifth edition), production 2: every other character is illegal, written out or as a reference.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*)?(;?)")
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PREFIX = re.compile(r"[<\s/]([A-Za-z_][\w.-]*):[A-Za-z_]")
_FIRST_TAG = re.compile(r"<[A-Za-z_][^\s/>]*")
_QUOTED = re.compile(r"(<!--.*?-->|<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_END_OF_REFERENCES = b"</ReferenceList>"
_MATHML = "http://www.w3.org/1998/Math/MathML"


def parse(raw: bytes) -> tuple[ElementTree.Element, bool]:
    """The element in `raw` and whether it had to be mended first; UnreadableFormatError when it cannot be read.

    Mended are bytes that are not UTF-8, illegal characters and references to them, HTML's named characters and a
    lone "&". A namespace prefix may be declared outside the record. What the record cites is left out.
    """
    if b"!" in raw:  # found ten times as fast alone
        if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
            raise UnreadableFormatError(
                "The record carries a document type or entities, which silit does not read."
            )
    else:
        raw = _without_references(raw)
    try:
        return ElementTree.fromstring(raw), False
    except (ElementTree.ParseError, ValueError, LookupError):
        pass
    try:
        legal = _legal(raw)
        return ElementTree.fromstring(_with_prefixes(legal)), legal.encode() != raw
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnreadableFormatError(f"The record is not well-formed XML: {error}.") from error


def _without_references(raw: bytes) -> bytes:
    """The record without its lists of references, which are a third of all XML and nothing of the work's own.

    They stand together (DTD, PubmedData and BookDocument). `raw` must have no comments and CDATA sections, which could quote
    a tag.
    """
    start, end = raw.find(b"<ReferenceList>"), raw.rfind(_END_OF_REFERENCES)
    return raw if start < 0 or end < start else raw[:start] + raw[end + len(_END_OF_REFERENCES) :]


def _legal(raw: bytes) -> str:
    """The text with every character and reference in it legal."""
    text = _ILLEGAL.sub("", raw.decode("utf-8", "replace"))
    parts = _QUOTED.split(text)
    parts[::2] = [_REFERENCE.sub(_mended_reference, part) for part in parts[::2]]
    return "".join(parts)


def _mended_reference(match: re.Match[str]) -> str:
    name, semicolon = match.group(1) or "", match.group(2)
    if not name:
        return "&amp;" + semicolon
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:] or "0")
        legal = semicolon and number <= 0x10FFFF and (number >= 0x20 or number in (9, 10, 13))
        return match.group(0) if legal and not _ILLEGAL.match(chr(number)) else ""
    if semicolon and name in _PREDEFINED:
        return match.group(0)
    character = html.unescape(f"&{name};") if semicolon else ""
    return (
        html.escape(character) if character and not character.startswith("&") else "&amp;" + name + semicolon
    )


def _with_prefixes(text: str) -> str:
    """The text with the namespace prefixes declared that its file declared, or forgot."""
    missing = sorted(p for p in set(_PREFIX.findall(text)) - {"xmlns", "xml"} if f"xmlns:{p}=" not in text)
    declared = "".join(f' xmlns:{p}="{_MATHML if p == "mml" else "urn:prefix:" + p}"' for p in missing)
    return _FIRST_TAG.sub(lambda m: m.group(0) + declared, text, count=1)
