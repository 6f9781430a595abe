"""silit's search of 10,000 and 100,000 works, against the bare FTS5 query on the same table of the same library."""

from __future__ import annotations

import random
import sqlite3
import statistics
from collections.abc import Callable
from pathlib import Path

from corpus import SEED
from libraries import make_library
from measuring import Row, percentile, seconds
from vocabulary import Vocabulary

from silit.library import Library
from silit.library.query import parse_query
from silit.library.search import count_matches, search
from silit.services.list_works import list_works

SIZES = (10_000, 100_000)
_SCREEN = 20
_TURNS = 5
_EACH = 8
# Words by their place in the order of how often they occur: in most abstracts, in one of five to twenty, in one of
# a hundred, in one of a thousand.
_BANDS = {"commonest": (0, 10), "frequent": (60, 200), "middling": (400, 900), "rare": (2_500, 5_000)}
_RAW = "SELECT rowid FROM work_text WHERE work_text MATCH ? ORDER BY rank LIMIT 20"


def rows(folder: Path) -> list[Row]:
    """For each size and group of queries: the ratio of the bare search, and what the first screen takes."""
    found = []
    for size in SIZES:
        path = folder / f"{size}.db"
        if not path.exists():
            make_library(path, size)
        with Library.open(path) as library:
            for group, queries in query_groups().items():
                found += _rows_of(library, size, group, queries)
    return found


def query_groups() -> dict[str, list[str]]:
    """The stated queries: one word of each band (the ten commonest all), then two and three words across the bands."""
    rng = random.Random(SEED)
    words = Vocabulary(SEED).words
    bands = {name: words[first:last] for name, (first, last) in _BANDS.items()}
    groups = {"one word, the ten commonest": bands["commonest"]}
    for name in ("frequent", "middling", "rare"):
        groups[f"one {name} word"] = rng.sample(bands[name], _EACH)
    two = (
        ("commonest", "frequent"),
        ("frequent", "frequent"),
        ("frequent", "middling"),
        ("middling", "middling"),
        ("frequent", "rare"),
    )
    three = (
        ("commonest", "frequent", "middling"),
        ("frequent", "frequent", "frequent"),
        ("frequent", "middling", "rare"),
    )
    for count, patterns in (("two", two), ("three", three)):
        groups[f"{count} words"] = [
            " ".join(rng.choice(bands[name]) for name in pattern)
            for pattern in patterns
            for _ in range(_EACH)
        ]
    return groups


def _rows_of(library: Library, size: int, group: str, queries: list[str]) -> list[Row]:
    connection = library.connection
    raw, bare, screen, count = _best(
        queries,
        lambda query: _raw(connection, query),
        lambda query: search(connection, parse_query(query), _SCREEN),
        lambda query: list_works(library, query, _SCREEN),
        lambda query: count_matches(connection, parse_query(query)),
    )
    multiple = group.startswith(("two", "three"))
    slowest = percentile(screen, 95) * 1000
    about = f"{size:,} works, {group}"
    return [
        Row(
            f"Search, {about}",
            "the FTS5 query",
            sum(bare) / sum(raw),
            "×",
            1.3,
            f"together {sum(bare) * 1000:.1f} ms : {sum(raw) * 1000:.1f} ms; {len(queries)} queries; "
            f"worst {max(b / r for b, r in zip(bare, raw, strict=True)):.2f}",
        ),
        Row(
            f"First screen of {_SCREEN}, {about}",
            "p95",
            slowest,
            "ms",
            50.0 if multiple and size == max(SIZES) else None,
            f"median {statistics.median(screen) * 1000:.1f} ms; the FTS5 query alone p95 {percentile(raw, 95) * 1000:.1f} ms; "
            f"the count after it p95 {percentile(count, 95) * 1000:.1f} ms",
        ),
    ]


def _raw(connection: sqlite3.Connection, query: str) -> None:
    match = " AND ".join(f'"{word}"' for word in query.split())
    connection.execute(_RAW, (match,)).fetchall()


def _best(queries: list[str], *ways: Callable[[str], object]) -> list[list[float]]:
    """For each of the ways, the seconds of each query: the best of several turns, after one that warms the caches.

    The ways take turns at each query, so that a busy moment meets all of them.
    """
    times: list[list[float]] = [[] for _ in ways]
    for query in queries:
        turns = [
            [seconds(lambda way=way, query=query: way(query)) for way in ways] for _ in range(_TURNS + 1)
        ]
        for place, taken in enumerate(zip(*turns[1:], strict=True)):
            times[place].append(min(taken))
    return times
