"""`silit add`: papers by identifier or by a reference as text, each work once, and what became of each REF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from silit.errors import NotFoundError, SilitError
from silit.library import Action, Library
from silit.library.works import entries, id_of_key, ids_of_keys
from silit.markup import plain
from silit.model.identifiers import Identifier
from silit.results import Problem
from silit.services.citation_candidates import Candidate, Resolution, with_records
from silit.services.citation_report import CODES, differences_of, error_of, shown
from silit.services.citation_resolving import Sources, is_in_words, parted, resolve_citations
from silit.services.lookup import Finding
from silit.services.refs import Reading, read_ref
from silit.services.store import Stored, store_records
from silit.sources.crossref import Crossref
from silit.sources.doi_agency import DoiResolver
from silit.sources.pubmed import PubMed

_LINE = 70
_LONGEST_LABEL = 40
_STORED_AT_ONCE = 200
# A REF is known again in a message by so much of it.
_FAMILIAR = 60

# Names the paper that a person means, of the candidates for a reference; None for none of them.
Choose = Callable[[Resolution], Candidate | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A REF whose paper the library has, and what the user should know about that ("" where it is plain)."""

    cite_key: str
    remark: str = ""


@dataclass(slots=True)
class Added:
    """What became of each REF: its cite key, or an error (then it is in `missing` too). `remarks` say what a REF was taken
    for, and which of them name one paper; `identified` how many records each source gave; `resolutions` what became of
    the REFs that are references as text, `lines` where each REF stood in a list."""

    stored: Stored = field(default_factory=Stored)
    keys: dict[str, str] = field(default_factory=dict)
    failures: dict[str, SilitError] = field(default_factory=dict)
    identified: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    resolutions: dict[str, Resolution] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """The REFs that were not stored, in the order in which they were given."""
        return list(self.failures)

    @property
    def errors(self) -> list[SilitError]:
        """Why not, each reason once, that of the first REF first."""
        return list({error.message: error for error in self.failures.values()}.values())


def add_refs(
    library: Library,
    refs: Sequence[str],
    pubmed: PubMed,
    crossref: Crossref,
    resolver: DoiResolver,
    *,
    lines: Mapping[str, int] | None = None,
    tails: Mapping[str, tuple[str, str]] | None = None,
    choose: Choose = lambda _: None,
    on_step: Callable[[str], None] = lambda _: None,
) -> Added:
    """Stores the work of each REF once. What one source describes is stored, also when another one is down.

    A REF may be a whole reference as text: its paper is stored where it is sure, else `choose` may name one of the
    candidates. A long list is stored a part at a time, so that what is done stays done.
    `tails`: see `parted`.
    """
    added = Added(lines=lines or {})
    sources = Sources(pubmed, crossref, resolver)
    wanted = parted([ref.strip() for ref in refs], tails or {}, library, sources)
    for start in range(0, len(wanted), _STORED_AT_ONCE):
        _add_some(library, wanted[start : start + _STORED_AT_ONCE], sources, added, choose, on_step)
    _remark_what_is_shared(wanted, added)
    return added


def _add_some(
    library: Library,
    refs: Sequence[str],
    sources: Sources,
    added: Added,
    choose: Choose,
    on_step: Callable[[str], None],
) -> None:
    texts = [ref for ref in refs if is_in_words(ref)]
    resolved = resolve_citations(texts, library, sources, on_step=on_step)
    resolutions = {one.text: _chosen(one, choose) for one in resolved}
    added.resolutions |= resolutions
    readings = {ref: _reading(ref, resolutions.get(ref), library) for ref in refs}
    wanted = [reading.identifier for reading in readings.values() if isinstance(reading, Reading)]
    known = [record for one in resolutions.values() if one.found for record in one.found.records]
    finding = sources.look_up(wanted, known)
    given = [record for found in finding.records.values() for record in found]
    records = list({(record.source, record.source_id): record for record in given}.values())
    for record in records:
        added.identified[record.source] = added.identified.get(record.source, 0) + 1
    added.stored.problems.extend(sources.problems)
    sources.problems.clear()
    added.stored.problems.extend(finding.problems)
    with library.changing(Action("add", _summary(refs))):
        store_records(library, records, added.stored)
        keys = _keys_now(library, added.stored)
    _account(readings, finding, keys, added)
    _compare_with_all(readings, finding, added)


def _compare_with_all(
    readings: Mapping[str, Reading | Kept | SilitError], finding: Finding, added: Added
) -> None:
    """A reference differs from its paper only where it differs from what each source says."""
    for ref, reading in readings.items():
        resolution = added.resolutions.get(ref)
        if resolution is None or resolution.found is None or not isinstance(reading, Reading):
            continue
        records = finding.records.get(reading.identifier, [])
        if records and resolution.differences:
            candidate = with_records(resolution.cited, resolution.found, records)
            added.resolutions[ref] = replace(resolution, candidates=(candidate,))


