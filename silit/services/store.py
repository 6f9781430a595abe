"""Records into the library, one entry per work, whatever the order in which they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from silit.errors import SilitError, UnreadableFormatError
from silit.evidence.study_types import study_type_of
from silit.formats import RECORD_READERS
from silit.library import Library
from silit.library.index import index_again
from silit.library.joining import join_works
from silit.library.labels import add_note_once, add_tag
from silit.library.records import (
    KeptRecord,
    add_record,
    dates_count,
    digest,
    kept_records,
    mark_checked,
    record_format,
    renew_record,
)
from silit.library.work_writing import WorkState, add_other_key, edits_of, insert_work, update_work
from silit.matching.merge import merge
from silit.model.identifiers import Identifier
from silit.model.integrity import assess
from silit.model.records import Record
from silit.model.work import Work
from silit.model.work_json import field_from_data
from silit.results import Problem
from silit.services.placing import entries_of_same_work, told_apart
from silit.services.quote_checks import check_quotes_again
from silit.services.unindexed import Unindexed


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
    _noted: set[tuple[str, str]] = field(default_factory=set, repr=False, compare=False)

    def note(self, became: Literal["merged", "updated"], key: str) -> None:
        """Adds a key to one of the lists, once."""
        if (became, key) not in self._noted:
            self._noted.add((became, key))
            getattr(self, became).append(key)

    def forget(self, key: str) -> None:
        """Takes out the key of an entry that was joined into another one."""
        for cite_keys in (self.added, self.merged, self.updated):
            if key in cite_keys:
                cite_keys.remove(key)
        self._noted -= {("merged", key), ("updated", key)}


def store_records(library: Library, records: Iterable[Record], stored: Stored) -> None:
    """Puts each record where it belongs and adds to `stored` what became of it. Inside `library.changing`.

    `stored.keys` tells for each (source, source_id) which entry holds it now. A SilitError of whoever gives the records
    is passed on, and what came before it is stored.
    """
    unindexed = Unindexed(library.connection)
    try:
        for record in records:
            stored.problems.extend(record.problems)
            key = _store(library, record, stored, unindexed)
            stored.keys[(record.source, record.source_id)] = key
    except SilitError:
        unindexed.tell()
        raise
    unindexed.tell()


def refresh_work(library: Library, work_id: int) -> bool:
    """Makes the work anew from its records and the user's edits; whether it says something new.

    UnreadableFormatError when a kept record cannot be read again.
    """
    state, _ = _state(library, work_id)  # its problems were told when their record came
    says_more = _write(library, work_id, state)
    index_again(library.connection, [work_id])
    return says_more


def _store(library: Library, record: Record, stored: Stored, unindexed: Unindexed) -> str:
    connection = library.connection
    record, known = told_apart(library, record)
    if known is not None and (known[2] == digest(record.raw) or _says_less(library, record, known[0])):
        return _check_off(library, known[0], known[1], record.retrieved, stored, unindexed)
    same, different = entries_of_same_work(library, record, None if known is None else known[1])
    for candidate, verdict in different:
        if verdict.problem is not None:
            stored.problems.append(replace(verdict.problem, key=_key(library, candidate)))
    if not same:
        return _insert(library, record, stored, unindexed)
    keep, *others = same
    for other in others:
        _join(library, keep, other, stored)
        unindexed.forget(other)
    if known is None:
        add_record(connection, keep, record)
    else:
        renew_record(connection, known[0], record)
    says_more = _renew(library, keep, stored)
    _add_what_its_user_wrote(library, keep, record)
    if record.cite_key:
        add_other_key(library.connection, keep, record.cite_key)
    unindexed.add(keep)
    key = _key(library, keep)
    if known is None or others:
        stored.note("merged", key)
    elif says_more:
        stored.note("updated", key)
    else:
        stored.unchanged += 1
    return key


def _says_less(library: Library, record: Record, known_id: int) -> bool:
    """Whether the kept record of the same source is in a format that says more: PubMed's XML has all that its nbib has."""
    return record.format == "nbib" and record_format(library.connection, known_id) == "pubmed-xml"


def _check_off(
    library: Library, record_id: int, work_id: int, retrieved: str, stored: Stored, unindexed: Unindexed
) -> str:
    """The source says what it said before: only the day counts."""
    key = _key(library, work_id)
    later = mark_checked(library.connection, record_id, retrieved)
    if later and dates_count(library.connection, work_id) and _renew(library, work_id, stored):
        unindexed.add(work_id)
        stored.note("updated", key)
    else:
        stored.unchanged += 1
    return key


def _renew(library: Library, work_id: int, stored: Stored) -> bool:
    """The same as `refresh_work`, for many: problems go to `stored`, and the index has to be told."""
    key = _key(library, work_id)
    try:
        state, problems = _state(library, work_id)
    except UnreadableFormatError as error:
        message = f"{key} stays as it was: what was kept of it cannot be read again ({error.message})"
        stored.problems.append(
            Problem("unreadable-record", message, f"Look at it: silit show {key}", key=key)
        )
        return False
    stored.problems.extend(replace(problem, key=key) for problem in problems)
    return _write(library, work_id, state)


def _write(library: Library, work_id: int, state: WorkState) -> bool:
    says_more = update_work(library.connection, work_id, state, library.now())
    if says_more:
        check_quotes_again(library, work_id, state.work.abstract)
    return says_more


def _insert(library: Library, record: Record, stored: Stored, unindexed: Unindexed) -> str:
    merged = merge([record], {})
    stored.problems.extend(merged.problems)
    state = _work_state(merged.work, merged.provenance, [(record.source, record.retrieved)])
    work_id, key, data = insert_work(
        library.connection, state, library.now(), record.cite_key or library.key_of(record.work)
    )
    add_record(library.connection, work_id, record)
    tags, notes = _add_what_its_user_wrote(library, work_id, record)
    unindexed.add_new(work_id, key, data, tags, notes)
    stored.added.append(key)
    return key


def _join(library: Library, keep: int, other: int, stored: Stored) -> None:
    key, other_key = _key(library, keep), _key(library, other)
    clashes = join_works(library.connection, keep, other, library.now())
    stored.forget(other_key)
    for slug in clashes.claims:
        stored.problems.append(
            Problem(
                "stance-kept-as-note",
                f"{key} and {other_key} are one paper, and had different stances toward {slug}.",
                f"That of {key} counts; the other one is in its notes: silit show {key}",
                key=key,
            )
        )
    for name in clashes.fields:
        stored.problems.append(
            Problem(
                "edit-kept-as-note",
                f"{key} and {other_key} are one paper, and you had edited {name} of both.",
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
    work = RECORD_READERS[kept.format](kept.raw).value
    if kept.source == "crossref" and work.doi and kept.source_id != work.doi:
        # Crossref was asked by an older DOI of the work, which its answer does not repeat.
        work = replace(work, other_ids=(*work.other_ids, Identifier("doi", kept.source_id)))
    return Record(kept.source, kept.source_id, kept.format, kept.raw, work, kept.retrieved)


def _add_what_its_user_wrote(library: Library, work_id: int, record: Record) -> tuple[list[str], list[str]]:
    """(tags, notes): those that the work did not have."""
    connection = library.connection
    return (
        [tag for tag in record.work.suggested_tags if add_tag(connection, work_id, tag)],
        [note for note in record.notes if add_note_once(connection, work_id, note, library.now())],
    )


def _key(library: Library, work_id: int) -> str:
    row = library.connection.execute("SELECT cite_key FROM work WHERE id = ?", (work_id,)).fetchone()
    return str(row[0])
