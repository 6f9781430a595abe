"""A search of Crossref in rounds: a page of each of the plan's queries, and what of them is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from silit.model.records import Record
from silit.services.search_plan import SearchPlan
from silit.sources.crossref import Crossref, CrossrefPage

_FEWEST_ROWS, _MOST_ROWS = 20, 200
# A page with less than this share of fitting works ends a query: what follows is more loosely related still.
_HARDLY_ANY = 0.05


@dataclass(slots=True)
class Choice:
    """Which hits are kept: those that fit, up to `limit` (None: all), in the order in which they are offered.

    `seen` and `chosen` hold DOIs. The choice rests on Crossref's answers alone, not on what a library holds: the same
    search run again, after a fault or not, chooses the same works.
    """

    plan: SearchPlan
    limit: int | None
    seen: set[str] = field(default_factory=set)
    chosen: set[str] = field(default_factory=set)

    @property
    def is_full(self) -> bool:
        """Whether the limit is reached."""
        return self.limit is not None and len(self.chosen) >= self.limit

    def offer(self, record: Record) -> bool:
        """Whether a hit that was not seen before is chosen."""
        self.seen.add(record.source_id)
        if self.is_full or not self.plan.is_about(record.work):
            return False
        self.chosen.add(record.source_id)
        return True


def rounds(
    plan: SearchPlan, crossref: Crossref, *, limit: int | None, years: tuple[int, int] | None
) -> Iterator[list[CrossrefPage]]:
    """The next page of each query, round by round, until each is at its end or fits hardly any more.

    A round is given whole or not at all, so that which hits come first does not depend on a fault in its middle.
    """
    rows = _MOST_ROWS if limit is None else min(_MOST_ROWS, max(_FEWEST_ROWS, limit))
    running = [crossref.search(query, years=years, rows=rows) for query in plan.crossref]
    while running:
        pages = [(search, page) for search in running if (page := next(search, None)) is not None]
        if pages:
            yield [page for _, page in pages]
        running = [search for search, page in pages if _goes_on(plan, page)]


def in_turn(pages: Sequence[CrossrefPage]) -> Iterator[Record]:
    """The records of a round's pages: the first of each, then the second of each. One may come twice."""
    for rank in zip_longest(*(page.records for page in pages)):
        yield from (record for record in rank if record is not None)


def _goes_on(plan: SearchPlan, page: CrossrefPage) -> bool:
    fitting = sum(plan.is_about(record.work) for record in page.records)
    return fitting >= _HARDLY_ANY * max(page.looked_at, 1)
