"""What silit writes of any kind of work, in each of its styles, is read back as a reference to that work and no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from silit.formats.citation_text import read_citation
from silit.formats.csl_json import item_from_work
from silit.formats.csl_reading import work_from_item
from silit.library import Action, Library
from silit.markup import to_text
from silit.matching.citation_compare import compare
from silit.matching.citation_source import IN_JOURNALS
from silit.matching.citation_verdict import means_another, verdict
from silit.model.dates import PartialDate
from silit.model.integrity import Integrity
from silit.model.names import Name
from silit.model.records import Record
from silit.model.work import Work
from silit.services.citation_resolving import is_citation
from silit.services.proposing import propose_for_text
from silit.services.store import Stored, store_records
from silit.styles import STYLES

CASES: dict[str, Work] = {
    case["name"]: work_from_item(case["item"]).value
    for case in json.loads((Path(__file__).parent / "styles" / "cases.json").read_text(encoding="utf-8"))
}
# What lists of references hold. Of a song, a letter or a case of law so little is written that only a person can tell.
TOLD = frozenset(
    "article-journal article-magazine article-newspaper article book chapter entry-encyclopedia report thesis webpage "
    "post-weblog paper-conference document dataset motion_picture".split()
)
CELLS = [(style, case) for style in STYLES for case in CASES]
# Those without a DOI or PMID: only words tell which work they are of.
IN_WORDS = [(style, case) for style, case in CELLS if not CASES[case].doi and not CASES[case].pmid]
BOOKS = [(style, case) for style, case in IN_WORDS if CASES[case].type not in IN_JOURNALS]


def written(style: str, work: Work) -> str:
    return to_text(STYLES[style](work, Integrity("none-found")))


@pytest.mark.parametrize(("style", "case"), CELLS, ids=[f"{style}: {case}" for style, case in CELLS])
def test_what_silit_writes_of_a_work_differs_from_it_in_nothing(style: str, case: str) -> None:
    work, text = CASES[case], written(style, CASES[case])
    cited = read_citation(text)
    comparison = compare(cited, work)
    assert comparison.differences == (), text
    assert not means_another(cited, comparison)
    assert is_citation(text) or work.type not in TOLD


@pytest.mark.parametrize(("style", "case"), IN_WORDS, ids=[f"{style}: {case}" for style, case in IN_WORDS])
def test_without_an_identifier_it_is_still_sure(style: str, case: str) -> None:
    work, text = CASES[case], written(style, CASES[case])
    cited = read_citation(text)
    level = verdict(cited, work, compare(cited, work))
    assert level == "sure" or (level == "ask" and work.type not in TOLD), text


@pytest.mark.parametrize(("style", "case"), BOOKS, ids=[f"{style}: {case}" for style, case in BOOKS])
def test_another_edition_or_another_book_of_the_same_title_is_not_taken_for_it(style: str, case: str) -> None:
    work = CASES[case]
    others = [replace(work, author=(Name("Quimbleton", given="Zoe"),), editor=(), url="")]
    if work.year:
        others.append(replace(work, issued=PartialDate(work.year - 7), url=""))
    if work.edition.isdecimal():
        others.append(replace(work, edition=str(int(work.edition) + 1)))
    if work.volume.isdecimal() and not work.container_title:
        others.append(replace(work, volume=str(int(work.volume) + 1)))
    cited = read_citation(written(style, work))
    for other in others:
        comparison = compare(cited, other)
        assert comparison.differences or verdict(cited, other, comparison) != "sure"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    works = {CASES[case] for _, case in IN_WORDS}
    records = [
        Record("import", str(number), "csl-json", json.dumps(item_from_work(work, "key")).encode(), work)
        for number, work in enumerate(sorted(works, key=repr))
    ]
    with Library.create(tmp_path_factory.mktemp("kinds") / "library.db") as made:
        with made.changing(Action("import", "cases")):
            store_records(made, records, Stored())
        yield made


@pytest.mark.parametrize(("style", "case"), IN_WORDS, ids=[f"{style}: {case}" for style, case in IN_WORDS])
def test_in_a_library_it_is_among_the_first_that_are_compared(
    style: str, case: str, library: Library
) -> None:
    cited = read_citation(written(style, CASES[case]))
    proposals = propose_for_text(library, f"{cited.title} {cited.text}", limit=10)
    assert CASES[case].title in [one.entry.work.title for one in proposals]
