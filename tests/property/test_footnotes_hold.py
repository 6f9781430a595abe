"""Whatever a reference holds, a footnote block is well-formed and inert."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.outgoing import INLINES, INTEGRITIES, TEXT, WORKS

from silit.articles import FOOTNOTE_RENDERERS, Footnote
from silit.markup import Inlines, to_html
from silit.model.integrity import Integrity
from silit.model.work import Work
from silit.styles import STYLES

# Whole works are dear to draw: one test draws them, the others take formatted text.
REFERENCES = INLINES
BLOCKS = st.lists(st.tuples(TEXT, REFERENCES), max_size=3)
# HTML's own elements and attributes that WordPress keeps in an author's post.
ALLOWED = {
    "section": {"class", "role", "aria-labelledby"},
    "h2": {"id"},
    "ol": set(),
    "li": {"id", "value"},
    "em": set(),
    "strong": set(),
    "sup": set(),
    "sub": set(),
    "a": {"href"},
}


def footnotes(block: list[tuple[str, Inlines]]) -> list[Footnote]:
    return [Footnote(number, key, inlines) for number, (key, inlines) in enumerate(block, 1)]


@given(inlines=INLINES)
def test_any_formatted_text_is_well_formed_html(inlines: Inlines) -> None:
    ET.fromstring(f"<p>{to_html(inlines)}</p>")


@settings(max_examples=60)
@given(work=WORKS, integrity=INTEGRITIES)
def test_any_reference_in_any_style_is_well_formed_html_and_says_that_a_work_is_retracted(
    work: Work, integrity: Integrity
) -> None:
    for style in STYLES:
        html = to_html(STYLES[style](work, integrity))
        ET.fromstring(f"<p>{html}</p>")
        assert html
        assert integrity.status != "retracted" or re.search("retract|withdraw", html, re.IGNORECASE), style


@pytest.mark.parametrize("renderer", ["html", "wordpress"])
@given(block=BLOCKS, slug=TEXT)
def test_any_block_of_html_is_well_formed_and_holds_only_what_wordpress_keeps(
    renderer: str, block: list[tuple[str, Inlines]], slug: str
) -> None:
    html = FOOTNOTE_RENDERERS[renderer](footnotes(block), slug)
    root = ET.fromstring(f"<body>{html}</body>")
    prefix = re.sub(r"[^a-z0-9_-]+", "-", slug.lower()).strip("-")
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(f"silit-{prefix}-" if prefix else "silit-") for name in ids)
    for element in list(root.iter())[1:]:
        assert set(element.attrib) <= ALLOWED[element.tag]
        href = element.attrib.get("href", "https://")
        assert re.match(r"https?://[^\s<>\"]*$", href, re.IGNORECASE), href
    items = root.findall(".//li")
    assert [item.attrib["value"] for item in items] == [str(number) for number in range(1, len(block) + 1)]
    labelled = root.find("section")
    assert labelled is not None
    assert labelled.attrib["aria-labelledby"] in ids


@given(block=BLOCKS, slug=TEXT)
def test_a_wordpress_block_opens_and_closes_once_and_runs_no_shortcode(
    block: list[tuple[str, Inlines]], slug: str
) -> None:
    lines = FOOTNOTE_RENDERERS["wordpress"](footnotes(block), slug).splitlines()
    comments = [line for line in lines if "<!--" in line or "-->" in line]
    assert comments == [lines[0], lines[-1]] == ["<!-- wp:html -->", "<!-- /wp:html -->"]
    assert not re.search(r"\[/?[a-z_]", "\n".join(lines))
    assert "" not in lines


@pytest.mark.parametrize("renderer", ["text", "markdown"])
@given(block=BLOCKS)
def test_text_and_markdown_hold_one_line_a_note(renderer: str, block: list[tuple[str, Inlines]]) -> None:
    text = FOOTNOTE_RENDERERS[renderer](footnotes(block), "slug")
    assert text.endswith("\n")
    lines = text[:-1].split("\n") if block else []
    start = {"text": r"\d+\. ?", "markdown": r"\[\^[A-Za-z0-9_.:+/-]+\]: ?"}[renderer]
    assert len(lines) == len(block)
    assert all(re.match(start, line) for line in lines)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)
