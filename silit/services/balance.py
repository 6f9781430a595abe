"""Whether an article that speaks of a claim shows what the library knows of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from silit.articles.citations import find_claim_marks
from silit.articles.document import Document
from silit.articles.slots import find_slots
from silit.errors import did_you_mean
from silit.library import Library
from silit.library.evidence import claims, works_of_claim
from silit.library.works import entries
from silit.model.citations import Citation
from silit.model.entries import Entry
from silit.results import Problem

# The two sides; the other stances are on neither.
_OTHER_SIDE = {"supports": "contradicts", "contradicts": "supports"}
# What counts beside the other side as a dissent from it: found no clear difference, or cuts both ways.
_DOUBTS = frozenset({"inconclusive", "mixed"})
_REVIEWS = frozenset({"systematic-review", "meta-analysis"})
# PubMed's publication types Review, Systematic Review and Meta-Analysis.
_REVIEW_TYPES = frozenset({"D016454", "D000078182", "D017418"})


def claim_problems(
    library: Library, document: Document, citations: Sequence[Citation], works: Mapping[str, Entry]
) -> Iterator[Problem]:
    """One-sided evidence, and reviews left out, for each claim that the article says it speaks of."""
    cited = {
        works[item.key].cite_key for citation in citations for item in citation.items if item.key in works
    }
    known = {claim.slug for claim in claims(library.connection)}
    spoken_of = claims_of(document)
    for slug, line in {**_claims_of_boxes(document), **spoken_of}.items():
        if slug not in known:
            hint = did_you_mean(slug, known) or "`silit claim list` names them."
            yield Problem("unknown-claim", f"There is no claim called {slug}.", hint, line=line, key=slug)
    for slug, line in spoken_of.items():
        if slug not in known:
            continue
        bearing = entries(library.connection, works_of_claim(library.connection, slug))
        yield from _one_sided(slug, line, bearing, cited)
        yield from _no_review(slug, line, bearing, cited)


def claims_of(document: Document) -> dict[str, int]:
    """The claims that the article speaks of, each with the line of its first mark (1 for the front matter)."""
    marked = {mark.slug: document.place(mark.start)[0] for mark in reversed(find_claim_marks(document))}
    listed = document.front_matter.get("claims")
    named = [str(slug) for slug in listed] if isinstance(listed, list | tuple) else []
    return {**dict.fromkeys(named, 1), **marked}


def _claims_of_boxes(document: Document) -> dict[str, int]:
    """The claims whose evidence the article shows, each with the line of its first box."""
    boxes = [slot for slot in reversed(find_slots(document)) if slot.claim]
    return {slot.claim: document.place(slot.span.start)[0] for slot in boxes}


def _one_sided(slug: str, line: int, bearing: Sequence[Entry], cited: set[str]) -> Iterator[Problem]:
    stance_of = {entry.cite_key: e.stance for entry in bearing for e in entry.evidence if e.claim == slug}
    shown = {stance for key, stance in stance_of.items() if key in cited}
    if not shown:
        if stance_of:
            yield Problem(
                "claim-uncited",
                f"The article speaks of {slug} and cites none of the {len(stance_of)} papers that bear on it.",
                f"silit evidence {slug}",
                line=line,
                key=slug,
            )
        return
    for side in sorted(shown & _OTHER_SIDE.keys()):
        other = _OTHER_SIDE[side]
        if other in shown or shown & _DOUBTS:
            continue
        left_out = [key for key, stance in stance_of.items() if stance == other or stance in _DOUBTS]
        if left_out:
            yield Problem(
                "one-sided",
                f"What is cited on {slug} only {side} it, but the library holds {', '.join(left_out)}.",
                f"silit evidence {slug}",
                line=line,
                key=slug,
            )


def _no_review(slug: str, line: int, bearing: Sequence[Entry], cited: set[str]) -> Iterator[Problem]:
    reviews = [entry.cite_key for entry in bearing if _is_review(entry)]
    if reviews and not cited.intersection(reviews):
        yield Problem(
            "no-review",
            f"No review on {slug} is cited, although the library holds {', '.join(reviews)}.",
            f"silit evidence {slug}",
            line=line,
            key=slug,
        )


def _is_review(entry: Entry) -> bool:
    types = {kind.ui for kind in entry.work.publication_types}
    return entry.study_type in _REVIEWS or bool(types & _REVIEW_TYPES)
