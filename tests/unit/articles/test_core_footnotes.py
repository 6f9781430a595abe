"""WordPress' own footnotes: what its editor keeps on the next save, and its excerpt leaves out."""

from __future__ import annotations

import json
import re

import pytest
from support.articles import numbered

from silit.articles.build_wordpress import build_wordpress
from silit.errors import UsageError

# excerpt_remove_footnotes() of WordPress 6.3 and later.
IN_EXCERPTS = re.compile(r'<sup data-fn="[^"]+" class="[^"]+">\s*<a href="[^"]+" id="[^"]+">\d+</a>\s*</sup>')
TEXT = "One [@a2005, p. 4; @b2010]. Two [@a2005]. Three @c2015 says."


def test_every_mark_has_a_note_of_its_own_in_the_order_of_the_marks() -> None:
    post = build_wordpress(numbered(TEXT), "slug", {}, core_footnotes=True)
    in_text = re.findall(r'data-fn="([^"]+)"', post.text)
    notes = json.loads(post.footnotes_meta)
    assert in_text == [note["id"] for note in notes] == [f"silit-slug-fn-{number}" for number in (1, 2, 3, 4)]
    assert [set(note) for note in notes] == [{"id", "content"}] * 4
    assert [note["content"].split(". ")[1] for note in notes] == [
        "First",
        "Second",
        "First",
        "Third [Retracted]",
    ]
    assert notes[0]["content"].endswith(" p. 4.")
    assert all(re.fullmatch("[a-z0-9_-]+", name) for name in in_text)


def test_the_excerpt_of_wordpress_takes_every_mark_out() -> None:
    post = build_wordpress(numbered(TEXT), "slug", {}, core_footnotes=True)
    assert len(IN_EXCERPTS.findall(post.text)) == 4
    assert not re.search(r"<sup[^>]*>(?!<)", IN_EXCERPTS.sub("", post.text))


def test_no_superscript_links_without_a_note() -> None:
    post = build_wordpress(numbered(TEXT), "slug", {}, core_footnotes=True)
    assert "<a" not in IN_EXCERPTS.sub("", post.text)


def test_there_is_one_block_of_footnotes_where_the_author_wants_it() -> None:
    post = build_wordpress(
        numbered(f"{TEXT}\n\n<!-- silit:references -->\n\nEnd."), "slug", {}, core_footnotes=True
    )
    assert post.text.count("<!-- wp:footnotes /-->") == 1
    assert post.text.index("<!-- wp:footnotes /-->") < post.text.index("End.")


def test_a_post_with_footnotes_of_its_own_is_refused() -> None:
    own = '<!-- wp:paragraph -->\n<p>x<sup data-fn="1" class="fn"><a href="#1" id="1-link">1</a></sup> [@a2005]</p>\n<!-- /wp:paragraph -->\n'
    with pytest.raises(UsageError):
        build_wordpress(numbered(own, "post.txt"), "slug", {}, core_footnotes=True)


def test_an_article_that_cites_nothing_has_no_block_and_no_meta() -> None:
    post = build_wordpress(numbered("Nothing."), "slug", {}, core_footnotes=True)
    assert (post.text, post.footnotes_meta) == (
        "<!-- wp:paragraph -->\n<p>Nothing.</p>\n<!-- /wp:paragraph -->\n",
        "",
    )
