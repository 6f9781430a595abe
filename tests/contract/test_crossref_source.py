"""Crossref over a real socket: pages, single works, pools, and everything that it answers when it is not well."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from support.local_corpus import Corpus, Paper, make_corpus
from support.local_faults import Fault, chopped, crossref_throttled, cut, html_in_200, reset, status
from support.local_services import LocalServices
from support.still_clock import StillClock

from silit.errors import SourceUnavailableError, UsageError
from silit.formats.crossref_json import read_record
from silit.model.identifiers import Identifier
from silit.sources.crossref import Crossref, CrossrefPage, CrossrefWorks
from silit.sources.crossref_answers import gap_asked
from silit.sources.http import Http

AT = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)


def crossref_of(services: LocalServices, http: Http, email: str = "") -> Crossref:
    return Crossref(http, services.crossref_url, email, now=lambda: AT)


@pytest.fixture
def crossref(services: LocalServices, http: Http) -> Crossref:
    return crossref_of(services, http)


def dois(pages: Iterator[CrossrefPage]) -> list[str]:
    return [record.source_id for page in pages for record in page.records]


def joined(batches: Iterator[CrossrefWorks]) -> CrossrefWorks:
    whole = list(batches)
    return CrossrefWorks(
        {doi: record for each in whole for doi, record in each.found.items()},
        tuple(doi for each in whole for doi in each.missing),
        tuple(problem for each in whole for problem in each.problems),
    )


def with_work(paper: Paper) -> Corpus:
    return make_corpus().with_papers([paper])


def test_a_search_asks_for_one_page_at_a_time_and_only_as_far_as_it_is_read(
    services: LocalServices, crossref: Crossref
) -> None:
    pages = crossref.search("sacroiliac joint", rows=20)
    assert services.count() == 0
    first = next(pages)
    (request,) = services.of()
    assert (request.method, request.params) == (
        "GET",
        {"query.bibliographic": "sacroiliac joint", "rows": "20", "cursor": "*"},
    )
    assert (len(first.records), first.looked_at, first.problems) == (20, 20, ())
    next(pages)
    assert services.count() == 2


def test_the_cursor_is_encoded_and_every_work_comes_once(services: LocalServices, crossref: Crossref) -> None:
    pages = list(crossref.search("joint pain pelvic", rows=15))
    found = dois(iter(pages))
    assert len(found) == len(set(found)) == pages[0].total
    assert services.count("works") == -(-pages[0].total // 15)
    assert any("%2B" in request.target and "%3D" in request.target for request in services.of("works"))


def test_a_last_page_that_is_full_needs_no_request_to_know_it(
    services: LocalServices, crossref: Crossref
) -> None:
    total = next(crossref.search("sacroiliac", rows=1)).total
    began = services.count()
    assert len(dois(crossref.search("sacroiliac", rows=total))) == total
    assert services.count() == began + 1


def test_a_record_holds_the_item_as_it_came(services: LocalServices, crossref: Crossref) -> None:
    record = next(crossref.search("sacroiliac", rows=1)).records[0]
    paper = services.corpus.by_doi[record.source_id]
    assert (record.source, record.format, record.retrieved) == (
        "crossref",
        "crossref-json",
        "2025-03-01T12:00:00Z",
    )
    assert json.loads(record.raw)["title"] == [paper.title]
    assert read_record(record.raw).value == record.work
    assert (record.work.title, record.work.doi, record.work.year) == (paper.title, paper.doi, paper.year)


def test_years_are_whole_dates_on_both_sides(services: LocalServices, crossref: Crossref) -> None:
    found = dois(crossref.search("sacroiliac", years=(2000, 2010)))
    assert services.of()[0].params["filter"] == "from-pub-date:2000-01-01,until-pub-date:2010-12-31"
    assert found
    assert all(2000 <= services.corpus.by_doi[doi].year <= 2010 for doi in found)


def test_no_page_is_larger_than_five_hundred(services: LocalServices, crossref: Crossref) -> None:
    next(crossref.search("joint", rows=100_000))
    next(crossref.search("joint", rows=0))
    assert [request.params["rows"] for request in services.of()] == ["500", "1"]


def test_nothing_found_is_one_empty_page(crossref: Crossref) -> None:
    assert list(crossref.search("zebrafish")) == [CrossrefPage((), 0, 0)]


@pytest.mark.parametrize("query", ["", "  ", "()", "+ -"])
def test_a_query_without_a_word_is_refused_before_anything_is_sent(
    services: LocalServices, crossref: Crossref, query: str
) -> None:
    with pytest.raises(UsageError, match="The search for Crossref is empty"):
        crossref.search(query)
    assert services.count() == 0


def test_a_cursor_that_went_stale_starts_over_without_repeating(http: Http) -> None:
    with LocalServices(stale_after=2) as services:
        pages = list(crossref_of(services, http).search("sacroiliac", rows=10))
        found = dois(iter(pages))
        assert len(found) == len(set(found)) == pages[0].total
        assert sum(page.looked_at for page in pages) == pages[0].total
        assert sum(request.params["cursor"] == "*" for request in services.of()) == 2


def test_an_item_that_is_no_work_costs_only_itself(services: LocalServices, crossref: Crossref) -> None:
    items = [
        {"title": ["No DOI"]},
        "text",
        {"DOI": "10.5555/x", "title": ["Fine"], "type": "journal-article"},
    ]
    message = {"total-results": 3, "items": items, "next-cursor": "x"}
    services.faults.at("works", 1, good(message, "work-list"))
    (page,) = crossref.search("sacroiliac")
    assert [record.work.title for record in page.records] == ["Fine"]
    assert (page.looked_at, [problem.code for problem in page.problems]) == (3, ["bad-record", "bad-record"])


FAULTS = [
    crossref_throttled(),
    status(500),
    status(502),
    status(503),
    status(504),
    reset(),
    cut(),
    chopped(),
    html_in_200(),
    Fault(body=b""),
    Fault(body=b'{"status":"ok"}'),
    Fault(body=b'{"status":"error","message-type":"exception","message":{"name":"x"}}'),
    Fault(
        status=500,
        body=b'{"status":"error","message-type":"exception","message":{"name":"x"}}',
        headers={"Content-Type": "application/json"},
    ),
]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", [1, 2])
def test_a_passing_fault_changes_nothing_in_a_search(
    services: LocalServices, crossref: Crossref, fault: Fault, call: int
) -> None:
    services.faults.at("works", call, fault)
    found = dois(crossref.search("sacroiliac", rows=20))
    began = services.count()
    assert found == dois(crossref.search("sacroiliac", rows=20))
    assert began == services.count() - began + 1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_passing_fault_changes_nothing_in_a_single_work(
    services: LocalServices, crossref: Crossref, fault: Fault
) -> None:
    paper = services.corpus.in_crossref[0]
    services.faults.at("work", 1, fault)
    record = crossref.work(paper.doi)
    assert record is not None
    assert record.work.title == paper.title
    assert services.count("work") == 2


def test_a_throttled_call_that_does_not_say_how_long_is_left_for_five_seconds(
    services: LocalServices, crossref: Crossref, clock: StillClock
) -> None:
    services.faults.at("works", 1, crossref_throttled())
    next(crossref.search("sacroiliac"))
    assert sum(clock.slept) == 5.0


def test_a_work_is_found_by_its_doi_in_any_dress(services: LocalServices, crossref: Crossref) -> None:
    paper = services.corpus.in_crossref[0]
    record = crossref.work(f"https://doi.org/{paper.doi.upper()}")
    assert record is not None
    assert (record.source_id, record.work.title, record.work.other_ids) == (paper.doi, paper.title, ())
    assert services.of()[0].target == "/works/" + paper.doi.replace("/", "%2F")


@pytest.mark.parametrize(
    "doi",
    [
        "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2",
        "10.5555/a#b",
        "10.5555/a?b=c&d",
        "10.5555/50%_a+b",
    ],
)
def test_a_doi_with_odd_characters_arrives_as_it_is(http: Http, doi: str) -> None:
    paper = Paper(number=900, title="Odd", year=2000, month=1, doi=doi)
    with LocalServices(with_work(paper)) as services:
        record = crossref_of(services, http).work(doi)
        batch = joined(crossref_of(services, http).works([doi, "10.5555/silit.none"]))
    assert record is not None
    assert record.work.doi == doi
    assert list(batch.found) == [doi]


def test_an_unknown_doi_is_no_outage_and_an_outage_is_no_unknown_doi(
    services: LocalServices, crossref: Crossref
) -> None:
    assert crossref.work("10.5555/nowhere") is None
    assert crossref.work("no doi at all") is None
    services.faults.always("work", status(404))
    with pytest.raises(SourceUnavailableError, match="refused the request \\(status 404\\)"):
        crossref.work("10.5555/nowhere")
    assert services.count() == 2


def test_an_alias_leads_to_the_work_and_both_dois_are_kept(http: Http) -> None:
    corpus = make_corpus()
    paper = replace(corpus.in_crossref[0], aliases=("10.5555/old.name",))
    renamed = Corpus(tuple(paper if each.number == paper.number else each for each in corpus.papers))
    with LocalServices(renamed) as services:
        crossref = crossref_of(services, http)
        record = crossref.work("10.5555/OLD.name")
        batch = joined(crossref.works(["10.5555/old.name", corpus.in_crossref[1].doi]))
    assert record is not None
    assert (record.work.doi, record.work.other_ids) == (paper.doi, (Identifier("doi", "10.5555/old.name"),))
    assert batch.found["10.5555/old.name"] == record


def test_many_dois_go_fifty_to_a_request_and_only_the_rest_one_by_one(http: Http) -> None:
    comma = Paper(number=901, title="Comma", year=2000, month=1, doi="10.5555/a,b")
    with LocalServices(with_work(comma)) as services:
        known = [paper.doi for paper in services.corpus.in_crossref][:70]
        asked = [*known, "10.5555/nowhere", comma.doi, known[0].upper()]
        batch = joined(crossref_of(services, http).works(asked))
        assert (services.count("works"), services.count("work")) == (2, 2)
        assert all(len(request.params["filter"].split(",")) <= 50 for request in services.of("works"))
    assert set(batch.found) == {*known, comma.doi}
    assert all(record.work.doi == doi for doi, record in batch.found.items())
    assert (batch.missing, batch.problems) == (("10.5555/nowhere",), ())


def test_one_doi_needs_one_request(services: LocalServices, crossref: Crossref) -> None:
    joined(crossref.works([services.corpus.in_crossref[0].doi]))
    assert [request.route for request in services.of()] == ["work"]


def test_what_came_before_an_outage_is_not_lost(services: LocalServices, crossref: Crossref) -> None:
    known = [paper.doi for paper in services.corpus.in_crossref][:3]
    services.faults.always("work", status(503))
    arriving = crossref.works([*known, "10.5555/nowhere"])
    assert set(next(arriving).found) == set(known)
    with pytest.raises(SourceUnavailableError):
        next(arriving)


def test_a_block_stops_at_once_and_says_whom_to_write_to(services: LocalServices, crossref: Crossref) -> None:
    services.faults.always("works", status(403))
    with pytest.raises(SourceUnavailableError) as caught:
        next(crossref.search("sacroiliac"))
    assert caught.value.message == "Crossref has blocked requests from here (status 403)."
    assert "write to Crossref's support" in caught.value.hint
    assert services.count() == 1


def test_what_crossref_finds_invalid_is_told_in_its_words(
    services: LocalServices, crossref: Crossref
) -> None:
    listed = [{"type": "x", "value": "y", "message": "First."}, {"message": "Second."}]
    body = json.dumps({"status": "failed", "message-type": "validation-failure", "message": listed}).encode()
    services.faults.always("works", Fault(status=400, body=body))
    with pytest.raises(SourceUnavailableError) as caught:
        next(crossref.search("sacroiliac"))
    assert caught.value.message == "Crossref refused the request (status 400: First.; Second.)."
    assert services.count() == 1


def test_without_an_address_the_public_pools_pace_is_kept(
    services: LocalServices, crossref: Crossref, clock: StillClock
) -> None:
    list(itertools.islice(crossref.search("sacroiliac", rows=10), 4))
    assert clock.slept == pytest.approx([1.1, 1.1, 1.1])
    known = [paper.doi for paper in services.corpus.in_crossref]
    clock.slept.clear()
    for doi in known[:4]:
        crossref.work(doi)
    assert clock.slept == pytest.approx([0.25, 0.25, 0.25])
    assert all(
        not request.params.get("mailto") and "@" not in request.headers["user-agent"]
        for request in services.of()
    )


def test_an_address_opens_the_polite_pool_and_its_pace(
    services: LocalServices, http: Http, clock: StillClock
) -> None:
    crossref = crossref_of(services, http, "zoe@example.org")
    list(itertools.islice(crossref.search("sacroiliac", rows=10), 4))
    # The first answer says which pool it came from; the gap before the second was set by then.
    assert clock.slept == pytest.approx([1.1, 1.1 / 3, 1.1 / 3])
    request = services.of()[0]
    assert request.params["mailto"] == "zoe@example.org"
    assert request.headers["user-agent"].endswith("(mailto:zoe@example.org)")


@pytest.mark.parametrize(
    ("limit", "interval", "pool", "polite", "gap"),
    [
        ("1", "1s", "public-array", False, 1.1),
        ("3", "1s", "polite-array", True, 1.1 / 3),
        ("3", "1s", "polite-array", False, 1.1),
        ("50", "1s", "public-array", True, 1.1),
        ("50", "1s", "", True, 1.1),
        ("1", "5s", "public-array", False, 5.5),
        ("1", "2", "public-array", False, 2.2),
        ("30", "1m", "polite-array", True, 2.2),
        ("1", "9h", "public-array", False, 60.0),
        ("0", "1s", "polite-array", True, None),
        ("many", "1s", "polite-array", True, None),
        ("3", "soon", "polite-array", True, None),
        ("", "", "", True, None),
    ],
)
def test_the_pace_follows_the_headers_but_never_passes_what_the_pool_allows(
    limit: str, interval: str, pool: str, polite: bool, gap: float | None
) -> None:
    headers = {"x-rate-limit-limit": limit, "x-rate-limit-interval": interval, "x-api-pool": pool}
    assert gap_asked(headers, 1.1, polite=polite) == (None if gap is None else pytest.approx(gap))


def test_answers_without_headers_leave_the_pace_as_it_is(http: Http, clock: StillClock) -> None:
    with LocalServices(pool_headers=False) as services:
        crossref = crossref_of(services, http, "zoe@example.org")
        list(itertools.islice(crossref.search("sacroiliac", rows=10), 3))
    assert clock.slept == pytest.approx([1.1, 1.1])


def good(message: object, kind: str) -> Fault:
    body = {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}
    return Fault(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})
