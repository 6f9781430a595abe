"""ECitMatch: citations by place, a hundred a request, whatever its answers look like."""

from __future__ import annotations

import pytest
from support.asking import Bench
from support.local_corpus import Corpus, Paper
from support.local_faults import html_in_200, status
from support.local_services import LocalServices

from silit.errors import SourceUnavailableError
from silit.sources.citation_match import CitedPlace, lines_of, matches_in

PAPERS = tuple(
    Paper(
        number,
        f"Paper {number}",
        2011,
        3,
        pmid=str(90_000_000 + number),
        authors=(("Ravn", "Hanne"),),
        volume=str(number),
        pages=f"{number}-{number + 9}",
    )
    for number in range(1, 251)
)
PLACES = [
    CitedPlace("J Invent Man Med", "2011", paper.volume, str(paper.number), "Ravn H") for paper in PAPERS
]


@pytest.fixture
def corpus() -> Corpus:
    return Corpus(PAPERS)


def test_a_hundred_places_go_in_one_request_and_each_gets_its_paper(
    desk: Bench, services: LocalServices
) -> None:
    assert desk.pubmed.match(PLACES) == tuple((paper.pmid,) for paper in PAPERS)
    assert services.count("ecitmatch") == 3
    assert {request.method for request in services.of("ecitmatch")} == {"POST"}


def test_a_place_that_says_too_little_is_not_sent(desk: Bench, services: LocalServices) -> None:
    unknown, nowhere = CitedPlace("", "2011", "1", "1"), CitedPlace("J Invent Man Med", "2011")
    assert desk.pubmed.match([unknown, PLACES[0], nowhere]) == ((), ("90000001",), ())
    assert services.of("ecitmatch")[0].params["bdata"] == "J Invent Man Med|2011|1|1|Ravn H|silit0|"
    # NCBI parts the fields at pipes as they are.
    assert "bdata=J+Invent+Man+Med|2011|1|1|Ravn+H|silit0|&" in services.of("ecitmatch")[0].body
    assert desk.pubmed.match([unknown]) == ((),)
    assert services.count("ecitmatch") == 1


def test_signs_that_part_fields_and_lines_do_not_get_in() -> None:
    assert lines_of([CitedPlace("J|In\rvent\n", "2011", "1", "2", "A|B")]) == "J In vent|2011|1|2|A B|silit0|"


@pytest.mark.parametrize(
    ("line", "pmids"),
    [
        ("J|2011|1|1|Ravn H|silit0|90000001", ("90000001",)),
        ("J|2011|1|1|silit0|NOT_FOUND", ()),
        ("J|2011|1|1|Ravn H|silit0|NOT_FOUND;INVALID_JOURNAL", ()),
        ("J|2011|1|1|Ravn H|silit0|AMBIGUOUS (12 citations)", ()),
        ("J|2011|1|1|Ravn H|silit0|AMBIGUOUS 90000001,90000002", ("90000001", "90000002")),
        ("J|2011|1|1|Ravn H|silit7|90000001", ()),
        ("no key in this line|90000001", ()),
        ("", ()),
    ],
)
def test_every_answer_is_read(line: str, pmids: tuple[str, ...]) -> None:
    assert matches_in(f"{line}\n", 1) == (pmids,)


def test_lines_are_known_by_their_keys_in_any_order() -> None:
    text = "J|2|silit1|90000002\r\nJ|1|silit0|90000001\r\n"
    assert matches_in(text, 2) == (("90000001",), ("90000002",))


@pytest.mark.parametrize("fault", [html_in_200(), status(503), status(404)])
def test_a_matcher_that_does_not_answer_is_a_source_that_is_down(
    fault: object, desk: Bench, services: LocalServices
) -> None:
    services.faults.always("ecitmatch", fault)
    with pytest.raises(SourceUnavailableError):
        desk.pubmed.match(PLACES[:1])
