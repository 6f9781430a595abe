"""`silit claim`: the statements that papers bear on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from silit.errors import UsageError, did_you_mean
from silit.library import Action, Library
from silit.library.evidence import (
    claims,
    find_claim,
    put_claim,
    remove_claim,
    rename_claim,
    stance_counts,
    works_of_claim,
)
from silit.library.index import index_again
from silit.model.claims import Claim
from silit.services.find import require_claim
from silit.services.typed_text import require_whole

# The kinds of question of the Oxford CEBM 2011 levels of evidence, and the two that lie beside them.
QUESTIONS = ("prevalence", "diagnosis", "prognosis", "treatment", "harm", "screening", "mechanism", "other")


@dataclass(frozen=True, slots=True)
class CountedClaim:
    """A claim and how many works take each stance toward it."""

    claim: Claim
    counts: dict[str, int]


def add_claim(library: Library, slug: str, text: str, question: str = "") -> Claim:
    """Adds a claim; UsageError when the slug is malformed or taken."""
    require_whole(slug, "the short name of a claim")
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) is None:
        better = re.sub(r"[^a-z0-9]+", "-", slug.casefold()).strip("-")
        raise UsageError(
            f"{slug!r} cannot be the short name of a claim: it is made of a-z, 0-9 and hyphens.",
            hint=f"For instance: {better}" if better else "For instance: massage-lbp",
        )
    claim = Claim(slug, _sentence(text), _question(question))
    if find_claim(library.connection, slug) is not None:
        raise UsageError(
            f"There is a claim called {slug} already.", hint=f'To change it: silit claim edit {slug} "…"'
        )
    with library.changing(Action("claim add", slug)):
        put_claim(library.connection, claim)
    return claim


def edit_claim(
    library: Library, slug: str, text: str = "", question: str | None = None, new_slug: str = ""
) -> Claim:
    """Changes a claim's text, question or slug; its evidence stays."""
    claim = require_claim(library, slug)
    changed = replace(
        claim,
        text=_sentence(text) if text else claim.text,
        question=claim.question if question is None else _question(question),
        example=claim.example and not text,
    )
    if new_slug and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", new_slug) is None:
        raise UsageError(
            f"{new_slug!r} cannot be the short name of a claim: it is made of a-z, 0-9 and hyphens."
        )
    if new_slug and new_slug != slug and find_claim(library.connection, new_slug) is not None:
        raise UsageError(f"There is a claim called {new_slug} already.")
    with library.changing(Action("claim edit", slug)):
        put_claim(library.connection, changed)
        if new_slug:
            rename_claim(library.connection, slug, new_slug)
    return replace(changed, slug=new_slug or slug)


def delete_claim(library: Library, slug: str) -> int:
    """Removes a claim with the stances toward it; returns how many stances went with it."""
    require_claim(library, slug)
    with library.changing(Action("claim remove", slug)):
        works = works_of_claim(library.connection, slug)
        remove_claim(library.connection, slug)
        index_again(library.connection, works)  # quotes and notes of the stances are searched
    return len(works)


def list_claims(library: Library) -> list[CountedClaim]:
    """Every claim with its counts, by slug."""
    counts = stance_counts(library.connection)
    return [CountedClaim(claim, counts[claim.slug]) for claim in claims(library.connection)]


def _sentence(text: str) -> str:
    sentence = " ".join(require_whole(text, "the text of a claim").split())
    if not sentence or not sentence.isprintable():
        raise UsageError("A claim needs a text: one sentence that a paper can support or contradict.")
    return sentence


def _question(question: str) -> str:
    if question and question not in QUESTIONS:
        hint = did_you_mean(question, QUESTIONS) or f"Known: {', '.join(QUESTIONS)}."
        raise UsageError(f"{question!r} is not a kind of question.", hint=hint)
    return question
