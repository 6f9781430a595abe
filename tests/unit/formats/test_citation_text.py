"""A pasted reference, taken apart: every style gives the same parts."""

from __future__ import annotations

import pytest

from silit.formats.citation_cleaning import bare_reference
from silit.formats.citation_place import Place, find_place
from silit.formats.citation_text import CitedReference, read_citation
from silit.model.identifiers import Identifier

TITLE = "diagnosis of sacroiliac joint pain: validity of individual provocation tests"
STYLES = {
    "Vancouver": "3. Laslett M, Aprill CN, McDonald B, Young SB. Diagnosis of sacroiliac joint pain: validity of individual "
    "provocation tests. Man Ther. 2005 Aug;10(3):207-18. doi: 10.1016/j.math.2005.01.003. PMID: 16038856.",
    "AMA": "[3] Laslett M, Aprill CN, McDonald B, et al. Diagnosis of sacroiliac joint pain: validity of individual "
    "provocation tests. *Man Ther*. 2005;10(3):207-218. doi:10.1016/j.math.2005.01.003",
    "APA": "Laslett, M., Aprill, C. N., McDonald, B., & Young, S. B. (2005). Diagnosis of sacroiliac joint pain: Validity of "
    "individual provocation tests. Manual Therapy, 10(3), 207–218. https://doi.org/10.1016/j.math.2005.01.003",
    "Harvard": "Laslett, M., Aprill, C.N., McDonald, B. and Young, S.B. (2005) ‘Diagnosis of sacroiliac joint pain: validity "
    "of individual provocation tests’, Manual Therapy, 10(3), pp. 207–218. doi: 10.1016/j.math.2005.01.003.",
    "Harvard with words": "Laslett, M. et al. (2005) ‘Diagnosis of sacroiliac joint pain: validity of individual provocation "
    "tests’, Manual Therapy, vol. 10, no. 3, pp. 207–218.",
    "Chicago": "Laslett, Mark, Charles N. Aprill, Barry McDonald, and Sharon B. Young. “Diagnosis of Sacroiliac Joint Pain: "
    "Validity of Individual Provocation Tests.” Manual Therapy 10, no. 3 (2005): 207–18.",
    "Chicago by year": "Laslett, Mark, Charles N. Aprill, and Barry McDonald. 2005. “Diagnosis of Sacroiliac Joint Pain: "
    "Validity of Individual Provocation Tests.” Manual Therapy 10 (3): 207–18.",
    "MLA": "Laslett, Mark, et al. “Diagnosis of Sacroiliac Joint Pain: Validity of Individual Provocation Tests.” Manual "
    "Therapy, vol. 10, no. 3, 2005, pp. 207-18.",
    "MDPI": "• Laslett, M.; Aprill, C.N.; McDonald, B. Diagnosis of Sacroiliac Joint Pain: Validity of Individual Provocation "
    "Tests. Man. Ther. 2005, 10, 207–218.",
    "IEEE": "M. Laslett, C. N. Aprill, and B. McDonald, “Diagnosis of sacroiliac joint pain: validity of individual "
    "provocation tests,” Man. Ther., vol. 10, no. 3, pp. 207–218, Aug. 2005.",
    "Nature": "Laslett, M., Aprill, C. N. & McDonald, B. Diagnosis of sacroiliac joint pain: validity of individual "
    "provocation tests. Man. Ther. 10, 207–218 (2005).",
    "Elsevier": "M. Laslett, C.N. Aprill, B. McDonald, Diagnosis of sacroiliac joint pain: validity of individual "
    "provocation tests, Man. Ther. 10 (2005) 207–218.",
    "Springer": "Laslett M, Aprill CN, McDonald B (2005) Diagnosis of sacroiliac joint pain: validity of individual "
    "provocation tests. Man Ther 10:207–218",
    "Lancet": "Laslett M, Aprill CN, McDonald B. Diagnosis of sacroiliac joint pain: validity of individual provocation "
    "tests. Man Ther 2005; 10: 207–18.",
}


