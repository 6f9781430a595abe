"""Formatted text: parsed from titles, printed as text, HTML and Markdown."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.outgoing import TEXT

from silit.formats.latex_writing import escape_latex, to_latex
from silit.markup import (
    Inlines,
    Link,
    Styled,
    Text,
    escape_markdown,
    parse_inline,
    plain,
    strip_tags,
    to_html,
    to_markdown,
    to_text,
)

DOI = "https://doi.org/10.1000/x"


@pytest.mark.parametrize(
    ("title", "inlines"),
    [
        ("plain & <0.05", (Text("plain & <0.05"),)),
        ("<i>E. coli</i> in", (Styled("i", (Text("E. coli"),)), Text(" in"))),
        ("<i>a<sup>2</sup></i>", (Styled("i", (Text("a"), Styled("sup", (Text("2"),)))),)),
        ("a </i> b", (Text("a </i> b"),)),
        ("a <i> b", (Text("a <i> b"),)),
        ("<i>a<b></i>c</b>", (Text("<i>a"), Styled("b", (Text("</i>c"),)))),
        ("<u>x</u>", (Text("<u>x</u>"),)),
        ("", ()),
    ],
)
def test_a_title_is_parsed_and_tags_without_a_partner_are_characters(title: str, inlines: Inlines) -> None:
    assert parse_inline(title) == inlines


@given(st.text() | TEXT)
def test_parsing_loses_no_character(title: str) -> None:
    def back(inlines: Inlines) -> str:
        return "".join(
            node.text if isinstance(node, Text) else f"<{node.tag}>{back(node.children)}</{node.tag}>"
            for node in inlines
            if not isinstance(node, Link)
        )

    assert back(parse_inline(title)) == title


def test_plain_text_shifts_digits_where_unicode_has_them() -> None:
    inlines = parse_inline("10<sup>-3</sup> H<sub>2</sub>O x<sup>th</sup>")
    assert to_text(inlines) == "10⁻³ H₂O xth"
    assert to_text(inlines, shifted=False) == "10-3 H2O xth"
    assert plain("10<sup>-3</sup> p < 1") == "10-3 p < 1"


def test_html_escapes_everything_but_its_own_tags() -> None:
    inlines = (*parse_inline('<i>a</i><script>&amp;"'), Link(DOI + "?a=1&b='2'", (Text("<x>"),)))
    assert to_html(inlines) == (
        '<em>a</em>&lt;script&gt;&amp;amp;"'
        '<a href="https://doi.org/10.1000/x?a=1&amp;b=&#x27;2&#x27;">&lt;x&gt;</a>'
    )


def test_control_characters_reach_neither_a_page_nor_a_terminal() -> None:
    inlines = (Text("a\x00\x1b[31m\x7f\ud800\uffffb"),)
    assert (to_html(inlines), to_text(inlines), to_markdown(inlines)) == ("a[31mb", "a[31mb", "a\\[31mb")


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "doi:10.1/x", "https://a b", "", 'https://x"onclick="y']
)
def test_an_address_that_is_none_is_shown_without_a_link(href: str) -> None:
    link = (Link(href, (Text("shown"),)),)
    assert (to_html(link), to_markdown(link)) == ("shown", "shown")


def test_a_link_inside_a_link_leads_nowhere() -> None:
    link = (Link(DOI, (Text("a "), Styled("i", (Link(DOI, (Text("b"),)),)))),)
    assert to_html(link) == f'<a href="{DOI}">a <em>b</em></a>'


@pytest.mark.parametrize(
    ("inlines", "markdown"),
    [
        (parse_inline("<i>E. coli</i> and <b>x</b>, CO<sub>2</sub>"), "*E. coli* and **x**, CO<sub>2</sub>"),
        (parse_inline("a<i> b </i>c"), "a *b* c"),
        (parse_inline("a<i>b</i><i>c</i>"), "a*b*<em>c</em>"),
        (parse_inline("<i>(b)</i>c"), "<em>(b)</em>c"),
        (parse_inline("<i>a <b>b</b></i>"), "<em>a **b**</em>"),
        ((Link(DOI, (Text(DOI),)),), f"<{DOI}>"),
        ((Link(DOI, (Text("PMID: 1"),)),), f"[PMID: 1](<{DOI}>)"),
        (
            (Link(DOI + "?a=1&b", (Text(DOI + "?a=1&b"),)),),
            f"[https\\://doi.org/10.1000/x?a=1&b](<{DOI}?a=1&amp;b>)",
        ),
        ((Text("so!"), Link(DOI, (Text("x"),))), f"so\\![x](<{DOI}>)"),
        ((Text("1"), Text(". x")), "1\\. x"),
    ],
)
def test_markdown_uses_its_marks_only_where_they_are_certain(inlines: Inlines, markdown: str) -> None:
    assert to_markdown(inlines) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Man Ther. 2005;10(3):207-18.", "Man Ther. 2005;10(3):207-18."),
        ('Smith & Sons\' "x" = +5', 'Smith & Sons\' "x" = +5'),
        ("&amp; &#60;", "&amp;amp; &\\#60;"),
        ("- x", "\\- x"),
        ("12) x", "12\\) x"),
        ("1.", "1\\."),
        ("a\n\n- b", "a - b"),
        ("a -- b... ==c== ++d++", "a \\-- b\\... \\==c\\== \\++d\\++"),
        ("www.x.org http://x", "www\\.x.org http\\://x"),
    ],
)
def test_markdown_escapes_what_a_renderer_would_take_for_markup_and_nothing_else(
    text: str, markdown: str
) -> None:
    assert escape_markdown(text) == markdown


SAMPLES = [
    "*a* _b_ `c` ~~d~~ ~e~ ^f^ $g$ {h} [i](j) [^1] <k> | l | # m",
    "# x",
    "> x",
    "1. x",
    "- x",
    "+ x",
    "***",
    "===",
    "a & b &amp; &lt; &#60; © &copy;",
    "\\ \\\\ \\* @smith [@smith] a@b.org",
    "http://x.org www.x.org",
    "x -- y --- z ... ==m== ++n++ !",
    "<!-- a --> <script>b</script> <em>",
    ": x",
    "[x]: y",
    "!`a`",
]


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("reader", ["commonmark", "gfm", "commonmark_x-smart", "markdown-smart"])
def test_markdown_readers_show_just_the_characters_of_the_text(reader: str) -> None:
    source = "\n\n".join(escape_markdown(sample) for sample in SAMPLES)
    done = subprocess.run(
        ["pandoc", "-f", reader, "-t", "json"],
        input=source,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert [_shown(block) for block in json.loads(done.stdout)["blocks"]] == SAMPLES


def _shown(block: dict[str, Any]) -> str:
    assert block["t"] == "Para", block
    kinds = {inline["t"] for inline in block["c"]}
    assert kinds <= {"Str", "Space"}, block
    return "".join(inline.get("c", " ") for inline in block["c"])


@given(st.text() | TEXT)
def test_what_html_shows_is_the_text(text: str) -> None:
    shown = html.unescape(re.sub(r"</?(?:em|strong|sup|sub)>", "", to_html((Text(text),))))
    assert shown == to_text((Text(text),))


def test_all_characters_without_markup() -> None:
    assert strip_tags((Text("a"), Styled("i", (Text("b"), Link(DOI, (Text("c"),)))))) == "abc"


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\x9b", "\x07"]
)
def test_what_turns_the_text_or_commands_a_terminal_is_dropped_everywhere(sign: str) -> None:
    inlines = (Text(f"a{sign}b"), Styled("i", (Text(f"{sign}c"),)))
    assert (to_text(inlines), to_html(inlines), to_markdown((Text(f"a{sign}b"),))) == (
        "abc",
        "ab<em>c</em>",
        "ab",
    )
    assert to_latex(inlines) == "ab\\textit{c}"
    assert escape_latex(f"a{sign}b") == "ab"


@pytest.mark.parametrize("joiner", ["\u200d", "\u200c"])
def test_joiners_of_letters_stay(joiner: str) -> None:
    joined = (Text(f"a{joiner}b"),)
    assert {to_text(joined), to_html(joined), to_markdown(joined), to_latex(joined)} == {f"a{joiner}b"}
