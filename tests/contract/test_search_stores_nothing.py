"""`silit search`: the library's own hits, then each source's, and nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from support.asking import Bench, bench
from support.library_contents import dump
from support.local_corpus import Corpus, make_corpus
from support.local_faults import status
from support.local_services import LocalServices


def test_without_a_library_the_sources_answer_and_none_is_made(desk: Bench) -> None:
    looked = desk.look("massage")
    assert (looked.own, looked.own_total) == ((), 0)
    assert [found.source for found in looked.sources] == ["pubmed", "crossref"]
    assert all(found.hits and not any(hit.cite_key for hit in found.hits) for found in looked.sources)
    assert [path.name for path in desk.folder.iterdir()] == ["cache"]


def test_the_library_stays_as_it_is_to_the_byte(desk: Bench) -> None:
    desk.fetch("massage")
    bytes_before, before = desk.path.read_bytes(), dump(desk.path)
    desk.hour = 9
    desk.look("massage")
    desk.look("pain")
    assert dump(desk.path) == before
    assert desk.path.read_bytes() == bytes_before


def test_own_hits_come_first_and_what_the_library_has_is_marked_with_its_cite_key(desk: Bench) -> None:
    desk.fetch("massage", sources=("crossref",))
    looked = desk.look("massage", limit=50)
    by_doi = {entry.work.doi: entry.cite_key for entry in desk.entries()}
    assert {entry.cite_key for entry in looked.own} <= set(by_doi.values())
    assert looked.own_total == len(looked.own) > 0
    for found in looked.sources:
        assert found.hits
        assert [hit.cite_key for hit in found.hits] == [
            by_doi.get(hit.entry.work.doi, "") if hit.entry.work.doi else "" for hit in found.hits
        ]


def test_each_source_says_how_many_it_has_and_what_it_was_asked(desk: Bench, services: LocalServices) -> None:
    looked = desk.look("massage", limit=3)
    at_pubmed = [paper for paper in services.corpus.papers if paper.pmid and "massage" in paper.words]
    pubmed, crossref = looked.sources
    assert (pubmed.total, len(pubmed.hits), pubmed.asked) == (len(at_pubmed), 3, "massage")
    assert pubmed.ran == "massage[All Fields]"
    assert (len(crossref.hits), crossref.asked) == (3, "massage")
    assert (services.count("esearch"), services.count("efetch"), services.count("works")) == (1, 1, 1)


def test_pubmeds_language_means_its_plain_words_in_the_library(desk: Bench) -> None:
    desk.fetch("massage", limit=None)
    plain = {entry.cite_key for entry in desk.look("massage", limit=50).own}
    tagged = {entry.cite_key for entry in desk.look("massage[tiab] AND 1900:2100[dp]", limit=50).own}
    assert plain
    assert tagged == plain


def test_a_topic_without_words_shows_what_the_library_has_of_it(desk: Bench) -> None:
    desk.fetch("sacroiliac")
    looked = desk.look()
    assert looked.own
    assert all("sacroiliac joint" in entry.work.title.lower() for entry in looked.own)


def test_hits_of_crossref_that_do_not_fit_are_not_shown(desk: Bench) -> None:
    _, crossref = desk.look("sacroiliac joint", limit=50).sources
    texts = [
        " ".join((hit.entry.work.title, hit.entry.work.abstract, *hit.entry.work.keyword)).lower()
        for hit in crossref.hits
    ]
    assert texts
    assert all("sacroiliac" in text and "joint" in text for text in texts)
    assert crossref.total > len(texts)


def test_an_erratum_is_not_marked_as_the_paper_whose_doi_it_carries(tmp_path: Path) -> None:
    paper = next(paper for paper in make_corpus().papers if paper.pmid and paper.doi and paper.in_crossref)
    erratum = replace(
        paper,
        number=900,
        title=f"Erratum: {paper.title}",
        pmid="90000900",
        in_crossref=False,
        design=("Published Erratum", "D016425"),
    )
    with LocalServices(Corpus((erratum, paper))) as services, bench(tmp_path, services) as desk:
        desk.add(paper.pmid)
        [entry] = desk.entries()
        marked = {
            hit.entry.work.pmid: hit.cite_key
            for hit in desk.look("pain OR joint OR sacroiliitis").sources[0].hits
        }
        assert marked == {paper.pmid: entry.cite_key, "90000900": ""}


def test_one_source_down_leaves_the_others_answer(desk: Bench, services: LocalServices) -> None:
    services.faults.always("esearch", status(503))
    looked = desk.look("massage")
    assert [error.exit_code for error in looked.errors] == [7]
    assert [bool(found.hits) for found in looked.sources] == [False, True]


def test_nothing_found_is_an_answer(desk: Bench) -> None:
    looked = desk.look("zyzzyva")
    assert looked.errors == []
    assert [(found.total, found.hits) for found in looked.sources] == [(0, []), (0, [])]


def test_a_topics_other_queries_are_asked_until_there_are_hits_enough(
    desk: Bench, services: LocalServices
) -> None:
    _, few = desk.look(topic="si-joint", limit=2).sources
    assert (few.asked, len(few.hits)) == ("sacroiliac joint", 2)
    assert few.not_asked == ("SI joint pain", "pelvic girdle pain", "sacroiliitis")
    assert services.count("works") == 1
    services.requests.clear()
    _, many = desk.look(topic="si-joint", limit=200).sources
    assert many.asked == "sacroiliac joint · SI joint pain · pelvic girdle pain · sacroiliitis"
    assert many.not_asked == ()
    assert len(many.hits) == len({hit.entry.work.doi for hit in many.hits}) > len(few.hits)
    assert services.count("works") == 4