@pytest.mark.parametrize("style", STYLES)
def test_every_style_gives_title_journal_year_volume_and_pages(style: str) -> None:
    cited = read_citation(STYLES[style])
    place = cited.place
    assert cited.title.casefold() == TITLE
    assert cited.container.replace(".", "") in ("Man Ther", "Manual Therapy")
    assert (place.year, place.volume, place.first_page) == ("2005", "10", "207")
    assert place.last_page in ("18", "218")
    assert place.issue in ("3", "")
    assert cited.first_family == "Laslett"
    assert cited.is_reference


def test_who_is_named_and_that_there_are_more() -> None:
    vancouver, ama = read_citation(STYLES["Vancouver"]), read_citation(STYLES["AMA"])
    assert [(name.family, name.initials) for name in vancouver.authors] == [
        ("Laslett", "M"),
        ("Aprill", "CN"),
        ("McDonald", "B"),
        ("Young", "SB"),
    ]
    assert (vancouver.et_al, ama.et_al) == (False, True)
    assert read_citation(STYLES["MLA"]).et_al


def test_identifiers_are_kept_apart_from_the_text() -> None:
    cited = read_citation(STYLES["Vancouver"])
    assert cited.identifiers == (
        Identifier("doi", "10.1016/j.math.2005.01.003"),
        Identifier("pmid", "16038856"),
    )
    assert cited.text.endswith("2005 Aug;10(3):207-18.")


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("van der Wurff P", "van der Wurff"),
        ("O’Neill S", "O'Neill"),
        ("de la Herverie J", "de la Herverie"),
        ("García López M", "García López"),
        ("Østgaard HC", "Østgaard"),
        ("Ravn-Jones A", "Ravn-Jones"),
        ("d'Hemecourt PA", "d'Hemecourt"),
    ],
)
def test_names_of_several_words_stay_whole(name: str, family: str) -> None:
    cited = read_citation(f"{name}, Smith J. A paper about joints and belts. Spine. 2001;2:3-4.")
    assert [one.family for one in cited.authors] == [family, "Smith"]
    assert cited.title == "A paper about joints and belts"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("J Trauma. 2002;53(1):44-8.", ("2002", "53", "1", "44", "8")),
        ("Clin Orthop. 1996;(329):194-8.", ("1996", "", "329", "194", "8")),
        ("PLoS One. 2019 Dec 30;14(12):e0226700.", ("2019", "14", "12", "e0226700", "")),
        ("Spine. 1994 Jun 1;19(11 Suppl):S12-8.", ("1994", "19", "11 Suppl", "S12", "8")),
        ("Spine. 2000;25 Suppl 1:3-9.", ("2000", "25 Suppl 1", "", "3", "9")),
        ("Medicina 2023, 59, 1379.", ("2023", "59", "", "1379", "")),
        ("Pain, 2019; e12.", ("2019", "", "", "e12", "")),
        ("Pain 2019;160(4).", ("2019", "160", "4", "", "")),
        ("JAMA. 1914;LXII(16):1216.", ("1914", "LXII", "16", "1216", "")),
        ("Trials, 10, Article 96.", ("", "10", "", "96", "")),
        ("Medicina, 59(8), Article 1379.", ("", "59", "8", "1379", "")),
        ("Cochrane Reviews, (9), Article CD001929.", ("", "", "9", "CD001929", "")),
        ("Spine, 36, Article E1446-E1452.", ("", "36", "", "E1446", "E1452")),
        ("Cochrane Reviews 2015, Issue 9. Art. No.: CD001929.", ("2015", "", "9", "CD001929", "")),
        ("Cochrane Reviews 2015, Issue 9.", ("2015", "", "9", "", "")),
        ("Clinic Weekly. 2019 May 6:12-4.", ("2019", "", "", "12", "4")),
        ("J Ex. 1998 Dec 3-1999 Jan 6:101-8.", ("1998", "", "", "101", "8")),
        ("Nothing at all", ("", "", "", "", "")),
    ],
)
def test_places_as_journals_print_them(text: str, place: tuple[str, ...]) -> None:
    found = find_place(text)
    assert (found.year, found.volume, found.issue, found.first_page, found.last_page) == place


