"""Which works are preprints: manuscripts that were posted before peer review."""

from __future__ import annotations

from silit.model.work import Work

PREPRINT = "D000076942"  # PubMed's publication type "Preprint"


def is_preprint(work: Work) -> bool:
    """Whether a source says that the work is a preprint."""
    return (
        any(kind.ui == PREPRINT for kind in work.publication_types)
        or work.genre.strip().casefold() == "preprint"
        or any(relation.kind == "is-preprint-of" for relation in work.relations)
    )
