"""Whether a work still stands: retracted, under concern, corrected, superseded, none found, or not checked.

Rules: PubMed publication types D016441 (retracted) and D016440 (a notice), CommentsCorrections RefTypes
(…In sits on the affected paper, …Of/For/From on the notice), Crossref `updated-by` on the affected work and
`update-to` on the notice. An erratum is not a retraction. A notice is never itself flagged as retracted.

A title counts too, since a file may hold nothing else: publishers set "RETRACTED:" before the title of a retracted paper. "WITHDRAWN:"
alone is a concern: Cochrane withdraws reviews that are only out of date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from silit.model.notice_titles import stated_in_title
from silit.model.terms import Relation
from silit.model.work import Work

RETRACTED_PUBLICATION = "D016441"
RETRACTION_NOTICE = "D016440"
EXPRESSION_OF_CONCERN = "D000075742"
PUBLISHED_ERRATUM = "D016425"
NOTICE_TYPES = frozenset({RETRACTION_NOTICE, EXPRESSION_OF_CONCERN, PUBLISHED_ERRATUM})

# Worst first: a work with several has the worst of them.
STATUSES = ("retracted", "concern", "corrected", "superseded", "none-found", "not-checked")

_STATUS_OF_KIND = {
    "RetractionIn": "retracted",
    "RetractedandRepublishedIn": "retracted",
    "ExpressionOfConcernIn": "concern",
    "ErratumIn": "corrected",
    "CorrectedandRepublishedIn": "corrected",
    "UpdateIn": "superseded",
    "updated-by:retraction": "retracted",
    "updated-by:withdrawal": "retracted",
    "updated-by:removal": "retracted",
    "updated-by:partial_retraction": "concern",
    "updated-by:expression_of_concern": "concern",
    "updated-by:correction": "corrected",
    "updated-by:corrigendum": "corrected",
    "updated-by:erratum": "corrected",
    "updated-by:err": "corrected",
    "updated-by:addendum": "corrected",
    "updated-by:clarification": "corrected",
    "updated-by:new_version": "superseded",
    "updated-by:new_edition": "superseded",
}
_STATUS_OF_TITLE = {"retracted": "retracted", "withdrawn": "concern"}
_NOTICE_KINDS = frozenset({"RetractionOf", "ErratumFor", "ExpressionOfConcernFor"})

# The sources that say something about integrity at all: a work known only from elsewhere was not checked.
CHECKING_SOURCES = ("pubmed", "crossref")


@dataclass(frozen=True, slots=True)
class Integrity:
    """`status` is one of STATUSES; `checked` the ISO date of the oldest consulted record; `sources` who was asked;
    `notices` the relations that the status rests on."""

    status: str
    checked: str = ""
    sources: tuple[str, ...] = ()
    notices: tuple[Relation, ...] = ()


def is_notice(work: Work) -> bool:
    """Whether the work is itself an erratum, a retraction notice or an expression of concern."""
    if any(kind.ui in NOTICE_TYPES for kind in work.publication_types):
        return True
    return any(
        relation.kind in _NOTICE_KINDS
        or (relation.kind.startswith("update-to:") and not _points_at_itself(work, relation))
        for relation in work.relations
    )


def assess(work: Work, consulted: Iterable[tuple[str, str]]) -> Integrity:
    """The integrity of `work`, given the (source, retrieved) pairs of the records that it was made from."""
    # A record out of a file has no day on which its source was asked, so it checks nothing.
    asked = [(source, day[:10]) for source, day in consulted if source in CHECKING_SOURCES and day]
    sources = tuple(sorted({source for source, _ in asked}))
    checked = min((day for _, day in asked), default="")
    notices = tuple(r for r in work.relations if _status_of(work, r)) if not is_notice(work) else ()
    found = {_status_of(work, relation) for relation in notices}
    if any(kind.ui == RETRACTED_PUBLICATION for kind in work.publication_types):
        found.add("retracted")
    if (stated := _STATUS_OF_TITLE.get(stated_in_title(work.title))) and not is_notice(work):
        found.add(stated)
    if not found:
        found.add("none-found" if asked else "not-checked")
    status = min(found, key=STATUSES.index)
    return Integrity(status, checked, sources, notices)


def _status_of(work: Work, relation: Relation) -> str:
    kind = relation.kind
    if kind.startswith("update-to:") and _points_at_itself(work, relation):
        # Some publishers put the update on the paper itself, with its own DOI.
        kind = "updated-by:" + kind.removeprefix("update-to:")
    return _STATUS_OF_KIND.get(kind, "")


def _points_at_itself(work: Work, relation: Relation) -> bool:
    return relation.target is not None and bool(work.doi) and relation.target.value == work.doi
