"""`silit fetch`: what it asks, what it keeps, and whether the numbers that it tells are true."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.asking import Bench, bench
from support.local_corpus import Corpus, Paper, make_corpus
from support.local_faults import status
from support.local_pubmed import LocalPubMed
from support.local_services import KEY, LocalServices

from silit.library.searches import last_searches
from silit.services.editing import edit_work
from silit.services.noting import note_work
from silit.services.tagging import tag_works

ON_TOPIC = Paper(
    number=1,
    title="Massage for sacroiliac joint pain",
    year=2011,
    month=3,
    pmid="90000001",
    doi="10.5555/massage.1",
    authors=(("Sato", "Kenji"),),
)


def titles(desk: Bench) -> list[str]:
    return sorted(entry.work.title for entry in desk.entries())


def about(*papers: Paper) -> Corpus:
    return Corpus(papers)


def test_the_topic_alone_keeps_all_of_it_and_nothing_else(desk: Bench, services: LocalServices) -> None:
    fetched = desk.fetch(limit=None)
    on_topic = {paper.title for paper in services.corpus.papers if not paper.doi.startswith("10.5555/other")}
    assert set(titles(desk)) == on_topic
    assert fetched.errors == []
    assert services.of("esearch")[0].params["term"].startswith('(("Sacroiliac Joint"[Mesh]')


def test_a_query_alone_is_a_search_of_its_own(desk: Bench, services: LocalServices) -> None:
    desk.fetch("massage", limit=None)
    expected = {paper.title for paper in services.corpus.papers if "massage" in paper.words}
    assert set(titles(desk)) == expected
    assert [request.params["term"] for request in services.of("esearch")] == ["massage"]
    assert [request.params["query.bibliographic"] for request in services.of("works")] == ["massage"]


def test_with_a_topic_and_a_query_both_hold(desk: Bench, services: LocalServices) -> None:
    services.corpus = services.crossref.corpus = services.corpus.with_papers(
        [replace(ON_TOPIC, number=900, title="Massage of the shoulder", pmid="", doi="10.5555/shoulder")]
    )
    desk.fetch("massage", topic="si-joint", limit=None)
    expected = {
        paper.title
        for paper in services.corpus.papers
        if "massage" in paper.words and paper.title != "Massage of the shoulder"
    }
    assert set(titles(desk)) == expected


def test_pubmeds_language_goes_to_pubmed_as_typed_and_crossref_gets_plain_words(
    desk: Bench, services: LocalServices
) -> None:
    query = '(massag*[tiab] OR belt[ti]) NOT "case report" AND 1990:2030[dp]'
    fetched = desk.fetch(query, limit=None)
    assert services.of("esearch")[0].params["term"] == query
    assert services.of("works")[0].params["query.bibliographic"] == "massag belt"
    assert [report.asked for report in fetched.sources] == [query, "massag belt"]
    assert fetched.sources[0].ran
    for title in titles(desk):
        assert ("massag" in title.lower() or "belt" in title.lower()) and "case report" not in title


def test_a_query_without_a_plain_word_is_pubmeds_alone_and_that_is_said(
    desk: Bench, services: LocalServices
) -> None:
    fetched = desk.fetch("1990:2030[dp]", limit=5)
    assert len(desk.entries()) == 5
    assert services.count("works") == 0
    assert [problem.code for problem in fetched.stored.problems] == ["not-asked"]
    assert [report.answered for report in fetched.sources] == [True, False]


@pytest.mark.parametrize("limit", [1, 7, 40])
def test_the_limit_is_how_many_are_kept_from_each_source(limit: int, desk: Bench) -> None:
    fetched = desk.fetch("pain", limit=limit)
    assert {report.source: report.kept for report in fetched.sources} == {"pubmed": limit, "crossref": limit}
    kept = [record.source for entry in desk.entries() for record in entry.records]
    known = fetched.sources[1].known
    assert (kept.count("pubmed"), kept.count("crossref")) == (limit, limit + known)


def test_the_most_relevant_come_first(desk: Bench, services: LocalServices) -> None:
    [first] = services.pubmed.esearch(
        {"term": "massage pain", "retmax": "1", "sort": "relevance"}
    ).body.split(b'"idlist": ["')[1:]
    desk.fetch("massage pain", sources=("pubmed",), limit=1)
    assert [entry.work.pmid for entry in desk.entries()] == [first[:8].decode()]


def test_each_of_a_topics_queries_has_its_share_of_the_limit(tmp_path: Path) -> None:
    names = ("sacroiliac joint", "SI joint pain", "pelvic girdle pain", "sacroiliitis")
    papers = [
        replace(ON_TOPIC, number=n, title=f"On {names[n % 4]} {n}", pmid="", doi=f"10.5555/s.{n}")
        for n in range(1, 161)
    ]
    with LocalServices(Corpus(tuple(papers))) as services, bench(tmp_path, services) as desk:
        desk.fetch(limit=20, sources=("crossref",))
        found = titles(desk)
        assert len(found) == 20
        assert all(any(name in title for title in found) for name in names)
        assert services.count("works") == 4


def test_a_hit_that_the_library_has_is_merged_though_it_does_not_fit_and_takes_no_place(
    tmp_path: Path,
) -> None:
    stranger = replace(
        ON_TOPIC, number=2, title="Joint ventures in pain", pmid="90000002", doi="10.5555/Ventures.2"
    )
    with LocalServices(about(ON_TOPIC, stranger)) as services, bench(tmp_path, services) as desk:
        desk.fetch("ventures", sources=("pubmed",))
        fetched = desk.fetch(limit=1, sources=("crossref",))
        [report] = fetched.sources
        assert (report.looked_at, report.kept, report.known) == (2, 1, 1)
        records = {entry.work.title: [record.source for record in entry.records] for entry in desk.entries()}
        assert records == {"Joint ventures in pain": ["crossref", "pubmed"], ON_TOPIC.title: ["crossref"]}


def test_the_years_narrow_both_sources(desk: Bench, services: LocalServices) -> None:
    fetched = desk.fetch("pain", years=(2000, 2005), limit=None)
    years = {entry.work.year for entry in desk.entries()}
    assert years
    assert min(year or 0 for year in years) >= 2000
    assert max(year or 0 for year in years) <= 2005
    inside = [
        paper for paper in services.corpus.papers if "pain" in paper.words and 2000 <= paper.year <= 2005
    ]
    assert {entry.work.title for entry in desk.entries()} == {paper.title for paper in inside}
    assert all(report.asked == "pain (2000-2005)" for report in fetched.sources)


@pytest.mark.parametrize(
    ("source", "silent"), [("pubmed", ("works", "work")), ("crossref", ("esearch", "efetch"))]
)
def test_one_source_alone_is_asked_alone(
    source: str, silent: tuple[str, ...], desk: Bench, services: LocalServices
) -> None:
    fetched = desk.fetch("pain", sources=(source,))
    assert services.count(*silent) == 0
    assert {record.source for entry in desk.entries() for record in entry.records} == {source}
    assert [report.source for report in fetched.sources] == [source]


def test_paging_stops_where_hardly_anything_fits_any_more(tmp_path: Path) -> None:
    noise = make_corpus(shared=30, pubmed_only=0, crossref_only=0, noise=1500)
    with LocalServices(noise) as services, bench(tmp_path, services) as desk:
        fetched = desk.fetch("sacroiliac joint", sources=("crossref",), limit=None)
        [report] = fetched.sources
        # The first page holds all that fits; the second one shows that there is no more.
        assert services.count("works") <= 2
        assert report.looked_at <= 400 < report.total
        assert report.kept == len(desk.entries())


def test_the_numbers_are_true_and_kept(desk: Bench, services: LocalServices) -> None:
    fetched = desk.fetch("pain", limit=None)
    pubmed, crossref = fetched.sources
    at_pubmed = [paper for paper in services.corpus.papers if paper.pmid and "pain" in paper.words]
    at_crossref = [paper for paper in services.corpus.in_crossref if "pain" in paper.words]
    assert (pubmed.total, pubmed.looked_at, pubmed.kept) == (len(at_pubmed),) * 3
    assert (crossref.total, crossref.looked_at, crossref.kept) == (len(at_crossref),) * 3
    with desk.library() as library:
        runs = last_searches(library.connection, 10)
    assert [
        (run.source, run.asked, run.ran, run.total, run.looked_at, run.kept) for run in reversed(runs)
    ] == [(one.source, one.asked, one.ran, one.total, one.looked_at, one.kept) for one in fetched.sources]
    assert pubmed.ran == "pain[All Fields]"
    assert desk.told[0] == f"PubMed has {len(at_pubmed)}; fetching {len(at_pubmed)} …"
    assert desk.told[-1] == f"Crossref: {crossref.looked_at} looked at, {crossref.kept} kept"


def test_a_source_that_is_down_tells_no_numbers_and_keeps_no_account(
    desk: Bench, services: LocalServices
) -> None:
    services.faults.always("esearch", status(503))
    fetched = desk.fetch("pain")
    assert [error.exit_code for error in fetched.errors] == [7]
    assert [report.answered for report in fetched.sources] == [False, True]
    with desk.library() as library:
        assert [run.source for run in last_searches(library.connection, 10)] == ["crossref"]


def test_400_works_take_few_requests_of_moderate_size(tmp_path: Path) -> None:
    corpus = make_corpus(shared=260, pubmed_only=40, crossref_only=60, noise=900)
    with LocalServices(corpus) as services, bench(tmp_path, services) as desk:
        fetched = desk.fetch()
        assert [report.kept for report in fetched.sources] == [200, 200]
        assert services.count() <= 8
        assert all(int(request.params.get("rows", "0")) <= 500 for request in services.of("works"))
        assert all(len(request.params["id"].split(",")) <= 500 for request in services.of("efetch"))


def test_hardly_fitting_answers_stay_within_25_requests(tmp_path: Path) -> None:
    # One in eighteen fits, just above the share at which paging stops.
    papers = [
        replace(
            ON_TOPIC,
            number=n,
            title=f"{'Sacroiliac joint' if n % 18 == 0 else 'A joint'} {n}",
            pmid="",
            doi=f"10.5555/x.{n}",
        )
        for n in range(1, 4001)
    ]
    with LocalServices(Corpus(tuple(papers))) as services, bench(tmp_path, services) as desk:
        # PubMed's own two requests come on top.
        desk.fetch("joint sacroiliac", sources=("crossref",))
        assert services.count("works") <= 23


def test_a_pmid_that_vanished_between_search_and_fetch_is_named(desk: Bench, services: LocalServices) -> None:
    searched = services.pubmed
    gone = next(iter(searched.corpus.by_pmid))
    left = Corpus(tuple(paper for paper in services.corpus.papers if paper.pmid != gone))
    fetching = LocalPubMed(left, keys=(KEY,))
    searched.efetch = fetching.efetch  # type: ignore[method-assign]  # the search still knows it
    fetched = desk.fetch(limit=None)
    assert fetched.missing == [gone]
    assert fetched.sources[0].looked_at == fetched.sources[0].total - 1


def test_a_second_fetch_brings_what_changed_and_keeps_what_people_did(tmp_path: Path) -> None:
    other = replace(ON_TOPIC, number=2, title="A sacroiliac belt", pmid="90000002", doi="10.5555/belt.2")
    with LocalServices(about(ON_TOPIC, other)) as services, bench(tmp_path, services) as desk:
        desk.fetch()
        with desk.library() as library:
            tag_works(library, ["sato2011"], ["massage"], [])
            note_work(library, "sato2011", "Read it again.")
            edit_work(library, "sato2011", {"title": "My own title"})
        retracted = replace(
            ON_TOPIC, design=("Retracted Publication", "D016441"), volume="99", abstract="New words."
        )
        services.pubmed = LocalPubMed(about(retracted, other), keys=(KEY,))
        desk.hour = 9
        fetched = desk.fetch()
        assert (fetched.stored.added, fetched.stored.updated) == ([], ["sato2011"])
        assert fetched.stored.unchanged == 3
        [entry] = [entry for entry in desk.entries() if entry.cite_key == "sato2011"]
        assert entry.integrity.status == "retracted"
        assert (entry.work.title, entry.work.volume, entry.work.abstract) == (
            "My own title",
            "99",
            "New words.",
        )
        assert (entry.tags, entry.notes) == (("massage",), ("Read it again.",))


def test_a_fetch_is_one_action_and_one_that_finds_nothing_is_none(desk: Bench) -> None:
    fetched = desk.fetch("zyzzyva", limit=None)
    assert [(report.total, report.kept) for report in fetched.sources] == [(0, 0), (0, 0)]
    assert desk.entries() == []
    desk.fetch("pain", limit=None)
    with desk.library() as library:
        commands = library.connection.execute("SELECT command, summary FROM action").fetchall()
    assert [tuple(row) for row in commands] == [("fetch", "pain")]
