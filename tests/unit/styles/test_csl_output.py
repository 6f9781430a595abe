"""pandoc's HTML becomes inlines: text, four styles and links, whatever else stands in it."""

from __future__ import annotations

import html

from hypothesis import given
from hypothesis import strategies as st

from silit.markup import Link, Styled, Text, strip_tags, to_html
from silit.styles.csl_output import read_references


def entry(inner: str, key: str = "n0") -> str:
    return f'<div id="ref-{key}" class="csl-entry" role="listitem">\n{inner}\n</div>'


def test_each_entry_is_found_under_its_id_with_its_styles_and_links() -> None:
    page = (
        '<div id="refs" class="references csl-bib-body">'
        + entry('A <em>b</em> &amp; <strong>c</strong>. <a href="https://doi.org/10.1/x">10.1/x</a>')
        + entry("Second<sup>2</sup>", "n1")
        + "</div>"
    )
    assert read_references(page) == {
        "n0": (
            Text("A "),
            Styled("i", (Text("b"),)),
            Text(" & "),
            Styled("b", (Text("c"),)),
            Text(". "),
            Link("https://doi.org/10.1/x", (Text("10.1/x"),)),
        ),
        "n1": (Text("Second"), Styled("sup", (Text("2"),))),
    }


def test_blocks_of_an_entry_are_parted_by_one_blank() -> None:
    page = entry('<div class="csl-left-margin">Smith J.</div><div class="csl-right-inline"> Title</div>')
    assert strip_tags(read_references(page)["n0"]) == "Smith J. Title"


def test_what_a_hostile_style_writes_is_text_or_nothing() -> None:
    page = entry(
        '<script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt; <a href="javascript:x">y</a>'
    )
    assert to_html(read_references(page)["n0"]) == "&lt;b&gt; y"


def test_an_entry_without_text_is_no_reference() -> None:
    assert read_references(entry(" <em> </em> ")) == {}


def test_text_outside_of_entries_is_not_taken_over() -> None:
    assert read_references(f"<p>before</p>{entry('x')}<p>after</p>") == {"n0": (Text("x"),)}


@given(st.text())
def test_any_text_that_is_escaped_comes_back_as_it_was(text: str) -> None:
    clean = " ".join(text.replace("\x00", "").split())
    found = read_references(entry(html.escape(clean)))
    assert strip_tags(found.get("n0", ())) == html.unescape(html.escape(clean))


@given(st.text(alphabet="<>/ad\"=emspnb iv&;#'!-"))
def test_no_markup_breaks_the_reader(text: str) -> None:
    for inlines in read_references(entry(text)).values():
        to_html(inlines)
