"""`silit evidence`: all sides of a claim."""

from __future__ import annotations

from dataclasses import dataclass

from silit.library import Library
from silit.library.evidence import works_of_claim
from silit.library.works import entries
from silit.model.claims import STANCES, Claim, Evidence, Stance
from silit.model.entries import Entry
from silit.services.find import require_claim


@dataclass(frozen=True, slots=True)
class Judgement:
    """A work and what was judged of it toward the claim."""

    entry: Entry
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Sides:
    """A claim with the works on each side; every stance is there, empty where nothing takes it."""

    claim: Claim
    by_stance: dict[Stance, tuple[Judgement, ...]]


def sides_of_claim(library: Library, slug: str) -> Sides:
    """The works that bear on the claim, by stance, in each the newest first (never in order of agreement)."""
    with library.reading():
        claim = require_claim(library, slug)
        judged = [
            Judgement(entry, evidence)
            for entry in entries(library.connection, works_of_claim(library.connection, slug))
            for evidence in entry.evidence
            if evidence.claim == slug
        ]
    by_stance = {stance: tuple(j for j in judged if j.evidence.stance == stance) for stance in STANCES}
    return Sides(claim, by_stance)
