"""Titles: NLM's full stop and brackets go, the four inline tags stay."""

from __future__ import annotations

import pytest
from support.pubmed_xml import article, codes, read, work_of

from silit.formats.pubmed_text import clean
from silit.model.work import Work

MATHML = 'xmlns:mml="http://www.w3.org/1998/Math/MathML"'


def titled(title: str, vernacular: str = "", language: str = "eng") -> Work:
    original = f"<VernacularTitle>{vernacular}</VernacularTitle>" if vernacular else ""
    return work_of(
        article(
            title=f"<ArticleTitle>{title}</ArticleTitle>",
            inside=original,
            language=f"<Language>{language}</Language>",
        )
    )


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Pelvic girdle pain.", "Pelvic girdle pain"),
        ("Pelvic girdle pain", "Pelvic girdle pain"),
        ("Does it move?", "Does it move?"),
        ("It moves!", "It moves!"),
        ("And then...", "And then..."),
        ("And then....", "And then..."),
        ("Care in the U.S..", "Care in the U.S."),
        ("Iron in <i>Klebsiella.</i>", "Iron in <i>Klebsiella</i>"),
        ("Fish &amp; chips: p &lt; 0.05.", "Fish & chips: p < 0.05"),
    ],
)
def test_exactly_one_final_dot_goes(printed: str, title: str) -> None:
    assert titled(printed).title == title


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("H<sub>2</sub>O and <i>in <b>vivo</b></i> 10<sup>3</sup>.", "H<sub>2</sub>O and <i>in <b>vivo</b></i> 10<sup>3</sup>"),
        ("An <u>underlined</u> word.", "An underlined word"),
        ("<b>\n  <i>P. acnes</i>\n  </b>\n  Host.", "<b><i>P. acnes</i></b> Host"),
        ("A<sup></sup> B<i> </i>C.", "A B C"),
        ("A\u2009thin\u00a0and\u202fwide\u3000space, a soft\u00adhyphen, a zero\u200bwidth one.",
         "A thin and wide space, a softhyphen, a zerowidth one"),
        ("Cafe\u0301.", "Café"),
        ("Peri\u0099prosthetic \u0093pain\u0094 1\u00963.", "Periprosthetic “pain” 1–3"),
        ("AT&amp;amp;T &amp;lt;i&amp;gt;now&amp;lt;/i&amp;gt;.", "AT&T <i>now</i>"),
        ("An &amp;unknown; thing.", "An &unknown; thing"),
    ],
)  # fmt: skip
def test_markup_and_white_space_are_normalised(printed: str, title: str) -> None:
    assert titled(printed).title == title


def test_a_formula_leaves_its_characters() -> None:
    formula = (
        f"<mml:math {MATHML}>\n <mml:msub>\n <mml:mi>V</mml:mi>\n <mml:mn>2</mml:mn> </mml:msub>"
        "<mml:mtext> </mml:mtext><mml:mi>max</mml:mi>"
        "<mml:annotation encoding='TeX'>V_2</mml:annotation></mml:math>"
    )
    assert titled(f"The {formula} of runners.").title == "The V2 max of runners"


def test_a_translated_title_loses_its_brackets_and_keeps_the_original_beside_it() -> None:
    work = titled("[Pain of the pelvis].", "Beckenschmerz.", "ger")
    assert (work.title, work.original_title, work.language) == ("Pain of the pelvis", "Beckenschmerz", "de")


@pytest.mark.parametrize(
    ("printed", "language", "title"),
    [
        ("[Pain].", "chi", "Pain"),
        ("[Pain]", "und", "Pain"),
        ("[Does it hurt?].", "fre", "Does it hurt?"),
        ("[Pain of [3H] decay].", "fre", "Pain of [3H] decay"),
        ("[A] and [B].", "fre", "[A] and [B]"),
        ("[Corrected] pain.", "fre", "[Corrected] pain"),
        ("Pain [corrected].", "fre", "Pain [corrected]"),
        ("[3H]thymidine [in bone].", "fre", "[3H]thymidine [in bone]"),
        ("[Pain].", "eng", "[Pain]"),
    ],
)
def test_brackets_go_only_when_they_are_around_a_whole_translation(
    printed: str, language: str, title: str
) -> None:
    assert titled(printed, language=language).title == title


@pytest.mark.parametrize("printed", ["", "[Not Available].", "Not Available", "In process citation."])
def test_the_vernacular_title_stands_in_for_a_missing_one(printed: str) -> None:
    work = titled(printed, "Douleur sacro-iliaque.", "fre")
    assert (work.title, work.original_title) == ("Douleur sacro-iliaque", "")


def test_a_record_without_any_title_says_so() -> None:
    result = read(article(title="<ArticleTitle>[Not Available].</ArticleTitle>"))
    assert (result.value.title, codes(result)) == ("", ["no-title"])


@pytest.mark.parametrize(
    ("printed", "container", "place"),
    [
        ("Lancet (London, England)", "Lancet", "London, England"),
        ("Journal of applied physiology (Bethesda, Md. : 1985)", "Journal of applied physiology", "Bethesda, Md."),
        ("BMJ (Clinical research ed.)", "BMJ (Clinical research ed.)", "England"),
        ("PM &amp; R : the journal of injury", "PM & R : the journal of injury", "England"),
    ],
)  # fmt: skip
def test_a_place_that_tells_journals_apart_is_no_part_of_the_title(
    printed: str, container: str, place: str
) -> None:
    info = "<MedlineJournalInfo><Country>England</Country></MedlineJournalInfo>"
    dated = "<JournalIssue><PubDate><Year>2005</Year></PubDate></JournalIssue>"
    work = work_of(article(journal=f"{dated}<Title>{printed}</Title>", citation=info))
    assert (work.container_title, work.publisher_place) == (container, place)


def test_the_journals_facts_are_kept() -> None:
    journal = (
        "<ISSN IssnType='Electronic'>1532-2769</ISSN><JournalIssue><Volume>12 Suppl 1</Volume><Issue>Pt 2</Issue>"
        "<PubDate><Year>2005</Year></PubDate></JournalIssue><Title>Manual therapy</Title>"
        "<ISOAbbreviation>Man. Ther.</ISOAbbreviation>"
    )
    info = (
        "<MedlineJournalInfo><MedlineTA>Man Ther</MedlineTA><NlmUniqueID>9610374</NlmUniqueID>"
        "<ISSNLinking>1356-689x</ISSNLinking></MedlineJournalInfo>"
    )
    work = work_of(article(journal=journal, citation=info))
    assert (work.container_title, work.container_title_short, work.volume, work.issue) == (
        "Manual therapy",
        "Man Ther",
        "12 Suppl 1",
        "Pt 2",
    )
    assert (work.issn, work.issn_linking, work.nlm_id) == (("1532-2769",), "1356-689X", "9610374")
    assert work_of(article(journal=journal)).container_title_short == "Man. Ther."
    untitled = journal.replace("<Title>Manual therapy</Title>", "")
    assert work_of(article(journal=untitled, citation=info)).container_title == "Man Ther"


def test_the_first_of_several_languages_counts() -> None:
    languages = "<Language>fre</Language><Language>eng</Language>"
    assert work_of(article(language=languages)).language == "fr"


def test_clean_text_keeps_the_joiners_that_scripts_need() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
