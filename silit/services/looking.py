"""`silit search`: the library's own hits, then what the sources have; nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from silit.errors import SilitError
from silit.evidence.study_types import study_type_of
from silit.library import Library
from silit.library.works import entries, ids_of_identifiers
from silit.model.cite_keys import base_key
from silit.model.entries import Entry, RecordSummary
from silit.model.integrity import assess
from silit.model.records import Record
from silit.results import Problem
from silit.services.fetching import SOURCES
from silit.services.list_works import list_works
from silit.services.search_plan import SearchPlan
from silit.sources.crossref import Crossref
from silit.sources.pubmed import PubMed

# Of Crossref's loosely related answers, how many are looked at for each one that is shown.
_LOOKED_AT_FOR_ONE = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A work that a source has. `cite_key` is that of the library's entry, "" when the library does not have it."""

    entry: Entry
    cite_key: str


@dataclass(slots=True)
class SourceHits:
    """What one source answers: the first hits, how many it has in all, and what it was asked and says it ran."""

    source: str
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    asked: str = ""
    ran: str = ""


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
    if library is not None and query.strip():
        listing = list_works(library, query, limit)
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
                records = _at_crossref(crossref, plan, limit, years, found)
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
    return [record for batch in pubmed.fetch(search.ids) for record in batch.records]


def _at_crossref(
    crossref: Crossref, plan: SearchPlan, limit: int, years: tuple[int, int] | None, found: SourceHits
) -> list[Record]:
    query = plan.crossref[0]
    page = next(crossref.search(query, years=years, rows=limit * _LOOKED_AT_FOR_ONE), None)
    found.asked = query
    if page is None:
        return []
    found.total = page.total
    return [record for record in page.records if plan.is_about(record.work)][:limit]


def _hit(library: Library | None, record: Record) -> Hit:
    work = record.work
    key = ""
    if library is not None:
        pairs = [(scheme, value) for scheme, value in (("pmid", work.pmid), ("doi", work.doi)) if value]
        ids = ids_of_identifiers(library.connection, pairs)
        key = entries(library.connection, ids[:1])[0].cite_key if ids else ""
    entry = Entry(
        cite_key=key or base_key(work),
        work=work,
        study_type=work.study_type or study_type_of(work).study_type,
        integrity=assess(work, [(record.source, record.retrieved)]),
        records=(RecordSummary(record.source, record.source_id, record.retrieved),),
    )
    return Hit(entry, key)