def test_notes_of_reading_and_of_printing_are_no_part_of_a_reference() -> None:
    text = (
        "12. Doe J. Belts [Internet]. Pain. 2019 [cited 2020 Jan 2];3(1):4-9. Epub 2019 Mar 3. Available from: "
        "https://example.org/belts [PubMed] [Google Scholar]"
    )
    assert bare_reference(text) == "Doe J. Belts. Pain. 2019;3(1):4-9."


BELTS = "Doe J. Belts for joints. Pain. 2019;3(1):4-9."


@pytest.mark.parametrize(
    "notice",
    [
        "Erratum in: PMID: 28973594.",
        "Retraction in: J Ex. 2021 May;13(5):300. doi: 10.5555/notice PMID: 33000001.",
        "Retracted in: J Ex. 2021;13(5):300. PMID: 33000001.",
        "Retracted and republished in: J Ex. 2021;13(5):300. PMID: 33000001.",
        "Expression of concern in: J Ex. 2021 May;13(5):301. PMID: 33000002.",
        "Comment in: Pain. 2020;4:5. PMID: 33000003",
        "(Erratum published PMID: 28973594)",
        "(Retraction published 2021, J Ex, 13[5], 300, https://doi.org/10.5555/notice)",
        "(Corrected and republished 2021, J Ex, 13[5], 300, PMID: 33000001)",
        "(Retracted)",
    ],
)
def test_what_is_said_of_a_notice_is_said_of_another_paper(notice: str) -> None:
    cited = read_citation(f"{BELTS} doi:10.5555/belts {notice}")
    assert cited.text.rstrip() == BELTS
    assert cited.identifiers == (Identifier("doi", "10.5555/belts"),)


def test_a_comment_may_be_what_is_cited() -> None:
    cited = read_citation("Doe J. Comment on: belts for joints. Pain. 2019;3(1):4-9. PMID: 33000003")
    assert cited.title == "Comment on: belts for joints"
    assert cited.identifiers == (Identifier("pmid", "33000003"),)


@pytest.mark.parametrize(
    "link",
    [
        "[doi:10.1016/0268-0033(95)00003-4](<https://doi.org/10.1016/0268-0033(95)00003-4>)",
        "[10.1016/0268-0033(95)00003-4](https://doi.org/10.1016/0268-0033(95)00003-4)",
        "[https://doi.org/10.1016/0268-0033(95)00003-4](<https://doi.org/10.1016/0268-0033(95)00003-4>)",
        '<a href="https://doi.org/10.1016/0268-0033(95)00003-4">doi</a>',
    ],
)
def test_a_link_names_the_paper_that_it_leads_to(link: str) -> None:
    cited = read_citation(f"\\[authors not recorded\\]. Belts for joints. *Pain*. 2019;3(1):4-9. {link}")
    assert cited.identifiers == (Identifier("doi", "10.1016/0268-0033(95)00003-4"),)
    assert cited.text.startswith("[authors not recorded]. Belts for joints. Pain. 2019;3(1):4-9.")


@pytest.mark.parametrize(
    "language", ["Article in Portuguese.", "Article in German and English.", "[Article in German]"]
)
def test_the_language_of_an_article_is_no_part_of_its_journal(language: str) -> None:
    cited = read_citation(f"Doe J. Belts for joints. {language} Fisioter Bras. 2019;3(1):4-9.")
    assert (cited.title, cited.container) == ("Belts for joints", "Fisioter Bras")


def test_a_paper_without_an_author_begins_with_its_title() -> None:
    cited = read_citation("Value Error in Figure 3. (2017). JAMA, 318(12), 1188.")
    assert (cited.title, cited.container, cited.is_reference) == ("Value Error in Figure 3", "JAMA", True)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Doe J. Belts for joints. Pain. Published online March 4, 2020. doi:10.5555/belts", 2020),
        ("Doe J. Belts for joints. Pain. Epub 2020 Mar 4.", 2020),
        ("Doe J. Belts for joints. Pain. 2021;3(1):4-9. Epub 2020 Mar 4.", 2021),
    ],
)
def test_the_day_of_going_online_is_a_date_where_there_is_no_other(text: str, year: int) -> None:
    cited = read_citation(text)
    assert (cited.year, cited.container) == (year, "Pain")


