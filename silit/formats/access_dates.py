"""The day on which a page was looked at, as files write it: "2020-03-05 09:15:22", "5 March 2020", "Accessed: Feb. 3, 2016"."""

from __future__ import annotations

import re

from silit.formats.ris_dates import ris_date
from silit.model.dates import PartialDate
from silit.results import Problem

# Zotero's CSV and biblatex's `urldate` may have a time behind the day.
_TIME = re.compile(r"(?<=\d)(?:T|[ ,]+)\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?$")
_WORDS_BEFORE = re.compile(
    r"^(?:(?:last\s+)?(?:accessed|retrieved|visited|checked|cited)\b(?:\s+on\b)?)\W*", re.IGNORECASE
)


def access_date(text: str) -> PartialDate | None:
    """The date that the text names, as far as it can be one; None where it names no year."""
    return ris_date(_TIME.sub("", _WORDS_BEFORE.sub("", text.strip())))


def unread_access(text: str) -> tuple[Problem, ...]:
    """A problem where the text has figures and names no date all the same; words alone ("Access Date") are no loss."""
    if access_date(text) or not any(map(str.isdecimal, text)):
        return ()
    message = f"{' '.join(text.split())[:80]!r} is no day of access; the paper is kept without one."
    return (Problem("bad-date", message),)
