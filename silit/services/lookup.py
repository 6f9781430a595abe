"""Papers by identifier, from whichever source knows them: PubMed, PMC's converter, Crossref, and doi.org for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from silit.errors import SilitError, SourceUnavailableError, UnreadableFormatError
from silit.markup import plain
from silit.matching.identity import same_work
from silit.model.identifiers import Identifier
from silit.model.records import SOURCE_NAMES, Record
from silit.results import Problem
from silit.sources.crossref import Crossref
from silit.sources.doi_agency import DoiResolver
from silit.sources.pubmed import FetchedBatch, PubMed


@dataclass(slots=True)
class Finding:
    """What the sources gave for each identifier: records, or the error or reason why there is none.

    `down` are the errors of sources that could not be asked, also where another source had the paper.
    """

    records: dict[Identifier, list[Record]] = field(default_factory=dict)
    failed: dict[Identifier, SilitError] = field(default_factory=dict)
    reasons: dict[Identifier, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    down: list[SilitError] = field(default_factory=list)
    known: Mapping[tuple[str, str], Record] = field(default_factory=dict)

    def give(self, identifier: Identifier, record: Record) -> None:
        """Notes that `record` describes what `identifier` names."""
        self.records.setdefault(identifier, []).append(record)

    def fail(self, identifiers: Iterable[Identifier], error: SilitError) -> None:
        """Notes that a source could not be asked about `identifiers`."""
        self.down.append(error)
        for identifier in identifiers:
            self.failed.setdefault(identifier, error)

    def refuse(self, identifier: Identifier, reason: str) -> None:
        """Notes that there is no such paper, whatever a source that is down would say."""
        self.failed.pop(identifier, None)
        self.reasons[identifier] = reason


def look_up(
    wanted: Iterable[Identifier],
    pubmed: PubMed,
    crossref: Crossref,
    resolver: DoiResolver,
    known: Iterable[Record] = (),
) -> Finding:
    """Asks for PMIDs, PMCIDs and DOIs, each once, in as few requests as there are services and batches.

    What PubMed and Crossref said a moment ago (`known`) is not asked for again.
    """
    finding = Finding(known={(record.source, record.source_id): record for record in known})
    asked = tuple(dict.fromkeys(wanted))
    dois = [identifier for identifier in asked if identifier.scheme == "doi"]
    # PMC has articles that PubMed has not; they go by their DOI.
    instead = _ask_pubmed(asked, pubmed, finding)
    _ask_pubmed_for_dois({doi.value: [doi] for doi in dois}, pubmed, finding)
    _ask_crossref(asked, instead, crossref, finding)
    _ask_pubmed_for_dois(_present_dois_of_aliases(dois, finding), pubmed, finding)
    _ask_agencies(dois, resolver, finding)
    _leave_out_other_works(finding)
    return finding


def _ask_pubmed(asked: Sequence[Identifier], pubmed: PubMed, finding: Finding) -> dict[Identifier, str]:
    by_pmid: dict[str, list[Identifier]] = {one.value: [one] for one in asked if one.scheme == "pmid"}
    instead: dict[Identifier, str] = {}
    for pmcid, found in _converted([one for one in asked if one.scheme == "pmcid"], pubmed, finding).items():
        if found.scheme == "pmid":
            by_pmid.setdefault(found.value, []).append(pmcid)
        else:
            instead[pmcid] = found.value
    told = [pmid for pmid in by_pmid if ("pubmed", pmid) in finding.known]
    for pmid in told:
        for identifier in by_pmid[pmid]:
            finding.give(identifier, finding.known["pubmed", pmid])
    try:
        for batch in pubmed.fetch(pmid for pmid in by_pmid if pmid not in told):
            _take(batch, by_pmid, finding)
    except SilitError as error:
        without = [one for ones in by_pmid.values() for one in ones if one not in finding.records]
        finding.fail(without, error)
    return instead


def _take(batch: FetchedBatch, by_pmid: Mapping[str, Sequence[Identifier]], finding: Finding) -> None:
    finding.problems.extend(batch.problems)
    came = {record.source_id: record for record in batch.records}
    not_fetched = {problem.key: problem for problem in batch.problems if problem.code == "not-fetched"}
    for pmid in batch.asked:
        for identifier in by_pmid.get(pmid, []):
            if pmid in came:
                finding.give(identifier, came[pmid])
            elif pmid in batch.missing:
                finding.refuse(
                    identifier, "PubMed has no such paper: deleted, joined to another, or mistyped."
                )
            elif pmid in not_fetched:
                finding.failed[identifier] = SourceUnavailableError(
                    not_fetched[pmid].message, hint=not_fetched[pmid].hint
                )
            else:
                finding.failed[identifier] = UnreadableFormatError(
                    f"PubMed has {pmid}, but its record cannot be read.",
                    hint="Try again later; the notes say what is wrong with it.",
                )


def _converted(
    pmcids: Sequence[Identifier], pubmed: PubMed, finding: Finding
) -> Mapping[Identifier, Identifier]:
    if not pmcids:
        return {}
    try:
        result = pubmed.pmids_of_pmcids([pmcid.value for pmcid in pmcids])
    except SilitError as error:
        finding.fail(pmcids, error)
        return {}
    for problem in result.problems:
        finding.reasons[Identifier("pmcid", problem.key)] = problem.message
    return {Identifier("pmcid", pmcid): found for pmcid, found in result.value.items()}


def _ask_pubmed_for_dois(
    by_doi: Mapping[str, Sequence[Identifier]], pubmed: PubMed, finding: Finding
) -> None:
    there = {record.work.doi: record for record in _all_records(finding) if record.source == "pubmed"}
    unknown = [doi for doi in by_doi if doi not in there]
    try:
        if unknown:
            result = pubmed.records_of_dois(unknown)
            finding.problems.extend(result.problems)
            there |= result.value
    except SilitError as error:
        finding.fail([one for doi in unknown for one in by_doi[doi]], error)
    for doi, identifiers in by_doi.items():
        for identifier in identifiers:
            if doi in there:
                finding.give(identifier, there[doi])


def _ask_crossref(
    asked: Sequence[Identifier], instead: Mapping[Identifier, str], crossref: Crossref, finding: Finding
) -> None:
    """The DOIs asked for, and those of the records that PubMed gave: Crossref knows of updates that PubMed does not."""
    by_doi: dict[str, list[Identifier]] = {}
    for identifier in asked:
        dois = {record.work.doi for record in finding.records.get(identifier, []) if record.work.doi}
        if identifier.scheme == "doi":
            dois = {identifier.value}
        elif identifier in instead:
            dois.add(instead[identifier])
        for doi in dois:
            by_doi.setdefault(doi, []).append(identifier)
    answered = {doi for doi in by_doi if ("crossref", doi) in finding.known}
    for doi in sorted(answered):
        for identifier in by_doi[doi]:
            finding.give(identifier, finding.known["crossref", doi])
    try:
        for some in crossref.works(doi for doi in by_doi if doi not in answered):
            answered |= {*some.found, *some.missing, *(problem.key for problem in some.problems)}
            for doi, record in some.found.items():
                for identifier in by_doi[doi]:
                    finding.give(identifier, record)
            for problem in some.problems:
                for identifier in by_doi.get(problem.key, []):
                    finding.reasons[identifier] = problem.message
            for doi in some.missing:
                for identifier in by_doi[doi]:
                    finding.reasons.setdefault(identifier, "Crossref has no record of it.")
    except SilitError as error:
        finding.fail([one for doi, ones in by_doi.items() if doi not in answered for one in ones], error)


def _present_dois_of_aliases(dois: Sequence[Identifier], finding: Finding) -> dict[str, list[Identifier]]:
    """The DOIs under which Crossref lists what was asked for by an older one: PubMed may know only those."""
    found: dict[str, list[Identifier]] = {}
    for doi in dois:
        records = finding.records.get(doi, [])
        if not any(record.source == "pubmed" for record in records):
            for record in records:
                if record.work.doi and record.work.doi != doi.value:
                    found.setdefault(record.work.doi, []).append(doi)
    return found


def _ask_agencies(dois: Sequence[Identifier], resolver: DoiResolver, finding: Finding) -> None:
    """DOIs of which no source has a record: who registered them, and what that agency says of the work."""
    unknown = [doi for doi in dois if doi not in finding.records]
    unanswered = [doi for doi in unknown if doi in finding.failed]
    if not unknown or (len(unanswered) == len(unknown) and len(finding.down) > 1):
        return  # when neither service can be reached, it is the network that is at fault
    try:
        agencies = resolver.agencies_of([doi.value for doi in unknown])
    except SilitError as error:
        finding.fail(unknown, error)
        return
    for doi in unknown:
        _ask_agency(doi, agencies.get(doi.value, ""), resolver, finding)


def _ask_agency(doi: Identifier, agency: str, resolver: DoiResolver, finding: Finding) -> None:
    if not agency:
        finding.refuse(doi, "There is no such DOI.")
    elif agency == "Crossref":
        finding.reasons.setdefault(doi, "Crossref registered this DOI but has no record of it.")
    else:
        try:
            record = resolver.csl_item(doi.value)
        except SilitError as error:
            finding.fail([doi], error)
            return
        if record is not None and record.work.title:
            finding.give(doi, record)
        else:
            finding.refuse(
                doi, f"It is registered with {agency}, not Crossref, and {agency} gives no record of it."
            )


def _leave_out_other_works(finding: Finding) -> None:
    """Keeps what the identifier names, not what shares it: a book beside its chapter, a paper beside its erratum."""
    for identifier, records in finding.records.items():
        # Crossref is the register of DOIs, PubMed that of its numbers.
        trusted = next(
            (record for record in records if identifier.scheme != "doi" or record.source == "crossref"),
            records[0],
        )
        kept = [
            record for record in records if record is trusted or same_work(trusted.work, record.work).same
        ]
        for record in records:
            if record not in kept:
                finding.problems.append(_other_work(identifier, record))
        finding.records[identifier] = kept


def _other_work(identifier: Identifier, record: Record) -> Problem:
    source = SOURCE_NAMES.get(record.source, record.source)
    return Problem(
        "another-work",
        f"{source} has another work beside {identifier.scheme.upper()} {identifier.value}, “{plain(record.work.title)}”; "
        "it was not added.",
        f"If you mean that one too: silit add {record.source_id}",
        key=identifier.value,
    )


def _all_records(finding: Finding) -> list[Record]:
    return [record for records in finding.records.values() for record in records]
