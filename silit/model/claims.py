"""Claims, and what papers say about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Stance = Literal["supports", "contradicts", "mixed", "inconclusive", "background"]
QuoteCheck = Literal["", "found", "not-found", "no-abstract"]
Read = Literal["", "abstract", "full", "secondary"]

STANCES: tuple[Stance, ...] = get_args(Stance)
READ: tuple[Read, ...] = get_args(Read)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that works bear on. `slug` is its short name; `question` is the kind of question it answers
    (treatment, diagnosis, …), "" when not said. `example` marks a claim of the starter collection."""

    slug: str
    text: str
    question: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The link from a work to a claim.

    `quote` is the sentence the judgement rests on and `quote_check` what comparing it with the stored abstract gave.
    `read` says how much was read. `judged_by` and `judged_on` (ISO date) say who judged and when; `example`
    marks a stance of the starter collection, that nobody has judged for himself yet.
    """

    cite_key: str
    claim: str
    stance: Stance
    quote: str = ""
    quote_check: QuoteCheck = ""
    locator: str = ""
    note: str = ""
    read: Read = ""
    suggested_by: str = ""
    judged_by: str = ""
    judged_on: str = ""
    example: bool = False
