"""`silit add`: papers by identifier, each work once, and what became of each REF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from silit.errors import NotFoundError, SilitError
from silit.library import Action, Library
from silit.library.works import entries, ids_of_keys
from silit.model.identifiers import Identifier
from silit.results import Problem
from silit.services.lookup import Finding, look_up
from silit.services.refs import Reading, read_ref
from silit.services.store import Stored, store_records
from silit.sources.crossref import Crossref
from silit.sources.doi_agency import DoiResolver
from silit.sources.pubmed import PubMed

_REFS_IN_JOURNAL = 10


@dataclass(slots=True)
class Added:
    """What became of each REF: its cite key, or an error (then it is in `missing` too). `remarks` say what a REF was taken
    for, and which of them name one paper; `identified` how many records each source gave."""

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


def add_refs(
    library: Library, refs: Sequence[str], pubmed: PubMed, crossref: Crossref, resolver: DoiResolver
) -> Added:
    """Stores the work of each REF once. What one source describes is stored, also when another one is down."""
    added = Added()
    readings = {ref: read_ref(ref) for ref in dict.fromkeys(ref.strip() for ref in refs)}
    wanted = [reading.identifier for reading in readings.values() if isinstance(reading, Reading)]
    finding = look_up(wanted, pubmed, crossref, resolver)
    given = [record for found in finding.records.values() for record in found]
    records = list({(record.source, record.source_id): record for record in given}.values())
    for record in records:
        added.identified[record.source] = added.identified.get(record.source, 0) + 1
    added.stored.problems.extend(finding.problems)
    with library.changing(Action("add", _summary(list(readings)))):
        store_records(library, records, added.stored)
        keys = _keys_now(library, added.stored)
    _account(readings, finding, keys, added)
    return added


def problems_of(added: Added) -> list[Problem]:
    """The errors of single REFs in the shape of problems, after those of records."""
    errors = [Problem("not-added", error.message, error.hint) for error in added.errors]
    return [*added.stored.problems, *errors]


def _summary(refs: Sequence[str]) -> str:
    more = len(refs) - _REFS_IN_JOURNAL
    return " ".join(refs[:_REFS_IN_JOURNAL]) + (f" and {more} more" if more > 0 else "")


def _keys_now(library: Library, stored: Stored) -> dict[tuple[str, str], str]:
    """The cite key of each record, when all is stored: a later record may have joined the entry of an earlier one."""
    ids = ids_of_keys(library.connection, stored.keys.values())
    present = {
        work_id: entry.cite_key
        for work_id in set(ids.values())
        for entry in entries(library.connection, [work_id])
    }
    return {record: present[ids[key]] for record, key in stored.keys.items()}


def _account(
    readings: Mapping[str, Reading | NotFoundError],
    finding: Finding,
    keys: Mapping[tuple[str, str], str],
    added: Added,
) -> None:
    refs_of_key: dict[str, list[str]] = {}
    for ref, reading in readings.items():
        if isinstance(reading, NotFoundError):
            added.failures[ref] = reading
            continue
        if reading.remark:
            added.remarks.append(reading.remark)
        records = finding.records.get(reading.identifier, [])
        if records:
            key = keys[(records[0].source, records[0].source_id)]
            added.keys[ref] = key
            refs_of_key.setdefault(key, []).append(ref)
        else:
            added.failures[ref] = _why_not(ref, reading.identifier, finding)
    for key, same in refs_of_key.items():
        if len(same) > 1:
            added.remarks.append(f"{_listed(same)} name the same paper: {key}.")
    # One service that is down is one error, whatever the number of REFs that it costs.
    unnamed = [ref for ref, error in added.failures.items() if ref not in error.message]
    if unnamed:
        added.remarks.append(f"Not stored: {', '.join(unnamed)}.")
    told = {error.message for error in added.failures.values()}
    added.stored.problems.extend(
        Problem("source-not-asked", f"{error.message} What the other sources have was stored.", error.hint)
        for error in finding.down
        if error.message not in told
    )


def _listed(refs: Sequence[str]) -> str:
    return f"{', '.join(refs[:-1])} and {refs[-1]}"


def _why_not(ref: str, identifier: Identifier, finding: Finding) -> SilitError:
    failed = finding.failed.get(identifier)
    if failed is not None:
        return failed
    reason = finding.reasons.get(identifier, "")
    return NotFoundError(f"{ref} was not found. {reason}".strip(), hint="Check it for a typing error.")
