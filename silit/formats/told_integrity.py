"""That a paper was retracted, or else marked, as silit's own exports to RIS and CSV say it and read it again."""

from __future__ import annotations

from silit.model.integrity import Integrity
from silit.model.terms import Relation

# Status -> the link that means it (model/integrity.py).
_KINDS = {
    "retracted": "RetractionIn",
    "concern": "ExpressionOfConcernIn",
    "corrected": "ErratumIn",
    "superseded": "UpdateIn",
}


def told(integrity: Integrity) -> str:
    """ "retracted (Spine. 2010;35:1. PMID 123)" with the notices that say so; "" where nothing is wrong that is known."""
    if integrity.status not in _KINDS:
        return ""
    notices = (notice.citation or str(notice.target or "") for notice in integrity.notices)
    where = "; ".join(dict.fromkeys(filter(None, notices)))
    return f"{integrity.status} ({where})" if where else integrity.status


def relations_told(text: str) -> tuple[Relation, ...]:
    """The link that a text of `told` stands for, so that the status comes back; none for any other text."""
    status, _, where = text.strip().partition(" (")
    kind = _KINDS.get(status.casefold())
    return (Relation(kind, citation=where.removesuffix(")"), asserted_by="import"),) if kind else ()
