"""Bare `silit`: where things stand, and the likeliest next step."""

from __future__ import annotations

from dataclasses import dataclass

from silit.library import Library
from silit.library.evidence import stance_counts
from silit.library.works import count_works


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts, the day of the latest look at the sources ("" for never), and the lines to type next."""

    works: int
    claims: int
    stances: int
    untagged: int
    retracted: int
    unchecked: int
    last_checked: str
    one_sided: tuple[str, ...]
    next_steps: tuple[str, ...]


def overview(library: Library) -> Overview:
    """Where the library stands."""
    with library.reading():
        counts = stance_counts(library.connection)
        works = count_works(library.connection)
        stances = sum(sum(by_stance.values()) for by_stance in counts.values())
        one_sided = tuple(
            slug for slug, by in sorted(counts.items()) if by["supports"] and not by["contradicts"]
        )
        return Overview(
            works=works,
            claims=len(counts),
            stances=stances,
            untagged=_count(
                library,
                "NOT EXISTS (SELECT 1 FROM tag WHERE work_id = work.id) "
                "AND NOT EXISTS (SELECT 1 FROM evidence WHERE work_id = work.id)",
            ),
            retracted=_count(library, "integrity = 'retracted'"),
            unchecked=_count(library, "integrity = 'not-checked'"),
            last_checked=_last_checked(library),
            one_sided=one_sided,
            next_steps=_next_steps(works, len(counts), stances, one_sided),
        )


def _next_steps(works: int, claims: int, stances: int, one_sided: tuple[str, ...]) -> tuple[str, ...]:
    if not works:
        return ("silit fetch --limit 50", "silit init --starter")
    if not claims:
        return ('silit claim add massage-lbp "Massage relieves low back pain"',)
    if not stances:
        return ("silit list", 'silit tag KEY --supports CLAIM --quote "…"')
    if one_sided:
        return (f"silit evidence {one_sided[0]}", "silit list is:untagged")
    return ("silit claim list", "silit export")


def _count(library: Library, condition: str) -> int:
    row = library.connection.execute(f"SELECT count(*) FROM work WHERE {condition}").fetchone()
    return int(row[0])


def _last_checked(library: Library) -> str:
    row = library.connection.execute(
        "SELECT max(retrieved) FROM record WHERE source IN ('pubmed', 'crossref')"
    ).fetchone()
    return str(row[0] or "")[:10]
