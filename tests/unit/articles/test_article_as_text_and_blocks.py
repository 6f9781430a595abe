"""HTML as text and as blocks: what a reader or an editor is to see, compared whole."""

from __future__ import annotations

import pytest

from silit.articles.html_blocks import html_blocks
from silit.articles.html_text import html_text
from silit.articles.stand_ins import StandIns


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One\n two</p><p>three</p>", "One two\n\nthree\n"),
        ("<h1>Head</h1>text <b>bold</b>", "Head\n\ntext bold\n"),
        ("a<br>b<br />c", "a\nb\nc\n"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><p>d</p>", "- a\n- b\n  - c\n\nd\n"),
        ('<ol start="3"><li>a<li>b<li value="9">c</ol>', "3. a\n4. b\n9. c\n"),
        ("<ol><li><p>a</p><p>b</p></li><li>c</li></ol>", "1. a\n   b\n2. c\n"),
        ("<blockquote><p>a</p><p>b<br>c</p></blockquote>d", "> a\n\n> b\n> c\n\nd\n"),
        ("<pre>  a\n    b</pre>", "  a\n    b\n"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table><p>x</p>",
            "a | b\n1 | 2\n\nx\n",
        ),
        ('<a href="https://x.org/">x</a>', "x (https://x.org/)\n"),
        ('<a href="https://x.org/">https://x.org</a>', "https://x.org\n"),
        ('<a href="mailto:a@b.org">a@b.org</a> <a href="#in">in</a>', "a@b.org in\n"),
        ('<img src="x.png" alt="A &amp; B"><img src="y.png" alt="">', "[A & B]\n"),
        ("10 m<sup>2</sup>, CO<sub>2</sub>, x<sup>see</sup>", "10 m², CO₂, xsee\n"),
        ("<style>p{}</style><script>a < b && '<p>'</script>x<!-- y -->", "x\n"),
        ("&lt;b&gt; &amp;amp; &#8220;q&rdquo; a&nbsp;b", "<b> &amp; “q” a\u00a0b\n"),
        ("<details open><summary>S</summary><p>p</p></details>", "S\n\np\n"),
        ("a < b > c", "a < b > c\n"),
        ("", ""),
        ("<p></p>", ""),
    ],
)
def test_html_reads_well_as_text(source: str, text: str) -> None:
    assert html_text(source) == text


def test_a_comment_may_become_a_block() -> None:
    assert html_text("<p>a<!--x--></p>b", {"x": "1\n2"}.get) == "a\n\n1\n2\n\nb\n"


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("<p>a <b>x</b>\n y</p>", ["paragraph <p>a <b>x</b> y</p>"]),
        ("<h3>T</h3>", ['heading {"level":3} <h3 class="wp-block-heading">T</h3>']),
        ('<p class="x">a</p>', ['html <p class="x">a</p>']),
        ("<ul>\n<li>a</li>\n</ul>", ["html <ul>\n<li>a</li>\n</ul>"]),
        (
            "one\ntwo\n\nthree <em>x</em>",
            ["paragraph <p>one<br>two</p>", "paragraph <p>three <em>x</em></p>"],
        ),
        (
            "<p>open<p>again<div>d<p>e</div>",
            ["paragraph <p>open</p>", "paragraph <p>again</p>", "html <div>d<p>e</div>"],
        ),
        ("a<!--more-->b", ["paragraph <p>a</p>", "more <!--more-->", "paragraph <p>b</p>"]),
        ("<hr><p> </p>", ['separator <hr class="wp-block-separator has-alpha-channel-opacity"/>']),
        (
            "<html><head><title>t</title></head><body><main><p>a</p></main></body></html>",
            ["paragraph <p>a</p>"],
        ),
        (
            "<pre><p>x</p></pre><script>'<p>'</script>",
            ["html <pre><p>x</p></pre>", "html <script>'<p>'</script>"],
        ),
        ("<div>never closed", ["html <div>never closed"]),
    ],
)
def test_html_becomes_blocks(source: str, blocks: list[str]) -> None:
    found = [
        block.removeprefix("<!-- wp:").rsplit("\n", 1)[0].replace(" -->\n", " ", 1)
        for block in html_blocks(source, StandIns(source))
    ]
    assert found == blocks
