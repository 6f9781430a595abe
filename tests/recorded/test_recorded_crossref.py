"""Real answers of Crossref, where they are at hand."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import pytest

from silit.formats.crossref_json import items_of, read_file, read_item
from silit.formats.csl_json import item_from_work, work_from_item
from silit.formats.csl_types import CSL_TYPES
from silit.markup import parse_inline, to_html
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.integrity import assess, is_notice
from silit.model.names import Name
from silit.model.terms import Relation
from silit.model.work import Work

RECORDED = Path(__file__).resolve().parents[2].parent / "shared" / "recorded" / "crossref"
pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason=f"recorded answers are not here: {RECORDED.name}"
)


@functools.cache
def recorded_items() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in sorted(RECORDED.rglob("*.json")):
        message = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(message, dict) and message.get("message-type") in ("work", "work-list"):
            found += [dict(item) for item in items_of(message)]
    return found


def one(name: str) -> Work:
    with (RECORDED / "transcribed" / name).open("rb") as stream:
        (result,) = read_file(stream)
    assert result.value
    return result.value.work


def test_every_recorded_file_goes_through() -> None:
    read = 0
    for path in sorted(RECORDED.rglob("*.json")):
        with path.open("rb") as stream:
            read += sum(result.value is not None for result in read_file(stream))
    assert read >= len(recorded_items()) > 800


def test_every_recorded_work_is_whole_and_printable() -> None:
    for item in recorded_items():
        work = read_item(item).value
        assert work.doi == item["DOI"].lower()
        assert work.type in CSL_TYPES
        assert work.title or not any(item.get("title") or []), item["DOI"]
        assert len(work.author) <= len(item.get("author") or [])
        for text in (work.title, work.container_title, work.original_title):
            assert to_html(parse_inline(text)).count("<") % 2 == 0
            assert "&amp;" not in text
        assert "<jats:" not in work.abstract
        if any(any(parts) for parts in item.get("issued", {}).get("date-parts", [])):
            assert work.issued, item["DOI"]


def test_every_recorded_work_survives_csl_json() -> None:
    for item in recorded_items():
        written = item_from_work(read_item(item).value, "key")
        assert item_from_work(work_from_item(written).value, "key") == written


def test_a_retracted_paper_carries_its_notices() -> None:
    work = one("work_retracted_wakefield.json")
    assert work == Work(
        type="article-journal",
        title="RETRACTED: Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental"
        " disorder in children",
        container_title="The Lancet",
        author=(
            Name(family="Wakefield", given="A J"),
            Name(family="Murch", given="S H"),
            Name(family="Anthony", given="A"),
        ),
        issued=PartialDate(1998, 2),
        volume="351",
        issue="9103",
        page="637-641",
        publisher="Elsevier BV",
        language="en",
        doi="10.1016/s0140-6736(97)11096-0",
        issn=("0140-6736",),
        relations=(
            Relation(
                "updated-by:correction",
                Identifier("doi", "10.1016/s0140-6736(04)15715-2"),
                note="Correction",
                asserted_by="crossref:retraction-watch",
                date="2004-03-06",
            ),
            Relation(
                "updated-by:retraction",
                Identifier("doi", "10.1016/s0140-6736(10)60175-4"),
                note="Retraction",
                asserted_by="crossref:retraction-watch",
                date="2010-02-06",
            ),
        ),
    )
    assert assess(work, [("crossref", "2026-01-02")]).status == "retracted"


def test_the_notice_of_a_retraction_is_not_retracted_itself() -> None:
    work = one("work_retraction_notice.json")
    assert is_notice(work)
    assert assess(work, [("crossref", "2026-01-02")]).status == "none-found"


def test_an_addendum_and_a_preprint_are_relations() -> None:
    work = one("work_addendum_has_preprint.json")
    assert [(relation.kind, str(relation.target)) for relation in work.relations] == [
        ("updated-by:addendum", "doi:10.1038/s41586-020-2951-z"),
        ("has-preprint", "doi:10.1101/2020.01.22.914952"),
        ("has-review", "doi:10.14293/s2199-1006.1.sor-uncat.atfigj.v1.rpnimv"),
        ("has-review", "doi:10.3410/f.737304963.793571621"),
    ]
