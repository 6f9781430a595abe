"""References made from real records of PubMed and Crossref: read in every style, compared, and what is wrong found."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.written_references import STYLES, can_be_written, made_list

from silit.errors import UnreadableFormatError
from silit.formats import crossref_json, pubmed_xml
from silit.formats.citation_text import read_citation
from silit.matching.citation_compare import compare
from silit.matching.citation_verdict import verdict
from silit.model.work import Work

RECORDED = Path(__file__).resolve().parents[2].parent / "shared" / "recorded"
pytestmark = pytest.mark.skipif(not RECORDED.is_dir(), reason=f"no recorded answers in {RECORDED.name}/")
# What cannot be told from the text: names that are a dash, or initials set as family names.
BEYOND_READING = frozenset({"10.4156/jdcta.vol6.issue1.50", "10.5902/2359043267574"})


@pytest.fixture(scope="module")
def works() -> list[Work]:
    """The recorded articles, each once."""
    found: dict[str, Work] = {}
    for folder, pattern, reader in (("pubmed", "*.xml", pubmed_xml), ("crossref", "*.json", crossref_json)):
        for path in sorted((RECORDED / folder).rglob(pattern)):
            with path.open("rb") as stream:
                try:
                    given = [result.value.work for result in reader.read_file(stream) if result.value]
                except UnreadableFormatError:
                    continue  # an answer of another kind
            found |= {work.pmid or work.doi: work for work in given}
    return [work for work in found.values() if can_be_written(work) and work.doi not in BEYOND_READING]


@pytest.mark.parametrize("style", STYLES)
def test_of_a_list_with_every_third_wrong_all_are_found_and_no_other(style: str, works: list[Work]) -> None:
    listed = made_list(works, style)
    assert len(listed) > 300
    told = []
    for one in listed:
        cited = read_citation(one.text)
        comparison = compare(cited, one.work)
        told.append((one.text, comparison.fields, verdict(cited, one.work, comparison)))
    wrong = [
        (fields, one.wrong, text)
        for (text, fields, _), one in zip(told, listed, strict=True)
        if bool(fields) != bool(one.wrong) or (one.wrong and one.wrong not in fields)
    ]
    assert wrong == []
    assert [
        text for (text, _, level), one in zip(told, listed, strict=True) if level != "sure" and not one.wrong
    ] == []
