"""What a source said, as retrieved."""

from __future__ import annotations

from dataclasses import dataclass

from silit.model.work import Work
from silit.results import Problem

# What a person calls those sources that are services.
SOURCE_NAMES = {"pubmed": "PubMed", "crossref": "Crossref", "doi.org": "doi.org"}


@dataclass(frozen=True, slots=True)
class Record:
    """One source's description of a work.

    `source` is `pubmed`, `crossref`, `doi.org`, `starter` or `import`; `source_id` its own identifier there. `format`
    names the reader that made `work` from `raw` and can do so again ("pubmed-xml"). `retrieved` is an ISO
    time in UTC, "" where it has no meaning (the starter collection). `cite_key` is the key that a file gives the work
    ("" where it gives none that can be cited), `notes` what its user wrote about it: both are taken over once, and
    are no part of what the source says.
    """

    source: str
    source_id: str
    format: str
    raw: bytes
    work: Work
    retrieved: str = ""
    problems: tuple[Problem, ...] = ()
    cite_key: str = ""
    notes: tuple[str, ...] = ()
