"""What makes a work a preprint, for matching and for styles alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from silit.library import Action, Library
from silit.model.identifiers import Identifier
from silit.model.integrity import Integrity
from silit.model.preprints import PREPRINT, is_preprint
from silit.model.records import Record
from silit.model.terms import PublicationType, Relation
from silit.model.work import Work
from silit.services.list_works import list_works
from silit.services.store import Stored, store_records
from silit.styles import STYLES

SAID = {
    "a publication type": Work(publication_types=(PublicationType(PREPRINT, "Preprint"),)),
    "a genre": Work(genre=" preprint "),
    "a number in arXiv": Work(type="article", other_ids=(Identifier("arxiv", "1706.03762"),)),
    "a number at Europe PMC": Work(type="article", other_ids=(Identifier("ppr", "PPR123456"),)),
    "a server that is taken for a journal": Work(container_title="medRxiv"),
    "arXiv as a journal": Work(container_title="arXiv e-prints"),
    "a relation": Work(relations=(Relation("is-preprint-of", Identifier("doi", "10.5555/belt.1")),)),
}


@pytest.mark.parametrize("said", SAID)
def test_a_preprint_is_one_whichever_way_its_source_says_so(said: str) -> None:
    assert is_preprint(SAID[said])


def test_an_article_that_has_a_preprint_is_none() -> None:
    assert not is_preprint(Work(relations=(Relation("has-preprint", Identifier("doi", "10.5555/belt.0")),)))


def test_a_journals_article_that_is_in_arxiv_too_is_none() -> None:
    both = Work(
        type="article-journal", container_title="Pain", other_ids=(Identifier("arxiv", "1706.03762"),)
    )
    assert not is_preprint(both)


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("style", ["vancouver", "ama", "apa", "harvard"])
def test_every_style_prints_that_it_is_a_preprint(style: str, said: str) -> None:
    reference = STYLES[style](replace(SAID[said], type="article", title="A belt"), Integrity("not-checked"))
    assert "Preprint" in repr(reference)


OTHERS = {
    "a preprint of an article": Work(
        relations=(Relation("has-preprint", Identifier("doi", "10.5555/belt.0")),), title="A"
    ),
    "an article in arXiv too": Work(
        type="article-journal", container_title="Pain", other_ids=(Identifier("arxiv", "1"),)
    ),
    "an article of nowhere": Work(type="article", title="A"),
    "a journal that begins alike": Work(container_title="Arxivology"),
}


@pytest.mark.parametrize("said", [*SAID, *OTHERS])
def test_a_search_for_preprints_finds_what_is_one(tmp_path: Path, said: str) -> None:
    work = replace({**SAID, **OTHERS}[said], doi="10.5555/x")
    with Library.create(tmp_path / "library.db") as library:
        with library.changing(Action("add", "")):
            store_records(library, [Record("crossref", "10.5555/x", "csl-json", b"{}", work)], Stored())
        found = list_works(library, "is:preprint").entries
    assert [one.work for one in found] == ([work] if is_preprint(work) else [])
