"""Which article cites what, as the library remembers it: made by `article build`, `check` and `adopt`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work in an article: the key it was cited by, the number that the author gave it there
    (None where he gave none), how often."""

    cite_key: str
    number: int | None
    uses: int


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article that the library knows. `path` is relative to the library's folder where it lies in it."""

    path: str
    slug: str
    seen: str
    citations: tuple[CitedWork, ...]


def remember_article(
    connection: sqlite3.Connection, path: str, slug: str, citations: Iterable[CitedWork], now: str
) -> None:
    """Keeps what the article at `path` cites now; a number that is not given stays as it was.

    An article that cites what it cited before is left as it is.
    """
    known = next(iter(articles(connection, [path])), None)
    works = _with_kept_numbers(known, citations)
    if known and known.slug == slug and known.citations == works:
        return
    connection.execute(
        "INSERT INTO article(path, slug, seen) VALUES (?, ?, ?) "
        "ON CONFLICT (path) DO UPDATE SET slug = excluded.slug, seen = excluded.seen",
        (path, slug, now),
    )
    article_id = connection.execute("SELECT id FROM article WHERE path = ?", (path,)).fetchone()[0]
    connection.execute("DELETE FROM article_citation WHERE article_id = ?", (article_id,))
    connection.executemany(
        "INSERT INTO article_citation(article_id, cite_key, number, uses) VALUES (?, ?, ?, ?)",
        [(article_id, work.cite_key, work.number, work.uses) for work in works],
    )


def is_news(connection: sqlite3.Connection, path: str, slug: str, citations: Iterable[CitedWork]) -> bool:
    """Whether `remember_article` would change anything; an article that cites nothing, and never did, is no news."""
    known = next(iter(articles(connection, [path])), None)
    works = _with_kept_numbers(known, citations)
    return (known.slug, known.citations) != (slug, works) if known else bool(works)


def forget_article(connection: sqlite3.Connection, path: str) -> bool:
    """Forgets an article; whether it was known."""
    return connection.execute("DELETE FROM article WHERE path = ?", (path,)).rowcount > 0


def articles(connection: sqlite3.Connection, paths: Sequence[str] | None = None) -> list[KeptArticle]:
    """The articles at the given paths, else all, by path."""
    wanted = None if paths is None else json.dumps(list(paths))
    rows = connection.execute(
        "SELECT path, slug, seen, cite_key, number, uses FROM article "
        "LEFT JOIN article_citation ON article_id = article.id "
        "WHERE ?1 IS NULL OR path IN (SELECT value FROM json_each(?1)) ORDER BY path, number IS NULL, number, cite_key",
        (wanted,),
    )
    found: dict[str, tuple[str, str, list[CitedWork]]] = {}
    for path, slug, seen, cite_key, number, uses in rows:
        _, _, works = found.setdefault(path, (slug, seen, []))
        if cite_key is not None:
            works.append(CitedWork(cite_key, number, uses))
    return [KeptArticle(path, slug, seen, tuple(works)) for path, (slug, seen, works) in found.items()]


def articles_citing(connection: sqlite3.Connection, keys: Sequence[str]) -> Mapping[str, list[KeptArticle]]:
    """Cite key to the articles that cite the work by it, by path; a key that none cites has an empty list."""
    wanted = set(keys)
    citing: dict[str, list[KeptArticle]] = {key: [] for key in keys}
    for article in articles(connection):
        for work in article.citations:
            if work.cite_key in wanted:
                citing[work.cite_key].append(article)
    return citing


def _with_kept_numbers(known: KeptArticle | None, citations: Iterable[CitedWork]) -> tuple[CitedWork, ...]:
    numbers = {work.cite_key: work.number for work in known.citations} if known else {}
    works = (
        replace(work, number=numbers.get(work.cite_key)) if work.number is None else work
        for work in citations
    )
    return tuple(sorted(works, key=lambda work: (work.number is None, work.number or 0, work.cite_key)))
