"""What `silit article check` holds against an article, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from support.small_records import crossref, make_library, pubmed, store

from silit.articles.read_document import read_document
from silit.library import Library
from silit.services.checking import check_article
from silit.services.claiming import add_claim
from silit.services.judging import Detail, judge

TODAY = date(2026, 3, 2)
RETRACTED = {"updated-by": [{"type": "retraction", "DOI": "10.5555/notice"}]}
REVIEW = '<PublicationTypeList><PublicationType UI="D000078182">Systematic Review</PublicationType></PublicationTypeList>'


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two sides of a claim with a review on one of them, a retracted paper, and one with an abstract."""
    with make_library(tmp_path_factory.mktemp("check")) as made:
        store(
            made,
            [
                pubmed(
                    "1",
                    family="Laslett",
                    year=2005,
                    abstract="Three tests are enough. The joint hardly moves at all.",
                ),
                pubmed("2", family="Cohen", year=2008, title="For it"),
                pubmed("3", family="Juch", year=2017, title="Against it"),
                pubmed("4", family="Sato", year=2020, title="A review of it", more=REVIEW),
                crossref("10.5555/gone", family="Nowak", year=2011, **RETRACTED),
            ],
        )
        add_claim(made, "helps", "It helps")
        judge(made, ["cohen2008"], [("helps", "supports")], Detail(), "A")
        judge(made, ["juch2017", "sato2020"], [("helps", "contradicts")], Detail(), "A")
        yield made


def problems(
    library: Library, text: str, name: str = "post.md", today: date = TODAY
) -> list[tuple[str, int]]:
    """(code, line) of each problem."""
    checked = check_article(library, read_document(text.encode(), name), today)
    assert all(problem.file == name for problem in checked.problems)
    return [(problem.code, problem.line or 0) for problem in checked.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three tests do [@laslett2005].\n", []),
        (
            "One [@laslet2005].\n\nTwo [@laslett2005; @nobody1999].\n",
            [("unknown-key", 1), ("unknown-key", 3)],
        ),
        ("One [@?6].\n", [("open-place", 1)]),
        ("It is so [@laslett2005].\n\nThis should be evident6.\n", [("bare-number", 3)]),
        ("One [@laslett2005]. Two [@pmid:1].\n", [("two-keys", 1)]),
        ("One [@nowak2011].\n", [("retracted", 1)]),
        ("One [@laslett2005].\n\nLeave a Reply\n", [("page-furniture", 3)]),
        ("One, “three tests are enough” [@laslett2005].\n", []),
        ("One, “four tests are not enough” [@laslett2005].\n", [("quote-not-found", 1)]),
        ("One, “four tests are not enough” [@cohen2008].\n", []),
        ("---\nslug: ../../evil\n---\nOne [@laslett2005].\n", [("slug-changed", 1)]),
        ("---\nslug: a_b.c-2\n---\nOne [@laslett2005].\n", []),
        ("`evident6` and\n\n    body1,3.\n", []),
    ],
)
def test_an_article_is_held_to_its_words(
    library: Library, text: str, expected: list[tuple[str, int]]
) -> None:
    assert problems(library, text) == expected


def test_an_unknown_key_comes_with_the_nearest(library: Library) -> None:
    document = read_document(b"One [@laslet2005].\n", "post.md")
    (problem,) = check_article(library, document, TODAY).problems
    assert (problem.message, problem.hint, problem.key) == (
        "There is no work called laslet2005.",
        "Did you mean laslett2005?",
        "laslet2005",
    )


def test_a_paper_that_nobody_asked_about_for_long_is_named(library: Library) -> None:
    text = "Three tests do [@laslett2005].\n"
    assert problems(library, text, today=date(2026, 8, 28)) == []
    assert problems(library, text, today=date(2026, 8, 29)) == [("long-unchecked", 1)]


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("[@cohen2008]", ["one-sided", "no-review"]),
        ("[@juch2017]", ["one-sided", "no-review"]),
        ("[@cohen2008; @juch2017]", ["no-review"]),
        ("[@cohen2008; @sato2020]", []),
        ("[@laslett2005]", ["claim-uncited", "no-review"]),
    ],
)
@pytest.mark.parametrize(
    "frame",
    [
        "<!-- silit:claim helps -->\nIt helps {}.\n",
        "---\nclaims: [helps]\n---\n\nIt helps {}.\n",
        "<!-- wp:paragraph -->\n<p><!-- silit:claim helps -->It helps {}.</p>\n<!-- /wp:paragraph -->\n",
    ],
    ids=["comment", "front matter", "block markup"],
)
def test_a_claim_is_shown_from_both_sides_with_a_review(
    library: Library, frame: str, cited: str, expected: list[str]
) -> None:
    assert [code for code, _ in problems(library, frame.format(cited))] == expected


def test_a_claim_that_the_library_does_not_know_is_named(library: Library) -> None:
    assert problems(library, "<!-- silit:claim hepls -->\nIt helps [@cohen2008].\n") == [("unknown-claim", 1)]


def test_the_entries_of_a_list_that_nothing_cites_are_named(library: Library) -> None:
    text = (
        "This should be evident1, as said.\n\nReferences\n\n"
        "1. Laslett H. Massage. J. 2005;7:11-19. doi:10.5555/one\n2. Cohen H. For it. J. 2008;7:11-19. doi:10.5555/two\n"
    )
    assert problems(library, text, "post.txt") == [("bare-number", 1), ("uncited-reference", 6)]


def test_checking_changes_neither_the_article_nor_the_library(library: Library, tmp_path: Path) -> None:
    before = library.connection.execute("SELECT count(*) FROM change").fetchone()
    problems(library, "One [@nobody1999] evident6.\n")
    assert library.connection.execute("SELECT count(*) FROM change").fetchone() == before


_LIST = (
    "\n\nReferences\n\nLaslett M. Title of work 1. J Test. 2005;1:1-9.\n\nUnread A, Other B. What nobody cites. J Test. 1999;1:1-9.\n\n"
    "Cohen S. For it. J Test. 2008;1:1-9.\n"
)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Tests are enough (Laslett et al., 2005). Also (Cohen, 2008).", [7]),
        ("Tests are enough (Laslett et al., 2005). Also [@cohen2008].", [7]),
        ("Tests are enough (Laslett et al., 2005; Unread & Other, 1999). Also (Cohen, 2008).", []),
        ("Tests are enough.", []),
        ("Tests are enough (Laslett et al., 2005) for the body1,3.", []),
    ],
)
def test_entries_without_numbers_that_nobody_mentions_are_named(
    library: Library, text: str, lines: list[int]
) -> None:
    found = problems(library, text + _LIST, "post.txt")
    assert [line for code, line in found if code == "uncited-reference"] == lines
