"""Whole references in Vancouver style, for every kind of work that a health writer cites.

Compared in development with Citing Medicine's and the ICMJE's sample references and with the CSL style
nlm-citation-sequence; where silit differs from the latter, docs/decisions/0008 says why.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.works import LASLETT_2005, retracted

from silit.markup import to_html, to_text
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.integrity import Integrity
from silit.model.names import Name
from silit.model.terms import PublicationType, Relation
from silit.model.work import Work
from silit.styles.vancouver import reference

FINE = Integrity("none-found")


def people(*names: str) -> tuple[Name, ...]:
    """ "Smith|Jane Ann" is a person, "Group" a group."""
    return tuple(
        Name(family=name.split("|")[0], given=name.split("|")[1]) if "|" in name else Name(literal=name)
        for name in names
    )


ARTICLE = Work(
    type="article-journal",
    title="A title",
    container_title="Journal of Examples",
    container_title_short="J. Ex.",
    author=people("Smith|Jane Ann"),
    issued=PartialDate(2020, 3),
    volume="12",
    issue="2",
    page="101-108",
)
SEVEN = people("A|Ann", "B|Ben", "C|Cleo", "D|Dan", "E|Eve", "F|Finn", "G|Gus")
CHAPTER = Work(
    type="chapter",
    title="Functional anatomy",
    container_title="Movement, stability and lumbopelvic pain",
    author=people("Vleeming|Andry"),
    editor=people("Vleeming|Andry", "Mooney|Vert"),
    edition="2",
    publisher="Churchill Livingstone",
    publisher_place="Edinburgh",
    issued=PartialDate(2007, 5),
    page="113-137",
)

REFERENCES: list[tuple[str, Work, str]] = [
    (
        "an article with a DOI and a PMID",
        LASLETT_2005,
        "Laslett M, Aprill CN, McDonald B, Young SB. Diagnosis of Sacroiliac Joint Pain: Validity of individual "
        "provocation tests and composites of tests. Man Ther. 2005 Aug;10(3):207-18. "
        "https://doi.org/10.1016/j.math.2005.01.003 PMID: 16038856.",
    ),
    ("one author", ARTICLE, "Smith JA. A title. J Ex. 2020 Mar;12(2):101-8."),
    (
        "three authors",
        replace(ARTICLE, author=SEVEN[:3]),
        "A A, B B, C C. A title. J Ex. 2020 Mar;12(2):101-8.",
    ),
    (
        "six authors, all named",
        replace(ARTICLE, author=SEVEN[:6]),
        "A A, B B, C C, D D, E E, F F. A title. J Ex. 2020 Mar;12(2):101-8.",
    ),
    (
        "seven authors, six named",
        replace(ARTICLE, author=SEVEN),
        "A A, B B, C C, D D, E E, F F, et al. A title. J Ex. 2020 Mar;12(2):101-8.",
    ),
    (
        "twenty-five authors",
        replace(ARTICLE, author=SEVEN * 3 + SEVEN[:4]),
        "A A, B B, C C, D D, E E, F F, et al. A title. J Ex. 2020 Mar;12(2):101-8.",
    ),
    (
        "a group between persons",
        replace(ARTICLE, author=people("Smith|Jane", "SIJ Study Group", "Ono|Aki")),
        "Smith J, SIJ Study Group, Ono A. A title. J Ex. 2020 Mar;12(2):101-8.",
    ),
    (
        "suffixes",
        replace(
            ARTICLE,
            author=(
                Name(family="Gilstrap", given="Larry C", suffix="III"),
                Name(family="Rose", given="Mary Ellen", suffix="Jr."),
                Name(family="King", initials="M", suffix="3rd"),
            ),
        ),
        "Gilstrap LC 3rd, Rose ME Jr, King M 3rd. A title. J Ex. 2020 Mar;12(2):101-8.",
    ),
    (
        "particles",
        replace(
            ARTICLE,
            author=(
                Name(family="van der Wurff", given="P"),
                Name(family="Herverie", given="Jean", particle="de la"),
            ),
        ),
        "van der Wurff P, de la Herverie J. A title. J Ex. 2020 Mar;12(2):101-8.",
    ),
    (
        "accents, hyphens and initials of every shape",
        replace(
            ARTICLE,
            author=(
                Name(family="Østgaard", given="Hans Christian"),
                Name(family="Dupont", given="Jean-Pierre"),
                Name(family="Müller", given="É. à."),
                Name(family="O'Neill-Smith", given="JW"),
                Name(family="Zwart", given="Johannes", initials="JWM"),
                Name(family="Silva", given="Maria do Carmo"),
            ),
        ),
        "Østgaard HC, Dupont JP, Müller É, O'Neill-Smith JW, Zwart JWM, Silva MC. A title. J Ex. "
        "2020 Mar;12(2):101-8.",
    ),
    (
        "a person with one name",
        replace(ARTICLE, author=(Name(family="Suharto"),)),
        "Suharto. A title. J Ex. 2020 Mar;12(2):101-8.",
    ),
    ("no author", replace(ARTICLE, author=()), "A title. J Ex. 2020 Mar;12(2):101-8."),
    (
        "authors not seen",
        replace(ARTICLE, author=(), authors_complete="unknown"),
        "[authors not recorded]. A title. J Ex. 2020 Mar;12(2):101-8.",
    ),
    (
        "authors cut by the source",
        replace(ARTICLE, author=SEVEN[:2], authors_complete="no"),
        "A A, B B, et al. A title. J Ex. 2020 Mar;12(2):101-8.",
    ),
    ("no pages", replace(ARTICLE, page=""), "Smith JA. A title. J Ex. 2020 Mar;12(2)."),
    (
        "an e-locator",
        replace(ARTICLE, page="e90009", number="e90009"),
        "Smith JA. A title. J Ex. 2020 Mar;12(2):e90009.",
    ),
    (
        "an article number only",
        replace(ARTICLE, page="", number="1379", issue=""),
        "Smith JA. A title. J Ex. 2020 Mar;12:1379.",
    ),
    (
        "several stretches of pages",
        replace(ARTICLE, page="1087-1095; quiz 1096"),
        "Smith JA. A title. J Ex. 2020 Mar;12(2):1087-95; quiz 1096.",
    ),
    (
        "pages with a letter behind",
        replace(ARTICLE, page="126A-127A"),
        "Smith JA. A title. J Ex. 2020 Mar;12(2):126A-127A.",
    ),
    ("one page", replace(ARTICLE, page="17-17"), "Smith JA. A title. J Ex. 2020 Mar;12(2):17."),
    (
        "pages over a hundred",
        replace(ARTICLE, page="98-102"),
        "Smith JA. A title. J Ex. 2020 Mar;12(2):98-102.",
    ),
    (
        "a supplement of a volume",
        replace(ARTICLE, volume="42", issue="Suppl 2", page="S93-S99"),
        "Smith JA. A title. J Ex. 2020 Mar;42 Suppl 2:S93-9.",
    ),
    (
        "a supplement of an issue",
        replace(ARTICLE, volume="58", issue="12 Suppl 7", page="S6-S12"),
        "Smith JA. A title. J Ex. 2020 Mar;58(12 Suppl 7):S6-12.",
    ),
    (
        "a part of a volume",
        replace(ARTICLE, volume="32", issue="Pt 3", page="303-306"),
        "Smith JA. A title. J Ex. 2020 Mar;32(Pt 3):303-6.",
    ),
    (
        "an issue without a volume",
        replace(ARTICLE, volume="", issue="329"),
        "Smith JA. A title. J Ex. 2020 Mar;(329):101-8.",
    ),
    (
        "neither volume nor issue",
        replace(ARTICLE, volume="", issue=""),
        "Smith JA. A title. J Ex. 2020 Mar:101-8.",
    ),
    (
        "online ahead of print",
        replace(
            ARTICLE,
            volume="",
            issue="",
            page="",
            status="aheadofprint",
            issued=PartialDate(2020, 9),
            available_date=PartialDate(2020, 3, 4),
            doi="10.1000/x",
        ),
        "Smith JA. A title. J Ex. 2020 Mar 4. [Epub ahead of print]. https://doi.org/10.1000/x",
    ),
    (
        "a whole date",
        replace(ARTICLE, issued=PartialDate(2020, 3, 9)),
        "Smith JA. A title. J Ex. 2020 Mar 9;12(2):101-8.",
    ),
    (
        "a season",
        replace(ARTICLE, issued=PartialDate(2020, season=1)),
        "Smith JA. A title. J Ex. 2020 Spring;12(2):101-8.",
    ),
    (
        "two months",
        replace(ARTICLE, issued=PartialDate(2020, 7, end=PartialDate(2020, 8))),
        "Smith JA. A title. J Ex. 2020 Jul-Aug;12(2):101-8.",
    ),
    (
        "a range over the turn of the year",
        replace(ARTICLE, issued=PartialDate(1998, 12, end=PartialDate(1999, 1))),
        "Smith JA. A title. J Ex. 1998 Dec-1999 Jan;12(2):101-8.",
    ),
    (
        "days of one month",
        replace(ARTICLE, issued=PartialDate(2000, 12, 23, end=PartialDate(2000, 12, 30))),
        "Smith JA. A title. J Ex. 2000 Dec 23-30;12(2):101-8.",
    ),
    (
        "days of two months",
        replace(ARTICLE, issued=PartialDate(1983, 4, 30, end=PartialDate(1983, 5, 6))),
        "Smith JA. A title. J Ex. 1983 Apr 30-May 6;12(2):101-8.",
    ),
    (
        "a quarter",
        replace(ARTICLE, issued=PartialDate(2014, literal="2014 4th Quarter")),
        "Smith JA. A title. J Ex. 2014 4th Quarter;12(2):101-8.",
    ),
    (
        "words about the date that are no date",
        replace(ARTICLE, issued=PartialDate(2007, literal="2007 (details online)")),
        "Smith JA. A title. J Ex. 2007;12(2):101-8.",
    ),
    (
        "an estimated date",
        replace(ARTICLE, issued=PartialDate(2007, circa=True)),
        "Smith JA. A title. J Ex. [2007?];12(2):101-8.",
    ),
    ("no date", replace(ARTICLE, issued=None), "Smith JA. A title. J Ex. [date unknown];12(2):101-8."),
    (
        "no abbreviation",
        replace(ARTICLE, container_title_short=""),
        "Smith JA. A title. Journal of Examples. 2020 Mar;12(2):101-8.",
    ),
    ("no title", replace(ARTICLE, title=""), "Smith JA. [title not recorded]. J Ex. 2020 Mar;12(2):101-8."),
    (
        "a question",
        replace(ARTICLE, title="Is it pain?"),
        "Smith JA. Is it pain? J Ex. 2020 Mar;12(2):101-8.",
    ),
    ("an exclamation", replace(ARTICLE, title="It is!"), "Smith JA. It is! J Ex. 2020 Mar;12(2):101-8."),
    (
        "a title that is a quoted question",
        replace(ARTICLE, title="“Is it pain?”"),
        "Smith JA. “Is it pain?” J Ex. 2020 Mar;12(2):101-8.",
    ),
    (
        "a title with its own full stop",
        replace(ARTICLE, title="A title. "),
        "Smith JA. A title. J Ex. 2020 Mar;12(2):101-8.",
    ),
    (
        "a title that trails off",
        replace(ARTICLE, title="And so..."),
        "Smith JA. And so... J Ex. 2020 Mar;12(2):101-8.",
    ),
    (
        "a translated title",
        replace(ARTICLE, title="Pelvic pain", original_title="Bekkenleddsmerter", language="no"),
        "Smith JA. [Pelvic pain]. J Ex. 2020 Mar;12(2):101-8. Norwegian.",
    ),
    (
        "a title in its own language",
        replace(ARTICLE, title="Beckenschmerz", language="de-AT"),
        "Smith JA. Beckenschmerz. J Ex. 2020 Mar;12(2):101-8. German.",
    ),
    (
        "markup in a title",
        replace(ARTICLE, title="H<sub>2</sub>O, 10<sup>3</sup> & <i>E. coli</i> p < 0.05"),
        "Smith JA. H₂O, 10³ & E. coli p < 0.05. J Ex. 2020 Mar;12(2):101-8.",
    ),
    (
        "a PMCID beside the rest",
        replace(ARTICLE, doi="10.1000/x", pmid="123", pmcid="PMC45"),
        "Smith JA. A title. J Ex. 2020 Mar;12(2):101-8. https://doi.org/10.1000/x PMID: 123; PMCID: PMC45.",
    ),
    (
        "an article with nothing but an address",
        replace(ARTICLE, url="https://example.org/a b"),
        "Smith JA. A title. J Ex [Internet]. 2020 Mar;12(2):101-8. Available from: https://example.org/a b",
    ),
    (
        "a chapter",
        CHAPTER,
        "Vleeming A. Functional anatomy. In: Vleeming A, Mooney V, editors. Movement, stability and lumbopelvic "
        "pain. 2nd ed. Edinburgh: Churchill Livingstone; 2007. p. 113-37.",
    ),
    (
        "a chapter with one editor, in a series",
        replace(
            CHAPTER, editor=CHAPTER.editor[:1], collection_title="Manual Medicine; 3", edition="", page=""
        ),
        "Vleeming A. Functional anatomy. In: Vleeming A, editor. Movement, stability and lumbopelvic pain. "
        "Edinburgh: Churchill Livingstone; 2007. (Manual Medicine; 3).",
    ),
    (
        "a chapter without editors",
        replace(CHAPTER, editor=(), edition="3rd ed."),
        "Vleeming A. Functional anatomy. In: Movement, stability and lumbopelvic pain. 3rd ed. "
        "Edinburgh: Churchill Livingstone; 2007. p. 113-37.",
    ),
    (
        "a book",
        Work(
            type="book",
            title="The pelvic girdle",
            author=people("Lee|Diane"),
            edition="4",
            publisher="Churchill Livingstone",
            publisher_place="Edinburgh",
            issued=PartialDate(2011),
            isbn=("9780443069635",),
        ),
        "Lee D. The pelvic girdle. 4th ed. Edinburgh: Churchill Livingstone; 2011.",
    ),
    (
        "an edited book without a place",
        Work(
            type="book",
            title="Operative obstetrics",
            editor=people("Gilstrap|L", "Cunningham|F G"),
            edition="Revised",
            publisher="McGraw-Hill",
            issued=PartialDate(2002),
        ),
        "Gilstrap L, Cunningham FG, editors. Operative obstetrics. Revised ed. McGraw-Hill; 2002.",
    ),
    (
        "a paper at a conference",
        replace(
            CHAPTER, type="paper-conference", container_title="Proceedings of the World Congress", edition=""
        ),
        "Vleeming A. Functional anatomy. In: Vleeming A, Mooney V, editors. Proceedings of the World Congress. "
        "Edinburgh: Churchill Livingstone; 2007. p. 113-37.",
    ),
    (
        "a talk",
        Work(
            type="paper-conference",
            title="A talk",
            author=people("Lee|Diane"),
            event_title="World Congress on Low Back Pain",
            issued=PartialDate(2013, 10, 27),
        ),
        "Lee D. A talk. Paper presented at: World Congress on Low Back Pain; 2013 Oct 27.",
    ),
    (
        "a preprint",
        Work(
            type="article",
            genre="Preprint",
            title="Not yet reviewed",
            publisher="medRxiv",
            author=people("Ono|Aki"),
            issued=PartialDate(2021, 2, 3),
            doi="10.1101/2021.02.01.21250000",
        ),
        "Ono A. Not yet reviewed. medRxiv [Preprint]. 2021 Feb 3. https://doi.org/10.1101/2021.02.01.21250000",
    ),
    (
        "a preprint that PubMed lists",
        replace(
            ARTICLE,
            volume="",
            issue="",
            page="",
            publication_types=(PublicationType("D000076942", "Preprint"),),
        ),
        "Smith JA. A title. J Ex [Preprint]. 2020 Mar.",
    ),
    (
        "a preprint of unknown server",
        Work(type="article", genre="Preprint", title="Adrift", issued=PartialDate(2021)),
        "Adrift [Preprint]. 2021.",
    ),
    (
        "a thesis",
        Work(
            type="thesis",
            title="Motion of the sacroiliac joint",
            author=people("Sturesson|Bengt"),
            publisher="Lund University",
            publisher_place="Lund",
            issued=PartialDate(1999),
        ),
        "Sturesson B. Motion of the sacroiliac joint [dissertation]. Lund: Lund University; 1999.",
    ),
    (
        "a report that is a guideline",
        Work(
            type="report",
            title="Low back pain and sciatica in over 16s: assessment and management",
            author=people("National Institute for Health and Care Excellence"),
            publisher="NICE",
            publisher_place="London",
            number="NG59",
            issued=PartialDate(2016, 11, 30),
            url="https://www.nice.org.uk/guidance/ng59",
        ),
        "National Institute for Health and Care Excellence. Low back pain and sciatica in over 16s: assessment and "
        "management [Internet]. London: NICE; 2016 Nov. Report No.: NG59. Available from: "
        "https://www.nice.org.uk/guidance/ng59",
    ),
    (
        "a web page",
        Work(
            type="webpage",
            title="Sacroiliac joint dysfunction",
            container_title="Example Clinic",
            issued=PartialDate(2022, 5, 4),
            url="https://example.org/si?a=1&b=2",
        ),
        "Sacroiliac joint dysfunction [Internet]. Example Clinic. 2022 May 4. Available from: "
        "https://example.org/si?a=1&b=2",
    ),
    (
        "a data set",
        Work(
            type="dataset",
            title="Pelvic CT scans",
            author=people("Ono|Aki"),
            publisher="Zenodo",
            issued=PartialDate(2023),
            doi="10.5281/zenodo.1",
        ),
        "Ono A. Pelvic CT scans [dataset]. Zenodo; 2023. https://doi.org/10.5281/zenodo.1",
    ),
    ("a work of which nothing is known", Work(), "[title not recorded]. [date unknown]."),
]


@pytest.mark.parametrize(
    ("work", "expected"), [row[1:] for row in REFERENCES], ids=[row[0] for row in REFERENCES]
)
def test_a_reference_reads_as_nlm_writes_it(work: Work, expected: str) -> None:
    assert to_text(reference(work, FINE)) == expected


BASE = "Smith JA. A title{}. J Ex. 2020 Mar;12(2):101-8."
STATES: list[tuple[str, Integrity, str]] = [
    (
        "retracted, by both sources",
        retracted(),
        BASE.format(" [Retracted]") + " Retraction in: Lancet. 2010 Feb 6;375(9713):445. PMID: 20137807; "
        "https://doi.org/10.1016/s0140-6736(10)60175-4",
    ),
    ("retracted, notice unknown", Integrity("retracted"), BASE.format(" [Retracted]")),
    (
        "under concern",
        Integrity("concern", notices=(Relation("ExpressionOfConcernIn", citation="J Ex. 2021;13(1):1."),)),
        BASE.format("") + " Expression of concern in: J Ex. 2021;13(1):1.",
    ),
    (
        "corrected, the worst first",
        Integrity(
            "concern",
            notices=(
                Relation("ErratumIn", Identifier("pmid", "77"), citation="J Ex. 2021;13(1):9"),
                Relation("updated-by:expression_of_concern", Identifier("doi", "10.1000/eoc")),
            ),
        ),
        BASE.format("")
        + " Expression of concern in: https://doi.org/10.1000/eoc Erratum in: J Ex. 2021;13(1):9. PMID: 77.",
    ),
    (
        "an erratum that two sources name once",
        Integrity(
            "corrected",
            notices=(
                Relation(
                    "ErratumIn",
                    Identifier("doi", "10.1000/err"),
                    citation="J Ex. 2021;13:9. doi: 10.1000/ERR",
                ),
                Relation(
                    "ErratumIn",
                    Identifier("doi", "10.1000/err"),
                    citation="J Ex. 2021;13:9. doi: 10.1000/ERR.",
                ),
            ),
        ),
        BASE.format("") + " Erratum in: J Ex. 2021;13:9. https://doi.org/10.1000/err",
    ),
    (
        "retracted, the notice cited by PubMed and linked by Crossref",
        Integrity(
            "retracted",
            notices=(
                Relation("updated-by:retraction", Identifier("doi", "10.1000/r")),
                Relation(
                    "RetractionIn", Identifier("pmid", "9"), citation="J Ex. 2021;13(1):9. doi: 10.1000/R."
                ),
            ),
        ),
        BASE.format(" [Retracted]")
        + " Retraction in: J Ex. 2021;13(1):9. https://doi.org/10.1000/r PMID: 9.",
    ),
    (
        "replaced by a new version",
        Integrity("superseded", notices=(Relation("UpdateIn", Identifier("pmid", "88")),)),
        BASE.format("") + " Update in: PMID: 88.",
    ),
    ("nothing checked", Integrity("not-checked"), BASE.format("")),
]


@pytest.mark.parametrize(
    ("integrity", "expected"), [row[1:] for row in STATES], ids=[row[0] for row in STATES]
)
def test_a_reference_says_what_befell_the_work(integrity: Integrity, expected: str) -> None:
    assert to_text(reference(ARTICLE, integrity)) == expected


def test_the_identifiers_of_a_reference_are_links() -> None:
    work = replace(
        ARTICLE, doi="10.1002/(sici)1097-0142(1996)77:1<1::aid>3.0.co;2-#", pmid="123", pmcid="PMC45"
    )
    html = to_html(reference(work, FINE)).split("101-8. ")[1]
    assert html == (
        '<a href="https://doi.org/10.1002/%28sici%291097-0142%281996%2977%3A1%3C1%3A%3Aaid%3E3.0.co%3B2-%23">'
        "https://doi.org/10.1002/(sici)1097-0142(1996)77:1&lt;1::aid&gt;3.0.co;2-#</a> "
        '<a href="https://pubmed.ncbi.nlm.nih.gov/123/">PMID: 123</a>; '
        '<a href="https://pmc.ncbi.nlm.nih.gov/articles/PMC45/">PMCID: PMC45</a>.'
    )


def test_the_markup_of_a_title_stays() -> None:
    work = replace(ARTICLE, title="H<sub>2</sub>O & <i>E. coli</i>, p < 0.05")
    assert to_html(reference(work, FINE)).startswith(
        "Smith JA. H<sub>2</sub>O &amp; <em>E. coli</em>, p &lt; 0.05. J Ex."
    )


def test_an_address_that_is_no_web_address_is_not_printed() -> None:
    assert "javascript" not in to_text(reference(replace(ARTICLE, url="javascript:alert(1)"), FINE))
