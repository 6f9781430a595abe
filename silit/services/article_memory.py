"""What the library remembers of articles, so that a retraction next year names the posts it touches."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from silit.articles.citations import find_citations
from silit.articles.document import Document
from silit.library import Action, Library
from silit.library.articles import (
    CitedWork,
    KeptArticle,
    articles,
    forget_article,
    is_news,
    remember_article,
)
from silit.library.no_citations import add_no_citations, forget_no_citations, no_citations
from silit.library.works import entries, ids_of_keys
from silit.model.citations import Citation
from silit.model.entries import Entry
from silit.services.building import cited_works
from silit.services.citing_articles import articles_of
from silit.services.find import find_ids


def remember(
    library: Library,
    path: Path,
    slug: str,
    citations: Sequence[Citation],
    works: Mapping[str, Entry],
    numbers: Mapping[str, int] | None = None,
) -> None:
    """Keeps what the article cites now; `works` has the citations' keys as written, `numbers` is by cite key.

    The library is written to only when that is news to it; LibraryError when it is and cannot be written.
    """
    uses: Counter[str] = Counter()
    for citation in citations:
        uses.update({works[item.key].cite_key for item in citation.items if item.key in works})
    cited = [CitedWork(key, (numbers or {}).get(key), count) for key, count in sorted(uses.items())]
    place = kept_path(library, path)
    with library.reading():
        if not is_news(library.connection, place, slug, cited):
            return
    with library.changing(Action("article", str(path))):
        remember_article(library.connection, place, slug, cited, library.now())


def remember_document(library: Library, path: Path, document: Document) -> None:
    """Keeps what an article cites now. The numbers that its author gave the works stay; those of a build come and go."""
    citations = find_citations(document)
    remember(library, path, document.slug, citations, cited_works(library, citations))


def forget(library: Library, path: Path) -> bool:
    """Forgets an article, and what was said to be no citation in it; whether it was known."""
    place = kept_path(library, path)
    with library.changing(Action("article", str(path))):
        had_answers = forget_no_citations(library.connection, place)
        return forget_article(library.connection, place) or had_answers


def kept_no_citations(library: Library, path: Path) -> frozenset[str]:
    """The places (see silit.articles.markers) in an article that a person said are no citations."""
    return no_citations(library.connection, kept_path(library, path))


def remember_no_citations(library: Library, path: Path, places: Iterable[str]) -> None:
    """Keeps that these places are no citations; LibraryError when that is news and the library cannot be written."""
    news = frozenset(places) - kept_no_citations(library, path)
    if news:
        with library.changing(Action("article", str(path))):
            add_no_citations(library.connection, kept_path(library, path), sorted(news))


def ask_again(library: Library, path: Path) -> None:
    """Forgets what was said to be no citation in an article."""
    if kept_no_citations(library, path):
        with library.changing(Action("article", str(path))):
            forget_no_citations(library.connection, kept_path(library, path))


def list_articles(library: Library) -> list[KeptArticle]:
    """Every article that the library knows, by path."""
    return articles(library.connection)


def kept_numbers(library: Library, path: Path) -> dict[str, int]:
    """Cite key to the number that the article's author gave the work."""
    known = articles(library.connection, [kept_path(library, path)])
    return {work.cite_key: work.number for article in known for work in article.citations if work.number}


def where_cited(library: Library, keys: Sequence[str]) -> list[tuple[Entry, list[KeptArticle]]]:
    """Each work with the articles that cite it, under whatever key; NotFoundError names unknown keys."""
    works = entries(library.connection, find_ids(library, keys))
    return list(zip(works, articles_of(library, works), strict=True))


def keys_of_all_articles(library: Library) -> list[str]:
    """The cite keys of all works that any article cites, for a page of every reference of a site."""
    keys = dict.fromkeys(work.cite_key for article in list_articles(library) for work in article.citations)
    there = ids_of_keys(library.connection, keys)
    return sorted({entry.cite_key for entry in entries(library.connection, list(set(there.values())))})


def kept_path(library: Library, path: Path) -> str:
    """The article's path as the library keeps it: relative to the library's folder where it lies in it, bytes that are no
    UTF-8 written out (`\\xe9`)."""
    whole = path.absolute()
    folder = library.folder.absolute()
    kept = whole.relative_to(folder) if whole.is_relative_to(folder) else whole
    return os.fsencode(kept).decode("utf-8", "backslashreplace")
