"""The lines of a MEDLINE file (.nbib) as records of tags and values.

The format: NLM, MEDLINE/PubMed Data Element (Field) Descriptions: a tag of up to four letters, filled up with blanks, a hyphen,
a blank, the value; what does not fit a line goes on behind six blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from silit.errors import UnreadableFormatError
from silit.formats.tagged_fields import Fields, Lines, fields_from, too_long
from silit.formats.untext import without_untext

_FIELD = re.compile(r"([A-Z][A-Z0-9 ]{3})- ?(.*)")
START = re.compile(r"\ufeff?PMID ?- ?\s*\d")
_CONTINUED = "      "
# PubMed's longest record, with its thousands of investigators, has some 60,000 lines.
_MOST_LINES = 200_000
_MOST_LETTERS = 1 << 25
_MOST_LINES_BEFORE = 10_000
HINT = (
    "In PubMed: Send to > Citation manager, or Save > Format: PubMed. Every record begins with a line PMID-."
)


def cut(lines: Iterable[str]) -> Iterator[Lines]:
    """The records of a file, each from its PMID to the next one.

    UnreadableFormatError when nothing in the file begins a record, or one is too long.
    """
    kept: list[str] = []
    letters = start = before = 0
    for number, line in enumerate(lines, 1):
        if START.match(line):
            if start:
                yield Lines(tuple(kept), start)
            kept, letters, start = [], 0, number
        if not start:
            before += 1
            if before > _MOST_LINES_BEFORE:
                break
            continue
        if line and not line.isspace():
            kept.append(line.removeprefix("\ufeff"))
            letters += len(line)
        if len(kept) > _MOST_LINES or letters > _MOST_LETTERS:
            raise too_long(start, "PMID", _MOST_LINES, _MOST_LETTERS, HINT)
    if not start:
        raise UnreadableFormatError("No line in it begins a PubMed record (PMID-).", hint=HINT)
    yield Lines(tuple(kept), start)


def fields_of(lines: Iterable[str]) -> Fields:
    """The tags and values in the lines of one record; continued lines are joined by a blank."""
    pairs: list[tuple[str, list[str]]] = []
    for line in lines:
        match = _FIELD.match(line)
        if match and not line.startswith(_CONTINUED):
            pairs.append((match[1].rstrip(), [match[2]]))
        elif pairs:
            pairs[-1][1].append(line)
    return fields_from((tag, _joined(parts)) for tag, parts in pairs)


def _joined(parts: Iterable[str]) -> str:
    return " ".join(without_untext(" ".join(parts)).split())
