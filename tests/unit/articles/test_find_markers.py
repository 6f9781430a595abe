"""What is taken for a citation in an article, what is asked about, and what is left alone."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from silit.articles.citations import find_citations
from silit.articles.markers import Marker, find_markers
from silit.articles.read_document import read_document
from silit.model.citations import Citation

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
OWN_CASES = ROOT / "tests" / "golden" / "markers.tsv"
NAMES = {"text": "a.txt", "md": "a.md", "html": "a.html"}


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def known_numbers(written: str) -> frozenset[int] | None:
    return frozenset(map(int, written.split(","))) if written else None


def shown_marker(marker: Marker) -> list[str]:
    asked = "?" if marker.verdict == "ask" else ""
    if marker.refs:
        pairs = zip(marker.refs, marker.locators, strict=True)
        return [f"{asked}{ref}" + (f"{{{locator}}}" if locator else "") for ref, locator in pairs]
    if marker.numbers:
        return [f"{asked}{marker.anchor}={','.join(map(str, marker.numbers))}"]
    return [f"{asked}{marker.anchor}"]


def shown_citation(citation: Citation) -> list[str]:
    asked = "?" if citation.in_text else ""
    return [
        f"{asked}{'-' if item.bare else ''}@{item.key}" + (f"{{{item.locator}}}" if item.locator else "")
        for item in citation.items
    ]


def all_shown(text: str, form: str, known: frozenset[int] | None) -> str:
    document = read_document(text.encode(), NAMES[form])
    found = [(marker.span.start, shown_marker(marker)) for marker in find_markers(document, known)]
    found += [(citation.start, shown_citation(citation)) for citation in find_citations(document)]
    return "|".join(part for _, parts in sorted(found) for part in parts)


@pytest.mark.parametrize(
    ("form", "known", "text", "expected", "rule"), rows(OWN_CASES), ids=lambda part: part[:40]
)
def test_every_rule_finds_what_it_should_and_nothing_else(
    form: str, known: str, text: str, expected: str, rule: str
) -> None:
    assert all_shown(text, form, known_numbers(known)) == expected, rule


@pytest.mark.skipif(not (SHARED / "markers").is_dir(), reason="the shared marker cases are not here")
def test_every_shared_case_is_right() -> None:
    wrong = []
    for number, form, known, text, expected, *_ in rows(SHARED / "markers" / "cases.tsv"):
        found = all_shown(text, form, known_numbers(known))
        if found.lower() != expected.lower():
            wrong.append((number, text, expected, found))
    assert wrong == []


@pytest.mark.skipif(not (SHARED / "article").is_dir(), reason="the shared first article is not here")
def test_the_first_article_has_its_three_markers() -> None:
    (path,) = (SHARED / "article").glob("*.txt")
    markers = find_markers(read_document(path.read_bytes(), path.name))
    assert [(marker.anchor, marker.numbers, marker.verdict) for marker in markers] == [
        ("body", (1, 3), "cite"),
        ("evident", (6,), "cite"),
        ("health", (3,), "cite"),
    ]


def abstracts() -> list[str]:
    found = []
    for path in sorted((SHARED / "recorded" / "pubmed").rglob("*")):
        if path.suffix not in (".xml", ".nbib", ".txt"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        tagged = re.findall(r"<AbstractText[^>]*>(.*?)</AbstractText>", text, re.DOTALL)
        found += [html.unescape(re.sub(r"<[^>]+>", "", one)) for one in tagged]
        found += [
            " ".join(one.split()) for one in re.findall(r"^AB  - (.*(?:\n      .*)*)", text, re.MULTILINE)
        ]
    return found


@pytest.mark.skipif(
    not (SHARED / "recorded" / "pubmed").is_dir(), reason="the recorded abstracts are not here"
)
@pytest.mark.parametrize("form", ["text", "md"])
def test_no_number_in_a_recorded_abstract_is_cited_without_asking(form: str) -> None:
    every = abstracts()
    assert len(every) > 100
    cited = [
        (marker.anchor, marker.numbers, marker.context)
        for abstract in every
        for marker in find_markers(read_document(abstract.encode(), NAMES[form]))
        if marker.verdict == "cite" and marker.kind != "identifier"
    ]
    assert cited == []


def test_a_marker_says_where_it_stands_and_why() -> None:
    document = read_document("Zwei Wörter 🦴 und\r\nmore of the body1,3. Next.".encode(), "a.txt")
    (marker,) = find_markers(document)
    assert document.text[marker.span.start : marker.span.end] == "1,3"
    assert document.place(marker.span.start) == (2, 17)
    assert marker.reason == "digits glued to a word"
    assert marker.context == "Zwei Wörter 🦴 und more of the body1,3. Next."


def test_numbers_of_the_list_under_the_text_are_no_markers_but_known() -> None:
    text = (
        "The body1,2 and the hip3.\n\nReferences\n\n"
        "1. Vleeming A. The joint. J Anat. 2012;221:537–67.\n2. Sturesson B. Movements2. Spine. 1989.\n"
    )
    markers = find_markers(read_document(text.encode(), "a.txt"))
    assert [(marker.numbers, marker.verdict, marker.reason) for marker in markers] == [
        ((1, 2), "cite", "digits glued to a word"),
        ((3,), "ask", "3 is not among the known numbers"),
    ]


def test_a_marker_with_markup_in_it_is_asked_about() -> None:
    (marker,) = find_markers(read_document(b"<p>the body1,<b>3</b>.</p>", "a.html"))
    assert (marker.numbers, marker.verdict, marker.reason) == ((1, 3), "ask", "markup stands within it")


@pytest.mark.parametrize(
    "unit", ["1,", "a1,2 ", "<sup>1", "[1", "(1)", "¹,", "^1", '<a href="#fn1">', "[mfn]", ".1 A"]
)
def test_hostile_text_is_searched_in_time_that_grows_with_its_length(unit: str) -> None:
    # What grew with the square of the length would take minutes here.
    document = read_document((unit * (60_000 // len(unit))).encode(), "a.html")
    find_markers(document)


def test_a_note_that_asks_for_a_number_and_has_a_text_is_one_marker() -> None:
    text = "It hurts[mfn referencenumber=2]A note.[/mfn] and moves[mfn referencenumber=2]."
    found = [
        (one.verdict, one.numbers, one.note) for one in find_markers(read_document(text.encode(), "a.txt"))
    ]
    assert found == [("cite", (), "A note."), ("ask", (2,), "")]
