"""The rules of identity, merging and study types on real answers of PubMed and Crossref."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from silit.errors import UnreadableFormatError
from silit.evidence.study_types import study_type_of
from silit.formats import crossref_json, pubmed_xml
from silit.matching.identity import identifiers_of, same_work
from silit.matching.merge import merge
from silit.model.integrity import assess
from silit.model.records import Record
from silit.model.study_types import STUDY_TYPES

RECORDED = Path(__file__).resolve().parents[2].parent / "shared" / "recorded"
pytestmark = pytest.mark.skipif(not RECORDED.is_dir(), reason=f"no recorded answers in {RECORDED.name}/")


def pubmed_records() -> list[Record]:
    found = []
    for path in sorted((RECORDED / "pubmed").rglob("*.xml")):
        with path.open("rb") as stream:
            try:
                found += [result.value for result in pubmed_xml.read_file(stream) if result.value]
            except UnreadableFormatError:
                continue  # an answer of another kind: a search, a summary
    return found


def crossref_work(name: str) -> Record:
    with (RECORDED / "crossref" / "transcribed" / name).open("rb") as stream:
        (record,) = [result.value for result in crossref_json.read_file(stream) if result.value]
    return record


def pubmed_work(name: str) -> Record:
    with (RECORDED / "pubmed" / "retractions" / name).open("rb") as stream:
        (record,) = [result.value for result in pubmed_xml.read_file(stream) if result.value]
    return record


def test_every_recorded_work_has_a_study_type_with_a_reason() -> None:
    guesses = [study_type_of(record.work) for record in pubmed_records()]
    assert len(guesses) > 200
    assert {guess.study_type for guess in guesses} <= set(STUDY_TYPES)
    assert all(guess.reason for guess in guesses)


def test_merging_one_recorded_work_alone_keeps_all_of_it() -> None:
    for record in pubmed_records():
        work = merge([record]).work
        assert replace(work, keyword=(), grants=(), trials=(), relations=(), other_ids=()) == replace(
            record.work, keyword=(), grants=(), trials=(), relations=(), other_ids=()
        )
        assert set(work.grants) <= set(record.work.grants)
        assert {(r.kind, r.target) for r in work.relations} == {
            (r.kind, r.target) for r in record.work.relations
        }


def test_a_retracted_paper_is_one_work_in_both_services_and_the_notice_is_another() -> None:
    crossref = crossref_work("work_retracted_wakefield.json")
    notice = crossref_work("work_retraction_notice.json")
    pubmed = pubmed_work("efetch_9500320_trimmed.xml")
    # The recorded PubMed answer is cut down and lacks the DOI, which the whole one has.
    pubmed = replace(pubmed, work=replace(pubmed.work, doi=crossref.work.doi))
    assert same_work(pubmed.work, crossref.work).same
    assert not same_work(crossref.work, replace(notice.work, doi=crossref.work.doi)).same
    assert not same_work(pubmed.work, replace(notice.work, doi=crossref.work.doi)).same

    work = merge([crossref, pubmed]).work
    assert work.title.startswith("Ileal-lymphoid-nodular hyperplasia")
    assert (work.pmid, work.doi, work.volume, work.page) == ("9500320", crossref.work.doi, "351", "637-641")
    assert set(work.relations) == {*crossref.work.relations, *pubmed.work.relations}
    assert assess(work, [("pubmed", "2026-01-01"), ("crossref", "2026-01-02")]).status == "retracted"
    assert assess(notice.work, [("crossref", "2026-01-02")]).status == "none-found"
    assert study_type_of(notice.work).study_type == "notice"


def test_two_versions_of_a_review_that_pubmed_gives_one_doi_stay_two() -> None:
    by_doi: dict[str, set[str]] = {}
    records = {record.source_id: record for record in pubmed_records()}
    for record in records.values():
        if record.work.doi:
            by_doi.setdefault(record.work.doi, set()).add(record.work.pmid)
    shared = {doi: sorted(pmids) for doi, pmids in by_doi.items() if len(pmids) > 1}
    assert shared == {"10.1002/14651858.cd002020": ["11034741", "11406024"]}
    one, other = (records[pmid].work for pmid in shared["10.1002/14651858.cd002020"])
    assert not same_work(one, other).same
    assert all(set(identifiers_of(work)) for work in (one, other))
