"""PubMed over a real socket: searches, records, and everything that NCBI answers when it is not well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from support.local_corpus import Corpus, Paper, make_corpus
from support.local_faults import (
    Fault,
    bad_key,
    chopped,
    cut,
    efetch_error,
    esearch_error,
    html_in_200,
    json_error,
    ncbi_throttled,
    prolog_only,
    reset,
    status,
)
from support.local_services import KEY, LocalServices
from support.still_clock import StillClock

from silit.errors import ConfigurationError, SourceUnavailableError, UsageError
from silit.model.identifiers import Identifier
from silit.results import Problem
from silit.sources.http import Http
from silit.sources.pubmed import FetchedBatch, PubMed

AT = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
TOPIC = '"Sacroiliac Joint"[Mesh] OR "Pelvic Girdle Pain"[Mesh]'
Asked = Callable[..., PubMed]


def pubmed_of(services: LocalServices, http: Http, **more: object) -> PubMed:
    return PubMed(http, services.pubmed_url, services.idconv_url, now=lambda: AT, **more)  # type: ignore[arg-type]  # keywords of PubMed's own


@pytest.fixture
def pubmed(services: LocalServices, http: Http) -> PubMed:
    return pubmed_of(services, http)


def joined(batches: Iterator[FetchedBatch]) -> FetchedBatch:
    whole = list(batches)
    return FetchedBatch(
        asked=tuple(pmid for each in whole for pmid in each.asked),
        records=tuple(record for each in whole for record in each.records),
        problems=tuple(problem for each in whole for problem in each.problems),
        missing=tuple(pmid for each in whole for pmid in each.missing),
    )


def test_a_search_is_one_post_that_asks_for_no_more_than_is_wanted(
    services: LocalServices, pubmed: PubMed
) -> None:
    found = pubmed.search("sacroiliac[tiab]", limit=7)
    (request,) = services.of()
    assert (request.method, request.target) == ("POST", "/entrez/eutils/esearch.fcgi")
    assert request.params == {
        "db": "pubmed",
        "retmode": "json",
        "term": "sacroiliac[tiab]",
        "retmax": "7",
        "sort": "relevance",
        "tool": "silit",
    }
    assert len(found.ids) == 7
    assert found.total == sum("sacroiliac" in paper.words for paper in services.corpus.by_pmid.values())
    assert (found.asked, found.ran) == ("sacroiliac[tiab]", "sacroiliac[tiab]")


def test_years_narrow_a_search_and_are_part_of_what_was_asked(
    services: LocalServices, pubmed: PubMed
) -> None:
    found = pubmed.search(TOPIC, limit=None, years=(2000, 2010))
    years = {pmid: services.corpus.by_pmid[pmid].year for pmid in services.corpus.by_pmid}
    assert set(found.ids) == {pmid for pmid, year in years.items() if 2000 <= year <= 2010}
    assert services.of("esearch")[0].params["datetype"] == "pdat"
    assert found.asked == TOPIC + " (2000-2010)"


@pytest.mark.parametrize("term", ["", "   ", "()", '""', "( [] )"])
def test_an_empty_search_is_refused_before_anything_is_sent(
    services: LocalServices, pubmed: PubMed, term: str
) -> None:
    with pytest.raises(UsageError, match="The search for PubMed is empty"):
        pubmed.search(term, limit=10)
    assert services.count() == 0


def test_nothing_found_is_an_answer(pubmed: PubMed) -> None:
    found = pubmed.search("zebrafish[ti]", limit=10)
    assert (found.ids, found.total) == ((), 0)


def test_what_pubmed_changed_or_left_out_is_said_in_words(pubmed: PubMed) -> None:
    found = pubmed.search('sacroiliac[foo] OR "pain gymnastics"[tiab] OR zzzz[ti]', limit=1)
    assert [(problem.code, problem.message) for problem in found.warnings] == [
        ("phrase-not-found", "PubMed found nothing for 'zzzz[ti]' and left it out."),
        ("field-not-found", "PubMed has no field 'foo'."),
        (
            "phrase-not-indexed",
            "PubMed has no phrase '\"pain gymnastics\"[tiab]' and searched its words apart.",
        ),
    ]


def test_a_search_that_pubmed_will_not_run_is_a_matter_of_its_words(
    services: LocalServices, pubmed: PubMed
) -> None:
    services.faults.always("esearch", esearch_error("Invalid db name specified: x"))
    with pytest.raises(UsageError) as caught:
        pubmed.search("massage", limit=1)
    assert caught.value.message == "PubMed cannot run the search 'massage': Invalid db name specified: x"
    assert services.count() == 1


@pytest.mark.parametrize(
    "fault",
    [
        ncbi_throttled("2"),
        ncbi_throttled(None),
        status(500),
        status(502),
        status(503),
        status(504),
        reset(),
        cut(),
        chopped(),
        html_in_200(),
        json_error("API rate limit exceeded"),
        json_error("API rate limit exceeded", code=400),
        esearch_error("Search Backend failed: read failed"),
        Fault(body=b""),
        Fault(body=b'{"header":{}}'),
        Fault(body=b'{"esearchresult":{"count":"5"}}'),
    ],
)
def test_a_passing_fault_changes_nothing_in_a_search(
    services: LocalServices, pubmed: PubMed, fault: Fault
) -> None:
    clean = pubmed.search(TOPIC, limit=50)
    services.faults.at("esearch", 2, fault)
    assert pubmed.search(TOPIC, limit=50) == clean
    assert services.count("esearch") in (2, 3)


def test_a_backend_that_fails_for_good_is_no_fault_of_the_words(
    services: LocalServices, pubmed: PubMed
) -> None:
    services.faults.always("esearch", esearch_error("Search Backend failed: read failed"))
    with pytest.raises(
        SourceUnavailableError, match="PubMed keeps answering with faults: it answered: Search"
    ):
        pubmed.search("massage", limit=1)
    assert services.count() == 5


def crowd(count: int, first: date, last: date) -> Corpus:
    """Papers taken in evenly between two days."""
    days = (last - first).days
    return Corpus(
        tuple(
            Paper(
                number=number,
                title=f"Sacroiliac joint no. {number}",
                year=2000 + number % 20,
                month=1,
                pmid=str(number),
                added=first + timedelta(days=number * days // count),
            )
            for number in range(1, count + 1)
        )
    )


def test_a_search_beyond_the_cap_is_cut_into_days_until_every_part_fits(http: Http) -> None:
    corpus = crowd(23_000, date(1990, 1, 1), date(2025, 2, 1))
    with LocalServices(corpus) as services:
        found = pubmed_of(services, http).search("sacroiliac", limit=None)
        requests = services.of("esearch")
    assert sorted(map(int, found.ids)) == list(range(1, 23_001))
    assert (len(found.ids), found.total, found.warnings) == (23_000, 23_000, ())
    assert len(requests) <= 20
    assert {request.params.get("datetype") for request in requests[1:]} == {"edat"}


def test_a_search_beyond_the_cap_with_years_keeps_them(http: Http) -> None:
    corpus = crowd(23_000, date(1990, 1, 1), date(2025, 2, 1))
    with LocalServices(corpus) as services:
        found = pubmed_of(services, http).search("sacroiliac", limit=None, years=(2000, 2009))
    assert set(found.ids) == {paper.pmid for paper in corpus.papers if paper.year <= 2009}


def test_a_limit_under_the_cap_needs_one_request_however_much_there_is(http: Http) -> None:
    with LocalServices(crowd(10_500, date(2020, 1, 1), date(2020, 6, 1))) as services:
        found = pubmed_of(services, http).search("sacroiliac", limit=200)
        assert services.count() == 1
    assert (len(found.ids), found.total) == (200, 10_500)


def test_one_day_that_is_too_full_is_said(http: Http) -> None:
    with LocalServices(crowd(10_005, date(2020, 1, 1), date(2020, 1, 1))) as services:
        found = pubmed_of(services, http).search("sacroiliac", limit=None)
    assert len(found.ids) == 9_999
    assert [(each.code, each.message) for each in found.warnings] == [
        ("search-too-large", "PubMed took in 10005 of these papers on 2020-01-01, and gives only 9999.")
    ]


def test_records_come_in_the_order_asked_whatever_the_order_of_the_answer(http: Http) -> None:
    with LocalServices(shuffled=True) as services:
        asked = list(services.corpus.by_pmid)[:30]
        (batch,) = pubmed_of(services, http).fetch(asked)
        (request,) = services.of()
    assert [record.source_id for record in batch.records] == asked
    assert request.params == {
        "db": "pubmed",
        "retmode": "xml",
        "id": ",".join(asked),
        "tool": "silit",
    }
    first = batch.records[0]
    paper = services.corpus.by_pmid[asked[0]]
    assert (first.source, first.format, first.retrieved) == ("pubmed", "pubmed-xml", "2025-03-01T12:00:00Z")
    assert (first.work.title, first.work.pmid, first.work.doi, first.work.year) == (
        paper.title,
        paper.pmid,
        paper.doi,
        paper.year,
    )
    assert batch.problems == ()


def test_two_hundred_records_go_into_one_request(http: Http) -> None:
    with LocalServices(make_corpus(shared=401, pubmed_only=0)) as services:
        asked = list(services.corpus.by_pmid)
        batches = list(pubmed_of(services, http).fetch(asked))
        assert [len(request.params["id"].split(",")) for request in services.of("efetch")] == [200, 200, 1]
    assert [len(batch.records) for batch in batches] == [200, 200, 1]


def test_a_pmid_is_asked_for_once_and_what_is_none_is_said(services: LocalServices, pubmed: PubMed) -> None:
    pmid = next(iter(services.corpus.by_pmid))
    batch = joined(pubmed.fetch([pmid, "PMID: " + pmid, "000" + pmid, "no number"]))
    assert services.of("efetch")[0].params["id"] == pmid
    assert [record.source_id for record in batch.records] == [pmid]
    assert batch.problems == (
        Problem("bad-pmid", "'no number' is not a PMID.", "A PMID is 1 to 8 digits.", key="no number"),
    )
    assert joined(pubmed.fetch(["x"])).problems[0].key == "x"
    assert list(pubmed.fetch([])) == []
    assert services.count() == 1


def test_pmids_that_pubmed_does_not_have_are_named_once(services: LocalServices, pubmed: PubMed) -> None:
    asked = [*list(services.corpus.by_pmid)[:2], "1", "2"]
    batch = joined(pubmed.fetch(asked))
    assert (len(batch.records), batch.missing) == (2, ("1", "2"))
    assert joined(pubmed.fetch(["1"])).missing == ("1",)
    assert services.count("efetch") == 2


@pytest.mark.parametrize(
    "fault",
    [
        ncbi_throttled("1.5"),
        status(502),
        reset(),
        cut(),
        chopped(0.9),
        prolog_only(),
        html_in_200(),
        efetch_error("Error: External viewer error: Empty Response. Bytes read: 0 Status: Timeout", 400),
        efetch_error("Search Backend failed: Couldn't resolve #exLinkSrv2, the address table is empty."),
        efetch_error("Unable to route request! service name: /http/service/ratecontrol"),
        json_error("API rate limit exceeded"),
        Fault(body=b""),
    ],
)
def test_a_passing_fault_changes_nothing_in_the_records(
    services: LocalServices, pubmed: PubMed, fault: Fault
) -> None:
    asked = list(services.corpus.by_pmid)[:20]
    services.faults.at("efetch", 1, fault)
    assert [record.source_id for record in joined(pubmed.fetch(asked)).records] == asked
    assert services.count("efetch") == 2


def test_a_batch_too_heavy_for_the_service_comes_in_smaller_ones(
    services: LocalServices, pubmed: PubMed
) -> None:
    asked = list(services.corpus.by_pmid)[:40]

    def heavy(route: str, _: int, params: object) -> Fault | None:
        assert isinstance(params, dict)
        return chopped(0.3) if route == "efetch" and params["id"].count(",") >= 10 else None

    services.faults.by(heavy)
    (batch,) = pubmed.fetch(asked)
    assert [record.source_id for record in batch.records] == asked
    assert (batch.problems, batch.missing) == ((), ())


def test_one_record_that_breaks_every_answer_costs_only_itself(
    services: LocalServices, pubmed: PubMed
) -> None:
    asked = list(services.corpus.by_pmid)[:16]
    poison = asked[5]
    services.faults.by(lambda route, _, params: prolog_only() if poison in params.get("id", "") else None)
    (batch,) = pubmed.fetch(asked)
    assert [record.source_id for record in batch.records] == [pmid for pmid in asked if pmid != poison]
    assert [(problem.code, problem.key) for problem in batch.problems] == [("not-fetched", poison)]
    assert batch.missing == ()


def test_a_service_that_stays_ill_stops_the_fetch_after_the_whole_batches(http: Http) -> None:
    with LocalServices(make_corpus(shared=300)) as services:
        services.faults.by(lambda route, call, _: status(503) if route == "efetch" and call > 1 else None)
        arriving = pubmed_of(services, http).fetch(list(services.corpus.by_pmid))
        assert len(next(arriving).records) == 200
        with pytest.raises(SourceUnavailableError):
            next(arriving)
        assert services.count("efetch") <= 25


def test_an_id_list_that_ncbi_refuses_is_asked_for_once(services: LocalServices, pubmed: PubMed) -> None:
    text = "ID list is empty! Possibly it has no correct IDs."
    services.faults.always("efetch", efetch_error(text, 400))
    with pytest.raises(SourceUnavailableError) as caught:
        list(pubmed.fetch(["123"]))
    assert caught.value.message == f"PubMed refused the request (status 400: {text})."
    assert services.count() == 1


def test_an_address_without_a_pubmed_is_named_with_its_setting(
    services: LocalServices, pubmed: PubMed
) -> None:
    services.faults.always("esearch", status(404, b"<html>Not here.</html>"))
    with pytest.raises(SourceUnavailableError) as caught:
        pubmed.search("massage", limit=1)
    assert caught.value.message == "There is no PubMed at the address that is set (status 404)."
    assert "`pubmed_url`" in caught.value.hint


@pytest.mark.parametrize("code", [301, 400, 401, 403, 414])
def test_a_refusal_is_not_asked_for_again(services: LocalServices, pubmed: PubMed, code: int) -> None:
    services.faults.always("esearch", status(code, b"<html>No.</html>"))
    services.faults.always("efetch", status(code, b"<html>No.</html>"))
    for ask in (lambda: pubmed.search("massage", limit=1), lambda: list(pubmed.fetch(["1"]))):
        with pytest.raises(SourceUnavailableError, match=rf"PubMed refused the request \(status {code}\)\."):
            ask()
    assert services.count() == 2


def test_a_wrong_key_is_a_matter_of_configuration_and_stays_unseen(
    services: LocalServices, http: Http
) -> None:
    wrong = "ffff0000ffff0000ffff"
    pubmed = pubmed_of(services, http, api_key=wrong)
    for ask in (lambda: pubmed.search("massage", limit=1), lambda: list(pubmed.fetch(["1"]))):
        with pytest.raises(ConfigurationError) as caught:
            ask()
        assert caught.value.message == "PubMed does not accept the API key."
        assert wrong not in repr(caught.value) + caught.value.hint
    assert services.count() == 2


def test_a_key_that_is_refused_with_status_200_is_refused_all_the_same(
    services: LocalServices, http: Http
) -> None:
    services.faults.always("esearch", Fault(body=bad_key(KEY).body))
    with pytest.raises(ConfigurationError):
        pubmed_of(services, http, api_key=KEY).search("massage", limit=1)
    assert services.count() == 1


def test_key_and_address_go_along_only_where_they_are_set(services: LocalServices, http: Http) -> None:
    pubmed_of(services, http).search("massage", limit=1)
    pubmed_of(services, http, email="zoe@example.org", api_key=KEY).search("massage", limit=1)
    plain, named = services.of("esearch")
    assert not {"email", "api_key"} & plain.params.keys()
    assert (named.params["email"], named.params["api_key"]) == ("zoe@example.org", KEY)
    assert KEY not in named.target
    assert http.requests == {"pubmed": 1, "pubmed-key": 1}


@pytest.mark.parametrize(("key", "gap"), [("", 0.37), (KEY, 0.11)])
def test_the_pace_is_ncbis_with_and_without_a_key(
    services: LocalServices, http: Http, clock: StillClock, key: str, gap: float
) -> None:
    pubmed = pubmed_of(services, http, api_key=key)
    for _ in range(3):
        pubmed.search("massage", limit=1)
    assert clock.slept == pytest.approx([gap, gap])


def test_only_a_record_whose_own_doi_is_the_one_asked_for_is_accepted(
    services: LocalServices, pubmed: PubMed
) -> None:
    with_doi = [paper for paper in services.corpus.papers if paper.pmid and paper.doi][:3]
    stranger = next(paper for paper in services.corpus.papers if paper.pmid and paper not in with_doi)
    dois = [paper.doi.upper() for paper in with_doi] + ["10.5555/nowhere"]
    # PubMed answers a DOI that it does not know with papers that share some of its parts.
    services.faults.at("esearch", 1, ids([*(paper.pmid for paper in with_doi), stranger.pmid]))
    found = pubmed.records_of_dois(["https://doi.org/" + doi for doi in dois])
    assert {doi: record.work.pmid for doi, record in found.value.items()} == {
        paper.doi: paper.pmid for paper in with_doi
    }
    assert found.problems == ()
    assert services.count() == 2


def test_dois_are_looked_up_fifty_at_a_time(http: Http) -> None:
    with LocalServices(make_corpus(shared=60, pubmed_only=0)) as services:
        dois = {paper.doi: paper.pmid for paper in services.corpus.papers if paper.pmid}
        found = pubmed_of(services, http).records_of_dois(dois).value
        assert {doi: record.work.pmid for doi, record in found.items()} == dois
        assert services.count("esearch", "efetch") == 4


def test_two_records_with_one_doi_are_a_question_not_an_answer(http: Http) -> None:
    corpus = make_corpus(shared=2, pubmed_only=0)
    first, second = (paper for paper in corpus.papers if paper.pmid)
    twins = Corpus((first, replace(second, doi=first.doi)))
    with LocalServices(twins) as services:
        found = pubmed_of(services, http).records_of_dois([first.doi])
    assert found.value == {}
    assert [(problem.code, problem.key) for problem in found.problems] == [("doi-not-unique", first.doi)]


def test_pmcids_become_pmids_or_dois_and_misses_are_named(http: Http) -> None:
    corpus = make_corpus().with_papers(
        [Paper(number=999, title="Only in PMC", year=2020, month=1, doi="10.5555/pmc.only", pmcid="PMC5")]
    )
    with LocalServices(corpus) as services:
        paper = next(iter(services.corpus.by_pmcid.values()))
        found = pubmed_of(services, http).pmids_of_pmcids(
            [paper.pmcid.lower(), "PMC5", "PMC6", "pmc", paper.pmcid]
        )
        (request,) = services.of()
    assert found.value == {
        paper.pmcid: Identifier("pmid", paper.pmid),
        "PMC5": Identifier("doi", "10.5555/pmc.only"),
    }
    assert [(problem.code, problem.key) for problem in found.problems] == [
        ("bad-pmcid", "pmc"),
        ("not-in-pmc", "PMC6"),
    ]
    assert request.params == {
        "ids": f"{paper.pmcid},PMC5,PMC6",
        "idtype": "pmcid",
        "format": "json",
        "tool": "silit",
    }


def test_an_outage_of_the_converter_is_not_a_miss(services: LocalServices, pubmed: PubMed) -> None:
    services.faults.always("idconv", status(404))
    with pytest.raises(SourceUnavailableError):
        pubmed.pmids_of_pmcids(["PMC1"])


def ids(pmids: list[str]) -> Fault:
    listed = ",".join(f'"{pmid}"' for pmid in pmids)
    body = f'{{"esearchresult":{{"count":"{len(pmids)}","idlist":[{listed}]}}}}'
    return Fault(body=body.encode(), headers={"Content-Type": "application/json"})
