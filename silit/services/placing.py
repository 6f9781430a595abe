"""Where a record belongs: the record that it renews, and the entries that it says are one work."""

from __future__ import annotations

from dataclasses import replace

from silit.library import Library
from silit.library.records import FoundRecord, digest, find_record
from silit.library.work_writing import identifiers_of
from silit.library.works import entries, id_of_key, ids_of_identifiers
from silit.matching.identity import ALIKE, Verdict, same_work
from silit.matching.titles import title_key, title_similarity
from silit.model.identifiers import Identifier
from silit.model.records import Record
from silit.model.work import Work

# Sources whose ids name a record for good. The ids in a file are the file's own: "1" is another paper in the next one.
_NAMING_SOURCES = frozenset({"pubmed", "crossref", "doi.org", "starter"})


def told_apart(library: Library, record: Record) -> tuple[Record, FoundRecord | None]:
    """The record, under another id where its file gives it the id of a different work out of another file; and the record of
    that id that the library has."""
    known = find_record(library.connection, record.source, record.source_id)
    if known is None or record.source in _NAMING_SOURCES or known[2] == digest(record.raw):
        return record, known
    if _could_be_same(record.work, entries(library.connection, [known[1]])[0].work):
        return record, known
    source_id = f"{record.source_id} {digest(record.raw)[:12]}".strip()
    return replace(record, source_id=source_id), find_record(library.connection, record.source, source_id)


def entries_of_same_work(
    library: Library, record: Record, known: int | None
) -> tuple[list[int], list[tuple[int, Verdict]]]:
    """The entries that this record says are one work, the oldest first, and the verdicts on the others that share one of
    its identifiers. `known` is the entry that holds the record already."""
    same = [] if known is None else [known]
    different = []
    for candidate in ids_of_identifiers(library.connection, identifiers_of(record.work)):
        if candidate in same:
            continue
        verdict = same_work(record.work, entries(library.connection, [candidate])[0].work)
        if verdict.same and all(_bridged(library, candidate, other, record.work) for other in same):
            same.append(candidate)
        else:
            different.append((candidate, verdict))
    if not same:
        same = _of_same_key(library, record)
    return sorted(same), different


def _of_same_key(library: Library, record: Record) -> list[int]:
    """The entry that a file without identifiers means: it has the file's cite key, the same title, kind and year."""
    if not record.cite_key:
        return []
    work_id = id_of_key(library.connection, record.cite_key)
    if work_id is None:
        return []
    holds = entries(library.connection, [work_id])[0].work
    return [work_id] if _is_told_the_same(record.work, holds) else []


def _is_told_the_same(one: Work, other: Work) -> bool:
    told = [(work.type, work.year, title_key(work.title)) for work in (one, other)]
    return told[0] == told[1] and bool(told[0][2]) and _could_be_same(one, other)


def _bridged(library: Library, one: int, other: int, between: Work) -> bool:
    """Whether two entries are one work, now that `between` shares an identifier with each."""
    first, second = entries(library.connection, [one, other])
    lent = tuple(Identifier(scheme, value) for scheme, value in identifiers_of(between))
    return same_work(_lent(first.work, lent), _lent(second.work, lent)).same


def _lent(work: Work, identifiers: tuple[Identifier, ...]) -> Work:
    own = {Identifier(scheme, value) for scheme, value in identifiers_of(work)}
    return replace(work, other_ids=(*work.other_ids, *(one for one in identifiers if one not in own)))


def _could_be_same(one: Work, other: Work) -> bool:
    verdict = same_work(one, other)
    if verdict.same or set(identifiers_of(one)) & set(identifiers_of(other)):
        return verdict.same
    apart = any(
        getattr(one, scheme) and getattr(other, scheme) and getattr(one, scheme) != getattr(other, scheme)
        for scheme in ("doi", "pmid", "pmcid")
    )
    years_apart = bool(one.year and other.year) and abs((one.year or 0) - (other.year or 0)) > 1
    return not apart and not years_apart and title_similarity(one.title, other.title) >= ALIKE
