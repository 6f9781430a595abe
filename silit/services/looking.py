"""`silit search`: the library's own hits, then what the sources have; nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from silit.errors import SilitError
from silit.evidence.study_types import study_type_of
from silit.library import Library
from silit.library.work_writing import identifiers_of
from silit.library.works import entries, ids_of_identifiers
from silit.matching.identity import same_work
from silit.model.entries import Entry, RecordSummary
from silit.model.integrity import assess
from silit.model.key_patterns import base_key
from silit.model.records import Record
from silit.results import Problem
from silit.services.fetching import SOURCES, nothing_for_crossref
from silit.services.list_works import list_works
from silit.services.search_plan import SearchPlan
from silit.sources.crossref import Crossref
from silit.sources.pubmed import PubMed

# Of Crossref's loosely related answers, how many are looked at for each one that is shown.
_LOOKED_AT_FOR_ONE = 5
# Tags, operators and truncation mean nothing to the library's own search.
_PUBMED_ONLY = re.compile(r"\[[^\]]*\]|\b(?:AND|OR|NOT)\b|\w\*")


@dataclass(frozen=True, slots=True)
class Hit:
    """A work that a source has. `cite_key` is that of the library's entry, "" when the library does not have it."""

    entry: Entry
    cite_key: str


@dataclass(slots=True)
class SourceHits:
    """What one source answers: the first hits, how many it has in all, what it was asked and says it ran, and the queries
    of a topic that it was not asked because there were hits enough (`total` is that of the largest one asked)."""

    source: str
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    asked: str = ""
    ran: str = ""
    not_asked: tuple[str, ...] = ()


@dataclass(slots=True)
class Looked:
    """The library's own hits and those of each source."""

    own: tuple[Entry, ...] = ()
    own_total: int = 0
    sources: list[SourceHits] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    errors: list[SilitError] = field(default_factory=list)


def look(
    library: Library | None,
    query: str,
    plan: SearchPlan,
    pubmed: PubMed,
    crossref: Crossref,
    *,
    limit: int = 10,
    sources: Sequence[str] = SOURCES,
    years: tuple[int, int] | None = None,
) -> Looked:
    """Searches the library (where there is one) and each source; a source that is down is in `errors`."""
    looked = Looked()
    if library is not None:
        listing = list_works(library, _words_for_library(query, plan), limit)
        looked.own, looked.own_total = listing.entries, listing.total
    for source in SOURCES:
        if source not in sources:
            continue
        found = SourceHits(source)
        looked.sources.append(found)
        try:
            if source == "pubmed":
                records = _at_pubmed(pubmed, plan, limit, years, found, looked)
            else:
                records = _at_crossref(crossref, plan, limit, years, found, looked)
        except SilitError as error:
            looked.errors.append(error)
            continue
        found.hits = [_hit(library, record) for record in records]
    return looked


def _at_pubmed(
    pubmed: PubMed,
    plan: SearchPlan,
    limit: int,
    years: tuple[int, int] | None,
    found: SourceHits,
    looked: Looked,
) -> list[Record]:
    search = pubmed.search(plan.pubmed, limit=limit, years=years)
    found.asked, found.ran, found.total = search.asked, search.ran, search.total
    looked.problems.extend(search.warnings)
    records: list[Record] = []
    for batch in pubmed.fetch(search.ids):
        looked.problems.extend(batch.problems)
        records.extend(batch.records)
    return records


def _at_crossref(
    crossref: Crossref,
    plan: SearchPlan,
    limit: int,
    years: tuple[int, int] | None,
    found: SourceHits,
    looked: Looked,
) -> list[Record]:
    """Hits of the plan's queries in their order, until there are enough: this is a look, and each query costs a second."""
    if not plan.crossref:
        looked.problems.append(nothing_for_crossref(plan))
        return []
    records: dict[str, Record] = {}
    asked: list[str] = []
    for query in plan.crossref:
        page = next(crossref.search(query, years=years, rows=limit * _LOOKED_AT_FOR_ONE), None)
        asked.append(query)
        if page is not None:
            found.total = max(found.total, page.total)
            looked.problems.extend(page.problems)
            fitting = (record for record in page.records if plan.is_about(record.work))
            records |= {record.source_id: record for record in fitting if record.source_id not in records}
        if len(records) >= limit:
            break
    found.asked = " · ".join(asked) + (f" ({years[0]}-{years[1]})" if years else "")
    found.not_asked = plan.crossref[len(asked) :]
    return list(records.values())[:limit]


def _words_for_library(query: str, plan: SearchPlan) -> str:
    """The query as typed; its plain words where it is in PubMed's language, and the topic's name where there is none."""
    if query.strip():
        return plan.words if plan.words and _PUBMED_ONLY.search(query) else query
    return plan.crossref[0] if plan.crossref else ""


def _hit(library: Library | None, record: Record) -> Hit:
    work = record.work
    key = "" if library is None else _key_in(library, record)
    entry = Entry(
        cite_key=key or (base_key if library is None else library.key_of)(work),
        work=work,
        study_type=work.study_type or study_type_of(work).study_type,
        integrity=assess(work, [(record.source, record.retrieved)]),
        records=(RecordSummary(record.source, record.source_id, record.retrieved),),
    )
    return Hit(entry, key)


def _key_in(library: Library, record: Record) -> str:
    """The cite key of the entry that is this work; what only shares an identifier with it is another one."""
    ids = ids_of_identifiers(library.connection, identifiers_of(record.work))
    same = (entry for entry in entries(library.connection, ids) if same_work(record.work, entry.work).same)
    return next((entry.cite_key for entry in same), "")
