"""Numbers in arXiv, Europe PMC, the Bookshelf and the NIH's manuscript system: read, shown, and as the only way to a work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from silit.markup import to_html, to_text
from silit.model.archives import (
    archive_as_journal,
    archive_numbers,
    archive_page,
    is_arxiv,
    numbers_told,
    shown_number,
    web_address,
)
from silit.model.dates import PartialDate
from silit.model.doi import arxiv_doi
from silit.model.identifiers import Identifier, find_paper_identifiers, parse_identifier
from silit.model.integrity import Integrity
from silit.model.names import Name
from silit.model.work import Work
from silit.services.pages import page_of
from silit.styles import STYLES

ARXIV = Identifier("arxiv", "1706.03762")
PAGES = {
    ARXIV: "https://arxiv.org/abs/1706.03762",
    Identifier("arxiv", "math.gt/0309136"): "https://arxiv.org/abs/math/0309136",
    Identifier("ppr", "PPR123456"): "https://europepmc.org/article/PPR/PPR123456",
    Identifier("nbk", "NBK1234"): "https://www.ncbi.nlm.nih.gov/books/NBK1234/",
    Identifier("nihms", "NIHMS77"): "https://pmc.ncbi.nlm.nih.gov/articles/mid/NIHMS77/",
}
PAPER = Work(
    type="article",
    title="Attention",
    author=(Name(family="Vaswani", given="Ada"),),
    issued=PartialDate(2017),
    other_ids=(ARXIV,),
)


@pytest.mark.parametrize("number", PAGES, ids=str)
def test_a_number_in_an_archive_leads_to_its_page_and_the_page_to_the_number(number: Identifier) -> None:
    assert archive_page(number) == PAGES[number]
    read = parse_identifier(PAGES[number])
    assert read is not None
    assert archive_page(read) == PAGES[number]
    assert parse_identifier(shown_number(number)) == number


@pytest.mark.parametrize("number", PAGES, ids=str)
@pytest.mark.parametrize("style", ["vancouver", "ama", "apa", "harvard"])
def test_every_style_links_a_work_that_only_an_archive_has(style: str, number: Identifier) -> None:
    reference = STYLES[style](replace(PAPER, other_ids=(number,)), Integrity("not-checked"))
    assert f'href="{PAGES[number]}"' in to_html(reference)


def test_a_preprint_in_arxiv_says_so_in_every_style() -> None:
    texts = [to_text(STYLES[style](PAPER, Integrity("not-checked"))) for style in STYLES]
    assert texts == [
        "Vaswani A. Attention. arXiv [Preprint]. 2017. Available from: https://arxiv.org/abs/1706.03762",
        "Vaswani A. Attention. arXiv. Preprint posted online 2017. https://arxiv.org/abs/1706.03762",
        "Vaswani, A. (2017). Attention [Preprint]. arXiv. https://arxiv.org/abs/1706.03762",
        "Vaswani, A. (2017) ‘Attention’, arXiv [Preprint]. Available at: https://arxiv.org/abs/1706.03762.",
    ]


@pytest.mark.parametrize(
    ("known", "address"),
    [
        ({"doi": "10.1/a"}, ""),
        ({"pmid": "1"}, ""),
        ({"pmcid": "PMC1"}, ""),
        ({"url": "https://example.org/"}, "https://example.org/"),
        ({}, PAGES[ARXIV]),
    ],
)
def test_an_archives_page_counts_where_nothing_else_leads_to_the_work(
    known: dict[str, str], address: str
) -> None:
    assert web_address(Work(**known, other_ids=(ARXIV,))) == address  # type: ignore[arg-type]


def test_silit_opens_the_archives_page() -> None:
    assert page_of(PAPER) == PAGES[ARXIV]


@pytest.mark.parametrize(
    "number",
    [
        Identifier("arxiv", "javascript:alert(1)"),
        Identifier("nbk", "NBK1/../../x"),
        Identifier("pii", "S1356"),
        Identifier("trial", "NCT00000001"),
    ],
    ids=str,
)
def test_what_is_no_number_of_an_archive_leads_nowhere(number: Identifier) -> None:
    work = Work(other_ids=(number,))
    assert (archive_numbers(work), web_address(work)) == ((), "")


@pytest.mark.parametrize(
    ("journal", "number"),
    [
        ("arXiv preprint arXiv:1706.03762", "1706.03762"),
        ("arXiv preprint arXiv:1706.03762v5 [cs.CL]", "1706.03762"),
        ("arXiv e-prints, arXiv:1706.03762", "1706.03762"),
        ("ArXiv:math.GT/0309136", "math.gt/0309136"),
        ("arXiv preprint arXiv:unknown", ""),
        ("arXiv", ""),
        ("Pain", ""),
        ("Pain arXiv:1706.03762", ""),
    ],
)
def test_arxiv_in_the_place_of_a_journal_gives_the_number(journal: str, number: str) -> None:
    assert archive_as_journal(journal) == (Identifier("arxiv", number) if number else None)
    assert is_arxiv(journal) == (not journal.startswith("Pain"))


def test_a_doi_of_arxivs_gives_the_number_and_the_number_the_doi() -> None:
    assert arxiv_doi("1706.03762") == "10.48550/arxiv.1706.03762"
    assert arxiv_doi("math.gt/0309136") == "10.48550/arxiv.math/0309136"
    assert numbers_told("10.48550/arxiv.1706.03762", ["https://arxiv.org/abs/1706.03762v2", "x", ""]) == (
        ARXIV,
    )
    assert numbers_told("10.1/a", ["NBK1234", "10.1/b"]) == (Identifier("nbk", "NBK1234"),)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("V A. Attention. arXiv preprint arXiv:1706.03762. 2017.", ("doi:10.48550/arxiv.1706.03762",)),
        ("V A. Attention. 2017. https://arxiv.org/abs/1706.03762v5", ("doi:10.48550/arxiv.1706.03762",)),
        ("V A. Attention. Pain 2018. doi:10.1016/x.1 arXiv:1706.03762", ("doi:10.1016/x.1",)),
        ("See NBK1234 and PPR99.", ()),
    ],
)
def test_a_reference_is_looked_up_by_its_number_in_arxiv_where_it_has_no_other(
    text: str, found: tuple[str, ...]
) -> None:
    assert tuple(map(str, find_paper_identifiers(text))) == found
