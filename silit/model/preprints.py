"""Which works are preprints: manuscripts that were posted before peer review."""

from __future__ import annotations

from silit.model.archives import PREPRINTS, archive_numbers, is_arxiv
from silit.model.work import Work

PREPRINT = "D000076942"  # PubMed's publication type "Preprint"
# Servers of preprints that reference managers take for journals.
_SERVERS = frozenset({"biorxiv", "medrxiv", "biorxiv : the preprint server for biology"})


def is_preprint(work: Work) -> bool:
    """Whether a source says that the work is a preprint.

    CSL's "article" is for manuscripts; one with a number in an archive of preprints is one. A journal's article may have such a
    number too.
    """
    return (
        any(kind.ui == PREPRINT for kind in work.publication_types)
        or work.genre.strip().casefold() == "preprint"
        or any(relation.kind == "is-preprint-of" for relation in work.relations)
        or (bool(work.container_title) and _is_server(work.container_title))
        or (work.type == "article" and any(one.scheme in PREPRINTS for one in archive_numbers(work)))
    )


def _is_server(name: str) -> bool:
    return name.strip().casefold() in _SERVERS or is_arxiv(name)


def preprint_server(work: Work) -> str:
    """Where a preprint was posted: the container title, else the publisher, else arXiv where it has a number there."""
    named = work.container_title.strip() or work.publisher.strip()
    return named or ("arXiv" if any(one.scheme == "arxiv" for one in archive_numbers(work)) else "")
