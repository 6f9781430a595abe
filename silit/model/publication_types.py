"""Which publication types of PubMed state the design of a study (MeSH category V, matched by UI)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from silit.model.terms import PublicationType

# Study type -> the publication types that state it, strongest first. A work that has several is the first of these: a
# review that pools its results is a meta-analysis, a case report with a review of the literature is a case report.
STATED_DESIGNS: Mapping[str, frozenset[str]] = {
    "protocol": frozenset({"D000078325"}),  # Clinical Trial Protocol
    "meta-analysis": frozenset({"D017418"}),  # Meta-Analysis
    "systematic-review": frozenset({"D000078182"}),  # Systematic Review
    "guideline": frozenset(
        {
            "D017065",  # Practice Guideline
            "D016431",  # Guideline
            "D016446",  # Consensus Development Conference
            "D016447",  # Consensus Development Conference, NIH
        }
    ),
    "rct": frozenset(
        {
            "D016449",  # Randomized Controlled Trial
            "D065007",  # Pragmatic Clinical Trial
            "D000073843",  # Equivalence Trial
        }
    ),
    "nonrandomized-trial": frozenset({"D018848"}),  # Controlled Clinical Trial
    "case-series": frozenset({"D002363"}),  # Case Reports
}
# Labels of types that are younger than any list of UIs at hand, or that stand for several UIs.
_STATED_LABELS = {"network meta-analysis": "meta-analysis"}
_VETERINARY = ", veterinary"

# Publication types that leave much open: "Clinical Trial" says nothing of randomization, "Review" covers every
# systematic review before 2019. They count only when nothing better does.
WEAK_DESIGNS: Mapping[str, str] = {
    "D017429": "nonrandomized-trial",  # Clinical Trial, Phase IV
    "D017428": "nonrandomized-trial",  # Clinical Trial, Phase III
    "D017427": "nonrandomized-trial",  # Clinical Trial, Phase II
    "D017426": "nonrandomized-trial",  # Clinical Trial, Phase I
    "D016430": "nonrandomized-trial",  # Clinical Trial
    "D016454": "narrative-review",  # Review
    "D016420": "opinion",  # Comment
    "D016421": "opinion",  # Editorial
    "D016422": "opinion",  # Letter
    "D016433": "opinion",  # News
    "D018431": "opinion",  # Newspaper Article
    "D017203": "opinion",  # Interview
    "D062210": "opinion",  # Personal Narrative
}


def stated_design(types: Iterable[PublicationType]) -> tuple[str, str] | None:
    """The study type that the publication types state, with the label that states it; None when they leave it open."""
    present = {kind.ui: kind.label for kind in types}
    for label in present.values():
        if label.casefold().endswith(_VETERINARY):
            return "animal", label
    for study_type, uis in STATED_DESIGNS.items():
        for ui in sorted(uis & present.keys()):
            return study_type, present[ui]
    for label in present.values():
        if label.casefold() in _STATED_LABELS:
            return _STATED_LABELS[label.casefold()], label
    return None
