"""RIS as Ovid, EndNote, Zotero, Scopus, Rayyan and others write it: what each field becomes."""

from __future__ import annotations

import io

import pytest

from silit.errors import UnreadableFormatError
from silit.formats.ris import read_file, write
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.identifiers import Identifier
from silit.model.integrity import Integrity
from silit.model.names import Name
from silit.model.records import Record
from silit.model.terms import Relation
from silit.model.work import Work


def records(text: str | bytes) -> list[Record]:
    body = text if isinstance(text, bytes) else text.encode()
    return [result.value for result in read_file(io.BytesIO(body)) if result.value]


def one(fields: str, reference_type: str = "JOUR") -> Record:
    (record,) = records(f"TY  - {reference_type}\nTI  - T\n{fields}\nER  - \n")
    return record


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("PY  - 2014", PartialDate(2014)),
        ("Y1  - 2014/06/01/", PartialDate(2014, 6, 1)),
        ("Y1  - 2014//", PartialDate(2014)),
        ("PY  - 2019\nDA  - 2019/10//undefined", PartialDate(2019, 10)),
        ("PY  - 2018\nDA  - Mar 15", PartialDate(2018, 3, 15)),
        ("PY  - 2018\nDA  - SEP", PartialDate(2018, 9)),
        ("DA  - 1950/01/01\nY1  - 1900/01/01", PartialDate(1950, 1, 1)),
        ("PY  - 2008\nDA  - 2022/07/13", PartialDate(2008)),
        ("PY  - 2020///Spring", PartialDate(2020, season=1)),
        ("PY  - 2011/13/40", PartialDate(2011)),
        ("PY  - 0000", None),
    ],
)
def test_the_date_is_that_of_publication_as_far_as_it_is_given(
    fields: str, expected: PartialDate | None
) -> None:
    assert one(fields).work.issued == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("Y2  - 2020/03/05/09:15:22", PartialDate(2020, 3, 5)),
        ("Y2  - 5 March 2020", PartialDate(2020, 3, 5)),
        ("Y2  - 2020/3/5/", PartialDate(2020, 3, 5)),
        ("Y2  - Access Date", None),
    ],
)
def test_the_day_of_access_is_read_too(fields: str, expected: PartialDate | None) -> None:
    assert one(f"{fields}\nUR  - https://example.org/", "ELEC").work.accessed == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("AU  - Smith, John A., Jr.", Name("Smith", "John A.", "Jr.")),
        ("AU  - Baldwin,S.A.", Name("Baldwin", "S. A.", initials="SA")),
        ("A1  - Adler D.G.", Name("Adler", "D. G.", initials="DG")),
        ("AU  - Luke, TJ", Name("Luke", "T. J.", initials="TJ")),
        ("AU  - van der Wurff, Peter", Name("van der Wurff", "Peter")),
        ("AU  - World Health Organization", Name(literal="World Health Organization")),
        ("AU  - World Health Organization,", Name(literal="World Health Organization")),
        ("AU  - Suharto", Name("Suharto")),
    ],
)
def test_a_name_is_a_person_or_a_group(fields: str, expected: Name) -> None:
    assert one(fields).work.author == (expected,)


def test_authors_of_both_tags_stay_in_order_and_an_et_al_is_told() -> None:
    work = one("A1  - A, B\nAU  - C, D; E, F\nAU  - et al.").work
    assert [name.family for name in work.author] == ["A", "C", "E"]
    assert work.authors_complete == "no"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("DO  - http://dx.doi.org/10.1000/X", ("10.1000/x", "", "")),
        ("N1  - doi: 10.1000/x", ("10.1000/x", "", "")),
        ("M3  - doi: 10.1000/x", ("10.1000/x", "", "")),
        ("UR  - https://doi.org/10.1000/x", ("10.1000/x", "", "")),
        ("AN  - 21553931\nDP  - NLM", ("", "21553931", "")),
        ("AN  - 21553931\nDB  - CINAHL", ("", "", "")),
        ("C2  - 31421429\nDB  - Scopus", ("", "31421429", "")),
        ("C2  - PMC3553406", ("", "", "PMC3553406")),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/16038856/", ("", "16038856", "")),
    ],
)
def test_identifiers_are_found_wherever_programs_put_them(
    fields: str, expected: tuple[str, str, str]
) -> None:
    work = one(fields).work
    assert (work.doi, work.pmid, work.pmcid) == expected


