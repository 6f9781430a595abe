"""A block of two footnotes in each of the four formats."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from support.works import LASLETT_2005

from silit.articles import FOOTNOTE_RENDERERS, Footnote
from silit.markup import Link, Text
from silit.model.integrity import Integrity
from silit.styles.vancouver import reference

NOTES = [
    Footnote(1, "laslett2005", reference(LASLETT_2005, Integrity("none-found"))),
    Footnote(
        3,
        "odd key]",
        (Text("[Pain & <gain>]. [gallery] "), Link("https://doi.org/10.1/x--y", (Text("x--y"),))),
    ),
]
LASLETT = (
    "Laslett M, Aprill CN, McDonald B, Young SB. Diagnosis of Sacroiliac Joint Pain: Validity of individual "
    "provocation tests and composites of tests. Man Ther. 2005 Aug;10(3):207-18. "
)


def test_text_has_one_numbered_line_a_note() -> None:
    assert FOOTNOTE_RENDERERS["text"](NOTES, "si-joint") == (
        f"1. {LASLETT}https://doi.org/10.1016/j.math.2005.01.003 PMID: 16038856.\n3. [Pain & <gain>]. [gallery] x--y\n"
    )


def test_markdown_has_one_labelled_note_a_line() -> None:
    assert FOOTNOTE_RENDERERS["markdown"](NOTES, "si-joint") == (
        f"[^laslett2005]: {LASLETT}<https://doi.org/10.1016/j.math.2005.01.003> "
        "[PMID: 16038856](<https://pubmed.ncbi.nlm.nih.gov/16038856/>).\n"
        "[^odd-key-]: \\[Pain & \\<gain\\>\\]. \\[gallery\\] [x\\--y](<https://doi.org/10.1/x--y>)\n"
    )


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("reader", ["gfm+footnotes", "markdown"])
def test_markdown_notes_are_found_by_the_keys_that_cite_them(reader: str) -> None:
    article = f"Pain[^laslett2005] and gain[^odd-key-].\n\n{FOOTNOTE_RENDERERS['markdown'](NOTES, '')}"
    done = subprocess.run(
        ["pandoc", "-f", reader, "-t", "json"],
        input=article,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    (paragraph,) = json.loads(done.stdout)["blocks"]
    assert [inline["t"] for inline in paragraph["c"]].count("Note") == 2


def test_html_is_a_section_with_a_heading_and_the_numbers_of_the_notes() -> None:
    assert FOOTNOTE_RENDERERS["html"](NOTES, "SI joint!") == (
        '<section class="silit-refs" role="doc-endnotes" aria-labelledby="silit-si-joint-refs">\n'
        '<h2 id="silit-si-joint-refs">References</h2>\n'
        "<ol>\n"
        f'<li id="silit-si-joint-ref-1" value="1">{LASLETT}'
        '<a href="https://doi.org/10.1016/j.math.2005.01.003">https://doi.org/10.1016/j.math.2005.01.003</a> '
        '<a href="https://pubmed.ncbi.nlm.nih.gov/16038856/">PMID: 16038856</a>.</li>\n'
        '<li id="silit-si-joint-ref-3" value="3">[Pain &amp; &lt;gain&gt;]. [gallery] <a href="https://doi.org/10.1/x--y">x--y</a></li>\n'
        "</ol>\n"
        "</section>\n"
    )


def test_html_without_a_slug_has_plain_ids() -> None:
    html = FOOTNOTE_RENDERERS["html"](NOTES, "")
    assert 'id="silit-refs"' in html
    assert 'id="silit-ref-3"' in html


def test_wordpress_gets_one_block_whose_brackets_and_addresses_it_leaves_alone() -> None:
    block = FOOTNOTE_RENDERERS["wordpress"](NOTES, "si-joint")
    lines = block.splitlines()
    assert (lines[0], lines[-1]) == ("<!-- wp:html -->", "<!-- /wp:html -->")
    assert lines[5] == (
        '<li id="silit-si-joint-ref-3" value="3">[Pain &amp; &lt;gain&gt;]. &#091;gallery] '
        '<a href="https://doi.org/10.1/x--y">x-&#045;y</a></li>'
    )
