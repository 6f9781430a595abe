"""Pandoc's citations in an article, its claim marks, and the place for the references."""

from __future__ import annotations

import pytest

from silit.articles.citations import find_citations, find_claim_marks, find_references_place
from silit.articles.read_document import read_document
from silit.model.citations import CitationItem as Item


def found(text: str, name: str = "a.md") -> list[tuple[str, tuple[Item, ...], bool]]:
    document = read_document(text.encode(), name)
    citations = find_citations(document)
    return [(document.text[each.start : each.end], each.items, each.in_text) for each in citations]


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("[@vleeming2012]", (Item("vleeming2012"),)),
        ("[@a; @b, p. 4]", (Item("a"), Item("b", "p. 4"))),
        ("[-@a]", (Item("a", bare=True),)),
        (
            "[see @a, pp. 33-35; also @b, chap. 1]",
            (Item("a", "pp. 33-35", "see"), Item("b", "chap. 1", "also")),
        ),
        ("[@a, p. 3; 5; @b]", (Item("a", "p. 3; 5"), Item("b"))),
        ("[@pmid:19119403]", (Item("pmid:19119403"),)),
        ("[@doi:10.1016/j.math.2005.01.003, p. 2]", (Item("doi:10.1016/j.math.2005.01.003", "p. 2"),)),
        (
            "[@doi:10.1002/(SICI)1097-0000(199906)22:6<701::AID-X1>3.0.CO;2-#; @b]",
            (Item("doi:10.1002/(SICI)1097-0000(199906)22:6<701::AID-X1>3.0.CO;2-#"), Item("b")),
        ),
        ("[@{https://example.org/a?b=1}]", (Item("https://example.org/a?b=1"),)),
        ("[@?6]", (Item("?6"),)),
        ("[@a; @?12]", (Item("a"), Item("?12"))),
        ("[@müller2019a]", (Item("müller2019a"),)),
        ("[@a.b:c, see https://example.org/x]", (Item("a.b:c", "see https://example.org/x"),)),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_brackets_cite_works_with_locators_and_prefixes(
    written: str, items: tuple[Item, ...], name: str
) -> None:
    assert found(f"So it is {written}.", name) == [(written, items, False)]


def test_a_key_in_the_sentence_may_have_its_locator_in_brackets() -> None:
    assert found("As @a2012 [p. 30] says, and @b. too; -@c.") == [
        ("@a2012 [p. 30]", (Item("a2012", "p. 30"),), True),
        ("@b", (Item("b"),), True),
        ("-@c", (Item("c", bare=True),), True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "mail dan@example.org and [dan@example.org]",
        "`[@a]` and ``@b``",
        "```\n[@a]\n",
        "    [@a]\n",
        "[@handle](https://example.org/@handle)",
        "https://social.example/@handle",
        "<!-- [@a] -->",
        r"\@a and \[no",
        "---\nauthor: '@a'\n---\n",
        "[`@a`]",
        "[1] [a] @ b",
    ],
)
def test_code_links_addresses_and_escapes_are_no_citations(text: str) -> None:
    assert found(text) == []


def test_entities_and_tags_of_html_do_not_hide_a_citation() -> None:
    assert found('<p>x [@a;&nbsp;@b, p.&nbsp;4] <a href="/">@c</a></p>', "a.html") == [
        ("[@a;&nbsp;@b, p.&nbsp;4]", (Item("a"), Item("b", "p.\xa04")), False)
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "<!-- silit:claim form-closure -->\nText.\n\n<!-- silit:references -->\n"),
        ("a.txt", "<!--silit:claim form-closure-->\nText.\n\n<!--silit:references-->"),
        ("a.html", "<p><!-- silit:claim form-closure -->Text.</p><!-- silit:references -->"),
        ("a", "<!-- wp:paragraph -->\n<p><!-- silit:claim form-closure -->T</p>\n<!-- silit:references -->"),
    ],
)
def test_claim_marks_and_the_place_of_the_references_are_found_in_every_format(name: str, text: str) -> None:
    document = read_document(text.encode(), name)
    (mark,) = find_claim_marks(document)
    assert mark.slug == "form-closure"
    assert text[mark.start : mark.end].startswith("<!--") and text[mark.start : mark.end].endswith("-->")
    place = find_references_place(document)
    assert place is not None and "references" in text[place.start : place.end]


def test_marks_in_code_are_examples() -> None:
    document = read_document(b"`<!-- silit:claim a -->`\n\n```\n<!-- silit:references -->\n```\n", "a.md")
    assert find_claim_marks(document) == ()
    assert find_references_place(document) is None
