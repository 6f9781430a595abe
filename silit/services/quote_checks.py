"""Quotes compared again, when the abstract that they were compared with has changed."""

from __future__ import annotations

from dataclasses import replace

from silit.library import Library
from silit.library.evidence import evidence_of_works, put_evidence
from silit.matching.quotes import find_quote


def check_quotes_again(library: Library, work_id: int, abstract: str) -> None:
    """Brings `quote_check` of each of the work's stances up to date. Inside `library.changing`."""
    for evidence in evidence_of_works(library.connection, [work_id])[work_id]:
        check = find_quote(evidence.quote, abstract).check if evidence.quote else ""
        if check != evidence.quote_check:
            put_evidence(library.connection, work_id, replace(evidence, quote_check=check))
