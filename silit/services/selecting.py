"""Which works an export or a block of footnotes is about: named, on a claim, or found by a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from silit.errors import NotFoundError
from silit.library import Library
from silit.library.evidence import works_of_claim
from silit.library.query import parse_query
from silit.library.search import search
from silit.library.works import entries
from silit.model.entries import Entry
from silit.results import Problem
from silit.services.find import find_ids, require_claim


@dataclass(frozen=True, slots=True)
class Selection:
    """The works, never none, in their order, and a name for a file about them."""

    entries: tuple[Entry, ...]
    name: str
    problems: tuple[Problem, ...] = ()

    def to_give_away(self, *, with_notes: bool) -> tuple[Entry, ...]:
        """The works as others may see them: the user's notes stay at home unless `with_notes`."""
        if with_notes:
            return self.entries
        return tuple(replace(entry, notes=()) for entry in self.entries)


def select(
    library: Library,
    *,
    query: str = "",
    keys: Sequence[str] = (),
    claim: str = "",
    cited: Sequence[str] | None = None,
) -> Selection:
    """The works that all of the given narrowings leave; without any, the whole library. NotFoundError when none is left.

    The order is that of the keys, else of the article that cites them (`cited`), else of the claim's evidence, else of the
    search.
    """
    with library.reading():
        wanted: list[list[int]] = []
        if keys:
            wanted.append(find_ids(library, keys))
        if cited is not None:
            wanted.append(find_ids(library, cited))
        if claim:
            wanted.append(works_of_claim(library.connection, require_claim(library, claim).slug))
        parsed = parse_query(query)
        if query.strip() or not wanted:
            wanted.append(list(search(library.connection, parsed).ids))
        first, *rest = wanted
        ids = [work_id for work_id in first if all(work_id in others for others in map(set, rest))]
        if not ids:
            raise _nothing(query, claim, keys, cited)
        return Selection(tuple(entries(library.connection, ids)), claim or "references", parsed.problems)


def _nothing(query: str, claim: str, keys: Sequence[str], cited: Sequence[str] | None) -> NotFoundError:
    if claim and not query.strip() and (keys or cited is not None):
        named = ", ".join(keys) if keys else "what the article cites"
        return NotFoundError(
            f"{named} {'do' if len(keys) > 1 else 'does'} not bear on {claim}; nothing was written.",
            hint=f"`silit list claim:{claim}` shows what does.",
        )
    if claim and not query.strip():
        return NotFoundError(
            f"No paper bears on the claim {claim} yet; nothing was written.",
            hint=f"Say what a paper does: silit tag KEY --supports {claim}   (or --contradicts, --mixed …)",
        )
    if query.strip():
        return NotFoundError(
            f"Nothing in the library matches {query.strip()!r}; nothing was written.",
            hint="`silit list` shows all of it.",
        )
    return NotFoundError(
        "The library is empty; nothing was written.",
        hint="Fill it with `silit fetch` or `silit init --starter`.",
    )
