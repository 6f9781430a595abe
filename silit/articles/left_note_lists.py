"""Lists of notes that WordPress or a plugin goes on printing although nothing in the text leads to them any more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from silit.articles.document import Document, Span
from silit.articles.spans import Cover
from silit.results import Problem

_CORE_BLOCK = re.compile(r"<!--\s+wp:footnotes\b[^>]*?/?-->")
_CORE_MARK = re.compile(r"<sup\b[^>]*\sdata-fn\s*=", re.IGNORECASE)
# A plugin's shortcode that prints its list, and what its notes begin with.
_PLUGINS = (
    (re.compile(r"\[mfn_list\s*/?\]"), "[mfn"),
    (re.compile(r"\[zotpressInTextBib\b[^\]]*\]"), "[zotpressInText "),
    (re.compile(r"\[bibshow\b[^\]]*\]"), "[bibcite"),
)
_NOTE_AFTER = r"(?:\s[^\]]*)?\]"


def left_note_lists(document: Document) -> Iterator[Problem]:
    """A problem for each list whose notes are all gone from the text."""
    text = document.text
    for place in _alone(document, _CORE_BLOCK):
        if not _CORE_MARK.search(text):
            yield _problem(
                document, place, "WordPress' Footnotes block is still here: it goes on showing the old notes."
            )
    for listing, note in _PLUGINS:
        for place in _alone(document, listing):
            if not re.search(re.escape(note.strip()) + _NOTE_AFTER, text):
                shown = text[place.start : place.end]
                yield _problem(document, place, f"{shown} is still here: it lists the notes of a plugin.")


def _alone(document: Document, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Where it stands by itself, not as an example in code."""
    cover = Cover(document.protected)
    for match in pattern.finditer(document.text):
        span = Span(match.start(), match.end())
        if cover.at(match.start()) in (None, span):
            yield span


def _problem(document: Document, place: Span, message: str) -> Problem:
    return Problem(
        "old-notes",
        message,
        "Take it out: the references that silit writes take its place.",
        file=document.name,
        line=document.place(place.start)[0],
    )
