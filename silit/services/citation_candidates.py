"""Works that a pasted reference may mean, judged and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from silit.errors import SilitError
from silit.formats.citation_text import CitedReference
from silit.matching.citation_compare import Comparison, Difference, compare
from silit.matching.citation_verdict import Verdict, verdict
from silit.matching.identity import same_work
from silit.model.entries import Entry
from silit.model.identifiers import Identifier
from silit.model.records import Record
from silit.model.work import Work

Outcome = Literal["sure", "ask", "not-found", "failed"]
_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work that the reference may mean: an entry of the library (`cite_key`), or what sources have (`records`)."""

    work: Work
    comparison: Comparison
    verdict: Verdict
    cite_key: str = ""
    records: tuple[Record, ...] = ()

    @property
    def identifier(self) -> Identifier | None:
        """What it is looked up by: its PMID, else its DOI."""
        if self.work.pmid:
            return Identifier("pmid", self.work.pmid)
        return Identifier("doi", self.work.doi) if self.work.doi else None

    @property
    def ref(self) -> str:
        """What names it in a command: its cite key, "PMID:19119403" or its DOI."""
        if self.cite_key:
            return self.cite_key
        return f"PMID:{self.work.pmid}" if self.work.pmid else self.work.doi


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of one pasted reference.

    *sure*: the first of `candidates` is its paper. *ask*: only a person can tell whether one of them is. *not-found*, and
    *failed* when a source could not be asked (`error`). `reason` says in a sentence why it is not sure; `stranger` is the
    paper that an identifier in the reference names although the rest of it means another one.
    """

    text: str
    cited: CitedReference
    outcome: Outcome
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""
    error: SilitError | None = None
    stranger: Candidate | None = None

    @property
    def choices(self) -> tuple[Candidate, ...]:
        """All the works that a person may choose from."""
        return self.candidates if self.stranger is None else (*self.candidates, self.stranger)

    @property
    def found(self) -> Candidate | None:
        """The paper, where it is sure."""
        return self.candidates[0] if self.outcome == "sure" else None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The fields in which the reference and the best candidate differ."""
        return self.candidates[0].comparison.differences if self.candidates else ()


def candidate_of_entry(cited: CitedReference, entry: Entry) -> Candidate:
    """An entry of the library as a candidate."""
    comparison = compare(cited, entry.work)
    return Candidate(entry.work, comparison, verdict(cited, entry.work, comparison), entry.cite_key)


def candidate_of_records(cited: CitedReference, records: Sequence[Record]) -> Candidate:
    """One work as several sources describe it: it differs from the reference only where it does so in each of them."""
    judged = [candidate_of_record(cited, record) for record in records]
    best = max(judged, key=_rank)
    everywhere = set(best.comparison.fields).intersection(*(one.comparison.fields for one in judged))
    comparison = replace(
        best.comparison,
        differences=tuple(one for one in best.comparison.differences if one.field in everywhere),
    )
    return replace(best, comparison=comparison, records=tuple(records))


def candidate_of_record(cited: CitedReference, record: Record) -> Candidate:
    """What a source has as a candidate."""
    comparison = compare(cited, record.work)
    return Candidate(record.work, comparison, verdict(cited, record.work, comparison), records=(record,))


def with_records(cited: CitedReference, candidate: Candidate, records: Sequence[Record]) -> Candidate:
    """The candidate as all of these sources describe it; it stays the one that it is."""
    told = candidate_of_records(cited, records)
    return replace(candidate, comparison=told.comparison, records=told.records)


def settled(text: str, cited: CitedReference, candidates: Iterable[Candidate]) -> Resolution:
    """The outcome: sure where one candidate is, and no other fits as well."""
    ordered = sorted(_each_work_once(candidates), key=_rank, reverse=True)
    sure = [one for one in ordered if one.verdict == "sure"]
    if sure and (len(sure) == 1 or _rank(sure[0]) > _rank(sure[1])):
        return Resolution(text, cited, "sure", (sure[0],))
    possible = tuple(one for one in ordered if one.verdict != "other")[:_MOST_SHOWN]
    if possible:
        reason = "Several papers fit it alike." if len(sure) > 1 else ""
        return Resolution(text, cited, "ask", possible, reason)
    return Resolution(text, cited, "not-found")


def _each_work_once(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The same work from two sources is one candidate; an entry of the library stands for what the sources have."""
    kept: list[Candidate] = []
    for one in candidates:
        twin = next((index for index, other in enumerate(kept) if same_work(one.work, other.work).same), None)
        if twin is None:
            kept.append(one)
        else:
            kept[twin] = _joined(kept[twin], one)
    return kept


def _joined(one: Candidate, other: Candidate) -> Candidate:
    first, second = sorted((one, other), key=lambda each: (bool(each.cite_key), _rank(each)), reverse=True)
    shared = set(first.comparison.fields) & set(second.comparison.fields)
    differences = tuple(each for each in first.comparison.differences if each.field in shared)
    verdict_of_both: Verdict = "sure" if "sure" in (one.verdict, other.verdict) else first.verdict
    work = (
        first.work if first.work.pmid or not second.work.pmid else replace(first.work, pmid=second.work.pmid)
    )
    return replace(
        first,
        work=work,
        verdict=verdict_of_both,
        comparison=replace(first.comparison, differences=differences),
        records=(*first.records, *second.records),
    )


def _rank(one: Candidate) -> tuple[int, float, int, int, int]:
    levels = {"sure": 2, "ask": 1, "other": 0}
    comparison = one.comparison
    return (
        levels[one.verdict],
        comparison.title,
        len(comparison.agreeing),
        -len(comparison.differences),
        int(one.work.type == "article-journal"),
    )
