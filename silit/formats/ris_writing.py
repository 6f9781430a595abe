"""Works as RIS that Zotero, EndNote and Mendeley read, and silit itself without a loss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from silit.formats.listed_names import written_name
from silit.formats.ris_notes import OWN, OWN_INTEGRITY, OWN_NOTE, OWN_STUDY_TYPE, OWN_TAGS, PROVIDER
from silit.formats.ris_own_facts import fact_notes, number_tag
from silit.formats.ris_types import IN_A_JOURNAL, PREPRINT, RIS_OF_CSL, is_series
from silit.formats.told_integrity import told
from silit.formats.untext import written_text
from silit.model.archives import web_address
from silit.model.dates import SEASONS, PartialDate
from silit.model.entries import Entry
from silit.model.work import Work
from silit.results import Result

Field = tuple[str, str]

# A line break before what would begin or end a record, or a field, in one dialect or another.
_BEFORE_A_TAG = re.compile(r"\n[ \t]{0,3}(?=[A-Z][A-Z0-9][ \t]{0,2}-)")


def write(entries: Iterable[Entry]) -> Result[str]:
    """A RIS file of the entries: UTF-8, lines ended as RIS wants them (carriage return and line feed).

    KW has the tags, then the keywords; N1 the notes, the study type, in words what is wrong with a retracted or corrected
    paper, and what RIS has no field for.
    """
    return Result("".join(_record(entry) for entry in entries))


def _record(entry: Entry) -> str:
    fields = [("TY", _type(entry.work)), *_fields(entry), ("ER", "")]
    return "".join(f"{tag}  - {_value(text)}\r\n" for tag, text in fields) + "\r\n"


def _type(work: Work) -> str:
    return RIS_OF_CSL.get(work.type, "GEN")


def _fields(entry: Entry) -> Iterator[Field]:
    work = entry.work
    said: list[Field] = [("ID", entry.cite_key), *_notes(entry)]
    said += [("TI", work.title), ("ST", work.title_short), *_containers(work)]
    said += [("AU", written_name(name)) for name in work.author]
    if work.authors_complete == "no":
        said.append(("AU", "et al."))
    said += [("ED", written_name(name)) for name in work.editor]
    said += [("A4", written_name(name)) for name in work.translator]
    said += _dates(work)
    start, end = _pages(work)
    said += [("VL", work.volume), ("IS", work.issue), ("SP", start), ("EP", end)]
    if tag := number_tag(work):
        said.append((tag, work.number))
    said += [("PB", work.publisher), ("CY", work.publisher_place), ("LA", work.language), ("M3", _kind(work))]
    said += [("SN", number) for number in (*work.isbn, *work.issn)]
    said += [("DO", work.doi), ("C2", work.pmcid), ("UR", web_address(work))]
    if work.accessed:
        said.append(("Y2", _day(work.accessed) or f"{work.accessed.year:04d}///"))
    if work.pmid:
        said += [("AN", work.pmid), ("DB", "PubMed")]
    said += [("KW", word) for word in (*entry.tags, *work.keyword)]
    said += [("AB", work.abstract.replace("\n\n", "\n")), ("DP", PROVIDER)]
    return (field for field in said if field[1])


def _containers(work: Work) -> list[Field]:
    if work.type in ("paper-conference", "speech"):
        return [("C3", work.container_title), ("T2", work.event_title), ("T3", work.collection_title)]
    if is_series(_type(work)):
        # Other programs take it for the series; silit's own note says which it is.
        return [("T2", work.collection_title or work.container_title)]
    short = work.container_title_short if work.type in IN_A_JOURNAL else ""
    return [("T2", work.container_title), ("J2", short), ("T3", work.collection_title)]


def _dates(work: Work) -> list[Field]:
    said = [("PY", f"{work.issued.year:04d}"), ("DA", _day(work.issued))] if work.issued else []
    online = work.available_date if work.type in IN_A_JOURNAL else None
    return [*said, ("ET", (_day(online) if online and online.month else "") or work.edition)]


def _day(date: PartialDate) -> str:
    """ "2005/08/30/", "2005/08//" or "2005///Spring"; "" where only the year is known."""
    if date.season and not date.month:
        return f"{date.year:04d}///{SEASONS[date.season]}"
    if not date.month:
        return ""
    month, day = (f"{part:02d}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04d}/{month}/{day}/"


def _pages(work: Work) -> Field:
    start, dash, end = work.page.partition("-")
    whole = not dash or "-" in end or "," in work.page or ";" in work.page
    return (work.page, "") if whole else (start, end)


def _kind(work: Work) -> str:
    return PREPRINT.capitalize() if work.type == "article" else work.genre


def _notes(entry: Entry) -> Iterator[Field]:
    if entry.tags:
        yield "N1", OWN_TAGS + ", ".join(entry.tags)
    if wrong := told(entry.integrity):
        yield "N1", OWN_INTEGRITY + wrong
    if entry.study_type != "unknown":
        yield "N1", OWN_STUDY_TYPE + entry.study_type
    yield from (("N1", note) for note in fact_notes(entry.work))
    for note in entry.notes:
        yield "N1", f"{OWN_NOTE}{note}" if note.startswith(OWN) else note


def _value(text: str) -> str:
    """The value on its line, and lines; none of them looks like a field: such a line goes on the one before it."""
    lines = re.sub(r"\n\s*", "\n", written_text(text.replace("\v", " "))).strip()
    return _BEFORE_A_TAG.sub(" ", lines).replace("\n", "\r\n")