def _chosen(resolution: Resolution, choose: Choose) -> Resolution:
    """The resolution, with the candidate that a person named where only a person can tell."""
    if resolution.outcome != "ask":
        return resolution
    candidate = choose(resolution)
    return resolution if candidate is None else replace(resolution, outcome="sure", candidates=(candidate,))


def _reading(ref: str, resolution: Resolution | None, library: Library) -> Reading | Kept | SilitError:
    """What is to be looked up for a REF, the entry that the library has for it, or why there is neither."""
    if resolution is None:
        reading = read_ref(ref)
        key = key_now(library, ref) if isinstance(reading, SilitError) else ""
        return (
            Kept(key, f"{ref} is a cite key, and that paper is in the library already.") if key else reading
        )
    found = resolution.found
    if found is None:
        return error_of(resolution)
    if found.cite_key:
        return Kept(found.cite_key)
    if found.identifier is None:
        return NotFoundError(
            f"{shown(ref)} has neither a PMID nor a DOI.", hint="Import it from a file: silit import FILE"
        )
    return Reading(found.identifier, f"{shown(ref)} is {found.ref}: {plain(found.work.title)}")


def problems_of(added: Added) -> list[Problem]:
    """What references differ in, and the errors of single REFs in the shape of problems, after those of records."""
    return [
        *added.stored.problems,
        *differences_of(added.resolutions.values(), added.lines, added.keys),
        *_not_added(added),
    ]


def _not_added(added: Added) -> list[Problem]:
    told: dict[str, Problem] = {}
    for ref, error in added.failures.items():
        resolution = added.resolutions.get(ref)
        code = "not-added" if resolution is None else CODES.get(resolution.outcome, "not-added")
        told.setdefault(error.message, Problem(code, error.message, error.hint, line=added.lines.get(ref)))
    return list(told.values())


def _summary(refs: Sequence[str]) -> str:
    """The REFs as a label of the journal: as many as one line holds, of a reference its beginning."""
    named: list[str] = []
    for ref in refs:
        label = ref if len(ref) <= _LONGEST_LABEL else shown(ref, _LONGEST_LABEL)
        if named and len(" ".join((*named, label))) > _LINE:
            break
        named.append(label)
    more = len(refs) - len(named)
    return " ".join(named) + (f" and {more} more" if more else "")


def key_now(library: Library, ref: str) -> str:
    """The cite key of the entry that a REF names by its key, an earlier one too; "" for none."""
    work_id = id_of_key(library.connection, ref)
    found = entries(library.connection, [work_id]) if work_id is not None else []
    return next((entry.cite_key for entry in found), "")


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
    readings: Mapping[str, Reading | Kept | SilitError],
    finding: Finding,
    keys: Mapping[tuple[str, str], str],
    added: Added,
) -> None:
    for ref, reading in readings.items():
        if isinstance(reading, SilitError):
            added.failures[ref] = reading
        elif isinstance(reading, Kept):
            added.keys[ref] = reading.cite_key
            added.stored.unchanged += 1
            if reading.remark:
                added.remarks.append(reading.remark)
        else:
            _account_for(ref, reading, finding, keys, added)
    told = {error.message for error in added.failures.values()}
    rest = " What the other sources have was stored." if added.keys else ""
    added.stored.problems.extend(
        Problem("source-not-asked", f"{error.message}{rest}", error.hint)
        for error in finding.down
        if error.message not in told
    )


def _account_for(
    ref: str, reading: Reading, finding: Finding, keys: Mapping[tuple[str, str], str], added: Added
) -> None:
    if reading.remark:
        added.remarks.append(reading.remark)
    records = finding.records.get(reading.identifier, [])
    if records:
        added.keys[ref] = keys[(records[0].source, records[0].source_id)]
    else:
        added.failures[ref] = _why_not(ref, reading.identifier, finding)


def _remark_what_is_shared(refs: Sequence[str], added: Added) -> None:
    """Says which REFs name one paper, and which were not stored for a reason that does not name them."""
    refs_of_key: dict[str, list[str]] = {}
    for ref in refs:
        if ref in added.keys:
            refs_of_key.setdefault(added.keys[ref], []).append(
                shown(ref) if ref in added.resolutions else ref
            )
    for key, same in refs_of_key.items():
        if len(same) > 1:
            added.remarks.append(f"{_listed(same)} name the same paper: {key}.")
    # One service that is down is one error, whatever the number of REFs that it costs.
    unnamed = [
        shown(ref) if ref in added.resolutions or len(ref) > _FAMILIAR else ref
        for ref, error in added.failures.items()
        if ref[:_FAMILIAR] not in error.message and shown(ref) not in error.message
    ]
    if unnamed:
        added.remarks.append(f"Not stored: {', '.join(unnamed)}.")


def _listed(refs: Sequence[str]) -> str:
    return f"{', '.join(refs[:-1])} and {refs[-1]}"


def _why_not(ref: str, identifier: Identifier, finding: Finding) -> SilitError:
    failed = finding.failed.get(identifier)
    if failed is not None:
        return failed
    reason = finding.reasons.get(identifier, "")
    return NotFoundError(f"{ref} was not found. {reason}".strip(), hint="Check it for a typing error.")
