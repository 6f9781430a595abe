"""`silit add`: papers by identifier, from whichever source knows them, each work once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from silit.errors import NotFoundError, SilitError, SourceUnavailableError
from silit.library import Action, Library
from silit.model.identifiers import Identifier, parse_identifier
from silit.model.records import Record
from silit.results import Problem
from silit.services.store import Stored, store_records
from silit.sources.crossref import Crossref
from silit.sources.doi_agency import DoiResolver
from silit.sources.pubmed import FetchedBatch, PubMed

_WANTED_SCHEMES = ("pmid", "pmcid", "doi")


@dataclass(slots=True)
class Added:
    """What became of each REF: its cite key, or an error (then it is in `missing` too). `remarks` say what a REF was taken
    for, and which of them name one paper."""

    stored: Stored = field(default_factory=Stored)
    keys: dict[str, str] = field(default_factory=dict)
    failures: dict[str, SilitError] = field(default_factory=dict)
    identified: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """The REFs that were not stored, in the order in which they were given."""
        return list(self.failures)

    @property
    def errors(self) -> list[SilitError]:
        """Why not, each reason once, that of the first REF first."""
        return list({error.message: error for error in self.failures.values()}.values())


@dataclass(slots=True)
class _Finding:
    """What the sources gave: the records that answer each identifier."""

    records: dict[Identifier, list[Record]] = field(default_factory=dict)
    failed: dict[Identifier, SilitError] = field(default_factory=dict)
    reasons: dict[Identifier, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    # DOIs of PMC articles that PubMed does not have.
    instead: dict[Identifier, str] = field(default_factory=dict)

    def give(self, identifier: Identifier, record: Record) -> None:
        """Notes that `record` describes what `identifier` names."""
        self.records.setdefault(identifier, []).append(record)


def add_refs(
    library: Library, refs: Sequence[str], pubmed: PubMed, crossref: Crossref, resolver: DoiResolver
) -> Added:
    """Stores the work of each REF once; what is not found, or not reachable now, is in `missing` and `errors`."""
    added = Added()
    refs = list(dict.fromkeys(ref.strip() for ref in refs))
    wanted = {ref: identifier for ref in refs if (identifier := _wanted(ref)) is not None}
    finding = _Finding()
    _ask_pubmed(wanted.values(), pubmed, finding)
    _ask_crossref(wanted.values(), crossref, finding)
    _ask_other_agencies(wanted.values(), resolver, finding)
    given = [record for found in finding.records.values() for record in found]
    records = list({(record.source, record.source_id): record for record in given}.values())
    for record in records:
        added.identified[record.source] = added.identified.get(record.source, 0) + 1
    added.stored.problems.extend(finding.problems)
    with library.changing(Action("add", " ".join(refs))):
        store_records(library, records, added.stored)
    _account(refs, wanted, finding, added)
    return added


def _wanted(ref: str) -> Identifier | None:
    identifier = parse_identifier(ref)
    return identifier if identifier is not None and identifier.scheme in _WANTED_SCHEMES else None


def _ask_pubmed(wanted: Iterable[Identifier], pubmed: PubMed, finding: _Finding) -> None:
    """PMIDs, PMCIDs by PMC's converter, and PubMed's view of DOIs."""
    by_scheme: dict[str, list[Identifier]] = {}
    for identifier in dict.fromkeys(wanted):
        by_scheme.setdefault(identifier.scheme, []).append(identifier)
    asked: dict[str, list[Identifier]] = {i.value: [i] for i in by_scheme.get("pmid", [])}
    for pmcid, found in _converted(by_scheme.get("pmcid", []), pubmed, finding).items():
        if found.scheme == "pmid":
            asked.setdefault(found.value, []).append(pmcid)
        else:
            finding.instead[pmcid] = found.value
    try:
        for batch in pubmed.fetch(asked):
            _take(batch, asked, finding)
    except SilitError as error:
        for identifiers in asked.values():
            finding.failed.update({i: error for i in identifiers if i not in finding.records})
    _ask_pubmed_for_dois(by_scheme.get("doi", []), pubmed, finding)


def _take(batch: FetchedBatch, asked: Mapping[str, Sequence[Identifier]], finding: _Finding) -> None:
    finding.problems.extend(batch.problems)
    for record in batch.records:
        for identifier in asked.get(record.source_id, []):
            finding.give(identifier, record)
    for pmid in batch.missing:
        for identifier in asked[pmid]:
            finding.reasons[identifier] = "PubMed has no such paper: deleted, joined to another, or mistyped."


def _converted(
    pmcids: Sequence[Identifier], pubmed: PubMed, finding: _Finding
) -> dict[Identifier, Identifier]:
    if not pmcids:
        return {}
    try:
        result = pubmed.pmids_of_pmcids([pmcid.value for pmcid in pmcids])
    except SilitError as error:
        finding.failed.update(dict.fromkeys(pmcids, error))
        return {}
    for problem in result.problems:
        finding.reasons[Identifier("pmcid", problem.key)] = problem.message
    return {Identifier("pmcid", pmcid): found for pmcid, found in result.value.items()}


def _ask_pubmed_for_dois(wanted: Sequence[Identifier], pubmed: PubMed, finding: _Finding) -> None:
    there = {record.work.doi: record for records in finding.records.values() for record in records}
    for doi in wanted:
        if doi.value in there:
            finding.give(doi, there[doi.value])
    dois = [doi for doi in wanted if doi.value not in there]
    if not dois:
        return
    try:
        result = pubmed.records_of_dois([doi.value for doi in dois])
    except SourceUnavailableError:
        return  # Crossref is the register of DOIs; PubMed only adds to it
    finding.problems.extend(result.problems)
    for doi in dois:
        if doi.value in result.value:
            finding.give(doi, result.value[doi.value])


def _ask_crossref(wanted: Iterable[Identifier], crossref: Crossref, finding: _Finding) -> None:
    """The DOIs asked for, and those of the records that PubMed gave: Crossref knows of updates that PubMed does not."""
    asked: dict[str, list[Identifier]] = {}
    for identifier in dict.fromkeys(wanted):
        dois = {record.work.doi for record in finding.records.get(identifier, []) if record.work.doi}
        if identifier.scheme == "doi":
            dois.add(identifier.value)
        elif identifier in finding.instead:
            dois.add(finding.instead[identifier])
        for doi in dois:
            asked.setdefault(doi, []).append(identifier)
    try:
        for some in crossref.works(asked):
            for doi, record in some.found.items():
                for identifier in asked[doi]:
                    finding.give(identifier, record)
            for problem in some.problems:
                for identifier in asked.get(problem.key, []):
                    finding.reasons[identifier] = problem.message
    except SilitError as error:
        for identifiers in asked.values():
            finding.failed.update({i: error for i in identifiers if i not in finding.records})


def _ask_other_agencies(wanted: Iterable[Identifier], resolver: DoiResolver, finding: _Finding) -> None:
    """DOIs that Crossref does not have: who registered them, and what that agency says of the work."""
    dois = [
        identifier
        for identifier in dict.fromkeys(wanted)
        if identifier.scheme == "doi"
        and identifier not in finding.records
        and identifier not in finding.failed
    ]
    if not dois:
        return
    try:
        agencies = resolver.agencies_of([doi.value for doi in dois])
        for doi in dois:
            agency = agencies.get(doi.value, "")
            if not agency:
                finding.reasons[doi] = "There is no such DOI."
            elif agency == "Crossref":
                finding.reasons[doi] = "Crossref registered this DOI but has no record of it."
            elif (record := resolver.csl_item(doi.value)) is not None:
                finding.give(doi, record)
            else:
                finding.reasons[doi] = (
                    f"It is registered with {agency}, not Crossref, and {agency} gives no record of it."
                )
    except SourceUnavailableError as error:
        finding.failed.update(
            {doi: error for doi in dois if doi not in finding.records and doi not in finding.reasons}
        )


def _account(refs: Sequence[str], wanted: Mapping[str, Identifier], finding: _Finding, added: Added) -> None:
    refs_of_key: dict[str, list[str]] = {}
    for ref in refs:
        identifier = wanted.get(ref)
        if identifier is None:
            added.failures[ref] = _not_an_identifier(ref)
            continue
        if ref.isdigit():
            added.remarks.append(f"{ref}: digits alone are taken as a PMID.")
        records = finding.records.get(identifier, [])
        if records:
            key = added.stored.keys[(records[0].source, records[0].source_id)]
            added.keys[ref] = key
            refs_of_key.setdefault(key, []).append(ref)
        else:
            added.failures[ref] = finding.failed.get(identifier) or _not_found(
                ref, finding.reasons.get(identifier, "")
            )
    for key, same in refs_of_key.items():
        if len(same) > 1:
            added.remarks.append(f"{' and '.join(same)} name the same paper: {key}.")


def _not_found(ref: str, reason: str) -> SilitError:
    return NotFoundError(f"{ref} was not found. {reason}".strip(), hint="Check it for a typing error.")


def _not_an_identifier(ref: str) -> SilitError:
    identifier = parse_identifier(ref)
    if identifier is not None:
        return NotFoundError(
            f"{ref} is an identifier ({identifier.scheme}) that silit cannot look up.",
            hint="Give its PMID, PMCID or DOI.",
        )
    return NotFoundError(
        f"{ref!r} holds no PMID, PMCID or DOI.",
        hint="Give a PMID (19119403), a PMCID (PMC2582421), a DOI (10.1016/…) or a link that holds one.",
    )


def problems_of(added: Added) -> list[Problem]:
    """The errors of single REFs in the shape of problems, after those of records."""
    errors = [Problem("not-added", error.message, error.hint) for error in added.errors]
    return [*added.stored.problems, *errors]
