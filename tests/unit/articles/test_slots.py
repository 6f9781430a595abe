"""Where the references and the boxes go: where the author put them, and never into another block."""

from __future__ import annotations

import pytest
from support.articles import A, numbered

from silit.articles.build_html import build_html
from silit.articles.build_markdown import build_markdown
from silit.articles.build_text import build_text
from silit.articles.build_wordpress import build_wordpress
from silit.articles.evidence_box import evidence_box
from silit.articles.footnotes_html import section
from silit.articles.footnotes_wordpress import references_block
from silit.model.claims import Claim

CITED = "<!-- wp:paragraph -->\n<p>x [@a2005]</p>\n<!-- /wp:paragraph -->"
MARKED = (
    '<!-- wp:paragraph -->\n<p>x<sup class="silit-cite"><a href="#silit-s-ref-1" id="silit-s-cite-1a" '
    'role="doc-noteref" aria-label="Reference 1">1</a></sup></p>\n<!-- /wp:paragraph -->'
)
SLOT = "<!-- silit:references -->"
AFTER = "<!-- wp:separator -->\n<hr/>\n<!-- /wp:separator -->"


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (SLOT, "{block}"),
        (f"<!-- wp:html -->\n{SLOT}\n<!-- /wp:html -->", "{block}"),
        (f"<!-- wp:paragraph -->\n<p>{SLOT}</p>\n<!-- /wp:paragraph -->", "{block}"),
        (
            f"<!-- wp:paragraph -->\n<p>End. {SLOT}</p>\n<!-- /wp:paragraph -->",
            "<!-- wp:paragraph -->\n<p>End. </p>\n<!-- /wp:paragraph -->\n\n{block}",
        ),
        (
            f'<!-- wp:group {{"a":"b"}} -->\n<div><!-- wp:paragraph -->\n<p>y{SLOT}</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:group -->',
            '<!-- wp:group {{"a":"b"}} -->\n<div><!-- wp:paragraph -->\n<p>y</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:group -->\n\n{block}',
        ),
        (
            f"<!-- wp:html -->\n<p>Mine</p>\n{SLOT}\n<!-- /wp:html -->",
            "<!-- wp:html -->\n<p>Mine</p>\n{section}\n<!-- /wp:html -->",
        ),
    ],
)
def test_the_list_goes_where_a_post_wants_it(place: str, shown: str) -> None:
    article = numbered(f"{CITED}\n\n{place}\n\n{AFTER}\n", "post.html")
    block = references_block(article.notes, "s")
    expected = shown.format(block=block, section=section(article.notes, "s"))
    assert build_wordpress(article, "s", {}).text == f"{MARKED}\n\n{expected}\n\n{AFTER}\n"


@pytest.mark.parametrize("ending", ["", "\n", "\n\n"])
def test_without_a_place_the_list_follows_the_post_after_one_blank_line(ending: str) -> None:
    article = numbered(CITED + ending, "post.html")
    block = references_block(article.notes, "s")
    assert build_wordpress(article, "s", {}).text == f"{MARKED}\n\n{block}\n"


def test_an_example_of_the_mark_in_code_is_no_place() -> None:
    article = numbered(f"x [@a2005]\n\n`{SLOT}`\n\n    {SLOT}\n", "post.md")
    html = build_html(article, "s", {})
    assert html.count("silit:references") == 2
    assert html.endswith("</section>\n")


def test_the_list_never_stands_within_a_paragraph_of_html() -> None:
    article = numbered(f"<p>x [@a2005] {SLOT} y</p>\n<p>z</p>\n", "post.html")
    html = build_html(article, "s", {})
    assert html.index("y</p>") < html.index("<section") < html.index("<p>z</p>")


def test_a_page_gets_the_list_before_the_end_of_its_body() -> None:
    html = build_html(numbered("<html><body><p>x [@a2005]</p></body></html>\n", "post.html"), "s", {})
    assert html.endswith("</section>\n</body></html>\n")


@pytest.mark.parametrize("name", ["post.md", "post.txt"])
def test_a_place_within_a_line_parts_the_paragraph(name: str) -> None:
    html = build_html(numbered(f"x [@a2005] {SLOT} y", name), "s", {})
    assert html.index("</p>") < html.index("<section") < html.index("<p>y</p>")


def test_marks_of_claims_are_left_out_where_the_text_is_written_anew() -> None:
    text = "<!-- silit:claim c -->\nx [@a2005]\n"
    for name in ("post.md", "post.txt"):
        article = numbered(text, name)
        assert "silit:claim" not in build_html(article, "s", {}) + build_wordpress(article, "s", {}).text
        assert "silit:claim" not in build_text(article, {})
    assert build_text(numbered(text, "post.txt"), {}).startswith("x[1]\n")


MARK = "<!-- silit:claim c -->"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"One.\n\n{MARK}\n\nTwo [@a2005].\n", "One.\n\nTwo.[1]\n"),
        (f"One.\n\n{MARK}\nTwo [@a2005].\n", "One.\n\nTwo.[1]\n"),
        (f"{MARK}\n\nOne.\n\nTwo [@a2005].\n", "One.\n\nTwo.[1]\n"),
        (f"One.\n\n{MARK}\n{MARK}\n\nTwo [@a2005].\n", "One.\n\nTwo.[1]\n"),
        (f"One.\n\n{MARK}\n\n{MARK}\n\nTwo [@a2005].\n", "One.\n\nTwo.[1]\n"),
        (f"One.\r\n\r\n{MARK}\r\n\r\nTwo [@a2005].\r\n", "One.\r\n\r\nTwo.[1]\r\n"),
        (f"One.\n{MARK}\n\nTwo [@a2005].\n", "One.\n\nTwo.[1]\n"),
        (f"One {MARK} here.\n\nTwo [@a2005].\n", "One  here.\n\nTwo.[1]\n"),
    ],
)
def test_a_claims_own_line_leaves_one_blank_line_between_paragraphs(written: str, left: str) -> None:
    assert build_text(numbered(written, "post.txt"), {}).startswith(left)


def test_a_box_stands_only_where_it_was_asked_for() -> None:
    box = {"c": evidence_box(Claim("c", "The claim"), [A], {})}
    for text, count in (("x [@a2005]", 0), ("x [@a2005]\n\n<!-- silit:evidence c -->\n\ny", 1)):
        article = numbered(text)
        assert build_html(article, "s", box).count("<details") == count
        assert build_wordpress(article, "s", box).text.count("<details") == count
        assert build_markdown(article, box).value.count("The claim") == count
        assert build_text(article, box).count("The claim") == count
