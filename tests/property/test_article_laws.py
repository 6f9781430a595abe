"""Laws of built articles, whatever they hold: nothing of the author's changes, links hit, markup is sound."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.articles import A, numbered
from support.outgoing import TEXT

from silit.articles.build_html import build_html, standalone_page
from silit.articles.build_markdown import build_markdown
from silit.articles.build_text import build_text
from silit.articles.build_wordpress import build_wordpress
from silit.articles.document import Format
from silit.articles.evidence_box import evidence_box
from silit.articles.evidence_box_writing import box_html
from silit.articles.excerpt import excerpt
from silit.articles.html_text import html_text
from silit.articles.markdown_html import render_markdown
from silit.articles.number import NumberedArticle
from silit.model.claims import Claim, Evidence

NAMES: dict[Format, str] = {
    "text": "post.txt",
    "markdown": "post.md",
    "html": "post.html",
    "wordpress": "post.html",
}
CITATIONS = (
    "[@a2005]",
    "[@b2010; @older-a, p. 4]",
    " [@c2015].",
    "[see @a2005][@b2010]",
    " As @b2010 says",
    "[@?6]",
)
# Text without anything that silit reads as its own, and without what UTF-8 cannot hold.
PLAIN = TEXT.map(
    lambda text: re.sub(r"[@\ud800-\udfff\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]|silit|wp:", "", text)
)
PIECES = st.lists(PLAIN | st.sampled_from(CITATIONS), max_size=8).map("".join)
PROSE = st.lists(
    st.sampled_from(("word ", "Two words, ", "é漢 & ", "😀", "line\n", "\n\n", "\r\n", "end.", "“q” "))
    | st.sampled_from(CITATIONS),
    max_size=12,
).map("".join)
MARK = re.compile(r'<sup class="silit-cite">.*?</sup>', re.DOTALL)
REFERENCES = re.compile(
    r'(?:<!-- wp:html -->\s*)?<section class="silit-refs".*?</section>(?:\s*<!-- /wp:html -->\s*)?', re.DOTALL
)
# What may move around a mark, and the names that stand for "@key".
MOVABLE = re.compile(r"[\s.,;:!?…\"'’”»)\]]|Laslett et al\.|Laslett and Aprill|Laslett")


def wrapped(prose: str, kind: Format) -> str:
    paragraphs = [f"<p>{part}</p>" for part in prose.replace("&", "&amp;").split("\n\n")]
    if kind == "html":
        return "\n".join(paragraphs)
    return "\n\n".join(f"<!-- wp:paragraph -->\n{part}\n<!-- /wp:paragraph -->" for part in paragraphs)


def built(article: NumberedArticle, kind: Format) -> str:
    if kind == "wordpress":
        return build_wordpress(article, "slug", {}).text
    if kind == "html":
        return build_html(article, "slug", {})
    return build_markdown(article, {}).value if kind == "markdown" else build_text(article, {})


def as_xml(html: str) -> ET.Element:
    """The elements; a ParseError where one is not closed or a character not escaped."""
    closed = html.replace("<br>", "<br/>").replace(" open>", ' open="">')
    return ET.fromstring(f"<body>{closed}</body>")


class Page(HTMLParser):
    """Ids and inner links of a page, as a browser's parser would find them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_attributes = dict(attrs)
        if "id" in given_attributes:
            self.ids[given_attributes["id"] or ""] += 1
        href = given_attributes.get("href") or ""
        if href.startswith("#"):
            self.links.append(href[1:])


def assert_links_hit(html: str, article: NumberedArticle) -> None:
    page = Page(html)
    assert set(page.ids.values()) <= {1}
    assert all(name.startswith("silit-slug-") for name in page.ids)
    assert set(page.links) <= set(page.ids)
    # One link a number in a mark, one back-link for each.
    assert len(page.links) == 2 * sum(len(mark.uses) for mark in article.marks)


@pytest.mark.parametrize("kind", ["html", "wordpress"])
@given(prose=PROSE)
def test_html_keeps_every_character_but_those_of_its_marks(kind: Format, prose: str) -> None:
    source = wrapped(prose, kind)
    article = numbered(source, NAMES[kind])
    text = REFERENCES.sub("", built(article, kind))
    kept = MARK.sub("", text)
    without = re.sub(r"\[(?:see )?@[^\]?]*\]|@b2010", "", source)
    assert MOVABLE.sub("", kept) == MOVABLE.sub("", without)
    assert text.rstrip().count("\r\n") <= source.count("\r\n")
    # Block comments, tags and their line ends stand as they stood.
    fixed = r"<!--.*?-->(?:\n<p>)?|</?p>"
    assert re.findall(fixed, text) == re.findall(fixed, source)


