"""Where a RIS record says that its work stands: the whole that it is part of, the series, the event, and its number there.

T2 is the journal of an article and the book of a chapter, but the series of a book and the meeting of a talk; SN is a book's
ISBN, but a report's number. Which is which for each reference type: the manual of EndNote ("Tag matches by reference type") and
what Zotero's own reader makes of each, as its test files show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from silit.formats.inline_html import clean_line, clean_title
from silit.formats.ris_ids import number_of_a_book
from silit.formats.ris_notes import is_silits
from silit.formats.ris_types import IN_A_BOOK, IN_A_JOURNAL, is_series
from silit.formats.tagged_fields import Fields
from silit.model.identifiers import normalise_doi

_FULL_JOURNAL = ("JF", "T2", "BT", "JO", "JA", "J2", "J1", "JI")
_WHOLE = ("T2", "JF", "JO", "BT", "J2", "JA")
# Their T2 is the program that drew a picture, or the short name of a case (Reference Manager).
_WITHOUT_A_WHOLE = frozenset({"CASE", "CHART", "EQUA", "FIGURE"})
_TALKS = frozenset({"SLIDE"})
# Reference type -> the tags that may hold the work's number, the surest first.
_NUMBERS = {
    **dict.fromkeys(("RPRT", "GOVDOC", "STAND", "STD"), ("SN", "M1")),
    "PAT": ("SN", "IS"),
    "BILL": ("M1",),
    "HEAR": ("M1",),
    "STAT": ("M1",),
    "CASE": ("SV",),
    "DATA": ("NV",),
}
_LAWS = frozenset({"BILL", "HEAR", "STAT"})
# Elsewhere M1 holds all sorts of things; a number has a digit and is short.
_NUMBER = re.compile(r"(?=.*\d).{1,60}")
_ISSUE = re.compile(r"\d{1,4}(?:[-/]\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Place:
    """The whole in which a work stands, its series and its event; "" for what the record does not say."""

    container: str = ""
    collection: str = ""
    event: str = ""


def own_place(fields: Fields, work_type: str) -> Place:
    """Where the work stands, in a record of silit's own."""
    series, whole = _title(fields, "T3"), _title(fields, "T2")
    kind = reference_type(fields)
    if kind in _TALKS or work_type == "paper-conference":
        return Place(_title(fields, "C3"), series, _line(fields, "T2"))
    return Place(collection=whole) if is_series(kind) else Place(whole, series)


def place(fields: Fields, work_type: str) -> Place:
    """Where the work stands, in a record of any other program."""
    kind = reference_type(fields)
    series = _title(fields, "T3")
    if work_type in IN_A_JOURNAL:
        return Place(_title(fields, *_FULL_JOURNAL), series)
    if work_type == "paper-conference":
        # Web of Science has the authors' universities there.
        book = "" if fields.first("AN").startswith("WOS:") else _title(fields, "C3")
        whole = book or _title(fields, "BT", "T2", "JF", "JO")
        return Place(whole, series, clean_line(fields.first("T2")) if book else "")
    if work_type in IN_A_BOOK:
        return Place(_title(fields, "BT", "T2", "JF", "JO"), series)
    if is_series(kind):
        return Place(collection=_title(fields, "T2", "T3", "JF", "JO"))
    if kind in _TALKS:
        return Place(_title(fields, "C3"), series, clean_line(fields.first("T2")))
    if kind in _WITHOUT_A_WHOLE:
        # Zotero and EndNote have the reporter of a case where others have an editor.
        return Place(_title(fields, *(("A2",) if kind == "CASE" else ()), "JF", "JO"), series)
    titled = bool(fields.first("TI", "T1", "CT"))
    return Place(_title(fields, *(tag for tag in _WHOLE if titled or tag != "BT")), series)


def number(fields: Fields) -> str:
    """The number of a report, patent, bill, case or the like; "" for other types."""
    kind = reference_type(fields)
    return next((text for tag, text in _numbers(fields, kind) if _is_number(kind, tag, text)), "")


def issue(fields: Fields) -> str:
    """The issue; of an article that is only online EndNote has it in M1."""
    kind = reference_type(fields)
    if kind == "PAT" and not is_silits(fields):
        return ""  # Reference Manager has a patent's number in IS
    if told := _line(fields, "IS", "CP"):
        return told
    text = _line(fields, "M1") if kind == "EJOUR" else ""
    return text if _ISSUE.fullmatch(text) else ""


def reference_type(fields: Fields) -> str:
    """The record's TY."""
    return clean_line(fields.first("TY")).upper()


def _numbers(fields: Fields, kind: str) -> Iterator[tuple[str, str]]:
    for tag in _NUMBERS.get(kind, ()):
        yield from ((tag, clean_line(text)) for text in fields.every(tag))
    if kind == "BILL" and not fields.first("T2"):
        # Reference Manager's bills have no code whose volume it could be.
        yield "VL", _line(fields, "VL")


def _is_number(kind: str, tag: str, text: str) -> bool:
    if not text or (tag == "SN" and number_of_a_book(text)):
        return False
    if tag == "M1" and kind not in _LAWS:
        return bool(_NUMBER.fullmatch(text)) and not normalise_doi(text)
    return True


def _title(fields: Fields, *tags: str) -> str:
    return next((title for text in fields.every(*tags) if (title := clean_title(text))), "")


def _line(fields: Fields, *tags: str) -> str:
    return next((line for text in fields.every(*tags) if (line := clean_line(text))), "")
