"""A `PubmedBookArticle` element (NCBI Bookshelf) -> a book or a chapter. Rules: the DTD pubmed_250101, BookDocument."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

from silit.errors import UnreadableFormatError
from silit.formats.marc_languages import bcp47
from silit.formats.pubmed_dates import history_date, read_date
from silit.formats.pubmed_ids import identifiers_of, pmid_of
from silit.formats.pubmed_names import completeness, names_of
from silit.formats.pubmed_pages import expand
from silit.formats.pubmed_terms import (
    abstract_text,
    genre,
    grants,
    keywords,
    other_abstracts,
    publication_types,
)
from silit.formats.pubmed_text import article_titles, child, child_text, text_of, title_of, without_final_dot
from silit.markup import plain
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier, normalise_isbn
from silit.model.names import Name
from silit.model.work import Work
from silit.results import Problem, Result

_BOOKSHELF = "https://www.ncbi.nlm.nih.gov/books/{}/"


def book_work(record: Element) -> Result[Work]:
    """The book, or the chapter of one, that a `PubmedBookArticle` describes, with what was odd about it.

    It is a chapter when it has a title other than the book's. Raises UnreadableFormatError without a PMID or a book.
    """
    document = record.find("BookDocument")
    book = child(document, "Book")
    if document is None or book is None:
        raise UnreadableFormatError("The PubMed record has no BookDocument with a Book.")
    pmid = pmid_of(document.find("PMID"))
    if not pmid:
        raise UnreadableFormatError("The PubMed record has no PMID.")
    data = record.find("PubmedBookData")
    marc = child_text(document, "Language").lower()
    book_title = without_final_dot(title_of(book.find("BookTitle")))
    title, original_title = article_titles(
        document.find("ArticleTitle"), document.find("VernacularTitle"), marc
    )
    chapter = bool(title) and plain(title).casefold() != plain(book_title).casefold()
    authors, editors = _authors(document, book)
    own_list = document.find("AuthorList")
    # A chapter may carry the whole book's DOI at the book: that one is not the chapter's.
    locations = [] if chapter else book.findall("ELocationID")
    id_lists = [document.find("ArticleIdList"), child(data, "ArticleIdList")]
    identifiers = identifiers_of(id_lists, locations)
    types = publication_types(document.findall("PublicationType"))
    isbns, bad_isbns = _isbns(book)
    issued = _issued(document, book, chapter) or history_date(child(data, "History"))
    abstract = document.find("Abstract")
    work = Work(
        type="chapter" if chapter else "book",
        title=title if chapter else book_title,
        original_title=original_title,
        container_title=book_title if chapter else "",
        collection_title=title_of(book.find("CollectionTitle")),
        author=authors,
        editor=editors,
        authors_complete=completeness(own_list if own_list is not None else book.find("AuthorList")),
        issued=issued,
        volume=child_text(book, "Volume") or child_text(book, "VolumeTitle"),
        page=expand(child_text(document, "Pagination/MedlinePgn")),
        number=child_text(book, "ReportNumber"),
        edition=child_text(book, "Edition"),
        publisher=child_text(book, "Publisher/PublisherName"),
        publisher_place=child_text(book, "Publisher/PublisherLocation"),
        genre=genre(types),
        medium=child_text(book, "Medium"),
        status=child_text(data, "PublicationStatus"),
        language=bcp47(marc),
        abstract=abstract_text(abstract),
        other_abstracts=other_abstracts(document.findall("OtherAbstract")),
        keyword=keywords(document.findall("KeywordList")),
        doi=identifiers.doi,
        pmid=pmid,
        pmcid=identifiers.pmcid,
        isbn=isbns,
        url=_url(identifiers.other),
        other_ids=identifiers.other,
        publication_types=types,
        grants=grants(document.find("GrantList")),
        rights=child_text(abstract, "CopyrightInformation"),
    )
    problems = [*identifiers.problems, *bad_isbns]
    if issued is None:
        problems.append(Problem("no-date", "no date of publication is given."))
    if not work.title:
        problems.append(Problem("no-title", "no title is given."))
    return Result(work, tuple(problems))


def _authors(document: Element, book: Element) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """(authors, editors): the chapter's own authors before the book's; editors of both."""
    own = _by_role(document)
    whole = _by_role(book)
    return own["authors"] or whole["authors"], tuple(dict.fromkeys((*own["editors"], *whole["editors"])))


def _by_role(parent: Element) -> dict[str, tuple[Name, ...]]:
    roles: dict[str, tuple[Name, ...]] = {"authors": (), "editors": ()}
    for author_list in parent.findall("AuthorList"):
        role = "editors" if author_list.get("Type") == "editors" else "authors"
        roles[role] += names_of(author_list)
    return roles


def _issued(document: Element, book: Element, chapter: bool) -> PartialDate | None:
    """A chapter of a book that is still being written is dated by its own contribution, all else by the book."""
    published, begun, ended, contributed = (
        read_date(element) if element is not None else None
        for element in (
            book.find("PubDate"),
            book.find("BeginningDate"),
            book.find("EndingDate"),
            document.find("ContributionDate"),
        )
    )
    living = begun is not None and ended is None
    if chapter and living and contributed is not None:
        return contributed
    if published is None and begun is not None and ended is not None and ended.parts > begun.parts:
        return replace(begun, end=ended)
    return published or contributed or begun or ended


def _isbns(book: Element) -> tuple[tuple[str, ...], list[Problem]]:
    good: dict[str, None] = {}
    problems: list[Problem] = []
    for element in book.findall("Isbn"):
        printed = text_of(element)
        isbn = normalise_isbn(printed)
        if isbn:
            good[isbn] = None
        elif printed:
            problems.append(Problem("bad-isbn", f"{printed!r} is given as an ISBN, which it is not."))
    return tuple(good), problems


def _url(others: tuple[Identifier, ...]) -> str:
    return next((_BOOKSHELF.format(other.value) for other in others if other.scheme == "nbk"), "")
