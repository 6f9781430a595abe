"""What reference lists look like: their headings, and how their entries begin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from silit.articles.document import Span

# The words of a heading over references, as a pattern that minds no case.
HEADING_WORDS = (
    r"(?:selected |numbered |list of )?"
    r"(?:references?|reference list|sources|bibliography|literature|works cited|citations|footnotes|endnotes|notes)"
    r"(?: and (?:notes|references|sources|literature|further reading)| cited| used| list)?"
)
_HEADING = re.compile(HEADING_WORDS, re.IGNORECASE)
_START = re.compile(
    r"[ \t]*(?:\[(?P<a>[1-9]\d{0,2})\]:?|\((?P<b>[1-9]\d{0,2})\)|(?P<c>[1-9]\d{0,2})[.):]|(?P<d>[1-9]\d{0,2})(?=[ \t]+[A-ZÀ-Þ“\"])"
    r"|(?P<e>[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2})|\[\^(?P<note>[^\]\s]+)\]:)[ \t]*(?P<text>\S.*)"
)
_BULLET = re.compile(r"[ \t]*[-*+•][ \t]+(?P<text>\S.*)")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_ADDRESS = re.compile(r"\b10\.\d{4,9}/|https?://|\bPM(?:C?ID)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry before its identifiers are read; `hidden` is what of it a reader does not see (addresses of links)."""

    number: int | None
    text: str
    span: Span
    label: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class RawList:
    """Entries, and the spans that make up the list."""

    entries: tuple[RawEntry, ...]
    spans: tuple[Span, ...]
    is_removable: bool = True


def is_heading(text: str) -> bool:
    """Whether `text` is all of a heading over references: "References", "## Sources:", "**Bibliography**"."""
    return _HEADING.fullmatch(" ".join(text.split()).strip(" #*_:").strip()) is not None


def entry_start(line: str) -> tuple[int | None, str, str] | None:
    """Number, label and text of a line that begins an entry; None where none begins. A bullet has no number."""
    if match := _START.match(line):
        if match["note"]:
            label = match["note"]
            return int(label) if label.isdigit() and len(label) < 4 else None, f"^{label}", match["text"]
        digits = next(match[name] for name in "abcde" if match[name])
        return int(digits.translate(_SUPERSCRIPTS)), "", match["text"]
    if match := _BULLET.match(line):
        return None, "", match["text"]
    return None


def looks_like_reference(text: str) -> bool:
    """Whether it has what references have: an address or an identifier, or a year among some words."""
    return bool(_ADDRESS.search(text)) or (len(text) > 30 and bool(_YEAR.search(text)))
