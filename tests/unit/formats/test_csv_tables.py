"""Tables of PubMed, Scopus, Zotero, Covidence and silit, told apart by the names of their columns alone."""

from __future__ import annotations

import csv
import io

import pytest

from silit.errors import UnreadableFormatError
from silit.formats.csv_records import read_file, write
from silit.model.claims import Evidence
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.integrity import Integrity
from silit.model.names import Name
from silit.model.records import Record
from silit.model.work import Work


def records(text: str, encoding: str = "utf-8") -> list[Record]:
    return [result.value for result in read_file(io.BytesIO(text.encode(encoding))) if result.value]


def table(cells: dict[str, str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows((cells.keys(), cells.values()))
    return out.getvalue()


LASLETT = (Name("Laslett", "M.", initials="M"), Name("Aprill", "C. N.", initials="CN"))
EXPORTS: dict[str, tuple[dict[str, str], Work, str]] = {
    "PubMed": (
        {
            "PMID": "19119403",
            "Title": "Evidence-based diagnosis and treatment of the painful sacroiliac joint.",
            "Authors": "Laslett M, Aprill CN.",
            "Citation": "J Man Manip Ther. 2008;16(3):142-52. doi: 10.1179/jmt.2008.16.3.142.",
            "First Author": "Laslett M",
            "Journal/Book": "J Man Manip Ther",
            "Publication Year": "2008",
            "Create Date": "2009/01/03",
            "PMCID": "PMC2582421",
            "NIHMS ID": "",
            "DOI": "10.1179/jmt.2008.16.3.142",
        },
        Work(
            type="article-journal",
            title="Evidence-based diagnosis and treatment of the painful sacroiliac joint",
            container_title="J Man Manip Ther",
            author=LASLETT,
            issued=PartialDate(2008),
            volume="16",
            issue="3",
            page="142-152",
            doi="10.1179/jmt.2008.16.3.142",
            pmid="19119403",
            pmcid="PMC2582421",
        ),
        "",
    ),
    "Scopus": (
        {
            "Authors": "Laslett M.; Aprill C.N.",
            "Author full names": "Laslett, Mark (57204111222); Aprill, Charles N. (700123456)",
            "Title": "Diagnosis of pain",
            "Year": "2005",
            "Source title": "Manual Therapy",
            "Volume": "10",
            "Issue": "3",
            "Art. No.": "",
            "Page start": "207",
            "Page end": "218",
            "DOI": "10.1016/j.math.2005.01.003",
            "Abstract": "All of it.",
            "Author Keywords": "Pain; Joint",
            "Document Type": "Article",
            "Source": "Scopus",
            "EID": "2-s2.0-1",
        },
        Work(
            type="article-journal",
            title="Diagnosis of pain",
            container_title="Manual Therapy",
            author=(Name("Laslett", "Mark"), Name("Aprill", "Charles N.")),
            issued=PartialDate(2005),
            volume="10",
            issue="3",
            page="207-218",
            doi="10.1016/j.math.2005.01.003",
            abstract="All of it.",
            keyword=("Pain", "Joint"),
        ),
        "",
    ),
    "Zotero": (
        {
            "Key": "AB12CD34",
            "Item Type": "bookSection",
            "Publication Year": "2014",
            "Author": "Laslett, M; Aprill, CN",
            "Title": "A chapter",
            "Publication Title": "A book",
            "Date": "2014-05-02",
            "Access Date": "2020-03-05 09:15:22",
            "Pages": "1-9",
            "Extra": "Citation Key: laslett2014\nPMID: 19119403",
            "Notes": "<p>Mine</p>",
            "Manual Tags": "sij; to read",
            "Automatic Tags": "Humans; Pain",
        },
        Work(
            type="chapter",
            title="A chapter",
            container_title="A book",
            author=LASLETT,
            issued=PartialDate(2014, 5, 2),
            accessed=PartialDate(2020, 3, 5),
            page="1-9",
            keyword=("Humans", "Pain"),
            pmid="19119403",
            suggested_tags=("sij", "to read"),
        ),
        "laslett2014",
    ),
    "Covidence": (
        {
            "Title": "One",
            "Authors": "Laslett, M; Aprill, CN",
            "Published Year": "2008",
            "Published Month": "Sep",
            "Journal": "J",
            "Tags": "included; sij",
            "Covidence #": "#7",
        },
        Work(
            type="article-journal",
            title="One",
            container_title="J",
            author=LASLETT,
            issued=PartialDate(2008, 9),
            suggested_tags=("included", "sij"),
        ),
        "",
    ),
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("program", EXPORTS)
def test_the_table_of_a_program_gives_its_papers(program: str, delimiter: str) -> None:
    cells, work, key = EXPORTS[program]
    (record,) = records(table(cells, delimiter), "utf-8-sig")
    assert (record.work, record.cite_key) == (work, key)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Laslett M, Aprill CN.", ["Laslett", "Aprill"]),
        ("Liu R., Adler D.G.", ["Liu", "Adler"]),
        ("Labanski, A., Langhorst, J.", ["Labanski", "Langhorst"]),
        ("Laslett, Mark", ["Laslett"]),
        ("Mark Laslett, Charles N Aprill", ["Laslett", "Aprill"]),
        ("Laslett, Mark and Aprill, Charles", ["Laslett", "Aprill"]),
        ("['Marx, Karl', 'Lindgren, Astrid']", ["Marx", "Lindgren"]),
        ("Mark Laslett|Charles Aprill", ["Laslett", "Aprill"]),
        ("World Health Organization", ["World Health Organization"]),
    ],
)
def test_authors_are_parted_as_their_program_writes_them(cell: str, names: list[str]) -> None:
    (record,) = records(table({"Title": "T", "Authors": cell}))
    assert [name.display for name in record.work.author] == names


def test_a_row_costs_only_itself_and_is_named_with_its_line() -> None:
    results = list(read_file(io.BytesIO(b'title,year\nOne,2001\n,2002\n"Two\nlines",soon\nThree,2003\n')))
    assert [result.value.work.title if result.value else None for result in results] == [
        "One",
        None,
        "Two lines",
        "Three",
    ]
    assert [(problem.code, problem.line) for result in results for problem in result.problems] == [
        ("empty-record", 3),
        ("bad-date", 4),
    ]


def test_a_table_that_names_no_titles_says_so() -> None:
    with pytest.raises(UnreadableFormatError, match="No column of the table is called Title"):
        records("authors,year,journal,volume\nA,2001,J,1\n")


def entry(**more: object) -> Entry:
    work = Work(
        type="article-journal", title="=1+1", author=LASLETT, issued=PartialDate(2008), doi="10.1000/x"
    )
    return Entry("laslett2008", work, "rct", tags=("sij",), integrity=Integrity("none-found"), **more)  # type: ignore[arg-type]  # any field


def test_the_evidence_table_has_a_row_for_each_claim_and_reads_as_one_paper() -> None:
    judged = tuple(Evidence("laslett2008", claim, "supports", quote="-x") for claim in ("one", "two"))
    text = write([entry(evidence=judged), Entry("other", Work(title="Other"))]).value
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    shown = [(row["Key"], row["Claim"], row["Quote"], row["Title"], row["Integrity"]) for row in rows]
    assert shown == [
        ("laslett2008", "one", "'-x", "'=1+1", "none-found"),
        ("laslett2008", "two", "'-x", "'=1+1", "none-found"),
        ("other", "", "", "Other", "not-checked"),
    ]
    assert text.startswith("\ufeffKey,Authors,Year,Title,Journal,Study type,Claim,Stance,Quote,Locator,")
    first, second = records(text)
    assert (first.cite_key, first.work.title, first.work.study_type) == ("laslett2008", "=1+1", "rct")
    assert second.cite_key == "other"
