"""Every kind of work in every style as text, HTML and Markdown: a table without an empty cell.

tests/golden/styles/rendered.json is what silit printed when somebody last read it; make_rendered.py writes it anew.
"""

from __future__ import annotations

import html
import json
import re

import pytest
from markdown_it import MarkdownIt
from support.style_cases import CASES, CELLS, FOLDER, FORMATS, named, reference

from silit.formats.csl_reading import work_from_item
from silit.formats.csl_types import CSL_TYPES
from silit.markup import strip_tags, to_html, to_markdown, to_text
from silit.model.integrity import Integrity
from silit.styles import STYLES

RENDERED: dict[str, dict[str, dict[str, str]]] = json.loads(
    (FOLDER / "rendered.json").read_text(encoding="utf-8")
)
# Doubled or lost punctuation.
UNSOUND = re.compile(r"(?<!\.)\.\.(?!\.)|,,|;;| [.,;]|\(\)|\[\]|  |[:;,?]\.|‘’|\( ")
COMMONMARK = MarkdownIt("commonmark")


def characters(page: str) -> str:
    """What a reader sees of the HTML."""
    return html.unescape(re.sub(r"<[^<>]*>", "", page)).strip()


def test_every_type_of_work_has_a_case_in_every_style_and_format() -> None:
    assert {case["item"]["type"] for case in CASES.values()} == CSL_TYPES
    assert set(RENDERED) == set(CASES)
    empty = [
        (case, style, name)
        for case in CASES
        for style in STYLES
        for name in FORMATS
        if not RENDERED[case].get(style, {}).get(name, "").strip()
    ]
    assert empty == []


@pytest.mark.parametrize(("style", "case"), CELLS, ids=named(CELLS))
def test_a_reference_is_printed_as_it_was_read_last(style: str, case: str) -> None:
    shown = {name: write(reference(style, case)) for name, write in FORMATS.items()}
    assert shown == RENDERED[case][style]


@pytest.mark.parametrize(("style", "case"), CELLS, ids=named(CELLS))
def test_html_and_markdown_say_what_the_text_says(style: str, case: str) -> None:
    inlines = reference(style, case)
    text = strip_tags(inlines)
    assert characters(to_html(inlines)) == text
    assert characters(COMMONMARK.render(to_markdown(inlines))) == text
    # Small figures are raised in text too, by signs of their own.
    assert to_text(inlines, shifted=False) == text


@pytest.mark.parametrize("style", list(STYLES))
def test_a_variable_that_is_missing_leaves_no_punctuation_behind(style: str) -> None:
    without = [
        {name: value for name, value in case["item"].items() if name != left_out}
        for case in CASES.values()
        for left_out in case["item"].keys() - {"id", "type"}
    ]
    works = [work_from_item(item).value for item in without]
    shown = [to_text(STYLES[style](work, Integrity("none-found"))) for work in works]
    assert [text for text in shown if UNSOUND.search(text)] == []
