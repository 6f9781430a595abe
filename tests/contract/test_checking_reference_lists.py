"""`silit add --check`: of a reference list with one wrong field in every third entry, all of these are found and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.asking import Bench, bench
from support.local_corpus import make_corpus
from support.local_faults import closed
from support.local_services import LocalServices
from support.small_records import make_library, pubmed, store
from support.written_references import SILITS, STYLES, ListedReference, can_be_written, made_list

from silit.library import Library
from silit.model.work import Work
from silit.services.citation_checking import CheckedRefs, check_refs
from silit.services.citation_resolving import Sources
from silit.services.list_works import list_works
from silit.services.pasted_list import refs_in
from silit.services.starter import add_starter


@pytest.fixture(scope="module")
def services() -> Iterator[LocalServices]:
    with LocalServices(make_corpus(noise=10)) as running:
        yield running


@pytest.fixture
def desk(services: LocalServices, tmp_path: Path) -> Iterator[Bench]:
    services.requests.clear()
    with bench(tmp_path, services) as made:
        yield made


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("starter") / "library.db") as library:
        add_starter(library)
        yield library


@pytest.fixture(scope="module")
def papers(services: LocalServices, tmp_path_factory: pytest.TempPathFactory) -> list[Work]:
    """The papers of the local services as they describe them."""
    with bench(tmp_path_factory.mktemp("papers"), services) as desk:
        records = [one for batch in desk.pubmed.fetch(services.corpus.by_pmid) for one in batch.records]
        for some in desk.crossref.works(paper.doi for paper in services.corpus.in_crossref if not paper.pmid):
            records += some.found.values()
        return [record.work for record in records if can_be_written(record.work)]


def checked(library: Library | None, desk: Bench, listed: list[ListedReference]) -> CheckedRefs:
    text = "".join(f"{number}. {one.text}\n" for number, one in enumerate(listed, start=1))
    refs = refs_in(text).refs
    assert [ref.text for ref in refs] == [one.text for one in listed]
    sources = Sources(desk.pubmed, desk.crossref, desk.resolver)
    return check_refs(
        library, [ref.text for ref in refs], sources, lines={ref.text: ref.line for ref in refs}
    )


def expect_only_what_is_wrong(found: CheckedRefs, listed: list[ListedReference]) -> None:
    wrong = {line: [one.wrong] for line, one in enumerate(listed, start=1) if one.wrong}
    fields = {
        line: [difference.field for difference in one.differences]
        for line, one in enumerate(found.resolutions, start=1)
        if one.differences
    }
    assert fields == wrong
    assert [one.line for one in found.problems if one.code == "reference-differs"] == list(wrong)
    # What is wrong in one field alone is still the paper.
    assert [one.candidates[0].work.title for one in found.resolutions] == [one.work.title for one in listed]
    assert found.failed == []


@pytest.mark.parametrize("style", STYLES)
def test_a_list_of_papers_that_the_library_has_is_checked_without_a_request(
    style: str, starter: Library, desk: Bench, services: LocalServices
) -> None:
    works = [entry.work for entry in list_works(starter, "").entries if can_be_written(entry.work)]
    assert len(works) > 60
    listed = made_list(works, style)
    found = checked(starter, desk, listed)
    expect_only_what_is_wrong(found, listed)
    assert [one.outcome for one in found.resolutions] == ["sure"] * len(listed)
    assert services.count() == 0


@pytest.mark.parametrize("style", SILITS)
def test_what_silit_writes_of_any_paper_agrees_with_it_and_what_was_altered_is_found(
    style: str, starter: Library, desk: Bench, services: LocalServices
) -> None:
    works = [entry.work for entry in list_works(starter, "").entries]
    assert len(works) == 97
    expect_only_what_is_wrong(
        checked(starter, desk, [ListedReference(SILITS[style](work), work) for work in works]),
        [ListedReference("", work) for work in works],
    )
    for first in range(3):
        listed = made_list(works[first:], style)
        assert sum(bool(one.wrong) for one in listed) == len(listed) // 3
        expect_only_what_is_wrong(checked(starter, desk, listed), listed)
    assert services.count() == 0


@pytest.mark.parametrize("style", ["vancouver", "apa", "mdpi"])
def test_a_list_is_checked_against_the_services(
    style: str, papers: list[Work], desk: Bench, services: LocalServices
) -> None:
    listed = made_list(papers[:100], style)
    expect_only_what_is_wrong(checked(None, desk, listed), listed)
    assert services.count("ecitmatch") == 1
    assert services.count("efetch") <= 4
    assert services.count("esearch") <= 5
    # Only what PubMed does not have is asked for at Crossref, one by one.
    assert services.count("works") <= 30


def test_an_identifier_behind_a_reference_is_its_own_or_a_paper_of_its_own(
    papers: list[Work], desk: Bench, services: LocalServices
) -> None:
    first, second, third = [work for work in papers if work.pmid and work.doi][:3]
    one, two = (STYLES["vancouver"](work) for work in (first, second))
    pasted = refs_in(f"1. {one}\n{first.doi}\n2. {two}\n{third.doi}\n")
    found = check_refs(
        None,
        [ref.text for ref in pasted.refs],
        Sources(desk.pubmed, desk.crossref, desk.resolver),
        tails={text: (apart[0].text, apart[1].text) for text, apart in pasted.tails.items()},
    )
    assert [(each.text, each.outcome, each.candidates[0].work.pmid) for each in found.resolutions] == [
        (f"{one} {first.doi}", "sure", first.pmid),
        (two, "sure", second.pmid),
        (third.doi, "sure", third.pmid),
    ]
    assert found.problems == []


def test_nothing_is_stored(papers: list[Work], desk: Bench) -> None:
    with desk.library() as library:
        found = checked(library, desk, made_list(papers[:3], "ama"))
        assert found.missing == []
        assert list_works(library, "").total == 0


def test_a_list_without_a_network_says_so_for_each_reference(tmp_path: Path, papers: list[Work]) -> None:
    with LocalServices(make_corpus()) as services, bench(tmp_path, services) as desk:
        for route in ("ecitmatch", "esearch", "efetch", "works", "work"):
            services.faults.always(route, closed())
        listed = made_list(papers[:30], "vancouver")
        found = checked(None, desk, listed)
        assert {one.outcome for one in found.resolutions} == {"failed"}
        assert [error.exit_code for error in found.failed] == [7]
        assert len(found.missing) == 30
        # A service that is down is not asked thirty times.
        assert services.count() < 20


def test_a_retracted_paper_in_a_list_is_named(tmp_path: Path, desk: Bench) -> None:
    notice = (
        '</Article><CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>Invent J. 2012;9:1'
        "</RefSource></CommentsCorrections></CommentsCorrectionsList><Article>"
    )
    record = pubmed("90000077", title="Massage of imaginary joints in ten women: a trial", more=notice)
    text = "Østgaard H. Massage of imaginary joints in ten women: a trial. Invent J Pelvic Pain. 2010;7:11-9."
    with make_library(tmp_path) as library:
        store(library, [record])
        found = check_refs(library, [text], Sources(desk.pubmed, desk.crossref, desk.resolver))
    assert [(one.code, one.key) for one in found.problems] == [("reference-retracted", "ostgaard2010")]
    assert [one.differences for one in found.resolutions] == [()]


def test_a_source_that_was_not_needed_in_the_end_is_named_when_it_was_down(
    tmp_path: Path, papers: list[Work]
) -> None:
    with LocalServices(make_corpus(noise=10)) as services, bench(tmp_path, services) as desk:
        for route in ("ecitmatch", "esearch", "efetch"):
            services.faults.always(route, closed())
        shared = [work for work in papers if work.doi in {paper.doi for paper in services.corpus.in_crossref}]
        found = checked(None, desk, made_list(shared[:2], "vancouver"))
        assert [one.outcome for one in found.resolutions] == ["sure", "sure"]
        assert [one.code for one in found.problems] == ["source-not-asked"]
