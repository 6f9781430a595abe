"""Markup nested a thousand times over costs itself, in whatever format; the paper and the rest of the file are read."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pytest

from silit.formats import bibtex_reader, crossref_json, csl_json, csv_records, nbib, pubmed_xml, ris
from silit.markup import parse_inline, plain, to_html, to_markdown, to_text, without_deep_tags
from silit.model.records import Record
from silit.results import Problem, Result

_DEEP = "<sup><i>" * 3_000 + "a" + "</i></sup>" * 3_000
_JSON_CSL = json.dumps(
    [{"id": "a", "type": "book", "title": _DEEP}, {"id": "b", "type": "book", "title": "Good"}]
)
_JSON_CROSSREF = json.dumps(
    {
        "status": "ok",
        "message-type": "work-list",
        "message": {
            "items": [
                {"DOI": "10.1000/a", "type": "journal-article", "title": [_DEEP]},
                {"DOI": "10.1000/b", "type": "journal-article", "title": ["Good"]},
            ]
        },
    }
)


def _pubmed(title: str, pmid: int) -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><Journal><Title>J</Title></Journal>"
        f"<ArticleTitle>{title}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )


_FILES: tuple[tuple[Callable[[BinaryIO], Iterator[Result[Record | None]]], str], ...] = (
    (nbib.read_file, f"PMID- 1\nTI  - {_DEEP}\n\nPMID- 2\nTI  - Good\n"),
    (ris.read_file, f"TY  - JOUR\nTI  - {_DEEP}\nER  - \n\nTY  - JOUR\nTI  - Good\nER  - \n"),
    (csv_records.read_file, f"title,year\n{_DEEP},2000\nGood,2000\n"),
    (csl_json.read_file, _JSON_CSL),
    (crossref_json.read_file, _JSON_CROSSREF),
    (pubmed_xml.read_file, f"<PubmedArticleSet>{_pubmed(_DEEP, 1)}{_pubmed('Good', 2)}</PubmedArticleSet>"),
)


@pytest.mark.parametrize("command", [r"\emph{", r"{\em ", r"\textsubscript{", r"\enquote{", r"\'{", "{"])
@pytest.mark.parametrize("field", ["title", "author", "note", "journal", "abstract"])
def test_deep_latex_is_told_and_read_as_far_as_it_is_text(command: str, field: str) -> None:
    deep = command * 1_600 + "a" + "}" * 1_600
    text = f"@article{{x, title={{T}}, {field}={{{deep}}}}}\n".replace("title={T}, title", "title")
    results = list(bibtex_reader.read_file(io.BytesIO((text + "@book{b, title={Good}}\n").encode())))
    assert [plain(result.value.work.title) for result in results if result.value][1:] == ["Good"]
    told = f"The braces of `{field}` in x are nested deeper than any text's; what the inner ones format was left out."
    assert results[0].problems[:1] == (Problem("deep-markup", told, line=1, key="x"),)


def test_commands_in_a_row_are_no_deeper() -> None:
    title = r"\emph" * 3_000 + " a"
    (result,) = bibtex_reader.read_file(io.BytesIO(f"@book{{x, title={{{title}}}}}".encode()))
    assert result.value is not None
    assert plain(result.value.work.title) == "a"


@pytest.mark.parametrize(("read", "text"), _FILES, ids=lambda value: getattr(value, "__module__", "")[14:])
def test_deep_tags_leave_their_text(
    read: Callable[[BinaryIO], Iterator[Result[Record | None]]], text: str
) -> None:
    works = [result.value.work for result in read(io.BytesIO(text.encode())) if result.value]
    assert [plain(work.title) for work in works] == ["a", "Good"]


def test_a_title_nested_as_deeply_as_a_library_may_hold_is_printed_everywhere() -> None:
    inlines = parse_inline(_DEEP)
    assert (to_text(inlines, shifted=False), to_html(inlines).count("<em>")) == ("a", 16)
    assert "a" in to_markdown(inlines)
    assert plain("<i>" * 3_000 + "a").endswith("a")


def test_many_tags_side_by_side_stay() -> None:
    title = "<i>a</i> <b><sup>b</sup></b>" * 100
    assert without_deep_tags(title) == title
