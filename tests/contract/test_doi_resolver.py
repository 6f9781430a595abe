"""doi.org over a real socket: whose DOI it is, and the records of agencies other than Crossref."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from support.local_corpus import Corpus, Paper, make_corpus
from support.local_faults import Fault, html_in_200, reset, status
from support.local_services import LocalServices

from silit.errors import SourceUnavailableError
from silit.sources.doi_agency import DoiResolver
from silit.sources.http import Http

AT = datetime(2025, 3, 1, 12, 0, tzinfo=UTC)
DATASET = Paper(
    number=900,
    title="Measurements of an invented pelvis",
    year=2021,
    month=5,
    doi="10.5072/pelvis.1",
    authors=(("Sato", "Kenji"),),
    agency="DataCite",
)


@pytest.fixture
def corpus() -> Corpus:
    return make_corpus().with_papers([DATASET])


@pytest.fixture
def resolver(services: LocalServices, http: Http) -> DoiResolver:
    return DoiResolver(http, services.doi_url, now=lambda: AT)


def test_the_agency_of_a_doi_is_named(services: LocalServices, resolver: DoiResolver) -> None:
    in_crossref = services.corpus.in_crossref[0].doi
    assert resolver.agencies_of(["https://doi.org/10.5072/PELVIS.1"]) == {DATASET.doi: "DataCite"}
    assert resolver.agencies_of([in_crossref]) == {in_crossref: "Crossref"}
    assert resolver.agencies_of(["10.5555/nowhere"]) == {}
    assert resolver.agencies_of(["no doi"]) == {}
    assert services.count() == 3


def test_many_dois_are_asked_for_together(services: LocalServices, resolver: DoiResolver) -> None:
    known = [paper.doi for paper in services.corpus.in_crossref][:25]
    found = resolver.agencies_of([*known, DATASET.doi, "10.5555/nowhere"])
    assert found == {**dict.fromkeys(known, "Crossref"), DATASET.doi: "DataCite"}
    assert services.count() == 2


def test_the_agencys_record_comes_as_csl(services: LocalServices, resolver: DoiResolver) -> None:
    record = resolver.csl_item(DATASET.doi)
    assert record is not None
    assert (record.source, record.source_id, record.format, record.retrieved) == (
        "doi.org",
        DATASET.doi,
        "csl-json",
        "2025-03-01T12:00:00Z",
    )
    assert (record.work.title, record.work.doi, record.work.year) == (DATASET.title, DATASET.doi, 2021)
    assert json.loads(record.raw)["DOI"] == "10.5072/PELVIS.1"
    assert [each.route for each in services.of()] == ["negotiation", "crosscite"]
    assert services.of()[0].headers["accept"] == "application/vnd.citationstyles.csl+json"


@pytest.mark.parametrize("fault", [status(404), status(406), html_in_200()])
def test_where_there_is_no_record_there_is_none(
    services: LocalServices, resolver: DoiResolver, fault: Fault
) -> None:
    services.faults.always("negotiation", fault)
    assert resolver.csl_item(DATASET.doi) is None
    assert resolver.csl_item("no doi") is None
    assert services.count() == 1


@pytest.mark.parametrize("fault", [status(503), reset(), Fault(body=b'{"cut')])
def test_a_passing_fault_changes_nothing(
    services: LocalServices, resolver: DoiResolver, fault: Fault
) -> None:
    services.faults.at("negotiation", 1, fault)
    services.faults.at("agency", 1, fault)
    record = resolver.csl_item(DATASET.doi)
    assert record is not None
    assert record.work.title == DATASET.title
    assert resolver.agencies_of([DATASET.doi]) == {DATASET.doi: "DataCite"}


def test_a_refusal_is_not_a_missing_doi(services: LocalServices, resolver: DoiResolver) -> None:
    services.faults.always("negotiation", status(403))
    services.faults.always("agency", status(403))
    for ask in (lambda: resolver.csl_item(DATASET.doi), lambda: resolver.agencies_of([DATASET.doi])):
        with pytest.raises(SourceUnavailableError, match=r"doi\.org refused the request \(status 403\)"):
            ask()
