"""Books of NCBI Bookshelf and their chapters."""

from __future__ import annotations

import pytest
from support.pubmed_xml import book, codes, read, work_of

from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.work import Work

PUBLISHER = (
    "<Publisher><PublisherName>StatPearls Publishing</PublisherName>"
    "<PublisherLocation>Treasure Island (FL)</PublisherLocation></Publisher>"
)
EDITOR = "<AuthorList Type='editors'><Author ValidYN='Y'><LastName>Lee</LastName><Initials>D</Initials></Author></AuthorList>"
AUTHOR = "<AuthorList Type='authors' CompleteYN='Y'><Author ValidYN='Y'><LastName>Raj</LastName></Author></AuthorList>"
IN_2023 = "<ContributionDate><Year>2023</Year><Month>7</Month><Day>31</Day></ContributionDate>"
ACCESSION = "<ArticleIdList><ArticleId IdType='bookaccession'>NBK470299</ArticleId></ArticleIdList>"
LIVING = (
    "<PubDate><Year>2024</Year><Month>01</Month></PubDate><BeginningDate><Year>2019</Year></BeginningDate>"
)


def test_a_chapter_of_a_living_book_is_read_whole() -> None:
    work = work_of(
        book(
            ACCESSION
            + "<ArticleTitle book='statpearls'>Sacroiliac Joint Pain</ArticleTitle><Language>eng</Language>"
            + AUTHOR
            + "<PublicationType UI='D000072643'>Study Guide</PublicationType>"
            + "<Abstract><AbstractText>It hurts.</AbstractText></Abstract>"
            + IN_2023,
            PUBLISHER
            + "<BookTitle book='statpearls'>StatPearls</BookTitle>"
            + LIVING
            + EDITOR
            + "<Medium>Internet</Medium>",
            "<PublicationStatus>ppublish</PublicationStatus>",
        )
    )
    assert work == Work(
        type="chapter",
        title="Sacroiliac Joint Pain",
        container_title="StatPearls",
        author=(Name("Raj"),),
        editor=(Name("Lee", "D.", initials="D"),),
        issued=PartialDate(2023, 7, 31),
        publisher="StatPearls Publishing",
        publisher_place="Treasure Island (FL)",
        medium="Internet",
        status="ppublish",
        language="en",
        abstract="It hurts.",
        pmid="202",
        url="https://www.ncbi.nlm.nih.gov/books/NBK470299/",
        other_ids=(Identifier("nbk", "NBK470299"),),
        publication_types=work.publication_types,
    )
    assert [kind.ui for kind in work.publication_types] == ["D000072643"]


def test_a_book_is_read_whole() -> None:
    work = work_of(
        book(
            "<Language>eng</Language>",
            "<BookTitle>Low back pain in <i>practice</i>.</BookTitle><PubDate><Year>2009</Year></PubDate>"
            + EDITOR
            + "<Volume>2</Volume><Edition>3rd</Edition><CollectionTitle>Guidelines &amp; more</CollectionTitle>"
            + "<Isbn>0-306-40615-2</Isbn><Isbn>9780306406157</Isbn><ReportNumber>88</ReportNumber>"
            + "<ELocationID EIdType='doi' ValidYN='Y'>10.1000/Book</ELocationID>",
            ACCESSION,
        )
    )
    assert work == Work(
        type="book",
        title="Low back pain in <i>practice</i>",
        editor=(Name("Lee", "D.", initials="D"),),
        collection_title="Guidelines & more",
        issued=PartialDate(2009),
        volume="2",
        number="88",
        edition="3rd",
        language="en",
        doi="10.1000/book",
        isbn=("9780306406157",),
        pmid="202",
        url="https://www.ncbi.nlm.nih.gov/books/NBK470299/",
        other_ids=(Identifier("nbk", "NBK470299"),),
    )


def test_a_title_that_is_the_books_makes_no_chapter() -> None:
    title = "<ArticleTitle>Back pain.</ArticleTitle>"
    work = work_of(book(title, "<BookTitle>Back Pain</BookTitle><PubDate><Year>2009</Year></PubDate>"))
    assert (work.type, work.title, work.container_title) == ("book", "Back Pain", "")


def test_a_chapter_does_not_take_its_books_doi() -> None:
    about = (
        "<BookTitle>Back Pain</BookTitle><PubDate><Year>2009</Year></PubDate>"
        "<ELocationID EIdType='doi' ValidYN='Y'>10.1000/book</ELocationID>"
    )
    assert work_of(book("<ArticleTitle>Exercise</ArticleTitle>", about)).doi == ""


def test_a_chapter_without_authors_of_its_own_has_those_of_the_book() -> None:
    about = f"<BookTitle>Back Pain</BookTitle><PubDate><Year>2009</Year></PubDate>{AUTHOR}"
    assert work_of(book("<ArticleTitle>Exercise</ArticleTitle>", about)).author == (Name("Raj"),)


@pytest.mark.parametrize(
    ("chapter", "about", "issued"),
    [
        (True, LIVING, PartialDate(2023, 7, 31)),
        (False, LIVING, PartialDate(2024, 1)),
        (True, "<PubDate><Year>2009</Year></PubDate>", PartialDate(2009)),
        (True, LIVING + "<EndingDate><Year>2024</Year></EndingDate>", PartialDate(2024, 1)),
        (False,
         "<BeginningDate><Year>2001</Year></BeginningDate><EndingDate><Year>2004</Year></EndingDate>",
         PartialDate(2001, end=PartialDate(2004))),
    ],
)  # fmt: skip
def test_only_a_chapter_of_a_book_still_written_is_dated_by_its_contribution(
    chapter: bool, about: str, issued: PartialDate
) -> None:
    title = "<ArticleTitle>Exercise</ArticleTitle>" if chapter else ""
    work = work_of(book(title + IN_2023, f"<BookTitle>Back Pain</BookTitle>{about}"))
    assert work.issued == issued


def test_a_wrong_isbn_is_reported_and_left_out() -> None:
    about = "<BookTitle>B</BookTitle><PubDate><Year>2009</Year></PubDate><Isbn>9780306406158</Isbn>"
    result = read(book("", about))
    assert (result.value.isbn, codes(result)) == ((), ["bad-isbn"])
