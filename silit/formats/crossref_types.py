"""Crossref's work types (api.crossref.org/types) as CSL 1.0.2 types."""

from __future__ import annotations

from silit.formats.csl_types import CSL_TYPES

UNKNOWN = "document"
PREPRINT_GENRE = "Preprint"

_CSL_TYPE = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "reference-entry": "entry-encyclopedia",
    "book-series": "book",
    "book-set": "book",
    "proceedings-article": "paper-conference",
    "proceedings": "book",
    "proceedings-series": "book",
    "journal": "periodical",
    "journal-volume": "periodical",
    "journal-issue": "periodical",
    "posted-content": "post-weblog",
    "dissertation": "thesis",
    "report": "report",
    "report-series": "report",
    "report-component": "report",
    "standard": "standard",
    "dataset": "dataset",
    "database": "dataset",
    "peer-review": "review",
    "component": UNKNOWN,
    "grant": UNKNOWN,
    "other": UNKNOWN,
}
# What was posted, where it is no blog post (Crossref, "Posted content": the types of posted content).
_POSTED = {
    "preprint": "article",
    "working_paper": "manuscript",
    "letter": "manuscript",
    "dissertation": "thesis",
    "report": "report",
}
# Types whose container title names the series that the work stands in.
BOOK_LIKE = frozenset({"book", "report", "standard"})
# Types whose container may be a book that stands in a series itself.
IN_A_BOOK = frozenset({"chapter", "entry-encyclopedia", "paper-conference"})


def csl_type(type_name: str, subtype: str) -> str:
    """The CSL type of a Crossref type. CSL's own names pass ("article-journal", from content negotiation); what is unknown is
    a "document"."""
    if type_name == "posted-content":
        return _POSTED.get(subtype, _CSL_TYPE[type_name])
    return _CSL_TYPE.get(type_name) or (type_name if type_name in CSL_TYPES else UNKNOWN)


def is_known(type_name: str) -> bool:
    """Whether the type is one that this table names."""
    return type_name in _CSL_TYPE or type_name in CSL_TYPES
