"""An article whose numbers become citations: what changes, and that nothing else does."""

from __future__ import annotations

import pytest

from silit.articles.adopt import Adoption, adopt
from silit.articles.citations import find_citations
from silit.articles.markers import find_markers
from silit.articles.read_document import read_document
from silit.articles.reference_list import find_reference_list

KEYS = {"1": "vleeming2012", "2": "sturesson1989", "3": "kibsgard2014"}


def adopted(
    text: str, name: str, keys: dict[str, str] | None = None, by_person: frozenset[str] = frozenset()
) -> Adoption:
    document = read_document(text.encode(), name)
    listed = find_reference_list(document)
    markers = find_markers(document, references=listed)
    return adopt(document, markers, KEYS if keys is None else keys, by_person=by_person, references=listed)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.txt", "of the body1,3. So.", "of the body[@vleeming2012; @kibsgard2014]. So."),
        (
            "a.txt",
            "of the body1–3,6. So.",
            "of the body[@vleeming2012; @sturesson1989; @kibsgard2014; @?6]. So.",
        ),
        ("a.txt", "the body [1][9].", "the body [@vleeming2012][@?9]."),
        ("a.md", "the **body**2 moves^1^.", "the **body**[@sturesson1989] moves[@vleeming2012]."),
        ("a.txt", "it (doi:10.1000/a,b) is", "it [@doi:10.1000/a,b] is"),
        ("a.txt", "doi:10.1000/x1PMID: 19119403", "[@doi:10.1000/x1; @pmid:19119403]"),
        ("a.txt", "it (PMID 19119403) is", "it [@pmid:19119403] is"),
        ("a.md", r"as \cite[p. 4]{a1} says", r"as \cite[p. 4]{a1} says"),
        (
            "a.html",
            '<p>body<sup class="x"><a href="#ref-1">1</a>, <a href="#ref-3">3</a></sup>.</p>',
            "<p>body[@vleeming2012; @kibsgard2014].</p>",
        ),
        (
            "a.html",
            '<p dir="ltr">body<span style="vertical-align:super">2</span> and</p>',
            '<p dir="ltr">body[@sturesson1989] and</p>',
        ),
        (
            "a.txt",
            "<!-- wp:paragraph -->\n<p>the <em>body</em>2.</p>\n<!-- /wp:paragraph -->\n",
            "<!-- wp:paragraph -->\n<p>the <em>body</em>[@sturesson1989].</p>\n<!-- /wp:paragraph -->\n",
        ),
        (
            "a.html",
            "<p>see doi:10.1002/(SICI)1097-0000(199906)22:6&lt;701::AID-X1&gt;3.0.CO;2-X</p>",
            "<p>see [@doi:10.1002/(sici)1097-0000(199906)22:6&lt;701::aid-x1&gt;3.0.co;2-x]</p>",
        ),
        ("a.html", "<p>body1,<b>3</b>.</p>", "<p>body1,<b>3</b>.</p>"),
    ],
)
def test_a_marker_becomes_a_citation_and_all_else_stays(name: str, text: str, expected: str) -> None:
    assert adopted(text, name).text == expected


def test_what_must_be_asked_about_changes_only_by_a_person() -> None:
    text = "pain of the SIJ3 (1,3) at grade2."
    assert adopted(text, "a.txt").text == text
    assert len(adopted(text, "a.txt").left) == 3
    by_person = adopted(text, "a.txt", by_person=frozenset({"1", "3"}))
    assert by_person.text == "pain of the SIJ[@kibsgard2014] [@vleeming2012; @kibsgard2014] at grade2."
    assert [marker.anchor for marker in by_person.left] == ["grade"]


def test_open_places_of_an_earlier_run_are_filled() -> None:
    text = "body[@a1, p. 2; @?6] and [@?66]."
    filled = adopted(text, "a.txt", {"6": "laslett2005"})
    assert filled.text == "body[@a1, p. 2; @laslett2005] and [@?66]."


LIST = "References\n\n1. Vleeming A. J Anat. 2012.\n2. Sturesson B. Spine. 1989.\n   doi:10.1000/x\n3. Other. 2014.\n"