@pytest.mark.parametrize(
    ("text", "title", "container"),
    [
        (
            'Doe J. The "no pain, no gain" belief in rehabilitation. Pain. 2019;3(1):4-9.',
            'The "no pain, no gain" belief in rehabilitation',
            "Pain",
        ),
        (
            'Doe J. "No pain, no gain": beliefs of sixty patients. Pain. 2019;3(1):4-9.',
            '"No pain, no gain": beliefs of sixty patients',
            "Pain",
        ),
        (
            "Doe, J. (2019) ‘The ‘no pain, no gain’ belief’, Pain, 3(1), pp. 4–9.",
            "The 'no pain, no gain' belief",
            "Pain",
        ),
        (
            "Doe, J. (2019) ‘Patients’ beliefs about belts’, Pain, 3(1), pp. 4–9.",
            "Patients' beliefs about belts",
            "Pain",
        ),
        ("Doe, J. (2019) ‘My back’, Pain, 3(1), pp. 4–9.", "My back", "Pain"),
        ("Doe, Jane. “Do Belts Help?” Pain 3, no. 1 (2019): 4–9.", "Do Belts Help?", "Pain"),
        ("J. Doe, “Belts for joints,” Pain, vol. 3, no. 1, pp. 4–9, 2019.", "Belts for joints", "Pain"),
    ],
)
def test_a_phrase_in_quotation_marks_is_a_title_only_where_it_stands_like_one(
    text: str, title: str, container: str
) -> None:
    cited = read_citation(text)
    assert (cited.title, cited.container) == (title, container)


@pytest.mark.parametrize(
    ("text", "title", "families"),
    [
        (
            "Gilstrap, L., & Cunningham, F. G. (Eds.). (2002). Operative obstetrics (2nd ed.). McGraw-Hill.",
            "Operative obstetrics",
            ["Gilstrap", "Cunningham"],
        ),
        (
            "Gilstrap L, Cunningham FG, editors. Operative obstetrics. 2nd ed. New York: McGraw-Hill; 2002.",
            "Operative obstetrics",
            ["Gilstrap", "Cunningham"],
        ),
        ("Ono, A. (2001). Backs (D. Lee, Trans.). Example Press.", "Backs", ["Ono"]),
        ("Ono A. Backs. Lee D, editor. Oslo: Example Press; 2001.", "Backs", ["Ono"]),
        ("Lee, D. (1999) Pain: a textbook. Vol. 2. Oslo: Example Press.", "Pain: a textbook", ["Lee"]),
    ],
)
def test_a_book_has_a_title_and_those_who_made_it(text: str, title: str, families: list[str]) -> None:
    cited = read_citation(text)
    assert (cited.title, [name.family for name in cited.authors]) == (title, families)
    assert cited.is_reference


def test_a_group_may_be_named_before_the_title_and_the_page_by_its_address() -> None:
    cited = read_citation("World Health Organization. (2023). Low back pain. https://www.who.example/backs/")
    assert (cited.group, cited.title) == ("World Health Organization", "Low back pain")
    assert cited.addresses == ("who.example/backs",)
    assert cited.is_reference


@pytest.mark.parametrize(
    "text", ["", " ", "massage", "\x00\x01", "2016", "see the notes of Monday", "(((((", "1."]
)
def test_what_is_no_reference_is_none(text: str) -> None:
    assert not read_citation(text).is_reference


def test_a_flood_of_signs_is_read_in_time_and_cut() -> None:
    for sign in ("(", "A, ", "a b ", "Smith J, ", "1", "“", "; ", "10.1000/x ", "[", "Étienne-"):
        cited = read_citation(sign * 50_000)
        assert isinstance(cited, CitedReference)
        assert len(cited.text) <= 6_000


def test_a_title_of_one_word_is_enough_beside_a_whole_place() -> None:
    cited = read_citation("Smith J. Sciatica. Lancet. 2007;369:1-2.")
    assert (cited.title, cited.container, cited.is_reference) == ("Sciatica", "Lancet", True)
    assert cited.place == Place(27, "2007", 27, "369", "", "1", "2")
