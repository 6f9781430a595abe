"""Records into the library, one entry per work, whatever the order in which they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from silit.errors import SilitError
from silit.evidence.study_types import study_type_of
from silit.formats import RECORD_READERS
from silit.library import Library
from silit.library.index import index_again
from silit.library.labels import add_tag
from silit.library.records import (
    KeptRecord,
    add_record,
    digest,
    find_record,
    kept_records,
    mark_checked,
    renew_record,
)
from silit.library.work_writing import (
    WorkState,
    edits_of,
    identifiers_of,
    insert_work,
    join_works,
    update_work,
)
from silit.library.works import entries, ids_of_identifiers
from silit.matching.identity import same_work
from silit.matching.merge import merge
from silit.model.integrity import assess
from silit.model.records import Record
from silit.model.work import Work
from silit.model.work_json import field_from_data
from silit.results import Problem


@dataclass(slots=True)
class Stored:
    """What became of records: cite keys of entries that are new, that a record joined, that say something new now;
    how many said nothing new; and what went wrong with single records."""

    added: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    keys: dict[tuple[str, str], str] = field(default_factory=dict)

    def note(self, cite_keys: list[str], key: str) -> None:
        """Adds a key to one of the lists, once."""
        if key not in cite_keys:
            cite_keys.append(key)


def store_records(library: Library, records: Iterable[Record], stored: Stored) -> None:
    """Puts each record where it belongs and adds to `stored` what became of it. Inside `library.changing`.

    `stored.keys` tells for each (source, source_id) which entry holds it now. A SilitError of whoever gives the records
    is passed on, and what came before it is stored.
    """
    touched: set[int] = set()
    try:
        for record in records:
            stored.problems.extend(record.problems)
            key = _store(library, record, stored, touched)
            stored.keys[(record.source, record.source_id)] = key
    except SilitError:
        index_again(library.connection, sorted(touched))
        raise
    index_again(library.connection, sorted(touched))


def refresh_work(library: Library, work_id: int) -> bool:
    """Makes the work anew from its records and the user's edits; whether it says something new."""
    state, problems = _state(library, work_id)
    del problems  # they were told when their record came
    says_more = update_work(library.connection, work_id, state, library.now())
    index_again(library.connection, [work_id])
    return says_more


def _store(library: Library, record: Record, stored: Stored, touched: set[int]) -> str:
    connection = library.connection
    known = find_record(connection, record.source, record.source_id)
    if known is not None and known[2] == digest(record.raw):
        mark_checked(connection, known[0], record.retrieved)
        stored.unchanged += 1
        return _key(library, known[1])
    same = _entries_of_same_work(library, record, None if known is None else known[1], stored)
    if not same:
        return _insert(library, record, stored, touched)
    keep, *others = same
    for other in others:
        _join(library, keep, other, stored)
    if known is None:
        add_record(connection, keep, record)
    else:
        renew_record(connection, known[0], record)
    state, problems = _state(library, keep)
    stored.problems.extend(problems)
    says_more = update_work(connection, keep, state, library.now())
    _add_suggested_tags(library, keep, record)
    touched.add(keep)
    key = _key(library, keep)
    if known is None or others:
        stored.note(stored.merged, key)
    elif says_more:
        stored.note(stored.updated, key)
    else:
        stored.unchanged += 1
    return key


def _entries_of_same_work(library: Library, record: Record, known: int | None, stored: Stored) -> list[int]:
    """The entries that this record says are one work, the oldest first."""
    candidates = ids_of_identifiers(library.connection, identifiers_of(record.work))
    same = [] if known is None else [known]
    for candidate in candidates:
        if candidate in same:
            continue
        there = entries(library.connection, [candidate])[0].work
        verdict = same_work(record.work, there)
        if verdict.problem is not None:
            stored.problems.append(replace(verdict.problem, key=_key(library, candidate)))
        if verdict.same and all(_are_same(library, candidate, other) for other in same):
            same.append(candidate)
    return sorted(same)


def _are_same(library: Library, one: int, other: int) -> bool:
    first, second = entries(library.connection, [one, other])
    return same_work(first.work, second.work).same


def _insert(library: Library, record: Record, stored: Stored, touched: set[int]) -> str:
    merged = merge([record], {})
    stored.problems.extend(merged.problems)
    state = _work_state(merged.work, merged.provenance, [(record.source, record.retrieved)])
    work_id, key = insert_work(library.connection, state, library.now())
    add_record(library.connection, work_id, record)
    _add_suggested_tags(library, work_id, record)
    touched.add(work_id)
    stored.added.append(key)
    return key


def _join(library: Library, keep: int, other: int, stored: Stored) -> None:
    key, other_key = _key(library, keep), _key(library, other)
    for slug in join_works(library.connection, keep, other):
        stored.problems.append(
            Problem(
                "stance-kept-as-note",
                f"{key} and {other_key} are one paper, and had different stances toward {slug}.",
                f"That of {key} counts; the other one is in its notes: silit show {key}",
                key=key,
            )
        )


def _state(library: Library, work_id: int) -> tuple[WorkState, tuple[Problem, ...]]:
    kept = kept_records(library.connection, work_id)
    edits = {
        name: field_from_data(name, value) for name, value in edits_of(library.connection, work_id).items()
    }
    merged = merge([_read_again(record) for record in kept], edits)
    consulted = [(record.source, record.retrieved) for record in kept]
    return _work_state(merged.work, merged.provenance, consulted), merged.problems


def _work_state(work: Work, provenance: Mapping[str, str], consulted: Sequence[tuple[str, str]]) -> WorkState:
    return WorkState(
        work, provenance, work.study_type or study_type_of(work).study_type, assess(work, consulted).status
    )


def _read_again(kept: KeptRecord) -> Record:
    result = RECORD_READERS[kept.format](kept.raw)
    return Record(kept.source, kept.source_id, kept.format, kept.raw, result.value, kept.retrieved)


def _add_suggested_tags(library: Library, work_id: int, record: Record) -> None:
    for tag in record.work.suggested_tags:
        add_tag(library.connection, work_id, tag)


def _key(library: Library, work_id: int) -> str:
    row = library.connection.execute("SELECT cite_key FROM work WHERE id = ?", (work_id,)).fetchone()
    return str(row[0])
