"""Statements of two migrations: which article cites what, with the keys that are given to nobody else; what is no citation."""

from __future__ import annotations

ARTICLES_JOURNALED = {
    "article": "path slug seen",
    "article_citation": "article_id cite_key number uses",
    "retired_key": "cite_key identifiers",
}

NO_CITATIONS_JOURNALED = {"no_citation": "path place"}

ARTICLES = (
    # path: relative to the library's folder where the article lies in it.
    """
    CREATE TABLE article (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path TEXT NOT NULL UNIQUE CHECK (path <> ''),
        slug TEXT NOT NULL,
        seen TEXT NOT NULL
    ) STRICT
    """,
    # number: the one that the article's author gave the work.
    """
    CREATE TABLE article_citation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        cite_key TEXT NOT NULL,
        number INTEGER CHECK (number > 0),
        uses INTEGER NOT NULL CHECK (uses > 0),
        UNIQUE (article_id, cite_key)
    ) STRICT
    """,
    "CREATE INDEX article_citation_key ON article_citation(cite_key)",
    # identifiers: those of the removed work ("pmid:1"), which gets its key back when it comes again.
    """
    CREATE TABLE retired_key (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        cite_key TEXT NOT NULL UNIQUE,
        identifiers TEXT NOT NULL CHECK (json_valid(identifiers))
    ) STRICT
    """,
)

NO_CITATIONS = (
    # path: as in article, which need not know it. place: the words before it and itself (silit.articles.markers).
    """
    CREATE TABLE no_citation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path TEXT NOT NULL CHECK (path <> ''),
        place TEXT NOT NULL CHECK (place <> ''),
        UNIQUE (path, place)
    ) STRICT
    """,
)
