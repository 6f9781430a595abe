"""Which date is cited, and every form of MedlineDate."""

from __future__ import annotations

import pytest
from support.pubmed_xml import article, codes, read, work_of

from silit.formats.pubmed_dates import parse_medline_date
from silit.model.dates import PartialDate

ISSUE = PartialDate(2006, 3)
ONLINE = PartialDate(2005, 12, 30)
ISSUE_XML = "<JournalIssue><PubDate><Year>2006</Year><Month>Mar</Month></PubDate></JournalIssue>"
ONLINE_XML = (
    "<ArticleDate DateType='Electronic'><Year>2005</Year><Month>12</Month><Day>30</Day></ArticleDate>"
)


@pytest.mark.parametrize(
    ("model", "cited"),
    [
        ("Print", ISSUE),
        ("Print-Electronic", ISSUE),
        ("Electronic", ONLINE),
        ("Electronic-Print", ONLINE),
        ("Electronic-eCollection", ONLINE),
    ],
)
def test_the_publishing_model_says_which_date_is_cited(model: str, cited: PartialDate) -> None:
    work = work_of(article(journal=ISSUE_XML, inside=ONLINE_XML, model=model))
    assert (work.issued, work.available_date) == (cited, ONLINE)


def test_an_electronic_article_without_an_online_date_is_dated_by_its_issue() -> None:
    work = work_of(article(journal=ISSUE_XML, model="Electronic"))
    assert (work.issued, work.available_date) == (ISSUE, None)


def test_a_printed_article_without_a_date_of_issue_is_dated_by_its_online_date() -> None:
    assert work_of(article(journal="", inside=ONLINE_XML)).issued == ONLINE


def history(**dates: str) -> str:
    parts = "".join(
        f"<PubMedPubDate PubStatus='{status}'><Year>{date[:4]}</Year><Month>{date[5:7]}</Month>"
        f"<Day>{date[8:]}</Day></PubMedPubDate>"
        for status, date in dates.items()
    )
    return f"<History>{parts}</History>"


def test_the_history_dates_what_nothing_else_dates() -> None:
    dates = history(received="2001-01-01", pubmed="2003-03-03", ppublish="2002-02-02")
    assert work_of(article(journal="", data=dates)).issued == PartialDate(2002, 2, 2)


def test_a_date_from_bookkeeping_is_marked_as_uncertain() -> None:
    dates = history(received="2001-01-01", entrez="2004-04-04", pubmed="2003-03-03")
    assert work_of(article(journal="", data=dates)).issued == PartialDate(2003, 3, 3, circa=True)


def test_received_and_accepted_are_never_dates_of_publication() -> None:
    result = read(article(journal="", data=history(received="2001-01-01", accepted="2001-02-02")))
    assert (result.value.issued, codes(result)) == (None, ["no-date"])


def test_an_impossible_year_is_reported_and_the_next_best_date_used() -> None:
    wrong = "<JournalIssue><PubDate><Year>20007</Year></PubDate></JournalIssue>"
    result = read(article(journal=wrong, inside=ONLINE_XML))
    assert (result.value.issued, codes(result)) == (ONLINE, ["bad-date"])


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ("<Year>2005</Year>", PartialDate(2005)),
        ("<Year>2005</Year><Month>Jan</Month>", PartialDate(2005, 1)),
        ("<Year>2005</Year><Month>01</Month><Day>5</Day>", PartialDate(2005, 1, 5)),
        ("<Year>2005</Year><Month>1</Month><Day>05</Day>", PartialDate(2005, 1, 5)),
        ("<Year>2005</Year><Month>Feb</Month><Day>30</Day>", PartialDate(2005, 2)),
        ("<Year>2005</Year><Season>Fall</Season>", PartialDate(2005, season=3)),
        ("<Year>2005</Year><Season>Autumn</Season>", PartialDate(2005, season=3)),
        ("<Year>2005</Year><Season>Winter</Season>", PartialDate(2005, season=4)),
        ("<Year>2005</Year><Season>Jan-Mar</Season>", PartialDate(2005, 1, end=PartialDate(2005, 3))),
        ("<Year>2005</Year><Month>Jan-Feb</Month>", PartialDate(2005, 1, end=PartialDate(2005, 2))),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", PartialDate(1998, 12, end=PartialDate(1999, 1))),
    ],
)
def test_every_shape_of_an_issue_date_is_read(parts: str, date: PartialDate) -> None:
    journal = f"<JournalIssue><PubDate>{parts}</PubDate></JournalIssue>"
    assert work_of(article(journal=journal)).issued == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1998 Dec-1999 Jan", PartialDate(1998, 12, end=PartialDate(1999, 1))),
        ("2000 Jan-Feb", PartialDate(2000, 1, end=PartialDate(2000, 2))),
        ("Jan-Feb 2000", PartialDate(2000, 1, end=PartialDate(2000, 2))),
        ("2018 Mar/Apr", PartialDate(2018, 3, end=PartialDate(2018, 4))),
        ("2018 May - Jun", PartialDate(2018, 5, end=PartialDate(2018, 6))),
        ("2000 Dec 23-30", PartialDate(2000, 12, 23, end=PartialDate(2000, 12, 30))),
        ("1983 Apr 30-May 6", PartialDate(1983, 4, 30, end=PartialDate(1983, 5, 6))),
        ("2000 Spring", PartialDate(2000, season=1)),
        ("Winter 1990", PartialDate(1990, season=4)),
        ("2000 Spring-Summer", PartialDate(2000, season=1, end=PartialDate(2000, season=2))),
        ("2000 Winter-Spring", PartialDate(2000, season=4, end=PartialDate(2000, season=1))),
        ("1998 Fall-1999 Winter", PartialDate(1998, season=3, end=PartialDate(1999, season=4))),
        ("1976-1977", PartialDate(1976, end=PartialDate(1977))),
        ("1976-77", PartialDate(1976, end=PartialDate(1977))),
        ("1999-00", PartialDate(1999, end=PartialDate(2000))),
        ("2001 Sept", PartialDate(2001, 9)),
        ("2008", PartialDate(2008)),
    ],
)
def test_a_medline_date_is_read_as_far_as_its_words_go(text: str, date: PartialDate) -> None:
    assert parse_medline_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "2014 4th Quarter",
        "1st Quart 1990",
        "2007 (details online)",
        "2000 Jan-Feb-Mar",
        "2000 Dec-Jan",
        "2000 Feb 30",
        "Winter 1990-1991",
    ],
)
def test_a_medline_date_that_says_more_keeps_its_words_beside_the_year(text: str) -> None:
    date = parse_medline_date(text)
    assert date is not None
    assert date == PartialDate(date.year, literal=text)
    assert str(date.year) in text


@pytest.mark.parametrize("text", ["", "n.d.", "20007", "1066", "9999 Jan"])
def test_a_medline_date_without_a_year_is_none(text: str) -> None:
    assert parse_medline_date(text) is None
