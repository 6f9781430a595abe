"""Abbreviated pages are written out, and only those."""

from __future__ import annotations

import pytest
from support.pubmed_xml import article, work_of

from silit.formats.pubmed_pages import expand, is_locator, locator_of_pii


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("142-52", "142-152"),
        ("110-2", "110-112"),
        ("98-107", "98-107"),
        ("1299-301", "1299-1301"),
        ("372-373", "372-373"),
        ("S12-8", "S12-S18"),
        ("S12-S8", "S12-S18"),
        ("e101-e9", "e101-e109"),
        ("100A-5A", "100A-105A"),
        ("1087-95; quiz 1096", "1087-1095; quiz 1096"),
        ("quiz 1096-8", "quiz 1096-1098"),
        ("2-5, 10-2", "2-5, 10-12"),
        ("142–152", "142-152"),
        ("142 -- 52", "142-152"),
        ("142---52", "142-152"),
        ("iv - – x", "iv-x"),
    ],
)
def test_an_abbreviated_end_is_written_out(printed: str, full: str) -> None:
    assert expand(printed) == full


@pytest.mark.parametrize(
    "pages",
    [
        "iv-xii",
        "S119",
        "e95197",
        "4002.e26",
        "298-9-301",
        "A12-B3",
        "20-19",
        "99-8",
        "372-3A",
        "026002",
        "[34457 words; 185 paragraphs]",
        "",
    ],
)
def test_what_is_no_abbreviated_range_stays(pages: str) -> None:
    assert expand(pages) == pages


@pytest.mark.parametrize(
    "value", ["e95197", "b2520", "CD002020", "ooae099", "bmj.k123", "4002.e26", "110870"]
)
def test_article_numbers_are_told_by_their_form(value: str) -> None:
    assert is_locator(value)


@pytest.mark.parametrize("value", ["142", "S119", "W65", "142-152", "e101-e109", "iv", ""])
def test_pages_are_no_article_numbers(value: str) -> None:
    assert not is_locator(value)


@pytest.mark.parametrize(
    ("pii", "locator"),
    [
        ("e0123456", "e0123456"),
        ("1234", "1234"),
        ("bmj.k123", "bmj.k123"),
        ("S0140-6736(09)61340-0", ""),
        ("S004000400040", ""),
        ("00075198-202108000-00019", ""),
        ("10.1000/x", ""),
        ("ecurrents.dis.ad70cd1c", ""),
        ("", ""),
    ],
)
def test_a_publishers_identifier_is_a_locator_only_when_it_looks_like_one(pii: str, locator: str) -> None:
    assert locator_of_pii(pii, "10.1000/x") == locator


def pages_of(inside: str, model: str = "Print") -> tuple[str, str]:
    work = work_of(article(inside=inside, model=model))
    return work.page, work.number


def test_a_record_gives_the_full_range_and_no_number() -> None:
    assert pages_of("<Pagination><MedlinePgn>142-52</MedlinePgn></Pagination>") == ("142-152", "")


def test_start_and_end_count_where_the_pagination_is_empty() -> None:
    split = "<StartPage>142</StartPage><EndPage>52</EndPage><MedlinePgn/>"
    assert pages_of(f"<Pagination>{split}</Pagination>") == ("142-152", "")


def test_an_article_number_stands_in_page_and_number() -> None:
    assert pages_of("<Pagination><MedlinePgn>e95197</MedlinePgn></Pagination>") == ("e95197", "e95197")


def test_a_single_number_of_an_electronic_article_is_an_article_number() -> None:
    pagination = "<Pagination><MedlinePgn>239</MedlinePgn></Pagination>"
    assert pages_of(pagination, model="Electronic") == ("239", "239")
    assert pages_of(pagination, model="Print") == ("239", "")


def test_without_pagination_a_valid_pii_is_the_locator() -> None:
    assert pages_of("<ELocationID EIdType='pii' ValidYN='Y'>e42507</ELocationID>") == ("e42507", "e42507")
    assert pages_of("<ELocationID EIdType='pii' ValidYN='N'>e42507</ELocationID>") == ("", "")