def test_the_list_goes_when_every_entry_has_a_paper() -> None:
    done = adopted(f"The body1.\n\n{LIST}", "a.txt")
    assert (done.text, done.list_removed) == ("The body[@vleeming2012].\n\n", True)


def test_the_list_stays_whole_while_one_entry_has_none() -> None:
    done = adopted(f"The body1.\n\n{LIST}", "a.txt", {"1": "vleeming2012", "2": "sturesson1989"})
    assert (done.text, done.list_removed) == (f"The body[@vleeming2012].\n\n{LIST}", False)


def test_an_entry_is_known_by_the_identifier_in_it() -> None:
    keys = {"1": "a", "doi:10.1000/x": "b", "3": "c"}
    assert adopted(f"The body1.\n\n{LIST}", "a.txt", keys).list_removed


def test_where_text_follows_the_list_its_place_is_kept() -> None:
    text = f"The body1.\n\n{LIST}\nWritten by me.\n".replace("\n", "\r\n")
    done = adopted(text, "a.txt")
    assert done.text == (
        "The body[@vleeming2012].\r\n\r\n<!-- silit:references -->\r\n\r\nWritten by me.\r\n"
    )


def test_a_list_of_blocks_goes_with_its_heading_and_its_comments() -> None:
    text = (
        "<!-- wp:paragraph -->\n<p>The body<sup>1</sup>.</p>\n<!-- /wp:paragraph -->\n\n"
        '<!-- wp:heading -->\n<h2 class="wp-block-heading">References</h2>\n<!-- /wp:heading -->\n\n'
        '<!-- wp:list {"ordered":true} -->\n<ol class="wp-block-list"><!-- wp:list-item -->\n'
        "<li>Vleeming A. J Anat. 2012.</li>\n<!-- /wp:list-item --></ol>\n<!-- /wp:list -->\n\n"
        "<!-- wp:paragraph -->\n<p>By me.</p>\n<!-- /wp:paragraph -->\n"
    )
    assert adopted(text, "a.txt").text == (
        "<!-- wp:paragraph -->\n<p>The body[@vleeming2012].</p>\n<!-- /wp:paragraph -->\n\n"
        "<!-- silit:references -->\n\n"
        "<!-- wp:paragraph -->\n<p>By me.</p>\n<!-- /wp:paragraph -->\n"
    )


def test_the_list_stays_while_a_number_of_the_text_is_not_in_it() -> None:
    text = f"The body1 and the hip4.\n\n{LIST}"
    assert adopted(text, "a.txt").text == text.replace("body1", "body[@vleeming2012]")


def test_notes_of_markdown_become_citations_when_each_names_a_paper() -> None:
    text = "The body[^1] and hip[^b].\n\n[^1]: Vleeming A. 2012. PMID 22994881\n[^b]: Sturesson B. 1989.\n"
    keys = {"pmid:22994881": "vleeming2012", "^1": "vleeming2012", "^b": "sturesson1989"}
    assert adopted(text, "a.md", keys).text == "The body[@vleeming2012] and hip[@sturesson1989].\n\n"
    only_one = adopted(text, "a.md", {"^1": "vleeming2012"})
    assert only_one.text == text.replace("body[^1]", "body[@vleeming2012]")
    assert [marker.refs for marker in only_one.left] == [("^b",)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"The body1,3. Barely.2 Fine [1] and pain in week2.\n\n{LIST}\nMore.\n"),
        (
            "a.html",
            "<p>body<sup>1,3</sup> hip2.</p><h2>Sources</h2><ol><li>Vleeming, 2012.<li>A, 1989.<li>B, 2014.</ol>",
        ),
        ("a.md", "**body**1 x^2^ [l](u)3.\n"),
    ],
)
def test_a_second_run_changes_nothing_and_finds_its_citations(name: str, text: str) -> None:
    first = adopted(text, name)
    assert first.changed and not [marker for marker in first.left if marker.verdict == "cite"]
    second = adopted(first.text, name)
    assert (second.text, second.changed) == (first.text, ())
    assert len(find_citations(read_document(first.text.encode(), name))) >= len(first.changed)
