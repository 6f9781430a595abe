"""The list under an article: where it stands in each form, its entries and their identifiers."""

from __future__ import annotations

import pytest

from silit.articles.read_document import read_document
from silit.articles.reference_list import find_reference_list

ENTRIES = [
    (1, "Vleeming A. The joint. J Anat. 2012. PMID 22994881"),
    (2, "Sturesson B. Movements. Spine 1989."),
]
TEXT_ENTRIES = (
    "1. Vleeming A. The joint. J Anat. 2012. PMID 22994881\n2. Sturesson B. Movements. Spine 1989.\n"
)


def entries(text: str, name: str) -> list[tuple[int | None, str]]:
    listed = find_reference_list(read_document(text.encode(), name))
    return [(entry.number, entry.text) for entry in listed.entries] if listed else []


def taken_out(text: str, name: str) -> str:
    listed = find_reference_list(read_document(text.encode(), name))
    assert listed is not None and listed.is_removable
    (span,) = listed.spans
    return text[: span.start] + "|" + text[span.end :]


@pytest.mark.parametrize(
    "heading", ["References", "REFERENCES:", "Sources", "Bibliography", "Works cited", "Notes and references"]
)
def test_a_heading_of_plain_text_opens_the_list(heading: str) -> None:
    text = f"Text.\n\n{heading}\n\n{TEXT_ENTRIES}\nOne response to “Text”\n"
    assert entries(text, "a.txt") == ENTRIES
    assert taken_out(text, "a.txt") == "Text.\n\n|\nOne response to “Text”\n"


@pytest.mark.parametrize(
    "heading", ["## References", "**Sources:**", "References\n----------", "# Literature #"]
)
def test_headings_of_markdown_open_the_list(heading: str) -> None:
    assert entries(f"Text.\n\n{heading}\n\n{TEXT_ENTRIES}", "a.md") == ENTRIES


@pytest.mark.parametrize("first", ["[1] ", "[1]: ", "(1) ", "1) ", "1: ", "1 ", "¹ ", "  1.\t"])
def test_entries_are_numbered_in_many_ways(first: str) -> None:
    text = f"Text.\n\nReferences\n{first}Vleeming A. 2012.\n{first.replace('1', '2').replace('¹', '²')}Other B.\n"
    assert entries(text, "a.txt") == [(1, "Vleeming A. 2012."), (2, "Other B.")]


def test_wrapped_lines_belong_to_their_entry_and_bullets_have_no_number() -> None:
    text = "Sources\n\n- Vleeming A.\n  The joint. 2012.\n- Sturesson B. Movements of\nthe joints. 1989.\n\nThe end.\n"
    assert entries(text, "a.txt") == [
        (None, "Vleeming A. The joint. 2012."),
        (None, "Sturesson B. Movements of the joints. 1989."),
    ]
    assert taken_out(text, "a.txt") == "|\nThe end.\n"


def test_a_list_without_a_heading_must_end_the_text_and_look_like_references() -> None:
    assert entries(f"Text.\n\n{TEXT_ENTRIES}", "a.txt") == ENTRIES
    assert entries(f"Text.\n\n{TEXT_ENTRIES}\nMore text.\n", "a.txt") == []
    assert entries("Text.\n\n1. Climb the stairs\n2. Drive a car\n", "a.txt") == []


@pytest.mark.parametrize(
    "text",
    [
        "Text with a word: references.\n",
        "References\n",
        "References\n\nSee our other posts.\n",
        "Sources\n\n2. b\n1. a\n",
        "",
    ],
)
def test_a_heading_alone_is_no_list(text: str) -> None:
    assert entries(text, "a.txt") == []


@pytest.mark.parametrize(
    "html",
    [
        "<h2>References</h2>\n<ol><li>{0}</li><li>{1}</li></ol>",
        "<h3 class='x'><strong>References:</strong></h3><ol>\n<li>{0}\n<li>{1}\n</ol>",
        "<p><b>Sources</b></p><p>1. {0}</p>\n<p>2. {1}</p>",
        "<p>Sources</p><p>[1] {0}<br />[2] {1}</p>",
        '<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1">{0} <a href="#fnref:1">↩</a></li>'
        '<li id="fn:2">{1} <a href="#fnref:2">↩</a></li></ol></section>',
        '<div style="mso-element:footnote" id="ftn1"><p><a href="#_ftnref1">[1]</a> {0}</p></div>'
        '<div style="mso-element:footnote" id="ftn2"><p><a href="#_ftnref2">[2]</a> {1}</p></div>',
        '<!-- wp:html --><section><h2>References</h2><ol><li id="s-ref-1">{0}</li><li value="2">{1}</li></ol>'
        "</section><!-- /wp:html -->",
    ],
)
def test_lists_of_html_are_found_in_all_their_shapes(html: str) -> None:
    text = f"<p>Text<sup>1</sup>.</p>{html.format(*(entry for _, entry in ENTRIES))}<p>After.</p>"
    assert entries(text, "a.html") == ENTRIES


def test_an_ordered_list_keeps_its_start_and_its_values() -> None:
    text = '<h2>References</h2><ol start="3"><li>A, 2012</li><li>B, 1989</li><li value="9">C, 2014</li></ol>'
    assert entries(text, "a.html") == [(3, "A, 2012"), (4, "B, 1989"), (9, "C, 2014")]


def test_identifiers_are_read_from_the_text_and_from_links() -> None:
    text = (
        '<h2>References</h2><ol><li>A, 2012, <a href="https://doi.org/10.1000/ABC">J</a></li>'
        '<li>B, doi:10.1000/x, <a href="https://pubmed.ncbi.nlm.nih.gov/2922636/">PubMed</a></li></ol>'
    )
    listed = find_reference_list(read_document(text.encode(), "a.html"))
    assert listed is not None
    assert [[str(one) for one in entry.identifiers] for entry in listed.entries] == [
        ["doi:10.1000/abc"],
        ["doi:10.1000/x", "pmid:2922636"],
    ]
    assert listed.numbers == {1, 2}


def test_the_identifier_of_a_papers_correction_is_not_the_papers() -> None:
    text = "Body.\n\nReferences\n\n1. One. J. 2001;1:2. PMID: 7. Erratum in: J. 2002;2:3. PMID: 8.\n"
    listed = find_reference_list(read_document(text.encode(), "a.txt"))
    assert listed is not None
    assert [str(one) for one in listed.entries[0].identifiers] == ["pmid:7"]


def test_what_would_tear_markup_apart_is_not_removable() -> None:
    text = "<div><h2>References</h2></div><ol><li>A, 2012</li></ol>"
    listed = find_reference_list(read_document(text.encode(), "a.html"))
    assert listed is None or not listed.is_removable


def test_notes_of_markdown_are_entries_wherever_they_stand() -> None:
    text = "A[^a].\n\n[^a]: First, 2012.\n\n    Second part.\n\nB[^2].\n\n[^2]: Other, 1989.\n"
    listed = find_reference_list(read_document(text.encode(), "a.md"))
    assert listed is not None
    assert [(entry.number, entry.label, entry.text) for entry in listed.entries] == [
        (None, "^a", "First, 2012. Second part."),
        (2, "^2", "Other, 1989."),
    ]
