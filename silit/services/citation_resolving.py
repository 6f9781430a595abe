"""Pasted references to their papers: identifiers first, then the library, PubMed and Crossref; never a silent guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from silit.errors import SilitError
from silit.formats.citation_cleaning import LONGEST
from silit.formats.citation_text import CitedReference, read_citation
from silit.library import Library
from silit.library.works import entries, ids_of_identifiers, ids_of_keys
from silit.matching.citation_verdict import means_another
from silit.model.identifiers import (
    LOOKED_UP,
    Identifier,
    best_identifier,
    find_identifiers,
    parse_identifier,
)
from silit.model.records import Record
from silit.results import Problem
from silit.services.citation_candidates import (
    Candidate,
    Resolution,
    candidate_of_entry,
    candidate_of_record,
    candidate_of_records,
)
from silit.services.citation_case import Case
from silit.services.citation_mentions import mention_in, works_mentioned
from silit.services.citation_queries import cited_place, crossref_query, pubmed_term
from silit.services.lookup import Finding, look_up
from silit.services.proposing import propose_for_text, works_of_author
from silit.sources.crossref import Crossref
from silit.sources.doi_agency import DoiResolver
from silit.sources.pubmed import PubMed

_SEARCHES_AT_ONCE = 10
_HITS_OF_A_SEARCH = 5
_PROPOSALS = 10
# Crossref is asked about one reference a second.
_STEPS_TOLD = 10
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 3


@dataclass(slots=True)
class Sources:
    """Who is asked, and who could not be: a source that is down is asked once."""

    pubmed: PubMed
    crossref: Crossref
    resolver: DoiResolver
    down: dict[str, SilitError] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    matcher_error: SilitError | None = None
    matcher_noted: bool = False

    def look_up(self, wanted: Iterable[Identifier], known: Iterable[Record] = ()) -> Finding:
        """What the sources have for identifiers; without a network they are not tried again and again."""
        asked = tuple(wanted)
        if {"pubmed", "crossref"} <= self.down.keys():
            finding = Finding()
            finding.fail(asked, self.down["pubmed"])
            return finding
        finding = look_up(asked, self.pubmed, self.crossref, self.resolver, known)
        if len(finding.down) > 1 and not finding.records:
            self.down = {"pubmed": finding.down[0], "crossref": finding.down[1], **self.down}
        return finding

    def note_matcher(self) -> None:
        """Says that the matcher could not be asked, where PubMed itself could."""
        error = self.matcher_error
        if error is not None and not self.matcher_noted and "pubmed" not in self.down:
            self.matcher_noted = True
            message = f"PubMed's citation matcher could not be asked: {error.message}"
            self.problems.append(Problem("source-not-asked", message, error.hint))


def resolve_citations(
    texts: Sequence[str],
    library: Library | None,
    sources: Sources,
    *,
    on_step: Callable[[str], None] = lambda _: None,
) -> list[Resolution]:
    """What became of each reference, in their order. The library is asked before the services, and they only about what it
    does not have; a service that is down leaves what it could have told as *failed*."""
    cases = [Case(text, _read(text)) for text in texts]
    if library is not None:
        _by_key(cases, library)
    _by_identifier(cases, library, sources)
    if library is not None:
        _by_words(cases, library)
    if any(_open(cases)):
        on_step("Matching references at PubMed …")
        _by_place(list(_open(cases)), sources)
        _by_title(list(_open(cases)), sources)
        sources.note_matcher()
    waiting = list(_open(cases))
    for number, case in enumerate(waiting, start=1):
        if number % _STEPS_TOLD == 1:
            on_step(f"Matching references at Crossref … {number} of {len(waiting)}")
        _at_crossref(case, sources)
    return [case.close(sources.down.values()) for case in cases]


def parted(
    refs: Sequence[str], tails: Mapping[str, tuple[str, str]], library: Library | None, sources: Sources
) -> list[str]:
    """The REFs, each once. One of `tails` ends with an identifier that stood on a line of its own: where no paper of that
    identifier is the one that is cited, reference and identifier are two REFs."""
    cases = [Case(text, _read(text)) for text in refs if text in tails]
    told = len(sources.problems)
    _by_identifier(cases, library, sources)
    del sources.problems[told:]  # they are told again when the REF is resolved
    apart = {case.text for case in cases if case.resolution is None}
    return list(dict.fromkeys(part for ref in refs for part in (tails[ref] if ref in apart else (ref,))))


def is_citation(ref: str) -> bool:
    """Whether a REF is a reference as text, so that it has to be matched, and not an identifier or a link alone."""
    if parse_identifier(ref) is not None or len(ref) > LONGEST:
        return False
    cited = read_citation(ref)
    schemes = [one.scheme for one in cited.identifiers]
    return cited.is_reference and len(set(schemes)) == len(schemes)


def is_in_words(ref: str) -> bool:
    """Whether a REF is words by which its paper may at least be looked for in the library: a title, a name and a year."""
    if is_citation(ref):
        return True
    if parse_identifier(ref) is not None or len(ref) > LONGEST:
        return False
    says_enough = len(_WORD.findall(ref)) >= _FEWEST_WORDS or mention_in(ref) is not None
    return says_enough and not find_identifiers(ref)


def _read(text: str) -> CitedReference:
    """The reference; an identifier alone is one that says nothing else."""
    cited = read_citation(text)
    whole = parse_identifier(text)
    return replace(cited, identifiers=(whole,)) if whole is not None and whole.scheme in LOOKED_UP else cited


def _open(cases: Iterable[Case]) -> Iterator[Case]:
    """Those that are not settled, and say enough to be searched for."""
    return (case for case in cases if case.resolution is None and case.cited.is_reference)


def _by_key(cases: Sequence[Case], library: Library) -> None:
    """A cite key names a paper of the library, as an identifier does."""
    bare = {case.text: case for case in cases if not (case.cited.is_reference or case.cited.identifiers)}
    ids = ids_of_keys(library.connection, bare)
    for text, work_id in ids.items():
        for entry in entries(library.connection, [work_id]):
            _take_identified(bare[text], candidate_of_entry(bare[text].cited, entry))


def _by_identifier(cases: Sequence[Case], library: Library | None, sources: Sources) -> None:
    asked: dict[Identifier, list[Case]] = {}
    for case in cases:
        if case.resolution is not None or not case.cited.identifiers:
            continue
        best = best_identifier(case.cited.identifiers)
        known = [] if library is None else _entries_of(case.cited, best, library)
        if known:
            _take_identified(case, known[0])
        else:
            asked.setdefault(best, []).append(case)
    if not asked:
        return
    finding = sources.look_up(asked)
    sources.problems.extend(finding.problems)
    for identifier, those in asked.items():
        records = finding.records.get(identifier, [])
        for case in those:
            if records:
                _take_identified(case, candidate_of_records(case.cited, records))
            else:
                case.error = finding.failed.get(identifier)
                case.reason = finding.reasons.get(identifier, "")


def _entries_of(cited: CitedReference, identifier: Identifier, library: Library) -> list[Candidate]:
    ids = ids_of_identifiers(library.connection, [(identifier.scheme, identifier.value)])
    found = [candidate_of_entry(cited, entry) for entry in entries(library.connection, ids)]
    return sorted(found, key=lambda one: -one.comparison.title)


def _take_identified(case: Case, candidate: Candidate) -> None:
    """An identifier settles it unless the text is plainly of another paper."""
    if means_another(case.cited, candidate.comparison):
        case.stranger = candidate
        return
    if not case.cited.is_reference:
        # Beside the identifier it says nothing that could differ.
        candidate = replace(candidate, comparison=replace(candidate.comparison, differences=()))
    case.resolution = Resolution(case.text, case.cited, "sure", (candidate,))


def _by_words(cases: Iterable[Case], library: Library) -> None:
    """What the library has by the words of the title, or by the first author and the year."""
    for case in cases:
        if case.resolution is not None or (case.cited.identifiers and not case.cited.is_reference):
            continue
        cited = case.cited
        proposals = propose_for_text(library, f"{cited.title} {cited.text}", limit=_PROPOSALS)
        case.candidates += [candidate_of_entry(cited, proposal.entry) for proposal in proposals]
        case.judge()
        if case.resolution is None and cited.year is not None and cited.first_family:
            found = works_of_author(library, cited.first_family, cited.year)
            case.candidates += [candidate_of_entry(cited, entry) for entry in found]
            case.judge()
        if not cited.is_reference:
            mentioned = works_mentioned(library, case.text)
            case.candidates += [
                replace(candidate_of_entry(cited, entry), verdict="ask") for entry in mentioned
            ]


def _by_place(cases: Sequence[Case], sources: Sources) -> None:
    if sources.matcher_error is not None or "pubmed" in sources.down:
        return
    places = [cited_place(case.cited) for case in cases]
    try:
        found = sources.pubmed.match(places)
    except SilitError as error:
        sources.matcher_error = error  # the search by words may still work
        return
    wanted = {pmid for pmids in found for pmid in pmids}
    records = _fetched(wanted, sources)
    for case, pmids in zip(cases, found, strict=True):
        case.candidates += [
            candidate_of_record(case.cited, records[pmid]) for pmid in pmids if pmid in records
        ]
        case.judge()


def _by_title(cases: Sequence[Case], sources: Sources) -> None:
    """Several titles in one search: which hit belongs to which is told by comparing."""
    searched = [(case, term) for case in cases if (term := pubmed_term(case.cited))]
    for start in range(0, len(searched), _SEARCHES_AT_ONCE):
        if "pubmed" in sources.down:
            return
        some = searched[start : start + _SEARCHES_AT_ONCE]
        try:
            search = sources.pubmed.search(
                " OR ".join(term for _, term in some), limit=_HITS_OF_A_SEARCH * len(some)
            )
        except SilitError as error:
            sources.down["pubmed"] = error
            return
        records = _fetched(search.ids, sources)
        for case, _ in some:
            judged = (candidate_of_record(case.cited, record) for record in records.values())
            case.candidates += [one for one in judged if one.verdict != "other"]
            case.judge()


def _fetched(pmids: Iterable[str], sources: Sources) -> dict[str, Record]:
    records: dict[str, Record] = {}
    try:
        for batch in sources.pubmed.fetch(sorted(pmids)):
            records |= {record.source_id: record for record in batch.records}
    except SilitError as error:
        sources.down["pubmed"] = error
    return records


def _at_crossref(case: Case, sources: Sources) -> None:
    if "crossref" in sources.down:
        return
    try:
        records = sources.crossref.match(crossref_query(case.cited))
    except SilitError as error:
        sources.down["crossref"] = error
        return
    judged = (candidate_of_record(case.cited, record) for record in records)
    case.candidates += [one for one in judged if one.verdict != "other"]
    case.judge()
