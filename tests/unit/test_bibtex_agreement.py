"""An entry in somebody's own .bib file stays as it is written where it says what silit would write."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from silit.formats import biblatex, bibtex
from silit.formats.bibtex_entries import Spelling
from silit.formats.bibtex_reader import read_file
from silit.formats.bibtex_splicing import splice
from silit.model.entries import Entry
from silit.model.work import Work


def imported(text: str) -> list[Entry]:
    """The entries of a library that holds what the file says."""
    records = [result.value for result in read_file(io.BytesIO(text.encode())) if result.value]
    return [
        Entry(record.cite_key, record.work, tags=record.work.suggested_tags, notes=record.notes)
        for record in records
    ]


SAID = [
    "author = {Glen Cooper and {\\'E}va van Arsdall and others}",
    "author = {Glen Cooper}, editor = {Anne van Arsdall and Timothy Graham}, type = {x}",
    "pages = {263-87}, isbn = {978-3-540-44190-8}, issn = {00368075, 10959203}",
    "isbn = {ISBN 0415170540 (hardcover)}",
    "year = 1998, month = 5",
    "date = {1998}, month = {May}",
    "year = {1998}, month = {May}, day = 3",
    "language = {English}",
    "langid = {german}",
    "keywords = {dblp, *}, groups = {selekcja}",
    "mendeley-tags = {a, b}",
    "readstatus = {read}, ranking = {rank3}",
    "note = {Refereed package, \\emph{good}}",
    "review = {One line.\n\n  Another line.}, comment = {x}",
    "howpublished = {\\url{https://example.org/~x_y}}",
    "booktitle = {T}",
    "eprint = {arXiv:2101.00001v2}, archivePrefix = {arXiv}",
    "number = {3}, volume = 2, journal = {J} # { of } # {K}",
    "organization = {GAP}, address = {Here}, location = {There}",
    "abstract = {One.\n\nTwo.}, doi = {https://doi.org/10.1000/ABC}",
]
TYPES = ["article", "book", "proceedings", "video", "manual", "thesis", "mastersthesis", "online", "misc", "patent"]  # fmt: skip


@pytest.mark.parametrize("fields", SAID)
@pytest.mark.parametrize("spelling", [bibtex.SPELLING, biblatex.SPELLING], ids=["bibtex", "biblatex"])
@pytest.mark.parametrize("kind", TYPES)
def test_what_was_imported_from_a_file_changes_nothing_in_it(
    kind: str, spelling: Spelling, fields: str
) -> None:
    text = f"@{kind}{{own2005, title = {{T}},\n  {fields}}}\n"
    done = splice(text, imported(text), spelling)
    assert (done.text, done.unchanged) == (text, ["own2005"])


@pytest.mark.parametrize("spelling", [bibtex.SPELLING, biblatex.SPELLING], ids=["bibtex", "biblatex"])
def test_a_chapter_is_not_given_what_it_has_from_its_book(spelling: Spelling) -> None:
    text = (
        "@string{p = {Kumarian }}\n"
        "@incollection{lebanon2004, author = {Lester M. Salamon}, title = {Lebanon}, pages = {227--32}, crossref = {book2004}}\n"
        "@book{book2004, title = {Civil Society}, booktitle = {Civil Society}, editor = {A. Sokolowski}, volume = 2,\n"
        "  publisher = p # {Press}, address = {Bloomfield, CT}, year = 2004}\n"
    )
    done = splice(text, imported(text), spelling)
    assert (done.text, done.unchanged) == (text, ["lebanon2004", "book2004"])


@pytest.mark.parametrize("name", ["title", "booktitle", "journaltitle"])
def test_a_title_that_stands_apart_from_its_subtitle_stays(name: str) -> None:
    sub = f"{name.removesuffix('title')}subtitle" if name != "title" else "subtitle"
    text = f"@{'article' if name == 'journaltitle' else 'inbook'}{{a2005, title = {{X}}, {name} = {{T}}, {sub} = {{S}}, date = {{2005}}}}\n"
    text = text.replace("title = {X}, title = {T}", "title = {T}")
    (entry,) = imported(text)
    assert splice(text, [entry], biblatex.SPELLING).text == text
    other = (
        replace(entry.work, container_title="Other: S")
        if name != "title"
        else replace(entry.work, title="T: S!")
    )
    assert splice(text, [replace(entry, work=other)], biblatex.SPELLING).text == text


def test_only_what_the_file_lacks_or_says_otherwise_is_written() -> None:
    text = "@proceedings{a2005, title = {T}, editor = {Glen Cooper}, note = {mine}, url = {https://doi.org/10.1000/x}, year = 2005}\n"
    (entry,) = imported(text)
    work = replace(entry.work, publisher="P & Q", volume="2")
    assert splice(text, [replace(entry, work=work, notes=("mine", "new"))], bibtex.SPELLING).text == (
        "@proceedings{a2005, title = {T}, editor = {Glen Cooper}, note = {mine}, url = {https://doi.org/10.1000/x}, year = 2005, "
        "volume = {2}, publisher = {P \\& Q}, doi = {10.1000/x}, annote = {mine\n\n---\n\nnew}}\n"
    )


def test_an_entry_of_another_type_gets_the_works() -> None:
    text = "@video{a2005, title = {T}, year = 2005}\n"
    changed = splice(text, [Entry("a2005", Work(type="book", title="T"))], bibtex.SPELLING).text
    assert changed == text.replace("video", "book")


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("spelling", [bibtex.SPELLING, biblatex.SPELLING], ids=["bibtex", "biblatex"])
def test_an_entry_that_is_given_arxivs_number_is_of_its_type_still(kind: str, spelling: Spelling) -> None:
    text = f"@{kind}{{own2005, title = {{T}}, url = {{https://arxiv.org/abs/2101.00001}}, year = 2021}}\n"
    entries = imported(text)
    once = splice(text, entries, spelling)
    assert "eprint = {2101.00001}" in once.text
    assert [entry.work.type for entry in imported(once.text)] == [entry.work.type for entry in entries]
    assert splice(once.text, entries, spelling).text == once.text