@given(prose=PROSE, kind=st.sampled_from(("markdown", "text")))
def test_text_keeps_every_character_but_those_of_its_marks(prose: str, kind: Format) -> None:
    article = numbered(prose, NAMES[kind])
    text = built(article, kind)
    if not article.notes:
        assert text == prose
        return
    marks = (
        r" \(see \[\^[\w.-]+\](?:, p\. 4)?\)|\[\^[\w.-]+\](?: \(p\. 4\))?"
        if kind == "markdown"
        else r"\[(?:see )?\d[^\]]*\]"
    )
    kept = MOVABLE.sub("", re.sub(marks, "", text))
    assert kept.startswith(MOVABLE.sub("", re.sub(r"\[(?:see )?@[^\]?]*\]|@b2010", "", prose)))


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "wordpress"])
@pytest.mark.parametrize("ending", ["", "\n", "\r\n", "\n\n\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_and_the_end_of_the_file_stay(kind: Format, ending: str, line_end: str) -> None:
    inner = (
        wrapped("One 😀\n\ntwo [@a2005]", kind) if kind in ("html", "wordpress") else "One 😀\n\ntwo [@a2005]"
    )
    source = inner.replace("\n", line_end) + ending
    text = built(numbered(source, NAMES[kind]), kind)
    assert text.startswith(source[: source.index(" [@")])
    if line_end == "\r\n":
        written = text.removeprefix(source[: source.index(" [@")])
        lone = re.findall(r"(?<!\r)\n", written)
        assert len(lone) <= ending.count("\n") - ending.count("\r\n")
    else:
        assert text.count("\r\n") == ending.count("\r\n") or ending == "\r\n"


@given(text=PIECES)
def test_any_plain_text_becomes_sound_html_in_which_every_link_hits(text: str) -> None:
    article = numbered(text, "post.txt")
    if article.document.format != "text":
        return
    html = build_html(article, "slug", {})
    as_xml(html)
    assert_links_hit(html, article)
    assert_links_hit(standalone_page(article, html, "slug"), article)


@given(text=PIECES)
def test_any_plain_text_becomes_sound_blocks_that_run_no_shortcode(text: str) -> None:
    article = numbered(text, "post.txt")
    if article.document.format != "text":
        return
    post = build_wordpress(article, "slug", {}).text
    as_xml(post)
    assert_links_hit(post, article)
    opened = re.findall(r"<!-- wp:(\S+)[^>]*-->", post)
    assert opened == re.findall(r"<!-- /wp:(\S+) -->", post)
    assert (
        re.sub(r"<!-- wp:(paragraph|html) -->\n.*?\n<!-- /wp:\1 -->(?:\n\n|\n\Z)", "", post, flags=re.DOTALL)
        == ""
    )
    assert "[gallery" not in post
    assert not re.search(r"<(?:script|style|time)\b|\son\w+=|itemprop|href=\"doi:", post)


@given(text=PIECES)
def test_any_markdown_becomes_blocks_whose_comments_are_balanced(text: str) -> None:
    article = numbered(text, "post.md")
    if article.document.format != "markdown":
        return
    post = build_wordpress(article, "slug", {}).text
    depth: list[str] = []
    for end, name in re.findall(r"<!-- (/?)wp:([a-z-]+)(?: \{[^\n]*?\})? -->", post):
        if end:
            assert depth.pop() == name
        else:
            depth.append(name)
    assert depth == []
    assert "[gallery" not in re.sub(r"<!-- wp:html -->.*?<!-- /wp:html -->", "", post, flags=re.DOTALL)


@given(text=PLAIN)
@example(text="&\x0c&")
def test_plain_text_as_markdown_shows_just_the_text(text: str) -> None:
    article = numbered(text, "post.txt")
    if article.document.format != "text":
        return
    shown = html_text(render_markdown(build_markdown(article, {}).value))
    assert " ".join(shown.split()) == " ".join(html_text(build_html(article, "slug", {})).split())


@given(text=PIECES)
def test_an_excerpt_is_one_line_of_at_most_so_many_words(text: str) -> None:
    line = excerpt(numbered(text, "post.txt"))
    assert line.count("\n") == (1 if line else 0)
    assert len(line.split()) <= 56


@given(text=PIECES, claim=TEXT, quote=TEXT)
def test_a_box_with_any_words_is_sound_html(text: str, claim: str, quote: str) -> None:
    entry = replace(
        A, evidence=(Evidence("a2005", "c", "supports", quote, locator=quote, suggested_by=quote),)
    )
    box = evidence_box(Claim("c", claim), [entry], {})
    root = as_xml(box_html(box, "silit-slug"))
    assert [len(side) for side in root.findall(".//ul")] == [1, 1]
    assert "that is not proof" in ET.tostring(root, encoding="unicode")


def test_a_megabyte_keeps_every_character() -> None:
    source = "Some words 😀 with an end. " * 40_000
    assert build_text(numbered(source, "post.txt"), {}) == source
    cited = build_text(numbered(source + "[@a2005]", "post.txt"), {})
    assert cited.startswith(source.rstrip() + "[1]\n\nReferences\n")
