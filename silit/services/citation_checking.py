"""A reference list checked against the library, PubMed and Crossref; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from silit.errors import SilitError
from silit.library import Library
from silit.model.records import Record
from silit.results import Problem
from silit.services.citation_candidates import Candidate, Resolution, with_records
from silit.services.citation_report import CODES, differences_of, error_of, reference_json, retracted_of
from silit.services.citation_resolving import Sources, is_in_words, parted, resolve_citations
from silit.services.refs import read_ref

_CHECKED_AT_ONCE = 200


@dataclass(slots=True)
class CheckedRefs:
    """What became of each REF, in their order; `lines` where each stood in a list; `notes` what else went wrong."""

    resolutions: list[Resolution] = field(default_factory=list)
    lines: Mapping[str, int] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """The REFs without a paper that is sure."""
        return [one.text for one in self.resolutions if one.found is None]

    @property
    def failed(self) -> list[SilitError]:
        """Why REFs could not be checked, each reason once."""
        errors = [one.error for one in self.resolutions if one.error is not None]
        return list({error.message: error for error in errors}.values())

    def as_json(self) -> list[dict[str, object]]:
        """Every REF with its outcome, in the order of the list."""
        return [reference_json(one, self.lines.get(one.text)) for one in self.resolutions]

    @property
    def problems(self) -> list[Problem]:
        """One for each REF that differs, was retracted, is not certain, was not found, or could not be checked, in the order
        of the list."""
        found: list[Problem] = []
        for one in self.resolutions:
            found += differences_of([one], self.lines, {})
            found += retracted_of([one], self.lines)
            if one.found is None:
                error = _error(one)
                found.append(
                    Problem(CODES[one.outcome], error.message, error.hint, line=self.lines.get(one.text))
                )
        return [*found, *self.notes]


def check_refs(
    library: Library | None,
    refs: Sequence[str],
    sources: Sources,
    *,
    lines: Mapping[str, int] | None = None,
    tails: Mapping[str, tuple[str, str]] | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> CheckedRefs:
    """Compares each REF with its paper, field by field. The library's word counts, where it has the paper; no service is
    asked then. `tails`: see `parted`."""
    checked = CheckedRefs(lines=lines or {})
    wanted = parted([ref.strip() for ref in refs], tails or {}, library, sources)
    for start in range(0, len(wanted), _CHECKED_AT_ONCE):
        some = resolve_citations(wanted[start : start + _CHECKED_AT_ONCE], library, sources, on_step=on_step)
        checked.resolutions += _with_second_opinion(some, sources)
    told = {error.message for error in checked.failed}
    checked.notes += sources.problems
    checked.notes += [
        Problem("source-not-asked", error.message, error.hint)
        for error in sources.down.values()
        if error.message not in told
    ]
    return checked


def _with_second_opinion(resolutions: Sequence[Resolution], sources: Sources) -> list[Resolution]:
    """Where a reference differs from PubMed's record, Crossref's may agree with it: then nothing is wrong with it."""
    doubted = {
        one.found.work.doi: one
        for one in resolutions
        if one.found and one.differences and one.found.work.doi and _is_of_pubmed_alone(one.found)
    }
    if not doubted or "crossref" in sources.down:
        return list(resolutions)
    records: dict[str, Record] = {}
    try:
        for some in sources.crossref.works(doubted):
            records |= some.found
    except SilitError as error:
        sources.down["crossref"] = error
    return [_reconsidered(one, records) for one in resolutions]


def _is_of_pubmed_alone(candidate: Candidate) -> bool:
    return {record.source for record in candidate.records} == {"pubmed"}


def _reconsidered(resolution: Resolution, records: Mapping[str, Record]) -> Resolution:
    found = resolution.found
    if found is None or found.work.doi not in records or not _is_of_pubmed_alone(found):
        return resolution
    both = (*found.records, records[found.work.doi])
    return replace(resolution, candidates=(with_records(resolution.cited, found, both),))


def _error(resolution: Resolution) -> SilitError:
    """Why there is no paper; of a REF that is no words and no identifier, that."""
    if resolution.outcome == "not-found" and not is_in_words(resolution.text):
        reading = read_ref(resolution.text)
        if isinstance(reading, SilitError):
            return reading
    return error_of(resolution)
