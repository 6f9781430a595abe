"""A pasted reference held against its paper: what people and programs write about one real paper, right and wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from silit.formats.citation_text import read_citation
from silit.matching.citation_compare import Difference, compare
from silit.matching.citation_journal import same_journal
from silit.matching.citation_verdict import means_another, verdict
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.work import Work

PAPER = Work(
    type="article-journal",
    title="Diagnosis of Sacroiliac Joint Pain: Validity of individual provocation tests and composites of tests",
    container_title="Manual Therapy",
    container_title_short="Man Ther",
    author=(
        Name("Laslett", initials="M"),
        Name("Aprill", initials="CN"),
        Name("McDonald", initials="B"),
        Name("Young", initials="SB"),
    ),
    issued=PartialDate(2005, 8),
    volume="10",
    issue="3",
    page="207-218",
    doi="10.1016/j.math.2005.01.003",
    pmid="16038856",
)
TITLE = "Diagnosis of sacroiliac joint pain: validity of individual provocation tests and composites of tests"
VANCOUVER = f"Laslett M, Aprill CN, McDonald B, Young SB. {TITLE}. Man Ther. 2005 Aug;10(3):207-18."
WAYS = (
    VANCOUVER,
    # as networks of researchers write it, given names in full where PubMed has initials
    f"Laslett, Mark & Aprill, Charles & Mcdonald, Barry & Young, Sharon. (2005). {TITLE}. Manual therapy. 10. 207-18. "
    "10.1016/j.math.2005.01.003.",
    f"Laslett M et al (2005) {TITLE}. Manual Therapy 10:207-218",
    f"LASLETT, M., APRILL, C.N., MCDONALD, B. and YOUNG, S.B., 2005. {TITLE}. Manual Therapy, 10(3), pp.207-218.",
    f'Laslett M, Aprill CN, McDonald B, Young SB (2005). "{TITLE}". Manual Therapy. 10 (3): 207–218. '
    "doi:10.1016/j.math.2005.01.003. PMID 16038856.",
    f"**Laslett M**, Aprill CN, McDonald B, Young SB. [{TITLE}](https://doi.org/10.1016/j.math.2005.01.003). _Man Ther_ "
    "2005;**10**:207–18",
    f"Laslett M, Aprill CN, McDonald B, Young SB. {TITLE}. Man Ther. 2005;10(3):207–218. [DOI] [PubMed] [Google Scholar]",
    f"Laslett, M., Aprill, C. N., McDonald, B., & Young, S. B. (2005, August). {TITLE}. Manual Therapy, 10(3), 207–218.",
    f"Laslett M, Aprill CN, McDonald B, et al. {TITLE}. Man Ther 2005;10(3):207-218. Accessed March 3, 2024. "
    "https://www.example.org/science/article/pii/S1356689X05000044",
    f"Laslett et al. {TITLE}. Manual Therapy 10.3 (2005): 207-218.",
    f"Laslett, M, CN Aprill, B McDonald and SB Young (2005). “{TITLE}.” In: Manual therapy 10.3, pp. 207–218.",
    # the title first, as search results do
    f"{TITLE}. Laslett M, Aprill CN, McDonald B, Young SB. Man Ther. 2005 Aug;10(3):207-18.",
    f"Laslett M., Aprill C.N., McDonald B., Young S.B. {TITLE}. Man. Ther. 2005;10:207–218.",
    f"1 Laslett M, Aprill CN, McDonald B, Young SB. {TITLE}. Man Ther 2005;10:207-18",
    # without its subtitle, and spelt otherwise
    "Laslett M, Aprill CN, McDonald B, Young SB. Diagnosis of sacro-iliac joint pain. Man Ther. 2005;10:207-18.",
)


@pytest.mark.parametrize("text", WAYS)
def test_whoever_writes_it_it_differs_in_nothing_and_is_sure(text: str) -> None:
    cited = read_citation(text)
    comparison = compare(cited, PAPER)
    assert comparison.differences == ()
    assert verdict(cited, PAPER, comparison) == "sure"


@pytest.mark.parametrize(
    ("was", "now", "difference"),
    [
        ("2005", "2006", Difference("year", "2006", "2005")),
        (";10(", ";11(", Difference("volume", "11", "10")),
        ("(3)", "(2)", Difference("issue", "2", "3")),
        ("207-18", "207-19", Difference("pages", "207-219", "207-218")),
        ("207-18", "e207", Difference("pages", "e207", "207-218")),
        ("Man Ther", "Phys Ther", Difference("journal", "Phys Ther", "Manual Therapy")),
        ("Man Ther", "Spine Man Ther", Difference("journal", "Spine Man Ther", "Manual Therapy")),
        ("Laslett M", "Laslett K", Difference("first author", "Laslett K", "Laslett M")),
        ("Laslett M", "Lasker M", Difference("first author", "Lasker M", "Laslett M")),
        (", Young SB", "", Difference("authors", "3 of them", "4 authors, also Young")),
        (", Young SB", ", Smith J, Young SB", Difference("authors", "Smith", "Laslett, Aprill, McDonald …")),
        (", McDonald B", ", Donaldson B", Difference("authors", "Donaldson", "McDonald")),
        ("individual", "several", Difference("title", TITLE.replace("individual", "several"), PAPER.title)),
        (" of tests.", ".", Difference("title", TITLE.removesuffix(" of tests"), PAPER.title)),
        ("Diagnosis", "Early diagnosis", Difference("title", f"Early d{TITLE[1:]}", PAPER.title)),
    ],
)
def test_one_wrong_field_is_the_one_that_is_named(was: str, now: str, difference: Difference) -> None:
    text = VANCOUVER.replace(was, now)
    assert text != VANCOUVER
    assert compare(read_citation(text), PAPER).differences == (difference,)


@pytest.mark.parametrize("identifier", ["doi:10.1016/j.math.2005.01.004", "PMID: 16038857"])
def test_an_identifier_of_another_paper_differs(identifier: str) -> None:
    scheme = "DOI" if "doi" in identifier else "PMID"
    assert compare(read_citation(f"{VANCOUVER} {identifier}"), PAPER).fields == (scheme,)


def test_an_older_doi_of_the_paper_does_not_differ() -> None:
    alias = replace(PAPER, other_ids=(Identifier("doi", "10.1054/math.2005"),))
    assert compare(read_citation(f"{VANCOUVER} doi:10.1054/math.2005"), alias).differences == ()


def test_the_year_of_going_online_counts_where_there_is_no_volume_yet() -> None:
    online = replace(PAPER, available_date=PartialDate(2004))
    early = f"Laslett M, Aprill CN, McDonald B, Young SB. {TITLE}. Man Ther. 2004."
    late = VANCOUVER.replace("2005", "2004")
    assert compare(read_citation(early), online).fields == ()
    assert compare(read_citation(late), online).differences == (
        Difference("year", "2004", "2005 (online 2004)"),
    )


@pytest.mark.parametrize(
    ("page", "number", "text"),
    [
        ("e90009", "e90009", "e90009"),
        ("e90009", "e90009", "90009"),
        ("S12-S18", "", "S12-8"),
        ("1087-1095, 1096", "", "1087-95"),
        ("", "1379", "1379"),
    ],
)
def test_pages_and_article_numbers_in_their_forms(page: str, number: str, text: str) -> None:
    work = replace(PAPER, page=page, number=number)
    assert compare(read_citation(VANCOUVER.replace("207-18", text)), work).fields == ()


@pytest.mark.parametrize(
    ("volume", "fields"),
    [
        ("14 Suppl 1", ()),
        ("14(Suppl 1)", ()),
        ("14(1 Suppl)", ("issue",)),
        ("16 Suppl 1", ("volume",)),
        ("14 Suppl 2", ("issue",)),
    ],
)
def test_a_supplement_is_a_part_of_the_volume_or_an_issue(volume: str, fields: tuple[str, ...]) -> None:
    work = replace(PAPER, volume="14", issue="Suppl 1", page="S3-S13")
    text = VANCOUVER.replace("10(3):207-18", f"{volume}:S3-13")
    assert compare(read_citation(text), work).fields == fields


@pytest.mark.parametrize(
    ("cited", "full", "short"),
    [
        ("J Man Manip Ther", "The Journal of manual & manipulative therapy", "J Man Manip Ther"),
        ("J. Man. Manip. Ther.", "Journal of Manual and Manipulative Therapy", ""),
        ("Spine", "Spine", "Spine (Phila Pa 1976)"),
        ("Spine (Phila Pa 1976)", "Spine", ""),
        ("BMJ", "British Medical Journal", ""),
        ("JAMA", "JAMA : the journal of the American Medical Association", "JAMA"),
        (
            "Proc Natl Acad Sci USA",
            "Proceedings of the National Academy of Sciences",
            "Proc. Natl. Acad. Sci. U.S.A.",
        ),
        ("Dtsch Arztebl Int", "Deutsches Arzteblatt international", ""),
        ("The Lancet", "Lancet (London, England)", "Lancet"),
        ("PLOS ONE", "PLoS ONE", "PLoS One"),
    ],
)
def test_a_journal_in_full_or_short_is_the_same(cited: str, full: str, short: str) -> None:
    assert same_journal(cited, full, short)


@pytest.mark.parametrize(
    ("cited", "full", "short"),
    [
        ("Eur Spine J", "Spine", "Spine"),
        ("Spine", "European spine journal", "Eur Spine J"),
        ("Clin Biomech", "Clinical rehabilitation", "Clin Rehabil"),
        ("Physical Therapy", "Manual Therapy", "Man Ther"),
    ],
)
def test_another_journal_is_another(cited: str, full: str, short: str) -> None:
    assert not same_journal(cited, full, short)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        # volume and page make up for a year that is wrong
        (VANCOUVER.replace("2005", "1995"), "sure"),
        # only the author is left
        (VANCOUVER.replace("2005 Aug;10(3):207-18", "1995;1:2-3"), "ask"),
        # the same place, another title
        (VANCOUVER.replace(TITLE, "Marsupial joints and remedies"), "ask"),
        (VANCOUVER.replace(TITLE, "Marsupial joints and remedies").replace("10(3)", "12(1)"), "other"),
    ],
)
def test_how_much_has_to_agree(text: str, level: str) -> None:
    cited = read_citation(text)
    assert verdict(cited, PAPER, compare(cited, PAPER)) == level


def test_a_correction_is_another_work_unless_it_is_meant() -> None:
    notice = replace(PAPER, title=f"Correction to: {PAPER.title}")
    paper, meant = (
        read_citation(VANCOUVER),
        read_citation(VANCOUVER.replace("Diagnosis", "Correction to: Diagnosis")),
    )
    assert verdict(paper, notice, compare(paper, notice)) == "other"
    assert verdict(meant, notice, compare(meant, notice)) == "sure"


def test_a_short_title_needs_its_whole_place() -> None:
    short = replace(PAPER, title="Back pain")
    whole = read_citation(
        "Laslett M, Aprill CN, McDonald B, Young SB. Back pain. Man Ther. 2005;10(3):207-18."
    )
    part = read_citation("Laslett M, Aprill CN, McDonald B, Young SB. Back pain. Man Ther. 2005;10(3).")
    assert verdict(whole, short, compare(whole, short)) == "sure"
    assert verdict(part, short, compare(part, short)) == "ask"


def test_a_preprint_is_not_taken_for_the_article_in_a_journal() -> None:
    preprint = replace(
        PAPER,
        type="article",
        genre="Preprint",
        container_title="",
        container_title_short="",
        volume="",
        issue="",
        page="",
    )
    journal = read_citation(VANCOUVER)
    early = read_citation(f"Laslett M, Aprill CN, McDonald B, Young SB. {TITLE}. Man Ther. 2005.")
    named = read_citation(f"Laslett M, Aprill CN, McDonald B, Young SB. {TITLE}. medRxiv. 2005.")
    assert verdict(journal, preprint, compare(journal, preprint)) == "ask"
    assert verdict(early, preprint, compare(early, preprint)) == "ask"
    assert verdict(named, preprint, compare(named, preprint)) == "sure"


@pytest.mark.parametrize(
    ("text", "is_another"),
    [
        (VANCOUVER, False),
        (VANCOUVER.replace("2005 Aug", "2011"), False),
        (
            "Laslett M, et al. Tests of the sacroiliac joint. Man Ther. 2005;10(3):207-18. PMID: 16038856",
            False,
        ),
        ("Ravn HC. A pelvic belt after birth: a trial. Man Ther. 2011;31(3):142-52. PMID: 16038856", True),
        ("PMID: 16038856", False),
    ],
)
def test_an_identifier_outweighs_words_unless_they_are_plainly_of_another_paper(
    text: str, is_another: bool
) -> None:
    cited = read_citation(text)
    assert means_another(cited, compare(cited, PAPER)) is is_another
