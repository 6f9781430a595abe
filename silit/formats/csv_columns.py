"""What the columns of a table of papers are called, in the exports of many programs, and what they hold.

From the exports of silit, PubMed, Scopus, Web of Science, Embase, Lens, Zotero, Covidence, Rayyan, ASReview and Publish or Perish.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# Field -> the headers that mean it, in lower case, with blanks for all that parts words; the first ones count before the last.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "key": ("key", "citation key", "cite key", "citekey", "bibtex key", "citationkey"),
    "id": (
        "id",
        "record id",
        "ut unique wos id",
        "unique wos id",
        "ut",
        "eid",
        "lens id",
        "covidence",
        "ref",
        "accession number",
    ),
    "type": (
        "item type",
        "type of reference",
        "reference type",
        "type",
        "document type",
        "publication type",
        "pt",
        "dt",
    ),
    "genre": ("genre", "kind"),
    "medium": ("medium",),
    "status": ("status",),
    "online": ("available online",),
    "title": ("title", "article title", "document title", "primary title", "paper title", "ti", "t1", "name"),
    "title_short": ("short title", "title short"),
    "original_title": ("original title",),
    "author": (
        "author full names",
        "af",
        "authors",
        "author",
        "author s",
        "author names",
        "first authors",
        "author list",
        "au",
        "a1",
        "creators",
    ),
    "editor": ("editors", "editor", "book editors", "secondary authors", "be"),
    "translator": ("translators", "translator"),
    "year": (
        "year",
        "publication year",
        "published year",
        "pub year",
        "pubyear",
        "year published",
        "py",
        "y1",
    ),
    "date": ("date", "publication date", "date published", "da"),
    "month": ("month", "published month"),
    "container": (
        "journal",
        "journal book",
        "publication title",
        "source title",
        "journal name",
        "journal title",
        "container title",
        "secondary title",
        "alternate title3",
        "so",
        "t2",
        "jf",
    ),
    "container_short": (
        "journal abbreviation",
        "abbreviated source title",
        "journal iso abbreviation",
        "alternate title2",
        "ji",
    ),
    "event": ("event", "conference name", "meeting name"),
    # What a bill, a hearing or a case stands in (Zotero).
    "law": ("code", "committee", "reporter"),
    "source": ("source",),
    "citation": ("citation",),
    "collection": ("series", "series title", "book series title"),
    "volume": ("volume", "vl"),
    "issue": ("issue", "number of issue", "is", "issue number", "number"),
    "page": ("pages", "page", "page range"),
    "page_start": ("page start", "start page", "startpage", "bp", "sp"),
    "page_end": ("page end", "end page", "endpage", "ep"),
    "number": ("art no", "article number", "article no", "ar"),
    "edition": ("edition",),
    "publisher": ("publisher", "pu"),
    "place": (
        "place",
        "publisher place",
        "place published",
        "publisher location",
        "publisher city",
        "location",
    ),
    "language": ("language", "language of original document", "la"),
    "abstract": ("abstract", "abstract note", "notes abstract", "ab", "n2"),
    "keyword": (
        "keywords",
        "author keywords",
        "automatic tags",
        "keyword",
        "index keywords",
        "keywords plus",
        "mesh terms",
        "de",
    ),
    "doi": ("doi", "dois", "doi link", "di", "do", "digital object identifier"),
    "pmid": ("pmid", "pubmed id", "pubmed", "pubmedid", "pm"),
    "pmcid": ("pmcid", "pmc id", "pmc"),
    "isbn": ("isbn", "isbns", "bn"),
    "issn": ("issn", "issns", "eissn", "sn", "ei"),
    "url": ("url", "link", "article url", "articleurl", "urls", "source url"),
    "accessed": ("accessed", "access date", "date accessed", "date of access", "urldate"),
    "tags": ("tags", "manual tags", "labels", "user tags"),
    "notes": ("notes", "note", "comments", "user notes"),
    "extra": ("extra",),
    "label": ("included", "label included", "final included", "asreview label", "label", "decision"),
    "study_type": ("study type",),
    "integrity": ("integrity",),
}

FIELD_OF: Mapping[str, str] = {header: field for field, headers in COLUMNS.items() for header in headers}
# Fields of which one says that a row is about a paper.
NAMING = frozenset({"title", "doi", "pmid", "pmcid"})
_PARTING = re.compile(r"[^a-z0-9]+")


def normal(header: str) -> str:
    """A header as COLUMNS has it: "Source_Title " and "Source title" are one."""
    return _PARTING.sub(" ", header.casefold()).strip()


def known(headers: list[str]) -> set[str]:
    """The fields that a line of headers names."""
    return {FIELD_OF[name] for header in headers if (name := normal(header)) in FIELD_OF}


def is_table(headers: list[str]) -> bool:
    """Whether a line of headers is that of a table of papers: it names a title or an identifier, or much that papers have."""
    fields = known(headers)
    return (names_papers(headers) and (len(fields) > 1 or len(headers) == 1)) or len(fields) > 3


def names_papers(headers: list[str]) -> bool:
    """Whether one of the headers is that of titles or of identifiers."""
    return bool(known(headers) & NAMING)