@pytest.mark.parametrize(
    ("fields", "page", "number"),
    [
        ("SP  - 476\nEP  - 81", "476-481", ""),
        ("SP  - 335-44", "335-344", ""),
        ("SP  - e86394", "e86394", "e86394"),
        ("C7  - 104501", "104501", "104501"),
        ("SP  - No\nEP  - Specified", "", ""),
        ("SP  - 1\nEP  - nan", "1", ""),
    ],
)
def test_pages_are_whole_ranges_or_article_numbers(fields: str, page: str, number: str) -> None:
    work = one(fields).work
    assert (work.page, work.number) == (page, number)


@pytest.mark.parametrize(
    ("fields", "full", "short"),
    [
        ("T2  - Spine Journal\nJ2  - Spine J", "Spine Journal", "Spine J"),
        ("JF  - Spine Journal\nJO  - Spine J", "Spine Journal", "Spine J"),
        ("JO  - J.Neurosurg.", "J.Neurosurg.", ""),
        ("JF  - Cancer\nJO  - Cancer", "Cancer", ""),
    ],
)
def test_a_journal_has_its_name_and_its_abbreviation(fields: str, full: str, short: str) -> None:
    work = one(fields).work
    assert (work.container_title, work.container_title_short) == (full, short)


def test_a_chapter_stands_in_its_book_and_that_in_its_series() -> None:
    work = one("T2  - The Book\nT3  - The Series\nA2  - Ed, Itor\nSN  - 9780306406157", "CHAP").work
    assert (work.type, work.container_title, work.collection_title) == ("chapter", "The Book", "The Series")
    assert (work.editor, work.isbn) == ((Name("Ed", "Itor"),), ("9780306406157",))


def test_lines_that_go_on_belong_to_their_field() -> None:
    (record,) = records(
        b"TY  - JOUR\r\nT1  - Blood-brain barrier following\r\ncortical contusion\r\nKW  - pain\r\nlow back; joint\r\n"
        b"N2  - METHODS: We did.\r\nRESULTS: It was.\r\nER  -\r\n"
    )
    work = record.work
    assert work.title == "Blood-brain barrier following cortical contusion"
    assert work.keyword == ("pain", "low back", "joint")
    assert work.abstract == "METHODS: We did.\n\nRESULTS: It was."


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - Two\nER  - \n",
        "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\n",
        "TY - JOUR\nTI - One\nER -\n\nTY - JOUR\nTI - Two\nER -",
        "1.\nTY  - JOUR\nTI  - One\nER  -\nNL  - J\n\nLink: x\n2.\nTY  - JOUR\nTI  - Two\nER  -",
        "Provider: X\nContent: text\n\nTY  - JOUR\r\nTI\t- One\r\nER  - \r\nTY  - JOUR\r\nTI  - Two",
    ],
)
def test_every_dialect_parts_its_records(text: str) -> None:
    assert [record.work.title for record in records(text)] == ["One", "Two"]


def test_prose_that_looks_like_a_tag_stays_in_its_abstract() -> None:
    assert one("AB  - Based in the\nUS - mostly.\nPY  - 2001").work.abstract == "Based in the US - mostly."


