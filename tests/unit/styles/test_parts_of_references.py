"""The parts that styles share: sentences, headlines, initials, dates and editions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.style_cases import marked

from silit.markup import Inlines, Link, Styled, Text, strip_tags, to_html
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.integrity import Integrity
from silit.model.names import Name
from silit.model.terms import Relation
from silit.model.work import Work
from silit.styles import ama_notes
from silit.styles.ama_sources import cut_names
from silit.styles.full_dates import american, british, day_and_month, years
from silit.styles.kinds import article_number, edition, volume_of_book
from silit.styles.links import address, looked_at
from silit.styles.personal_names import inverted, straight
from silit.styles.sentences import closed, paragraph
from silit.styles.titles import headline, italic, unstopped


@pytest.mark.parametrize(
    ("sentence", "ending"),
    [
        ((Text("A title"),), "A title."),
        ((Text("A title. "),), "A title."),
        ((Text("Is it? "),), "Is it?"),
        ((Text("“Is it?”"),), "“Is it?”"),
        ((Styled("i", (Text("Is it?"),)), Text("”")), "Is it?”"),
        ((Text("See "), Link("https://x.org", (Text("https://x.org"),))), "See https://x.org"),
        ((Text("See "), Link("https://x.org", (Text("PMID: 1"),))), "See PMID: 1."),
        ((Styled("i", (Text("J Ex"),)),), "J Ex."),
    ],
)
def test_a_sentence_ends_with_one_stop_and_an_address_with_none(sentence: Inlines, ending: str) -> None:
    assert strip_tags(closed(sentence)) == ending


@given(st.lists(st.text(alphabet="ab.? ”"), max_size=4))
def test_closing_a_sentence_twice_changes_nothing(words: list[str]) -> None:
    once = closed(tuple(map(Text, words)))
    assert closed(once) == once


def test_a_paragraph_has_one_blank_between_sentences_and_none_for_empty_ones() -> None:
    assert strip_tags(paragraph([(Text("A."),), (), (Text("B."),)])) == "A. B."


@pytest.mark.parametrize(
    ("title", "language", "expected"),
    [
        ("the pain of it: a review", "", "The Pain of It: A Review"),
        ("what a joint is for", "en-GB", "What a Joint Is For"),
        (
            "low-back pain in mRNA-treated <i>E. coli</i>",
            "en",
            "Low-back Pain in mRNA-treated <i>E. Coli</i>",
        ),
        ("schmerzen im becken", "de", "schmerzen im becken"),
        ("is it pain? the answer", "en", "Is It Pain? The Answer"),
        ("living with pain from bones over the years", "en", "Living With Pain From Bones Over the Years"),
        ("between a belt and a brace, or neither", "en", "Between a Belt and a Brace, or Neither"),
        ("", "en", ""),
    ],
)
def test_a_headline_has_capitals_but_for_small_words(title: str, language: str, expected: str) -> None:
    assert headline(title, language) == expected


@given(st.text())
def test_a_headline_changes_nothing_but_the_case_of_letters(title: str) -> None:
    assert headline(title, "").casefold() == title.casefold()


def test_what_is_italic_in_a_title_stands_upright_in_an_italic_one() -> None:
    assert to_html(italic("On <i>E. coli</i> in H<sub>2</sub>O")) == "<em>On E. coli in H<sub>2</sub>O</em>"


def test_an_ellipsis_is_no_full_stop() -> None:
    assert [unstopped("A title. "), unstopped("And so...")] == ["A title", "And so..."]


@pytest.mark.parametrize(
    ("name", "apa", "harvard", "behind_in"),
    [
        (Name("Smith", "Jane Ann"), "Smith, J. A.", "Smith, J.A.", "J. A. Smith"),
        (Name("Dupont", "Jean-Pierre"), "Dupont, J.-P.", "Dupont, J.-P.", "J.-P. Dupont"),
        (Name("King", "ML", suffix="Jr"), "King, M. L., Jr.", "King, M.L., Jr.", "M. L. King Jr."),
        (Name("Østgaard", initials="HC"), "Østgaard, H. C.", "Østgaard, H.C.", "H. C. Østgaard"),
        (
            Name("Herverie", "Éric", particle="de la"),
            "de la Herverie, É.",
            "de la Herverie, É.",
            "É. de la Herverie",
        ),
        (Name("Silva", "Maria do Carmo"), "Silva, M. C.", "Silva, M.C.", "M. C. Silva"),
        (Name("Suharto"), "Suharto", "Suharto", "Suharto"),
        (Name(literal="SIJ  Study Group"), "SIJ Study Group", "SIJ Study Group", "SIJ Study Group"),
        (Name("山田", "太郎"), "山田太郎", "山田太郎", "山田太郎"),
        (Name("محمد", "علي"), "محمد, علي", "محمد, علي", "علي محمد"),
    ],
    ids=lambda value: value.display if isinstance(value, Name) else "",
)
def test_names_have_initials_where_their_script_has_them(
    name: Name, apa: str, harvard: str, behind_in: str
) -> None:
    assert (inverted(name, " "), inverted(name, ""), straight(name, " ")) == (apa, harvard, behind_in)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PartialDate(2020), ("2020", "")),
        (PartialDate(2020, 5), ("May 2020", "May")),
        (PartialDate(2020, 5, 4), ("May 4, 2020", "4 May")),
        (PartialDate(2020, season=3), ("Autumn 2020", "Autumn")),
        (PartialDate(2020, 7, end=PartialDate(2020, 8)), ("July–August 2020", "July–August")),
        (PartialDate(2020, 5, 4, end=PartialDate(2020, 5, 6)), ("May 4–6, 2020", "4–6 May")),
        (PartialDate(1998, 12, end=PartialDate(1999, 1)), ("December 1998–January 1999", "December")),
    ],
)
def test_dates_are_written_out(date: PartialDate, expected: tuple[str, str]) -> None:
    assert (american(date), day_and_month(date)) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PartialDate(2020), "2020"),
        (PartialDate(2020, 3), "March 2020"),
        (PartialDate(2020, 3, 5), "5 March 2020"),
    ],
)
def test_a_day_of_access_is_written_out_in_british_too(date: PartialDate, expected: str) -> None:
    assert british(date) == expected


def test_a_range_of_years_has_a_dash() -> None:
    assert years(PartialDate(1998, 12, end=PartialDate(1999, 1))) == "1998–1999"


@pytest.mark.parametrize(
    ("given_edition", "expected"),
    [("2", "2nd ed"), ("11", "11th ed"), ("Revised", "Revised ed"), ("3rd ed.", "3rd ed"), ("", "")],
)
def test_editions_are_counted(given_edition: str, expected: str) -> None:
    assert edition(Work(edition=given_edition), "ed") == expected


@pytest.mark.parametrize(
    ("volume", "expected"),
    [
        ("2", "Vol. 2"),
        (" 10A ", "Vol. 10A"),
        ("IV", "Vol. IV"),
        ("B", "Vol. B"),
        ("Part A", "Part A"),
        ("", ""),
    ],
)
def test_a_volume_of_a_book_is_called_one_unless_it_names_itself(volume: str, expected: str) -> None:
    assert volume_of_book(Work(volume=volume), "Vol.") == expected


@pytest.mark.parametrize(
    ("page", "number", "expected"),
    [
        ("e90009", "", "e90009"),
        ("1379", "1379", "1379"),
        ("", "12", "12"),
        ("101-108", "", ""),
        ("e1-e4", "", ""),
        ("E1446-E1452", "E1446-E1452", ""),
        ("101-108", "101-108", ""),
        ("e2021-0012", "", "e2021-0012"),
        ("2021-0012", "2021-0012", "2021-0012"),
    ],
)
def test_an_article_number_is_what_stands_for_pages(page: str, number: str, expected: str) -> None:
    assert article_number(Work(page=page, number=number)) == expected


def test_where_only_one_address_is_printed_the_doi_goes_before_the_page_and_the_page_before_pubmed() -> None:
    whole = Work(doi="10.1/x", url="https://x.org/", pmid="1", pmcid="PMC2")
    assert strip_tags(address(whole)) == "https://doi.org/10.1/x"
    assert strip_tags(address(Work(url="https://x.org/", pmid="1"))) == "https://x.org/"
    assert strip_tags(address(Work(pmid="1", pmcid="PMC2"))) == "https://pmc.ncbi.nlm.nih.gov/articles/PMC2/"
    assert strip_tags(address(Work(pmid="1", url="javascript:x"))) == "https://pubmed.ncbi.nlm.nih.gov/1/"
    assert address(Work(title="Nothing else")) == ()


def test_the_day_of_access_belongs_to_an_address_that_is_printed() -> None:
    day = PartialDate(2020, 3, 5)
    assert looked_at(Work(url="https://x.org/", accessed=day)) == day
    assert looked_at(Work(url="https://x.org/", doi="10.1/x", accessed=day)) is None
    assert looked_at(Work(pmid="1", accessed=day)) is None
    assert looked_at(Work(url="https://x.org/")) is None


@pytest.mark.parametrize(
    ("citation", "target", "expected"),
    [
        (
            "J Ex. 2021 May 3;13(5):300-9.",
            "doi:10.1000/r",
            "Retracted in: <i>J Ex</i>. 2021;13(5):300-309. doi:10.1000/r",
        ),
        ("J Ex. 2021;13:e300.", "pmid:5", "Retracted in: <i>J Ex</i>. 2021;13:e300. PMID: 5."),
        ("In other words", "pmid:5", "Retracted in: In other words. PMID: 5."),
        ("", "pmid:5", "Retracted in: PMID: 5."),
    ],
)
def test_ama_names_a_notice_as_a_reference_of_its_own(citation: str, target: str, expected: str) -> None:
    notice = Relation("RetractionIn", Identifier(*target.split(":")), citation)
    (note,) = ama_notes.notes(Integrity("retracted", notices=(notice,)))
    assert marked(note) == expected


def test_a_list_of_six_that_goes_on_is_one_of_more_than_six() -> None:
    people = tuple(Name(family=family, given="A") for family in "ABCDEF")
    assert cut_names(people) == "A A, B A, C A, D A, E A, F A"
    assert cut_names(people, complete=False) == "A A, B A, C A, et al."
    assert cut_names(people[:5], complete=False) == "A A, B A, C A, D A, E A, et al."
