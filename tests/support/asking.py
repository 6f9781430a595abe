"""The sources and a library of one test, over the local services, without waiting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from support.local_services import LocalServices
from support.still_clock import StillClock, still_http

from silit.library import Library
from silit.model.entries import Entry
from silit.services.adding import Added, Choose, add_refs
from silit.services.fetching import Asked, Fetched, fetch
from silit.services.list_works import list_works
from silit.services.looking import Looked, look
from silit.services.search_plan import SearchPlan, plan_search
from silit.services.topics import find_topic
from silit.sources.crossref import Crossref
from silit.sources.doi_agency import DoiResolver
from silit.sources.http import Http
from silit.sources.pubmed import PubMed


@dataclass
class Bench:
    """A library in `folder`, the sources that ask `services`, and what the person is told in `told`."""

    folder: Path
    services: LocalServices
    http: Http
    told: list[str]
    hour: int = 8

    def now(self) -> datetime:
        """The time that records are stamped with; `hour` may be moved on."""
        return datetime(2026, 11, 24, self.hour, tzinfo=UTC)

    @property
    def path(self) -> Path:
        """The library's file."""
        return self.folder / "library.db"

    @property
    def pubmed(self) -> PubMed:
        """PubMed as the local services know it."""
        return PubMed(self.http, self.services.pubmed_url, self.services.idconv_url, now=self.now)

    @property
    def crossref(self) -> Crossref:
        """Crossref as the local services know it."""
        return Crossref(self.http, self.services.crossref_url, now=self.now)

    @property
    def resolver(self) -> DoiResolver:
        """The local doi.org."""
        return DoiResolver(self.http, self.services.doi_url, now=self.now)

    @contextmanager
    def library(self) -> Iterator[Library]:
        """The library, for writing; made where there is none."""
        opened = (
            Library.open(self.path, writing=True, clock=self.now)
            if self.path.exists()
            else Library.create(self.path, clock=self.now)
        )
        with opened:
            yield opened

    def add(self, *refs: str, choose: Choose = lambda _: None) -> Added:
        """`silit add`; `choose` is the person who is asked."""
        with self.library() as library:
            return add_refs(library, refs, self.pubmed, self.crossref, self.resolver, choose=choose)

    def fetch(
        self,
        query: str = "",
        *,
        topic: str = "",
        sources: Sequence[str] = ("pubmed", "crossref"),
        limit: int | None = 200,
        years: tuple[int, int] | None = None,
    ) -> Fetched:
        """`silit fetch`."""
        asked = Asked(plan_of(query, topic), sources, limit, years)
        with self.library() as library:
            return fetch(library, asked, self.pubmed, self.crossref, self.told.append)

    def look(self, query: str = "", *, topic: str = "", limit: int = 10) -> Looked:
        """`silit search`, without a library where there is none."""
        plan = plan_of(query, topic)
        if not self.path.exists():
            return look(None, query, plan, self.pubmed, self.crossref, limit=limit)
        with Library.open(self.path) as library:
            return look(library, query, plan, self.pubmed, self.crossref, limit=limit)

    def entries(self) -> list[Entry]:
        """Everything that the library holds, by cite key."""
        with Library.open(self.path) as library:
            return list(list_works(library, "").entries)


def plan_of(query: str, topic: str = "") -> SearchPlan:
    """The plan as the command makes it."""
    return plan_search(query, find_topic(topic or "si-joint") if topic or not query else None)


@contextmanager
def bench(folder: Path, services: LocalServices) -> Iterator[Bench]:
    """A bench whose clock stands still, so that no pace is waited for."""
    with still_http(folder / "cache", StillClock()) as http:
        yield Bench(folder, services, http, [])
