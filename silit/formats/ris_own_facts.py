"""What RIS has no field for, in silit's own files: one note for each such fact, which other programs show and silit reads back.

"silit: type: post", "silit: date: 1998-12/1999-01", "silit: original title: …".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from silit.formats.csl_types import CSL_TYPES
from silit.formats.edtf_dates import date_from_edtf, edtf
from silit.formats.inline_html import clean_line, clean_title
from silit.formats.ris_ids import number_of_a_book
from silit.formats.ris_notes import OWN, own_lines
from silit.formats.ris_types import (
    CSL_OF_RIS,
    IN_A_JOURNAL,
    PREPRINT,
    RIS_OF_CSL,
    is_series,
)
from silit.formats.tagged_fields import Fields
from silit.model.dates import PartialDate
from silit.model.work import Work

_TYPE, _DATE, _ONLINE, _CONTAINER = "type", "date", "online", "container title"
# Label -> field of the work, of those that are texts.
_TITLES = {
    "original title": "original_title",
    _CONTAINER: "container_title",
    "series": "collection_title",
    "short container title": "container_title_short",
}
_LINES = {
    "number": "number",
    "event": "event_title",
    "edition": "edition",
    "genre": "genre",
    "medium": "medium",
    "status": "status",
}
# PubMed's words for a paper that appeared as papers do; any other one says what is to come.
_APPEARED = frozenset({"ppublish", "epublish"})


# Reference types whose number has a field that other programs know, too.
_NUMBER_TAGS = {
    "RPRT": "SN",
    "STAND": "SN",
    "PAT": "SN",
    "BILL": "M1",
    "HEAR": "M1",
    "STAT": "M1",
    "CASE": "SV",
    "DATA": "NV",
}


def number_tag(work: Work) -> str:
    """The tag under which the work's number is written, "" where RIS has none for its type or that holds its ISBN."""
    if work.type in IN_A_JOURNAL:
        return "C7"
    tag = _NUMBER_TAGS.get(RIS_OF_CSL.get(work.type, "GEN"), "")
    return "" if tag == "SN" and (work.isbn or work.issn or number_of_a_book(work.number)) else tag


def told_number(fields: Fields) -> str:
    """The number in a record of silit's own that is of no journal."""
    tag = _NUMBER_TAGS.get(fields.first("TY"), "")
    text = clean_line(fields.first(tag)) if tag else ""
    return "" if tag == "SN" and number_of_a_book(text) else text


def fact_notes(work: Work) -> Iterator[str]:
    """The notes with what the record's fields would not give back."""
    for label, text in _facts(work):
        if text:
            yield f"{OWN}{label}: {text}"


def told_facts(fields: Fields) -> Mapping[str, str]:
    """The facts in the notes of a record that silit wrote, by their labels; none in that of another program."""
    labels = (_TYPE, _DATE, _ONLINE, *_TITLES, *_LINES)
    return {label: lines[0] for label in labels if (lines := own_lines(fields, f"{OWN}{label}: "))}


def told_type(facts: Mapping[str, str]) -> str:
    """The CSL type among the facts, "" without one."""
    return told if (told := facts.get(_TYPE, "")) in CSL_TYPES else ""


def with_facts(work: Work, facts: Mapping[str, str]) -> Work:
    """`work` with what the facts add."""
    if not facts:
        return work
    texts: dict[str, Any] = {
        field: clean_title(facts[label]) for label, field in _TITLES.items() if label in facts
    }
    texts |= {field: clean_line(facts[label]) for label, field in _LINES.items() if label in facts}
    if _CONTAINER in facts:
        # Where a work has both, T2 is the series, which is told too.
        texts.setdefault("collection_title", "")
    return replace(
        work,
        **texts,
        issued=date_from_edtf(facts.get(_DATE, "")) or work.issued,
        available_date=date_from_edtf(facts.get(_ONLINE, "")) or work.available_date,
    )


def _facts(work: Work) -> Iterator[tuple[str, str]]:
    tag = RIS_OF_CSL.get(work.type, "GEN")
    in_journal = work.type in IN_A_JOURNAL
    if CSL_OF_RIS[tag] != work.type and work.type != "article":
        # A preprint is known by its kind (M3).
        yield _TYPE, work.type
    if work.issued and (work.issued.end or work.issued.circa):
        yield _DATE, edtf(work.issued)
    yield from _online(work, in_journal=in_journal)
    yield "original title", work.original_title
    if is_series(tag) and work.container_title:
        yield _CONTAINER, work.container_title
        yield "series", work.collection_title
    if not in_journal:
        yield "short container title", work.container_title_short
    if not number_tag(work):
        yield "number", work.number
    if work.type not in ("paper-conference", "speech") or (tag == "CPAPER" and not work.container_title):
        yield "event", work.event_title
    if work.type == "article" and work.genre.casefold() != PREPRINT:
        yield "genre", work.genre
    yield "medium", work.medium
    yield "status", "" if work.status in _APPEARED else work.status


def _online(work: Work, *, in_journal: bool) -> Iterator[tuple[str, str]]:
    """ET is the day online of an article, the edition of any other work."""
    if work.available_date is None:
        return
    if in_journal:
        yield "edition", work.edition
    if not in_journal or not _is_plain(work.available_date):
        yield _ONLINE, edtf(work.available_date)


def _is_plain(date: PartialDate) -> bool:
    return bool(date.month) and not (date.end or date.circa)
