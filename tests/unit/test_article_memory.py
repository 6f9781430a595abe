"""What the library remembers of articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.small_records import make_library, pubmed, store

from silit.articles.citations import find_citations
from silit.articles.read_document import read_document
from silit.errors import NotFoundError
from silit.library import Library
from silit.library.history import last_actions
from silit.services.article_memory import (
    forget,
    kept_numbers,
    keys_of_all_articles,
    list_articles,
    remember,
    where_cited,
)
from silit.services.building import cited_works


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with make_library(tmp_path) as made:
        store(made, [pubmed("1", family="Laslett", year=2005), pubmed("2", family="Cohen", year=2008)])
        yield made


def tell(library: Library, path: Path, text: str, numbers: dict[str, int] | None = None) -> None:
    """Lets the library see the article."""
    document = read_document(text.encode(), path.name)
    citations = find_citations(document)
    remember(library, path, document.slug, citations, cited_works(library, citations), numbers)


def test_an_article_is_remembered_with_what_it_cites_and_how_often(library: Library, tmp_path: Path) -> None:
    tell(
        library,
        tmp_path / "post.md",
        "A [@laslett2005]. B [@laslett2005; @cohen2008]. C [@nobody1999].\n",
        {"cohen2008": 2},
    )
    (article,) = list_articles(library)
    assert (article.path, article.slug, article.seen) == ("post.md", "post", "2026-03-01T08:00:00Z")
    assert [(c.cite_key, c.number, c.uses) for c in article.citations] == [
        ("cohen2008", 2, 1),
        ("laslett2005", None, 2),
    ]
    assert kept_numbers(library, tmp_path / "post.md") == {"cohen2008": 2}


def test_a_path_outside_the_librarys_folder_is_kept_whole(library: Library, tmp_path: Path) -> None:
    elsewhere = tmp_path.parent / "elsewhere.md"
    tell(library, elsewhere, "A [@laslett2005].\n")
    assert [article.path for article in list_articles(library)] == [str(elsewhere)]


def test_a_name_that_is_no_utf_8_is_kept_with_its_bytes_written_out(library: Library, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.md")
    tell(library, path, "As shown [@laslett2005].")
    assert [article.path for article in list_articles(library)] == [r"caf\xe9.md"]


def test_seen_again_unchanged_leaves_no_trace_and_numbers_outlive_a_rewrite(
    library: Library, tmp_path: Path
) -> None:
    post = tmp_path / "post.md"
    tell(library, post, "A [@laslett2005].\n", {"laslett2005": 3})
    action = last_actions(library.connection, 1)[0].id
    tell(library, post, "A [@laslett2005].\n")
    assert last_actions(library.connection, 1)[0].id == action
    tell(library, post, "A [@laslett2005]. B [@cohen2008].\n")
    assert kept_numbers(library, post) == {"laslett2005": 3}


def test_a_paper_names_its_articles_and_one_that_none_cites_has_none(
    library: Library, tmp_path: Path
) -> None:
    tell(library, tmp_path / "b.md", "A [@laslett2005].\n")
    tell(library, tmp_path / "a.md", "A [@laslett2005].\n")
    found = where_cited(library, ["laslett2005", "cohen2008"])
    assert [(entry.cite_key, [a.path for a in articles]) for entry, articles in found] == [
        ("laslett2005", ["a.md", "b.md"]),
        ("cohen2008", []),
    ]
    with pytest.raises(NotFoundError):
        where_cited(library, ["nobody1999"])


def test_an_article_can_be_forgotten(library: Library, tmp_path: Path) -> None:
    tell(library, tmp_path / "post.md", "A [@laslett2005].\n")
    assert forget(library, tmp_path / "post.md") is True
    assert forget(library, tmp_path / "post.md") is False
    assert list_articles(library) == []


def test_the_keys_of_all_articles_are_those_of_today_each_once(library: Library, tmp_path: Path) -> None:
    tell(library, tmp_path / "a.md", "A [@laslett2005]. B [@pmid:2].\n")
    tell(library, tmp_path / "b.md", "A [@laslett2005].\n")
    assert keys_of_all_articles(library) == ["cohen2008", "laslett2005"]
