"""A `PubmedArticle` element -> a work. Rules: the DTD pubmed_250101 and NLM's descriptions of its elements."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from silit.errors import UnreadableFormatError
from silit.formats.marc_languages import bcp47
from silit.formats.pubmed_dates import article_dates
from silit.formats.pubmed_ids import Identifiers, identifiers_of, pmid_of, valid_pii
from silit.formats.pubmed_names import completeness, names_of
from silit.formats.pubmed_pages import expand, is_locator, is_single, locator_of_pii
from silit.formats.pubmed_terms import (
    abstract_text,
    csl_type,
    genre,
    grants,
    keywords,
    mesh_headings,
    other_abstracts,
    publication_types,
    relations,
    trials,
)
from silit.formats.pubmed_text import article_titles, child, child_text, title_of
from silit.model.identifiers import Identifier, normalise_issn
from silit.model.work import Work
from silit.results import Problem, Result

# NLM tells journals of one name apart by a place, and perhaps a year: "Lancet (London, England)", "(Bethesda, Md. : 1985)".
_PLACE_AFTER_TITLE = re.compile(r"(?P<title>.+?)\s*\((?P<place>[^()]+,[^()]+?)(?:\s*:\s*\d{4})?\)")
_LONGEST_JOURNAL_TITLE = 500
# An issue of electronic articles has no running pages: a single number there counts articles.
_UNPAGED = frozenset({"Electronic", "Electronic-eCollection"})


def article_work(record: Element) -> Result[Work]:
    """The work that a `PubmedArticle` describes, with what was odd about it.

    Raises UnreadableFormatError when the record has no PMID or no article.
    """
    citation = _required(record.find("MedlineCitation"), "MedlineCitation")
    article = _required(citation.find("Article"), "Article")
    pmid = pmid_of(citation.find("PMID"))
    if not pmid:
        raise UnreadableFormatError("The PubMed record has no PMID.")
    data = record.find("PubmedData")
    journal, journal_info = article.find("Journal"), citation.find("MedlineJournalInfo")
    journal_issue = child(journal, "JournalIssue")
    author_list = article.find("AuthorList")
    edited = author_list is not None and author_list.get("Type") == "editors"
    names = names_of(author_list)
    marc = child_text(article, "Language").lower()
    title, original_title = article_titles(
        article.find("ArticleTitle"), article.find("VernacularTitle"), marc
    )
    dates = article_dates(article, child(data, "History"))
    locations = article.findall("ELocationID")
    identifiers = identifiers_of([child(data, "ArticleIdList")], locations)
    page, number = _pages(article, valid_pii(locations), identifiers.doi)
    types = publication_types(_all(article.find("PublicationTypeList"), "PublicationType"))
    container, place = _container(child(journal, "Title"))
    short = child_text(journal_info, "MedlineTA") or child_text(journal, "ISOAbbreviation")
    issn, issn_linking = _issns(child_text(journal, "ISSN"), child_text(journal_info, "ISSNLinking"))
    abstract = article.find("Abstract")
    work = Work(
        type=csl_type(types),
        title=title,
        original_title=original_title,
        container_title=container or short,
        container_title_short=short,
        author=() if edited else names,
        editor=names if edited else (),
        authors_complete=completeness(author_list),
        issued=dates.issued,
        available_date=dates.available,
        volume=child_text(journal_issue, "Volume"),
        issue=child_text(journal_issue, "Issue"),
        page=page,
        number=number,
        publisher_place=place or child_text(journal_info, "Country"),
        genre=genre(types),
        status=child_text(data, "PublicationStatus"),
        language=bcp47(marc),
        abstract=abstract_text(abstract),
        other_abstracts=other_abstracts(citation.findall("OtherAbstract")),
        keyword=keywords(citation.findall("KeywordList")),
        doi=identifiers.doi,
        pmid=pmid,
        pmcid=identifiers.pmcid,
        issn=(issn,) if issn else (),
        issn_linking=issn_linking,
        nlm_id=child_text(journal_info, "NlmUniqueID"),
        other_ids=_other_ids(identifiers, page, number),
        publication_types=types,
        mesh=mesh_headings(citation.find("MeshHeadingList")),
        relations=relations(citation.find("CommentsCorrectionsList")),
        trials=trials(article.find("DataBankList")),
        grants=grants(article.find("GrantList")),
        conflict_of_interest=child_text(citation, "CoiStatement"),
        rights=child_text(abstract, "CopyrightInformation"),
        citation_status=citation.get("Status", ""),
    )
    return Result(work, (*_missing(work, dates.misread), *identifiers.problems))


def _required(element: Element | None, name: str) -> Element:
    if element is None:
        raise UnreadableFormatError(f"The PubMed record has no {name}.")
    return element


def _all(parent: Element | None, tag: str) -> list[Element]:
    return [] if parent is None else parent.findall(tag)


def _issns(printed: str, linking: str) -> tuple[str, str]:
    """Both in normal form; mostly they are the same one."""
    issn = normalise_issn(printed)
    return issn, issn if linking == printed else normalise_issn(linking)


def _container(element: Element | None) -> tuple[str, str]:
    """A journal's title and the place that was in it."""
    title = title_of(element)
    match = _PLACE_AFTER_TITLE.fullmatch(title) if len(title) <= _LONGEST_JOURNAL_TITLE else None
    return (match["title"], match["place"].strip()) if match else (title, "")


def _pages(article: Element, pii: str, doi: str) -> tuple[str, str]:
    """(page, number): the full page range and "", or an article number twice."""
    pages = _printed_pages(article.find("Pagination"))
    if not pages:
        locator = locator_of_pii(pii, doi)
        return locator, locator
    unpaged = article.get("PubModel") in _UNPAGED and is_single(pages)
    counts_articles = is_locator(pages) or pages == pii or unpaged
    return pages, pages if counts_articles else ""


def _printed_pages(pagination: Element | None) -> str:
    if pagination is None:
        return ""
    pages = child_text(pagination, "MedlinePgn")
    if not pages:
        start, end = child_text(pagination, "StartPage"), child_text(pagination, "EndPage")
        pages = f"{start}-{end}" if start and end and start != end else start
    return expand(pages)


def _other_ids(identifiers: Identifiers, page: str, number: str) -> tuple[Identifier, ...]:
    """What no field of its own holds."""
    shown = {identifiers.doi.casefold(), page.casefold(), number.casefold()}
    return tuple(other for other in identifiers.other if other.value.casefold() not in shown)


def _missing(work: Work, misread: tuple[str, ...]) -> list[Problem]:
    problems = [
        Problem("bad-date", f"{name} holds no real date; the next best one is used.") for name in misread
    ]
    if work.issued is None:
        problems.append(Problem("no-date", "no date of publication is given."))
    if not work.title:
        problems.append(Problem("no-title", "no title is given."))
    return problems
