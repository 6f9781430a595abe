"""What Zotero and PubMed write into a table: notes, numbers, kinds, dates and names."""

from __future__ import annotations

import csv
import io

import pytest

from silit.formats.csv_records import read_file
from silit.model.dates import PartialDate
from silit.model.names import Name
from silit.model.records import Record


def one(cells: dict[str, str]) -> Record:
    out = io.StringIO()
    csv.writer(out).writerows((cells.keys(), cells.values()))
    (result,) = read_file(io.BytesIO(out.getvalue().encode()))
    assert result.value is not None
    return result.value


def zotero(item_type: str, **cells: str) -> Record:
    named = {name.replace("_", " "): text for name, text in cells.items()}
    return one({"Key": "AB12CD34", "Item Type": item_type, "Publication Year": "2020", "Title": "T", **named})


@pytest.mark.parametrize(
    ("cell", "notes"),
    [
        ("<p>My <b>note</b></p>", ("My note",)),
        ("<p>One</p><p>more &amp; more</p>; <div>Two</div>", ("One\nmore & more", "Two")),
        ("p < 0.05; r > 0.3", ("p < 0.05; r > 0.3",)),
        ("<script>alert(1)</script>", ("alert(1)",)),
    ],
)
def test_zoteros_notes_become_plain_text(cell: str, notes: tuple[str, ...]) -> None:
    assert zotero("journalArticle", Notes=cell).notes == notes


def test_sentences_in_extra_are_a_note_and_lines_of_fields_are_none() -> None:
    record = zotero("journalArticle", Extra="Citation Key: smith2020\nPMID: 16038856\nRead this again.")
    assert (record.cite_key, record.work.pmid, record.notes) == (
        "smith2020",
        "16038856",
        ("Read this again.",),
    )


def test_silits_own_notes_stay_as_they_are() -> None:
    cells = {"Key": "k1", "Claim": "", "Stance": "", "Title": "T", "Notes": "a <b> c"}
    assert one(cells).notes == ("a <b> c",)


def test_a_report_has_its_number_and_kind() -> None:
    work = zotero("report", Number="NG59", Type="Guideline", Publisher="NICE").work
    assert (work.number, work.issue, work.genre, work.page) == ("NG59", "", "Guideline", "")


def test_an_article_has_its_issue() -> None:
    work = zotero("journalArticle", Issue="3", Number="").work
    assert (work.issue, work.number) == ("3", "")


@pytest.mark.parametrize(
    ("item_type", "cells", "container", "event"),
    [
        ("blogPost", {"Publication_Title": "Backs and Bones"}, "Backs and Bones", ""),
        ("presentation", {"Meeting_Name": "World Congress"}, "", "World Congress"),
        ("conferencePaper", {"Publication_Title": "Book", "Conference_Name": "Congress"}, "Book", "Congress"),
        ("bill", {"Code": "The Code"}, "The Code", ""),
        ("case", {"Reporter": "U.S."}, "U.S.", ""),
    ],
)
def test_what_a_work_stands_in_is_read_for_each_type(
    item_type: str, cells: dict[str, str], container: str, event: str
) -> None:
    work = zotero(item_type, **cells).work
    assert (work.container_title, work.event_title) == (container, event)


def test_a_book_has_its_translators() -> None:
    assert zotero("book", Translator="Lator, Trans").work.translator == (Name("Lator", "Trans"),)


def test_the_month_of_pubmeds_citation_is_read() -> None:
    cells = {
        "PMID": "16103862",
        "Title": "T",
        "Authors": "Laslett M.",
        "Citation": "Man Ther. 2005 Aug;10(3):207-18. doi: 10.1016/j.math.2005.01.003.",
        "Journal/Book": "Man Ther",
        "Publication Year": "2005",
    }
    assert one(cells).work.issued == PartialDate(2005, 8)
    assert one({**cells, "Publication Year": "2004"}).work.issued == PartialDate(2004)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Mark Laslett; Charles Aprill", ["Laslett, Mark", "Aprill, Charles"]),
        ("Peter van der Wurff; Charles N. Aprill", ["van der Wurff, Peter", "Aprill, Charles N."]),
        ("Mark Laslett Jr.; Wei Zhang", ["Laslett, Mark, Jr.", "Zhang, Wei"]),
        ("Laslett, Mark; Cochrane Back Review", ["Laslett, Mark", "Cochrane Back Review"]),
        ("World Health Organization; Mark Laslett", ["World Health Organization", "Laslett, Mark"]),
        (
            "Mayo Clinic; NHS England; Pain Research Unit",
            ["Mayo Clinic", "NHS England", "Pain Research Unit"],
        ),
        ("MARK LASLETT; CHARLES APRILL", ["MARK LASLETT", "CHARLES APRILL"]),
        ("Adler D.G.; Liu R.", ["Adler, D. G.", "Liu, R."]),
    ],
)
def test_given_and_family_names_are_told_apart_where_that_is_certain(cell: str, names: list[str]) -> None:
    author = one({"Title": "T", "Authors": cell}).work.author
    shown = [
        ", ".join(filter(None, (name.family, name.given, name.suffix))) or name.literal for name in author
    ]
    assert shown == names
