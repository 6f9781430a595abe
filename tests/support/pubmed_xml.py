"""Small invented PubMed records, as XML text."""

from __future__ import annotations

from io import BytesIO

from silit.formats.pubmed_xml import read_file, read_record
from silit.model.records import Record
from silit.model.work import Work
from silit.results import Result

PUB_DATE = "<PubDate><Year>2005</Year><Month>Aug</Month></PubDate>"


def article(
    *,
    title: str = "<ArticleTitle>Pain of the sacroiliac joint.</ArticleTitle>",
    inside: str = "",
    citation: str = "",
    data: str = "",
    journal: str = f"<JournalIssue>{PUB_DATE}</JournalIssue>",
    language: str = "<Language>eng</Language>",
    model: str = "Print",
    pmid: str = "<PMID Version='1'>101</PMID>",
    status: str = "MEDLINE",
) -> str:
    """One `PubmedArticle`. `inside` goes into Article, `citation` into MedlineCitation, `data` into PubmedData."""
    return (
        f"<PubmedArticle><MedlineCitation Status='{status}'>{pmid}"
        f"<Article PubModel='{model}'><Journal>{journal}</Journal>{title}{inside}{language}</Article>"
        f"{citation}</MedlineCitation><PubmedData>{data}</PubmedData></PubmedArticle>"
    )


def book(inside: str, about_book: str, data: str = "") -> str:
    """One `PubmedBookArticle`."""
    return (
        f"<PubmedBookArticle><BookDocument><PMID>202</PMID>{inside}<Book>{about_book}</Book></BookDocument>"
        f"<PubmedBookData>{data}</PubmedBookData></PubmedBookArticle>"
    )


def whole(*records: str, prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    """A PubmedArticleSet of records."""
    return f"{prolog}<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>".encode()


def read(xml: str) -> Result[Work]:
    """The work of one record."""
    return read_record(xml.encode())


def work_of(xml: str) -> Work:
    """The work of a record that has nothing odd about it."""
    result = read(xml)
    assert result.problems == ()
    return result.value


def results_of(data: bytes) -> list[Result[Record | None]]:
    """Everything that a file gives."""
    return list(read_file(BytesIO(data)))


def codes(*results: Result[Record | None] | Result[Work]) -> list[str]:
    """The codes of the problems, in order."""
    return [problem.code for result in results for problem in result.problems]
