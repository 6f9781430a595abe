"""Every kind of work in every style, against the official CSL styles as a real CSL processor formats them.

tests/golden/styles: cases.json (works as CSL-JSON), golden.json (what citeproc-js makes of them; make_golden.mjs makes it),
deviations.toml (where silit differs, with the reason of each).
"""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from support.style_cases import CASES, CELLS, FOLDER, marked, named, reference

from silit.formats.csl_reading import work_from_item
from silit.markup import to_html, to_markdown, to_text
from silit.model.identifiers import Identifier
from silit.model.integrity import Integrity
from silit.model.terms import Relation
from silit.styles import STYLES

GOLDEN: dict[str, dict[str, str]] = json.loads((FOLDER / "golden.json").read_text(encoding="utf-8"))[
    "references"
]
TABLE = tomllib.loads((FOLDER / "deviations.toml").read_text(encoding="utf-8"))
DEVIATIONS = {(row["style"], row["case"]): row for row in TABLE["deviation"]}


def spelled(style: str, golden: str) -> str:
    """The golden reference with the spellings that silit has everywhere in this style."""
    for row in TABLE["everywhere"]:
        if row["style"] == style:
            golden = re.sub(row["csl"], row["silit"], golden)
    return golden


@pytest.mark.parametrize(("style", "case"), CELLS, ids=named(CELLS))
def test_a_reference_is_that_of_the_csl_style_or_a_listed_deviation(style: str, case: str) -> None:
    golden = spelled(style, GOLDEN[case][style])
    shown = marked(reference(style, case))
    listed = DEVIATIONS.get((style, case))
    if listed is None:
        assert shown == golden
    else:
        assert shown == listed["silit"]
        assert shown != golden, "it no longer deviates: take it out of deviations.toml"


def test_the_table_of_cases_and_styles_has_no_empty_cell() -> None:
    assert set(GOLDEN) == set(CASES)
    empty = [(style, case) for style, case in CELLS if not GOLDEN[case].get(style)]
    # APA's own style prints nothing of a letter; that is a listed deviation, and silit prints something.
    assert empty == [("apa", "letter")]
    assert DEVIATIONS[empty[0]]["silit"]


def test_each_deviation_names_a_cell_and_a_reason_and_stands_once() -> None:
    assert len(DEVIATIONS) == len(TABLE["deviation"])
    assert set(DEVIATIONS) <= set(CELLS)
    assert all(row["reason"] for row in (*TABLE["deviation"], *TABLE["everywhere"]))


@pytest.mark.parametrize("row", TABLE["everywhere"], ids=lambda row: f"{row['style']}: {row['csl']}")
def test_a_spelling_that_differs_everywhere_is_met_somewhere(row: dict[str, str]) -> None:
    assert any(re.search(row["csl"], golden[row["style"]]) for golden in GOLDEN.values())


@pytest.mark.parametrize("style", list(STYLES))
def test_every_style_prints_markup_once_in_each_output(style: str) -> None:
    inlines = reference(style, "question and markup in the title")
    assert "<em>E. coli</em> at 10<sup>3</sup>" in to_html(inlines)
    assert "*E. coli* at 10<sup>3</sup>" in to_markdown(inlines)
    assert "E. coli at 10³" in to_text(inlines)


@pytest.mark.parametrize("style", list(STYLES))
def test_every_style_leads_to_the_paper(style: str) -> None:
    html = to_html(reference(style, "article, one author"))
    assert 'href="https://doi.org/10.1000/xyz123"' in html


@pytest.mark.parametrize("style", list(STYLES))
def test_every_style_says_that_a_work_is_retracted_also_where_no_notice_is_known(style: str) -> None:
    work = work_from_item(CASES["article, one author"]["item"]).value
    assert "Retracted" in to_text(STYLES[style](work, Integrity("retracted")))
    withdrawn = Relation("updated-by:withdrawal", Identifier("doi", "10.1000/w"))
    said = to_text(STYLES[style](work, Integrity("retracted", notices=(withdrawn,))))
    assert "Retracted" in said
    assert "Withdrawal" in said
    assert "etract" in to_text(reference(style, "retracted article"))
    assert "etract" not in to_text(reference(style, "corrected article"))
