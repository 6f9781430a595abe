"""`silit tag --supports` and its sisters: the stance of a paper toward a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from silit.errors import UsageError
from silit.library import Action, Library
from silit.library.evidence import evidence_of_works, put_evidence, remove_evidence
from silit.library.index import index_again
from silit.library.works import entries
from silit.matching.quotes import QuoteFinding, find_quote
from silit.model.claims import Evidence, QuoteCheck, Read, Stance
from silit.services.find import find_ids, require_claim
from silit.services.typed_text import require_whole


@dataclass(frozen=True, slots=True)
class Detail:
    """What belongs to exactly one paper and one claim. None leaves what is recorded as it is."""

    quote: str | None = None
    locator: str | None = None
    note: str | None = None
    read: Read | None = None
    suggested_by: str | None = None

    @property
    def given(self) -> bool:
        """Whether anything was said."""
        return any(
            value is not None for value in (self.quote, self.locator, self.note, self.read, self.suggested_by)
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """One recorded stance, what it was before ("" for none), and how the quote fared.

    `dropped` are the reasons that went with the stance before, each with its name: quote, locator, note.
    """

    evidence: Evidence
    before: str
    finding: QuoteFinding | None
    dropped: tuple[tuple[str, str], ...] = ()


def judge(
    library: Library,
    keys: Sequence[str],
    stances: Sequence[tuple[str, Stance]],
    detail: Detail,
    judged_by: str,
) -> list[Judged]:
    """Records, or changes, the stance of each work toward each (claim, stance).

    A quote is compared with the stored abstract and kept whatever comes of it. Quote, locator and note are reasons for one
    stance: where it changes they are dropped, unless they are given anew. UsageError when a quote or another
    detail comes with several works or claims, or one claim with two stances; NotFoundError for unknown ones.
    """
    _check_usage(keys, stances, detail)
    for slug, _ in stances:
        require_claim(library, slug)
    ids = find_ids(library, keys)
    summary = " ".join([*keys, *(f"{stance}:{slug}" for slug, stance in stances)])
    judged = []
    with library.changing(Action("tag", summary)):
        for work_id in ids:
            for slug, stance in stances:
                judged.append(_judge(library, work_id, slug, stance, detail, judged_by))
        index_again(library.connection, ids)
    return judged


def take_back(library: Library, keys: Sequence[str], slugs: Sequence[str]) -> int:
    """Takes the stances of the works toward the claims back; returns how many there were."""
    for slug in slugs:
        require_claim(library, slug)
    ids = find_ids(library, keys)
    summary = " ".join([*keys, *(f"no-stance:{slug}" for slug in slugs)])
    with library.changing(Action("tag", summary)):
        taken = sum(remove_evidence(library.connection, work_id, slug) for work_id in ids for slug in slugs)
        index_again(library.connection, ids)
    return taken


def _judge(
    library: Library, work_id: int, slug: str, stance: Stance, detail: Detail, judged_by: str
) -> Judged:
    entry = entries(library.connection, [work_id])[0]
    known = {
        evidence.claim: evidence for evidence in evidence_of_works(library.connection, [work_id])[work_id]
    }
    before = known.get(slug)
    # What an example says of itself is not what the user says.
    old = before if before and not before.example else Evidence(entry.cite_key, slug, stance)
    changed = old.stance != stance
    reasons = {name: "" if changed else value for name, value in _reasons(old)}
    quote = reasons["quote"] if detail.quote is None else " ".join(_storable(detail.quote).split())
    finding = find_quote(quote, entry.work.abstract) if quote else None
    check: QuoteCheck = finding.check if finding else ""
    evidence = Evidence(
        cite_key=entry.cite_key,
        claim=slug,
        stance=stance,
        quote=quote,
        quote_check=check,
        locator=reasons["locator"] if detail.locator is None else _storable(detail.locator),
        note=reasons["note"] if detail.note is None else _storable(detail.note),
        read=old.read if detail.read is None else detail.read,
        suggested_by=old.suggested_by if detail.suggested_by is None else _storable(detail.suggested_by),
        judged_by=judged_by,
        judged_on=library.now()[:10],
        example=False,
    )
    put_evidence(library.connection, work_id, evidence)
    kept = {detail.quote, detail.locator, detail.note}
    return Judged(
        evidence,
        before.stance if before else "",
        finding if detail.quote is not None else None,
        tuple((name, value) for name, value in _reasons(old) if changed and value and value not in kept),
    )


def _reasons(evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """What the stance rests on. How much was read, and who brought the paper, hold for any stance."""
    return ("quote", evidence.quote), ("locator", evidence.locator), ("note", evidence.note)


def _storable(text: str) -> str:
    """`text` without blanks around it; UsageError for what cannot be stored."""
    return require_whole(text, "stored with a stance").strip()


def _check_usage(keys: Sequence[str], stances: Sequence[tuple[str, Stance]], detail: Detail) -> None:
    slugs = [slug for slug, _ in stances]
    twice = sorted({slug for slug in slugs if slugs.count(slug) > 1})
    if twice:
        raise UsageError(
            f"A paper takes one stance toward a claim; {', '.join(twice)} was named with more than one.",
            hint="Use --mixed CLAIM when the paper cuts both ways.",
        )
    if detail.given and (len(set(keys)) != 1 or len(slugs) != 1):
        raise UsageError(
            "--quote, --locator, --note, --read and --suggested-by belong to exactly one paper and one claim.",
            hint="Give the stances first, then the quotes one by one.",
        )
