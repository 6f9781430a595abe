"""`silit fetch`: searches PubMed and Crossref and stores what fits, batch by batch.

What came before a fault, a kill or Ctrl-C stays; the same fetch run again ends where an undisturbed one would.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from silit.errors import LibraryError, SilitError
from silit.library import Action, Library
from silit.library.searches import SearchRun, add_search_run
from silit.library.works import ids_of_identifiers
from silit.model.records import Record
from silit.results import Problem
from silit.services.crossref_hits import Choice, in_turn, rounds
from silit.services.search_plan import SearchPlan
from silit.services.store import Stored, store_records
from silit.sources.crossref import Crossref, CrossrefPage
from silit.sources.pubmed import PubMed

SOURCES = ("pubmed", "crossref")

Tell = Callable[[str], None]


@dataclass(slots=True)
class SourceReport:
    """What one source had: what it was asked and says it ran, how many works it has in all, were looked at, and were kept
    because they fit. `known` of the others were merged because the library has them. `answered` is False, and the
    numbers mean nothing, where the source was not asked or did not answer."""

    source: str
    asked: str = ""
    ran: str = ""
    total: int = 0
    looked_at: int = 0
    kept: int = 0
    known: int = 0
    answered: bool = False


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
    are kept. LibraryError when the library cannot be written."""
    run = _Run(library, asked, tell)
    if "pubmed" in asked.sources:
        run.guarded(SourceReport("pubmed"), lambda report: run.fetch_pubmed(pubmed, report))
    if "crossref" in asked.sources:
        run.guarded(SourceReport("crossref"), lambda report: run.fetch_crossref(crossref, report))
    return run.fetched


class _Run:
    """One fetch: every batch a change of its own, all of them one action."""

    def __init__(self, library: Library, asked: Asked, tell: Tell) -> None:
        self.fetched = Fetched()
        self._library = library
        self._asked = asked
        self._tell = tell
        topic = asked.plan.topic
        self._topic = topic.name if topic else ""
        self._action = Action("fetch", " ".join(filter(None, (self._topic, asked.plan.query))))

    def guarded(self, report: SourceReport, work: Callable[[SourceReport], None]) -> None:
        """Does the work of one source; its error does not keep the other source from being asked."""
        self.fetched.sources.append(report)
        try:
            work(report)
        except LibraryError:
            raise
        except SilitError as error:
            self.fetched.errors.append(error)
        if report.answered:
            self._keep_account(report)

    def fetch_pubmed(self, pubmed: PubMed, report: SourceReport) -> None:
        """The papers that PubMed finds, most relevant first."""
        search = pubmed.search(self._asked.plan.pubmed, limit=self._asked.limit, years=self._asked.years)
        report.answered = True
        report.asked, report.ran, report.total = search.asked, search.ran, search.total
        self.fetched.stored.problems.extend(search.warnings)
        self._tell(f"PubMed has {search.total:,}; fetching {len(search.ids):,} …")
        for batch in pubmed.fetch(search.ids):
            self.fetched.stored.problems.extend(batch.problems)
            self.fetched.missing.extend(batch.missing)
            self._store(batch.records)
            report.looked_at += len(batch.asked) - len(batch.missing)
            report.kept += len(batch.records)
            self._tell(f"PubMed: {report.kept:,} of {len(search.ids):,} kept")

    def fetch_crossref(self, crossref: Crossref, report: SourceReport) -> None:
        """The works of Crossref that are about it, and those that the library has by their DOI."""
        plan, limit, years = self._asked.plan, self._asked.limit, self._asked.years
        if not plan.crossref:
            self.fetched.stored.problems.append(nothing_for_crossref(plan))
            return
        report.asked = " | ".join(plan.crossref) + (f" ({years[0]}-{years[1]})" if years else "")
        choice = Choice(plan, limit)
        for number, pages in enumerate(rounds(plan, crossref, limit=limit, years=years)):
            report.answered = True
            if not number:
                report.total = sum(page.total for page in pages)
            self._take_round(pages, choice, report)
            if choice.is_full:
                return

    def _take_round(self, pages: Sequence[CrossrefPage], choice: Choice, report: SourceReport) -> None:
        keeping = []
        for page in pages:
            self.fetched.stored.problems.extend(page.problems)
        for record in in_turn(pages):
            if record.source_id in choice.seen:
                continue
            if choice.offer(record):
                keeping.append(record)
            elif self._has(record):
                keeping.append(record)
                report.known += 1
        self._store(keeping)
        report.looked_at, report.kept = len(choice.seen), len(choice.chosen)
        self._tell(f"Crossref: {report.looked_at:,} looked at, {report.kept:,} kept")

    def _store(self, records: Sequence[Record]) -> None:
        with self._library.changing(self._action):
            store_records(self._library, records, self.fetched.stored)

    def _has(self, record: Record) -> bool:
        return bool(ids_of_identifiers(self._library.connection, [("doi", record.source_id)]))

    def _keep_account(self, report: SourceReport) -> None:
        run = SearchRun(
            source=report.source,
            topic=self._topic,
            asked=report.asked,
            ran=report.ran,
            total=report.total,
            looked_at=report.looked_at,
            kept=report.kept,
            at=self._library.now(),
        )
        with self._library.changing(self._action):
            add_search_run(self._library.connection, run)


def nothing_for_crossref(plan: SearchPlan) -> Problem:
    """Why Crossref is not asked for a query without plain words."""
    return Problem(
        "not-asked",
        f"Crossref was not asked: it searches words alone, and {plan.query!r} holds only fields of PubMed's.",
        "Add a word of the title.",
    )


def problems_of(fetched: Fetched) -> list[Problem]:
    """The errors of sources in the shape of problems, after those of records."""
    errors = [Problem("source-failed", error.message, error.hint) for error in fetched.errors]
    return [*fetched.stored.problems, *errors]
