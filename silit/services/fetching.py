"""`silit fetch`: searches PubMed and Crossref and stores what fits, batch by batch.

What came before a fault, a kill or Ctrl-C stays; the same fetch run again ends where an undisturbed one would.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from silit.errors import SilitError
from silit.library import Action, Library
from silit.library.searches import SearchRun, add_search_run
from silit.library.works import ids_of_identifiers
from silit.model.records import Record
from silit.services.search_plan import SearchPlan
from silit.services.store import Stored, store_records
from silit.sources.crossref import Crossref, CrossrefPage
from silit.sources.pubmed import PubMed

SOURCES = ("pubmed", "crossref")
_FEWEST_ROWS, _MOST_ROWS = 20, 200
# A page with less than this share of fitting works ends a Crossref search: what follows is more loosely related still.
_HARDLY_ANY = 0.05

Tell = Callable[[str], None]


@dataclass(slots=True)
class SourceReport:
    """What one source had: what it was asked and says it ran, how many it has in all, were looked at, and were kept."""

    source: str
    asked: str = ""
    ran: str = ""
    total: int = 0
    looked_at: int = 0
    kept: int = 0


@dataclass(slots=True)
class Fetched:
    """What a fetch did: a report for each source, what became of the records, PMIDs that vanished, errors of sources."""

    sources: list[SourceReport] = field(default_factory=list)
    stored: Stored = field(default_factory=Stored)
    missing: list[str] = field(default_factory=list)
    errors: list[SilitError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """What to fetch: the plan, from which sources, how many works to keep from each (None: all), from which years."""

    plan: SearchPlan
    sources: Sequence[str] = SOURCES
    limit: int | None = 200
    years: tuple[int, int] | None = None


def fetch(
    library: Library, asked: Asked, pubmed: PubMed, crossref: Crossref, tell: Tell = lambda _: None
) -> Fetched:
    """Runs the plan at each source in turn and stores what fits; a source that is down is in `errors`, the other's works
    are kept."""
    fetched = Fetched()
    action = Action("fetch", asked.plan.query or (asked.plan.topic.name if asked.plan.topic else ""))
    for source in SOURCES:
        if source not in asked.sources:
            continue
        report = SourceReport(source)
        fetched.sources.append(report)
        try:
            if source == "pubmed":
                _fetch_pubmed(library, action, asked, pubmed, report, fetched, tell)
            else:
                _fetch_crossref(library, action, asked, crossref, report, fetched, tell)
        except SilitError as error:
            fetched.errors.append(error)
        _keep_account(library, action, asked, report)
    return fetched


def _fetch_pubmed(
    library: Library,
    action: Action,
    asked: Asked,
    pubmed: PubMed,
    report: SourceReport,
    fetched: Fetched,
    tell: Tell,
) -> None:
    report.asked = asked.plan.pubmed
    search = pubmed.search(asked.plan.pubmed, limit=asked.limit, years=asked.years)
    report.asked, report.ran, report.total = search.asked, search.ran, search.total
    fetched.stored.problems.extend(search.warnings)
    tell(f"PubMed has {search.total:,}; fetching {len(search.ids):,}")
    for batch in pubmed.fetch(search.ids):
        fetched.stored.problems.extend(batch.problems)
        fetched.missing.extend(batch.missing)
        with library.changing(action):
            store_records(library, batch.records, fetched.stored)
        report.looked_at += len(batch.records)
        report.kept += len(batch.records)
        tell(f"PubMed: {report.kept:,} of {len(search.ids):,} kept")


def _fetch_crossref(
    library: Library,
    action: Action,
    asked: Asked,
    crossref: Crossref,
    report: SourceReport,
    fetched: Fetched,
    tell: Tell,
) -> None:
    report.asked = " | ".join(asked.plan.crossref)
    seen: set[str] = set()
    chosen: set[str] = set()
    for page in _pages_in_turn(asked, crossref, report):
        fetched.stored.problems.extend(page.problems)
        new = [record for record in page.records if record.source_id not in seen]
        seen.update(record.source_id for record in new)
        report.looked_at = len(seen)
        keeping = []
        for record in new:
            about = asked.plan.is_about(record.work) and (asked.limit is None or len(chosen) < asked.limit)
            if about:
                chosen.add(record.source_id)
            if about or _is_in_library(library, record):
                keeping.append(record)
        with library.changing(action):
            store_records(library, keeping, fetched.stored)
        report.kept += len(keeping)
        tell(f"Crossref: {report.looked_at:,} looked at, {report.kept:,} kept")
        if asked.limit is not None and len(chosen) >= asked.limit:
            return


def _pages_in_turn(asked: Asked, crossref: Crossref, report: SourceReport) -> Iterator[CrossrefPage]:
    """A page of each of the plan's searches, then the next page of each, until each is at its end or fits no more."""
    queries = asked.plan.crossref
    rows = _MOST_ROWS
    if asked.limit is not None:
        rows = min(_MOST_ROWS, max(_FEWEST_ROWS, -(-asked.limit // len(queries))))
    searches = [crossref.search(query, years=asked.years, rows=rows) for query in queries]
    totals: dict[int, int] = {}
    running = dict(enumerate(searches))
    while running:
        for index, search in list(running.items()):
            page = next(search, None)
            if page is None:
                del running[index]
                continue
            totals[index] = page.total
            report.total = sum(totals.values())
            yield page
            fitting = sum(asked.plan.is_about(record.work) for record in page.records)
            if fitting < _HARDLY_ANY * max(page.looked_at, 1):
                del running[index]


def _is_in_library(library: Library, record: Record) -> bool:
    return (
        bool(ids_of_identifiers(library.connection, [("doi", record.work.doi)])) if record.work.doi else False
    )


def _keep_account(library: Library, action: Action, asked: Asked, report: SourceReport) -> None:
    topic = asked.plan.topic.name if asked.plan.topic else ""
    run = SearchRun(
        report.source,
        topic,
        report.asked,
        report.ran,
        report.total,
        report.looked_at,
        report.kept,
        library.now(),
    )
    with library.changing(action):
        add_search_run(library.connection, run)