def test_labels_and_notes_of_screening_tools_become_tags_and_notes() -> None:
    record = one(
        'N1  - RAYYAN-INCLUSION: {"Jo"=>"Included"} | RAYYAN-LABELS: acute,sij\nN1  - ASReview_relevant\n'
        "N1  - <p>Read&nbsp;again</p><p>twice</p>\nN1  - Export Date: 13 July 2022\nRN  - mine"
    )
    assert record.work.suggested_tags == ("rayyan-included", "acute", "sij", "asreview-relevant")
    assert record.notes == ("Read\xa0again\ntwice".replace("\xa0", " "), "mine")


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ("ID  - smith2001", "smith2001"),
        ("LB  - doe:2002", "doe:2002"),
        ("M1  - PMID: 16038856\nCitation Key: roe2003", "roe2003"),
        ("ID  - 369", ""),
        ("ID  - two words", ""),
    ],
)
def test_the_cite_key_is_the_id_or_label_that_can_be_cited(fields: str, key: str) -> None:
    assert one(fields).cite_key == key


def test_a_record_without_a_title_costs_only_itself_and_is_named_with_its_line() -> None:
    results = list(
        read_file(io.BytesIO(b"TY  - JOUR\nPY  - x\nER  - \nTY  - X\nTI  - Two\nPY  - soon\nER  - \n"))
    )
    assert [problem.line for result in results for problem in result.problems] == [1, 4, 4]
    assert [problem.code for problem in results[1].problems] == ["bad-date", "unknown-type"]
    assert results[1].value is not None


def test_a_file_without_a_record_is_refused() -> None:
    with pytest.raises(UnreadableFormatError):
        records("Dear colleague,\n")


def test_what_is_written_is_what_other_programs_read() -> None:
    work = Work(
        type="article-journal",
        title="One",
        container_title="Spine Journal",
        author=(Name("Smith", "Jo"), Name(literal="SIJ Group")),
        issued=PartialDate(2001, 5),
        page="142-152",
        doi="10.1000/x",
        pmid="16038856",
        url="https://example.org/one",
        accessed=PartialDate(2020, 3),
        abstract="METHODS: All.\n\nRESULTS: None.",
        keyword=("joint",),
    )
    link = Relation("RetractionIn", Identifier("pmid", "5"), "Spine J. 2002;1:2")
    entry = Entry(
        "smith2001", work, tags=("pain",), notes=("Mine",), integrity=Integrity("retracted", notices=(link,))
    )
    assert write([entry]).value.split("\r\n") == [
        "TY  - JOUR",
        "ID  - smith2001",
        "N1  - silit: tags: pain",
        "N1  - silit: integrity: retracted (Spine J. 2002;1:2)",
        "N1  - Mine",
        "TI  - One",
        "T2  - Spine Journal",
        "AU  - Smith, Jo",
        "AU  - SIJ Group",
        "PY  - 2001",
        "DA  - 2001/05//",
        "SP  - 142",
        "EP  - 152",
        "DO  - 10.1000/x",
        "UR  - https://example.org/one",
        "Y2  - 2020/03//",
        "AN  - 16038856",
        "DB  - PubMed",
        "KW  - pain",
        "KW  - joint",
        "AB  - METHODS: All.",
        "RESULTS: None.",
        "DP  - silit",
        "ER  - ",
        "",
        "",
    ]


def test_a_note_that_looks_like_a_record_ends_none() -> None:
    note = "mine\nER  - \nTY  - BOOK\nTI - Other"
    text = write([Entry("smith2001", Work(type="article-journal", title="One"), notes=(note,))]).value
    (record,) = records(text)
    assert (record.work.title, record.notes) == ("One", ("mine ER - TY - BOOK TI - Other",))


def test_a_short_name_that_is_the_journals_whole_name_comes_back_from_silits_own_files() -> None:
    work = Work(type="article-journal", title="One", container_title="Trials", container_title_short="Trials")
    [record] = records(write([Entry("one2001", work)]).value)
    assert record.work.container_title_short == "Trials"


def test_a_record_that_is_too_long_is_said_to_be_that_and_not_to_have_no_end() -> None:
    text = "TY  - JOUR\nTI  - T\n" + "KW  - word\n" * 100_001 + "ER  - \n"
    with pytest.raises(UnreadableFormatError) as caught:
        records(text)
    assert caught.value.message == (
        "The record that begins in line 1 goes on without ER for more than 100,000 lines or 33 million characters, "
        "the most that silit reads."
    )
