"""Two descriptions with a shared identifier are one work, unless they cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from silit.matching.identity import CONFLICT, identifiers_of, same_work, shared_identifiers
from silit.matching.titles import family_key, part_number, title_key, title_similarity
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.terms import PublicationType, Relation
from silit.model.work import Work

LASLETT = Work(
    type="article-journal",
    title="Diagnosis of sacroiliac joint pain: validity of individual provocation tests and composites of tests",
    author=(Name(family="Laslett", given="Mark", initials="M"), Name(family="Aprill", initials="CN")),
    issued=PartialDate(2005, 8),
    volume="10",
    page="207-218",
    doi="10.1016/j.math.2005.01.003",
    pmid="16038856",
)
MASSAGE = Work(
    type="article-journal",
    title="Massage for low-back pain",
    author=(Name(family="Furlan"),),
    issued=PartialDate(2015),
    volume="9",
    page="1-9",
    doi="10.1/massage",
)


@pytest.mark.parametrize(
    "other",
    [
        replace(LASLETT, pmid=""),
        Work(doi=LASLETT.doi),
        Work(pmid=LASLETT.pmid, title=LASLETT.title.upper()),
        replace(LASLETT, title="Diagnosis of Sacroiliac Joint Pain", author=()),
        replace(LASLETT, title="RETRACTED: " + LASLETT.title),
        replace(LASLETT, title="<i>" + LASLETT.title + "</i>."),
        replace(LASLETT, title="Diagnose von Schmerzen", issued=PartialDate(2006), volume="", page=""),
        replace(LASLETT, title="Diagnose von Schmerzen", author=()),
        replace(LASLETT, title="Diagnose", original_title=LASLETT.title, author=(), volume=""),
        replace(LASLETT, doi="10.1/alias"),
        replace(LASLETT, pmid="1", other_ids=(Identifier("pmid", "16038856"),)),
        Work(title=LASLETT.title, other_ids=(Identifier("doi", LASLETT.doi),)),
    ],
)
def test_a_shared_identifier_and_nothing_against_it_is_one_work(other: Work) -> None:
    assert same_work(LASLETT, other).same


def test_works_without_a_shared_identifier_are_not_joined_however_alike() -> None:
    assert not same_work(LASLETT, replace(LASLETT, doi="10.1/other", pmid="")).same


def test_two_works_in_pubmed_are_two_even_with_one_doi() -> None:
    verdict = same_work(LASLETT, replace(LASLETT, pmid="1"))
    assert (verdict.same, verdict.problem) == (False, None)
    assert "1 and 16038856" in verdict.reason


@pytest.mark.parametrize(
    "notice",
    [
        replace(MASSAGE, title="Erratum: Massage for low-back pain"),
        replace(MASSAGE, title="Correction to: Massage for low-back pain", author=()),
        replace(MASSAGE, title="Retraction notice to “Massage for low-back pain”"),
        replace(MASSAGE, title="Comment on “Massage for low-back pain”"),
        replace(MASSAGE, title="Reply to Smith", author=(Name(family="Furlan"),)),
        replace(MASSAGE, page="77", publication_types=(PublicationType("D016425", "Published Erratum"),)),
        replace(
            MASSAGE,
            title="Value error in figure 3",
            relations=(Relation("ErratumFor", Identifier("pmid", "3")),),
        ),
    ],
)
def test_a_notice_or_a_reply_is_not_the_paper_that_it_is_about(notice: Work) -> None:
    assert not same_work(MASSAGE, notice).same


def test_a_notice_that_only_one_source_knows_as_one_is_still_one_work() -> None:
    erratum = Work(
        type="article-journal",
        title="Value Error in Figure 3",
        issued=PartialDate(2017),
        volume="318",
        page="1188",
        doi="10.1001/jama.2017.13530",
        publication_types=(PublicationType("D016425", "Published Erratum"),),
    )
    assert same_work(erratum, replace(erratum, publication_types=())).same
    assert same_work(erratum, Work(doi=erratum.doi)).same


def test_a_paper_that_was_retracted_where_it_stands_is_itself() -> None:
    in_place = Relation("update-to:retraction", Identifier("doi", MASSAGE.doi))
    assert same_work(
        MASSAGE, replace(MASSAGE, title="RETRACTED: " + MASSAGE.title, relations=(in_place,))
    ).same


def test_a_preprint_is_not_the_article_even_when_one_record_names_the_others_doi() -> None:
    preprint = replace(MASSAGE, type="article", genre="preprint")
    assert not same_work(MASSAGE, preprint).same
    assert same_work(replace(MASSAGE, type="document"), preprint).same
    on_a_server = replace(MASSAGE, doi="10.1101/2020.01.01.1")
    assert same_work(on_a_server, replace(preprint, doi=on_a_server.doi)).same


def test_chapters_that_carry_the_doi_of_their_book_are_neither_the_book_nor_each_other() -> None:
    book = Work(type="book", title="The sacroiliac joint", doi="10.1/book", issued=PartialDate(2010))
    one = replace(book, type="chapter", title="Embryology and growth", author=(Name(family="Ma"),))
    other = replace(book, type="chapter", title="Surgical treatment", author=(Name(family="Ma"),))
    for verdict in (same_work(book, one), same_work(one, other)):
        assert (verdict.same, verdict.problem) == (False, None)
    assert same_work(one, replace(one, title="Embryology and Growth.")).same


def test_a_doi_on_a_wholly_different_paper_is_a_conflict_to_tell() -> None:
    verdict = same_work(LASLETT, replace(MASSAGE, doi=LASLETT.doi))
    assert not verdict.same
    assert verdict.problem is not None
    assert verdict.problem.code == CONFLICT == "identifier-conflict"
    assert LASLETT.doi in verdict.problem.message
    assert MASSAGE.title in verdict.problem.message


def test_part_one_is_not_part_two() -> None:
    one = replace(
        LASLETT, title="Transfer of lumbosacral load to iliac bones and legs. Part 1: biomechanics", pmid=""
    )
    verdict = same_work(
        one, replace(one, title="Transfer of lumbosacral load to iliac bones and legs. Part II")
    )
    assert not verdict.same
    assert verdict.problem is not None


def test_identifiers_are_named_in_a_fixed_order_with_aliases_last() -> None:
    alias = (Identifier("doi", "10.1/alias"), Identifier("isbn", "9780000000000"))
    work = replace(LASLETT, pmcid="PMC1", other_ids=alias)
    assert [str(identifier) for identifier in identifiers_of(work)] == [
        "pmid:16038856",
        "pmcid:PMC1",
        "doi:10.1016/j.math.2005.01.003",
        "doi:10.1/alias",
    ]
    assert shared_identifiers(work, Work(doi="10.1/alias")) == (Identifier("doi", "10.1/alias"),)


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("Load transfer. Part 2", 2),
        ("Load transfer, part II: exercise", 2),
        ("Pelvic pain II", 2),
        ("Pelvic pain", None),
        ("", None),
        ("The part of exercise", None),
    ],
)
def test_the_part_of_a_title_is_read_in_both_numerals(title: str, part: int | None) -> None:
    assert part_number(title) == part


def test_title_keys_forget_what_typesetting_adds() -> None:
    assert title_key("[RETRACTED: <i>Sacro-iliac</i> Joint Pain.]") == "sacro iliac joint pain"
    assert title_similarity("Back pain", "Back pain: a randomised trial in nurses") < 0.8
    assert title_similarity("", "Back pain") == 0
    assert family_key(Name(family="Wurff", particle="van der")) == family_key(Name(family="van der Wurff"))


WORKS = st.builds(
    replace,
    st.sampled_from([LASLETT, MASSAGE, Work(type="chapter", title="Embryology"), Work()]),
    title=st.sampled_from(["", LASLETT.title, MASSAGE.title, "Erratum: " + MASSAGE.title, "Pain. Part 1"]),
    doi=st.sampled_from(["", "10.1/a", "10.1/b"]),
    pmid=st.sampled_from(["", "1", "2"]),
    genre=st.sampled_from(["", "preprint"]),
)


@given(WORKS, WORKS)
@settings(deadline=None)
def test_it_does_not_matter_which_of_the_two_comes_first(one: Work, other: Work) -> None:
    assert same_work(one, other) == same_work(other, one)


@given(WORKS)
@settings(deadline=None)
def test_a_work_with_an_identifier_is_itself(work: Work) -> None:
    assert same_work(work, work).same is bool(identifiers_of(work))


@pytest.mark.parametrize("number", ["arxiv:1706.03762", "ppr:PPR123456", "nbk:NBK1234", "nihms:NIHMS77"])
def test_a_number_in_an_archive_makes_two_descriptions_one_work(number: str) -> None:
    shared = (Identifier(*number.split(":")),)
    one = Work(type="article", title="Massage for low-back pain", other_ids=shared)
    other = Work(type="article", title="Massage for low back pain.", other_ids=shared)
    assert same_work(one, other).same


def test_an_article_is_not_its_preprint_in_arxiv() -> None:
    shared = (Identifier("arxiv", "1706.03762"),)
    preprint = Work(type="article", title="Massage for low-back pain", other_ids=shared)
    assert not same_work(replace(MASSAGE, other_ids=shared), preprint).same
