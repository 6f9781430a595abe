"""The evidence table: papers and what they say about claims, one row each, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from silit.formats.csv_reading import NOTE_BREAK
from silit.formats.csv_rows import guarded
from silit.formats.edtf_dates import edtf
from silit.formats.listed_names import written_name
from silit.formats.told_integrity import told
from silit.formats.untext import written_text
from silit.model.archives import web_address
from silit.model.claims import Evidence
from silit.model.entries import Entry
from silit.model.names import Name
from silit.results import Result

# Excel takes a file for UTF-8 only when it begins so.
_BYTE_ORDER_MARK = "\ufeff"
_NO_EVIDENCE = (None,)

PAPER = ("Key", "Authors", "Year", "Title", "Journal", "Study type")
EVIDENCE = ("Claim", "Stance", "Quote", "Locator", "Comment", "Read")
REST = (
    *(
        "Integrity",
        "DOI",
        "PMID",
        "PMCID",
        "Tags",
        "Notes",
        "Type",
        "Genre",
        "Date",
        "Volume",
        "Issue",
        "Pages",
    ),
    *("Article number", "Edition", "Publisher", "Place", "Editors", "Series", "Short title"),
    *("Original title", "Translators", "Event", "Medium", "Status", "Available online"),
    *("Journal abbreviation", "ISBN", "ISSN", "Language", "URL", "Accessed", "Keywords", "Abstract"),
)


def write(entries: Iterable[Entry]) -> Result[str]:
    """A CSV file (RFC 4180) with a row for each paper and claim, and one for each paper without a claim.

    Dates are written as EDTF: "2010-21" is the spring of 2010, "1999/2001" a range, "1950~" about 1950. It begins with a byte order mark, and a cell that a spreadsheet would run as a formula with an apostrophe. A paper's
    tags are parted by commas, authors and keywords by semicolons, notes by a line of three hyphens.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow((*PAPER, *EVIDENCE, *REST))
    for entry in entries:
        for evidence in entry.evidence or _NO_EVIDENCE:
            table.writerow([_cell(text) for text in _row(entry, evidence)])
    return Result(_BYTE_ORDER_MARK + out.getvalue())


def _row(entry: Entry, evidence: Evidence | None) -> Iterator[str]:
    work = entry.work
    authors = [*map(written_name, work.author), *(["et al."] if work.authors_complete == "no" else [])]
    yield from (entry.cite_key, "; ".join(authors), str(work.year or ""), work.title, work.container_title)
    yield entry.study_type if entry.study_type != "unknown" else work.study_type or "unknown"
    yield from _evidence(evidence)
    yield from (told(entry.integrity) or entry.integrity.status, work.doi, work.pmid, work.pmcid)
    yield from (", ".join(entry.tags), NOTE_BREAK.join(entry.notes), work.type, work.genre)
    yield from (edtf(work.issued) if work.issued else "", work.volume, work.issue, work.page, work.number)
    yield from (work.edition, work.publisher, work.publisher_place, _people(work.editor))
    yield from (work.collection_title, work.title_short, work.original_title, _people(work.translator))
    yield from (work.event_title, work.medium, work.status)
    yield from (edtf(work.available_date) if work.available_date else "", work.container_title_short)
    yield from (" ".join(work.isbn), " ".join(work.issn), work.language, web_address(work))
    yield from (work.accessed.iso if work.accessed else "", "; ".join(work.keyword), work.abstract)


def _evidence(evidence: Evidence | None) -> tuple[str, ...]:
    if evidence is None:
        return ("",) * len(EVIDENCE)
    return (
        evidence.claim,
        evidence.stance,
        evidence.quote,
        evidence.locator,
        evidence.note,
        evidence.read,
    )


def _people(names: Iterable[Name]) -> str:
    return "; ".join(map(written_name, names))


def _cell(text: str) -> str:
    return guarded(written_text(text))
