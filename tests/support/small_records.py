"""Small invented records as the sources would give them, and a library that stands at one moment."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from silit.formats import RECORD_READERS
from silit.library import Action, Library
from silit.model.records import Record
from silit.services.store import Stored, store_records

MORNING = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
DAY = "2026-03-01T08:00:00Z"
LATER = "2026-04-01T08:00:00Z"
TITLE = "Massage for sacroiliac joint pain: a randomised trial"


def make_library(folder: Path, now: datetime = MORNING) -> Library:
    """A new library in the folder, at a standing clock."""
    return Library.create(folder / "library.db", clock=lambda: now)


def pubmed(
    pmid: str,
    *,
    doi: str = "",
    pmcid: str = "",
    title: str = TITLE,
    family: str = "Østgaard",
    year: int = 2010,
    abstract: str = "",
    retrieved: str = DAY,
    more: str = "",
) -> Record:
    """A PubMed record; `more` stands inside its Article."""
    ids = "".join(
        f'<ArticleId IdType="{kind}">{escape(value)}</ArticleId>'
        for kind, value in (("pubmed", pmid), ("doi", doi), ("pmc", pmcid))
        if value
    )
    said = f"<Abstract><AbstractText>{escape(abstract)}</AbstractText></Abstract>" if abstract else ""
    raw = f"""<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID><Article PubModel="Print">
<Journal><JournalIssue CitedMedium="Print"><Volume>7</Volume><PubDate><Year>{year}</Year></PubDate></JournalIssue>
<Title>Invented journal of pelvic pain</Title><ISOAbbreviation>Invent J Pelvic Pain</ISOAbbreviation></Journal>
<ArticleTitle>{escape(title)}.</ArticleTitle><Pagination><MedlinePgn>11-19</MedlinePgn></Pagination>{said}
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>{escape(family)}</LastName><ForeName>Hanne</ForeName>
<Initials>H</Initials></Author></AuthorList><Language>eng</Language>{more}</Article></MedlineCitation>
<PubmedData><ArticleIdList>{ids}</ArticleIdList></PubmedData></PubmedArticle>""".encode()
    return record("pubmed", pmid, "pubmed-xml", raw, retrieved)


def crossref(
    doi: str,
    *,
    title: str = TITLE,
    family: str = "Østgaard",
    year: int = 2010,
    kind: str = "journal-article",
    retrieved: str = DAY,
    **more: object,
) -> Record:
    """A Crossref record."""
    item = {
        "DOI": doi,
        "type": kind,
        "title": [title],
        "container-title": ["Invented Journal of Pelvic Pain"],
        "publisher": "Invented Press",
        "volume": "7",
        "page": "11-19",
        "issued": {"date-parts": [[year]]},
        "author": [{"family": family, "given": "Hanne", "sequence": "first"}],
        **more,
    }
    return record("crossref", doi, "crossref-json", json.dumps(item).encode(), retrieved)


def imported(item_id: str, *, title: str = TITLE, year: int = 2010, **more: object) -> Record:
    """An item of a CSL-JSON file."""
    item = {
        "id": item_id,
        "type": "article-journal",
        "title": title,
        "issued": {"date-parts": [[year]]},
        "author": [{"family": "Østgaard", "given": "Hanne"}],
        **more,
    }
    return record("import", item_id, "csl-json", json.dumps(item).encode(), "")


def record(source: str, source_id: str, kind: str, raw: bytes, retrieved: str) -> Record:
    """The record that the reader of its format makes of the raw text."""
    return Record(source, source_id, kind, raw, RECORD_READERS[kind](raw).value, retrieved)


def store(library: Library, records: Iterable[Record], command: str = "fetch") -> Stored:
    """Stores the records in one action."""
    stored = Stored()
    with library.changing(Action(command, "test")):
        store_records(library, records, stored)
    return stored
