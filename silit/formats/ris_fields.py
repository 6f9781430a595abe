"""The lines of a RIS file as records of tags and values, in every dialect that programs write.

The format: Research Information Systems, RIS Format Specifications: a tag of two characters, two blanks, a hyphen, a blank, the
value; TY begins a record and ER ends it. Written in practice: one blank (EndNote's older output), a tab, no ER, numbers or
words between records (Ovid, Provider: lines), and values that go on in the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from silit.errors import UnreadableFormatError
from silit.formats.tagged_fields import Fields, Lines, fields_from, too_long
from silit.formats.untext import without_untext

START = re.compile(r"\ufeff?\s{0,3}TY ?[ \t]? ?-(?: |$|(?=[A-Z]{3,6}\s*$))")
# Two blanks part a tag from its hyphen; where a file writes one, a line of prose ("US - based") may look like a tag.
_TAG = re.compile(r"\s{0,3}([A-Z][A-Z0-9])(?:  | ?\t|\t ?)-(?: (.*)|)")
_LOOSE_TAG = re.compile(r"\s{0,3}([A-Z][A-Z0-9])[ \t]{0,2}-(?: (.*)|)")
_END = re.compile(r"\s{0,3}ER[ \t]{0,2}-\s*")
# Fields that hold a number, a date or an address, and no word.
_NUMBERS = frozenset("VL IS CP SP EP C7 AR SN PY Y1 DA Y2 ET DO UR L1 L2 L3 M1 NV SV".split())
_MISSING = frozenset({"nan", "none", "null", "n/a", "undefined"})
_MOST_LINES = 100_000
_MOST_LETTERS = 1 << 25
_MOST_LINES_BEFORE = 10_000
HINT = "Export from your reference manager as RIS: every record begins with a line TY and ends with ER."


def cut(lines: Iterable[str]) -> Iterator[Lines]:
    """The records of a file, from TY to ER or to the next TY; what stands between records is passed over.

    UnreadableFormatError when nothing in the file begins a record, or one is too long.
    """
    kept: list[str] = []
    letters = start = before = 0
    found = False
    for number, line in enumerate(lines, 1):
        if START.match(line):
            if start:
                yield Lines(tuple(kept), start)
            found, kept, letters, start = True, [], 0, number
        elif start and _END.fullmatch(line):
            yield Lines(tuple(kept), start)
            start = 0
        if not start:
            before += 1
            if before > _MOST_LINES_BEFORE and not found:
                break
            continue
        kept.append(line.removeprefix("\ufeff"))
        letters += len(line)
        if len(kept) > _MOST_LINES or letters > _MOST_LETTERS:
            raise too_long(start, "ER", _MOST_LINES, _MOST_LETTERS, HINT)
    if not found:
        raise UnreadableFormatError("No line in it begins a RIS record (TY).", hint=HINT)
    if start:
        yield Lines(tuple(kept), start)


def fields_of(lines: Iterable[str]) -> Fields:
    """The tags and values in the lines of one record; the lines of a value are parted by line breaks."""
    pairs: list[tuple[str, list[str]]] = []
    pattern = _TAG
    for line in lines:
        if not pairs:
            pattern = _TAG if _TAG.match(line) else _LOOSE_TAG
        if match := pattern.match(line):
            pairs.append((match[1], [match[2] or ""]))
        elif pairs:
            pairs[-1][1].append(line)
    texts = [(tag, without_untext("\n".join(parts)).strip()) for tag, parts in pairs]
    return fields_from((tag, "" if is_missing(tag, text) else text) for tag, text in texts)


def is_missing(tag: str, text: str) -> bool:
    """Whether a value is a program's word for a value that is not there: "IS  - nan", which scripts write out of tables."""
    return len(text) < 10 and tag in _NUMBERS and text.casefold() in _MISSING
