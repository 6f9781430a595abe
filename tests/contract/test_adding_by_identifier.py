"""`silit add`: each paper once, from whichever source knows it, and the truth about every REF."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from support.asking import Bench, bench
from support.local_corpus import Corpus, Paper
from support.local_faults import Fault, closed, html_in_200, status
from support.local_renderings import pubmed_set
from support.local_services import LocalServices

from silit.model.identifiers import Identifier

PAPER = Paper(
    number=1,
    title="Massage for sacroiliac joint pain: a randomised controlled trial",
    year=2011,
    month=3,
    pmid="90000001",
    doi="10.5555/massage.1",
    pmcid="PMC9900001",
    authors=(("Østgaard", "Hanne"),),
    aliases=("10.5555/old-massage.1",),
)
AT_PUBMED = replace(PAPER, number=2, title="A pelvic belt", pmid="90000002", doi="", pmcid="", aliases=())
AT_CROSSREF = replace(
    PAPER, number=3, title="Exercise", pmid="", doi="10.5555/exercise.3", pmcid="", aliases=()
)
IN_PMC = replace(
    PAPER, number=4, title="A book of joints", pmid="", doi="10.5555/pmc.4", pmcid="PMC9900004", aliases=()
)
AT_DATACITE = replace(
    PAPER,
    number=5,
    title="Data on joints",
    pmid="",
    doi="10.5555/data.5",
    pmcid="",
    in_crossref=False,
    agency="DataCite",
    aliases=(),
)
AT_MEDRA = replace(AT_DATACITE, number=6, title="", doi="10.5555/medra.6", agency="mEDRA")
IN_ARXIV = replace(AT_DATACITE, number=7, title="Gait seen by a machine", doi="10.48550/arxiv.1706.03762")
CORPUS = Corpus((PAPER, AT_PUBMED, AT_CROSSREF, IN_PMC, AT_DATACITE, AT_MEDRA, IN_ARXIV))


@pytest.fixture
def corpus() -> Corpus:
    return CORPUS


def records_of(desk: Bench) -> dict[str, list[tuple[str, str]]]:
    return {
        entry.cite_key: [(record.source, record.source_id) for record in entry.records]
        for entry in desk.entries()
    }


BOTH = [("crossref", PAPER.doi), ("pubmed", PAPER.pmid)]
# Crossref's answer does not repeat the DOI that it was asked by.
OLD = ("crossref", PAPER.aliases[0])


@pytest.mark.parametrize(
    "ref",
    [
        "90000001",
        "PMID: 90000001",
        "https://pubmed.ncbi.nlm.nih.gov/90000001/",
        "PMC9900001",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC9900001/",
        "10.5555/massage.1",
        "doi:10.5555/MASSAGE.1",
        "https://doi.org/10.5555/massage.1",
        "Østgaard H. Massage for sacroiliac joint pain. J Invent Man Med. 2011. doi:10.5555/massage.1.",
    ],
)
def test_any_written_form_stores_the_paper_with_what_both_sources_say(ref: str, desk: Bench) -> None:
    added = desk.add(ref)
    assert added.keys == {ref: "ostgaard2011"}
    assert (added.stored.added, added.missing, added.stored.problems) == (["ostgaard2011"], [], [])
    assert records_of(desk) == {"ostgaard2011": BOTH}
    assert added.identified == {"pubmed": 1, "crossref": 1}


def test_an_older_doi_stores_the_paper_with_what_both_sources_say(desk: Bench) -> None:
    added = desk.add("10.5555/old-massage.1")
    assert added.keys == {"10.5555/old-massage.1": "ostgaard2011"}
    assert records_of(desk) == {"ostgaard2011": [OLD, ("pubmed", PAPER.pmid)]}


def test_refs_that_name_one_paper_store_it_once_and_that_is_said(desk: Bench) -> None:
    refs = ["90000001", "10.5555/massage.1", "PMC9900001", "10.5555/old-massage.1"]
    added = desk.add(*refs)
    assert added.keys == dict.fromkeys(refs, "ostgaard2011")
    assert added.stored.added == ["ostgaard2011"]
    assert records_of(desk) == {"ostgaard2011": [BOTH[0], OLD, BOTH[1]]}
    assert added.remarks == [
        "90000001: digits alone are taken as a PMID.",
        "90000001, 10.5555/massage.1, PMC9900001 and 10.5555/old-massage.1 name the same paper: ostgaard2011.",
    ]


def test_a_paper_that_is_there_already_changes_nothing(desk: Bench) -> None:
    desk.add("90000001")
    before = records_of(desk)
    again = desk.add("10.5555/massage.1")
    assert again.keys == {"10.5555/massage.1": "ostgaard2011"}
    assert (again.stored.added, again.stored.merged, again.stored.updated, again.stored.unchanged) == (
        [],
        [],
        [],
        2,
    )
    assert records_of(desk) == before


def test_what_only_one_source_has_is_stored_from_that_one(desk: Bench) -> None:
    added = desk.add("90000002", "10.5555/exercise.3", "PMC9900004")
    assert added.missing == []
    assert sorted(record for found in records_of(desk).values() for record in found) == [
        ("crossref", "10.5555/exercise.3"),
        ("crossref", "10.5555/pmc.4"),
        ("pubmed", "90000002"),
    ]


def test_a_doi_of_another_agency_is_stored_as_that_agency_describes_it(desk: Bench) -> None:
    added = desk.add("10.5555/data.5")
    [entry] = desk.entries()
    assert [(record.source, record.source_id) for record in entry.records] == [("doi.org", "10.5555/data.5")]
    assert (entry.work.title, entry.work.doi) == ("Data on joints", "10.5555/data.5")
    assert added.identified == {"doi.org": 1}
    # It says nothing about retractions.
    assert entry.integrity.status == "not-checked"


@pytest.mark.parametrize("ref", ["arXiv:1706.03762", "https://arxiv.org/abs/1706.03762v5"])
def test_a_number_in_arxiv_is_looked_up_by_the_doi_that_arxiv_gave(desk: Bench, ref: str) -> None:
    added = desk.add(ref)
    [entry] = desk.entries()
    assert (entry.work.title, entry.work.doi) == ("Gait seen by a machine", "10.48550/arxiv.1706.03762")
    assert entry.work.other_ids == (Identifier("arxiv", "1706.03762"),)
    assert added.remarks == [
        f"{ref} is looked up by the DOI that arXiv gave to it: 10.48550/arxiv.1706.03762."
    ]
    assert desk.add("arXiv:1706.03762").stored.unchanged == 1


def test_a_number_that_arxiv_does_not_have_is_not_found(desk: Bench) -> None:
    [error] = desk.add("arXiv:2101.99999").errors
    assert (error.exit_code, error.message) == (
        6,
        "arXiv:2101.99999 was not found. There is no such DOI.",
    )


@pytest.mark.parametrize(
    ("ref", "page"),
    [
        ("PPR123456", "https://europepmc.org/article/PPR/PPR123456"),
        ("NBK1234", "https://www.ncbi.nlm.nih.gov/books/NBK1234/"),
        ("NIHMS77", "https://pmc.ncbi.nlm.nih.gov/articles/mid/NIHMS77/"),
    ],
)
def test_a_number_that_no_service_knows_is_refused_with_its_page(
    desk: Bench, services: LocalServices, ref: str, page: str
) -> None:
    [error] = desk.add(ref).errors
    assert error.exit_code == 6
    assert error.hint == f"Give the paper's PMID, PMCID or DOI; its page may name them: {page}"
    assert services.count() == 0


def test_an_agency_that_gives_nothing_is_named(desk: Bench, services: LocalServices) -> None:
    services.faults.always("negotiation", status(406))
    added = desk.add("10.5555/medra.6")
    [error] = added.errors
    assert error.exit_code == 6
    assert error.message == (
        "10.5555/medra.6 was not found. It is registered with mEDRA, not Crossref, and mEDRA gives no record of it."
    )
    assert added.missing == ["10.5555/medra.6"]


def test_an_answer_without_a_title_is_no_record(desk: Bench) -> None:
    assert [error.exit_code for error in desk.add("10.5555/medra.6").errors] == [6]
    assert desk.entries() == []


def test_both_dois_of_a_paper_find_it_whatever_comes_later(desk: Bench) -> None:
    desk.add("10.5555/old-massage.1")
    desk.fetch("massage")
    for ref in ("10.5555/old-massage.1", "10.5555/massage.1", "90000001"):
        added = desk.add(ref)
        assert added.keys == {ref: "ostgaard2011"}
        assert added.stored.added == []
    [entry] = [entry for entry in desk.entries() if entry.work.pmid == PAPER.pmid]
    assert entry.work.doi == "10.5555/massage.1"
    assert [str(other) for other in entry.work.other_ids if other.scheme == "doi"] == [
        "doi:10.5555/old-massage.1"
    ]


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        (
            "99999999",
            "99999999 was not found. PubMed has no such paper: deleted, joined to another, or mistyped.",
        ),
        ("10.5555/nothing", "10.5555/nothing was not found. There is no such DOI."),
        ("PMC9999999", "PMC9999999 was not found. PMC gives neither a PMID nor a DOI for PMC9999999."),
        ("massage", "'massage' holds no PMID, PMCID or DOI."),
        ("2016", "2016 could be a year or a page, so it is not taken as a PMID."),
        (
            "NBK5000",
            "NBK5000 is a number in NCBI's Bookshelf; silit asks PubMed, PMC, Crossref and doi.org, which know no papers by it.",
        ),
        (
            "doi:10.5555/massage.1 and doi:10.5555/exercise.3",
            "'doi:10.5555/massage.1 and doi:10.5555/exercise.3' holds several identifiers: 10.5555/massage.1, "
            "10.5555/exercise.3.",
        ),
    ],
)
def test_what_does_not_exist_is_said_and_stores_nothing(ref: str, said: str, desk: Bench) -> None:
    added = desk.add(ref)
    [error] = added.errors
    assert (error.exit_code, error.message) == (6, said)
    assert error.hint
    assert added.missing == [ref]
    assert desk.entries() == []


def test_the_failures_come_in_the_order_of_the_refs_and_the_others_are_stored(
    desk: Bench, services: LocalServices
) -> None:
    services.faults.always("idconv", status(503))
    added = desk.add("PMC9900001", "nonsense", "90000001", "99999999")
    assert added.missing == ["PMC9900001", "nonsense", "99999999"]
    assert [error.exit_code for error in added.errors] == [7, 6, 6]
    assert records_of(desk) == {"ostgaard2011": BOTH}


def test_the_converter_costs_only_the_pmcids(desk: Bench, services: LocalServices) -> None:
    services.faults.always("idconv", html_in_200())
    added = desk.add("10.5555/exercise.3", "PMC9900004", "PMC9900001", "90000002")
    assert added.missing == ["PMC9900004", "PMC9900001"]
    [error] = added.errors
    assert error.exit_code == 7
    assert len(desk.entries()) == 2


def test_with_pubmed_down_a_doi_is_stored_from_crossref_and_that_is_noted(
    desk: Bench, services: LocalServices
) -> None:
    services.faults.always("esearch", closed())
    services.faults.always("efetch", closed())
    added = desk.add("10.5555/massage.1")
    assert (added.missing, added.errors) == ([], [])
    assert records_of(desk) == {"ostgaard2011": [("crossref", "10.5555/massage.1")]}
    [problem] = added.stored.problems
    assert problem.code == "source-not-asked"
    assert problem.message.startswith("PubMed keeps answering with faults")


def test_with_pubmed_down_a_pmid_is_not_found_wanting_but_unasked(
    desk: Bench, services: LocalServices
) -> None:
    services.faults.always("efetch", status(503))
    added = desk.add("90000001", "10.5555/exercise.3")
    assert added.missing == ["90000001"]
    assert [error.exit_code for error in added.errors] == [7]
    assert list(records_of(desk).values()) == [[("crossref", "10.5555/exercise.3")]]
    # The error says it already.
    assert added.stored.problems == []


def test_with_crossref_down_what_pubmed_and_the_agencies_have_is_stored(
    desk: Bench, services: LocalServices
) -> None:
    services.faults.always("works", status(503))
    services.faults.always("work", status(503))
    added = desk.add("10.5555/massage.1", "10.5555/exercise.3", "10.5555/data.5")
    assert added.missing == ["10.5555/exercise.3"]
    assert [error.exit_code for error in added.errors] == [7]
    assert sorted(record for found in records_of(desk).values() for record in found) == [
        ("doi.org", "10.5555/data.5"),
        ("pubmed", "90000001"),
    ]


def test_with_pubmed_down_a_doi_that_crossref_lacks_is_not_called_missing(
    desk: Bench, services: LocalServices
) -> None:
    services.faults.always("esearch", status(503))
    services.corpus = services.crossref.corpus = services.corpus.with_papers(
        [replace(AT_CROSSREF, number=9, doi="10.5555/pubmed-only.9", in_crossref=False)]
    )
    assert [error.exit_code for error in desk.add("10.5555/pubmed-only.9").errors] == [7]


def test_a_record_that_cannot_be_read_is_no_missing_paper(desk: Bench, services: LocalServices) -> None:
    body = pubmed_set([PAPER, AT_PUBMED]).replace("</ArticleTitle>", "</b>", 1)
    services.faults.always("efetch", Fault(body=body.encode(), headers={"Content-Type": "text/xml"}))
    added = desk.add("90000001", "90000002")
    assert added.missing == ["90000001"]
    assert [(error.exit_code, error.message) for error in added.errors] == [
        (8, "PubMed has 90000001, but its record cannot be read.")
    ]
    assert [problem.code for problem in added.stored.problems] == ["unreadable-record"]
    assert len(desk.entries()) == 1


def test_without_a_network_each_ref_says_so_and_doi_org_is_left_alone(
    desk: Bench, services: LocalServices
) -> None:
    for route in ("esearch", "efetch", "works", "work", "idconv", "agency", "negotiation"):
        services.faults.always(route, closed())
    added = desk.add("90000001", "10.5555/exercise.3", "PMC9900004")
    assert added.missing == ["90000001", "10.5555/exercise.3", "PMC9900004"]
    assert {error.exit_code for error in added.errors} == {7}
    assert added.remarks[-1] == "Not stored: 90000001, 10.5555/exercise.3, PMC9900004."
    assert services.count("agency", "negotiation") == 0


@pytest.mark.parametrize(
    ("refs", "requests"),
    [
        (["90000001"], {"efetch": 1, "work": 1}),
        (["10.5555/massage.1"], {"esearch": 1, "efetch": 1, "work": 1}),
        (["PMC9900001"], {"idconv": 1, "efetch": 1, "work": 1}),
        (["90000001", "10.5555/massage.1", "PMC9900001"], {"idconv": 1, "efetch": 1, "work": 1}),
        (["90000001", "10.5555/exercise.3"], {"efetch": 1, "esearch": 1, "works": 1}),
        (["90000002"], {"efetch": 1}),
        (["10.5555/data.5"], {"esearch": 1, "work": 1, "agency": 1, "negotiation": 1, "crosscite": 1}),
        (["nonsense"], {}),
    ],
)
def test_no_request_is_sent_that_tells_nothing_new(
    refs: list[str], requests: dict[str, int], desk: Bench, services: LocalServices
) -> None:
    desk.add(*refs)
    sent = {route: services.count(route) for route in {request.route for request in services.of()}}
    assert sent == requests


def test_a_hundred_refs_take_a_handful_of_requests(tmp_path: Path) -> None:
    papers = tuple(
        replace(
            PAPER,
            number=n,
            title=f"Trial {n}",
            pmid=str(90_000_000 + n),
            doi=f"10.5555/t.{n}",
            pmcid="",
            aliases=(),
        )
        for n in range(1, 101)
    )
    with LocalServices(Corpus(papers)) as services, bench(tmp_path, services) as desk:
        added = desk.add(*(paper.pmid for paper in papers[:50]), *(paper.doi for paper in papers[50:]))
        assert added.missing == []
        assert len(desk.entries()) == 100
        assert services.count() <= 6


def test_the_erratum_of_a_paper_is_not_the_paper(tmp_path: Path) -> None:
    erratum = replace(
        PAPER,
        number=7,
        title="Erratum: Massage for sacroiliac joint pain",
        pmid="90000007",
        pmcid="",
        in_crossref=False,
        design=("Published Erratum", "D016425"),
        aliases=(),
    )
    with LocalServices(Corpus((erratum, PAPER))) as services, bench(tmp_path, services) as desk:
        added = desk.add("90000007")
        # The paper was not asked for, though it has the DOI that the erratum carries.
        assert list(records_of(desk).values()) == [[("pubmed", "90000007")]]
        [problem] = [problem for problem in added.stored.problems if problem.code == "another-work"]
        assert problem.hint == "If you mean that one too: silit add 10.5555/massage.1"
        both = desk.add("90000007", "90000001")
        assert len(set(both.keys.values())) == 2
        assert sorted(records_of(desk).values()) == [BOTH, [("pubmed", "90000007")]]


def test_a_chapter_is_not_the_book_whose_doi_it_carries(desk: Bench, services: LocalServices) -> None:
    book = {
        "DOI": PAPER.doi,
        "type": "book",
        "title": ["The pelvis"],
        "author": [{"family": "Sato", "given": "Kenji"}],
        "issued": {"date-parts": [[1999]]},
    }
    answer = json.dumps({"status": "ok", "message-type": "work", "message": book}).encode()
    services.faults.always("work", Fault(body=answer, headers={"Content-Type": "application/json"}))
    assert [entry.work.title for entry in _added(desk, "90000001")] == [PAPER.title]
    # By the DOI it is the book, whatever PubMed has under it.
    assert [entry.work.title for entry in _added(desk, PAPER.doi)] == [PAPER.title, "The pelvis"]


def _added(desk: Bench, ref: str) -> list[object]:
    desk.add(ref)
    return desk.entries()
