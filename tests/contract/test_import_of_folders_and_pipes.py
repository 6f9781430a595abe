"""`silit import` of a folder and of what is piped in, and what it says where nothing, or nothing new, comes of it."""

from __future__ import annotations

import errno
import io
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.local_corpus import make_corpus
from support.local_renderings import pubmed_article

from silit.errors import UnreadableFormatError
from silit.formats.detect import detect_in
from silit.library import Library
from silit.library.works import entries, ids_of_keys
from silit.services.importing import Imported, NothingImported, import_files, problems_of

RIS = b"TY  - JOUR\r\nID  - smith2001\r\nTI  - One\r\nAU  - Smith, Jo\r\nPY  - 2001\r\nKW  - pain\r\nN1  - Read it\r\nER  - \r\n"
NBIB = b"PMID- 12131388\nTI  - Fluoroscopic positioning of screws.\nFAU - van den Bosch, Eric W\nAU  - van den Bosch EW\nDP  - 2002 Jul\nTA  - J Trauma\n"
CSV = b'Title,Authors,Year,DOI\r\nTwo,"Roe, Jane",2002,10.1000/two\r\n'
CSL = json.dumps([{"id": "doe2003", "type": "book", "title": "Three"}]).encode()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "home").mkdir()
    with Library.create(tmp_path / "home" / "library.db") as made:
        yield made


def outcome(imported: Imported) -> tuple[dict[str, int], list[str], list[str]]:
    return imported.read, [name for name, _ in imported.skipped], [error.message for error in imported.errors]


def titles(library: Library) -> set[str]:
    return {row[0] for row in library.connection.execute("SELECT json_extract(data, '$.title') FROM work")}


def test_a_folder_is_all_the_lists_of_papers_in_it_and_the_rest_is_named(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    (folder / "files").mkdir(parents=True)
    for name, body in {
        "a.ris": RIS,
        "b.txt": NBIB,
        "c": CSV,
        "d.json": CSL,
        "paper.pdf": b"%PDF-1.7\n...",
        "readme.txt": b"My exports",
        ".hidden": RIS,
        "files/e.ris": RIS,
    }.items():
        (folder / name).write_bytes(body)
    imported = import_files(library, [folder])
    assert outcome(imported) == (
        {"ris": 1, "nbib": 1, "csv": 1, "csl-json": 1},
        ["files/", "paper.pdf", "readme.txt"],
        [],
    )
    assert imported.skipped[:2] == [
        ("files/", f"It is a folder of its own; to read its files: silit import {folder / 'files'}"),
        ("paper.pdf", "It is a PDF."),
    ]
    assert titles(library) == {"One", "Fluoroscopic positioning of screws", "Two", "Three"}
    assert library.connection.execute("SELECT count(*) FROM action").fetchone() == (1,)
    assert [problem.code for problem in problems_of(imported)] == ["skipped-file"] * 3


def test_the_folder_of_the_library_may_be_read_too(library: Library) -> None:
    (library.folder / "a.ris").write_bytes(RIS)
    assert outcome(import_files(library, [library.folder])) == ({"ris": 1}, [], [])


def test_a_folder_that_holds_only_the_library_is_said_to(library: Library) -> None:
    folder = library.folder
    assert {each.name for each in folder.iterdir()} > {"library.db", "library.db-wal"}
    [error] = import_files(library, [folder]).errors
    assert (error.message, error.hint, error.exit_code) == (
        f"{folder} holds no file to read but the library.",
        "Name the files to read.",
        8,
    )
    (folder / "exports").mkdir()
    [error] = import_files(library, [folder / ".." / folder.name]).errors
    assert error.hint == "Those of the folders in it are not read: name these folders."


def test_another_library_and_what_is_only_called_alike_are_not_left_out(
    library: Library, tmp_path: Path
) -> None:
    (library.folder / "library.db.ris").write_bytes(RIS)
    (tmp_path / "other").mkdir()
    with Library.create(tmp_path / "other" / "library.db"):
        pass
    assert outcome(import_files(library, [library.folder, tmp_path / "other"])) == (
        {"ris": 1},
        ["library.db"],
        [],
    )


@pytest.mark.parametrize("body", [RIS, NBIB, CSV, CSL])
def test_what_is_piped_in_in_small_pieces_is_read_like_a_file(library: Library, body: bytes) -> None:
    class Trickle(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(7, size) if size and size > 0 else 7)

    imported = import_files(library, [Path("-")], stdin=Trickle(body))
    assert (sum(imported.read.values()), imported.errors) == (1, [])


def test_what_breaks_off_while_it_is_read_is_told_with_a_way_out(library: Library) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    [error] = import_files(library, [Path("-")], stdin=Broken()).errors
    assert (error.message, error.hint) == (
        "standard input cannot be read: Input/output error.",
        "Save it as a file that you may read, and import that.",
    )


def test_nothing_piped_in_is_said(library: Library) -> None:
    [error] = import_files(library, [Path("-")]).errors
    assert error.message == "standard input: Nothing is piped in."


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"[]", "The file is csl-json, but no paper is in it: its list is empty."),
        (b"Title,Authors,DOI\n", "The file is csv, but no paper is in it: its list is empty."),
    ],
)
def test_an_empty_list_is_no_error_but_it_is_said(
    library: Library, tmp_path: Path, body: bytes, message: str
) -> None:
    path = tmp_path / "some"
    path.write_bytes(body)
    imported = import_files(library, [path])
    assert imported.errors == []
    assert [(problem.code, problem.message) for problem in imported.stored.problems] == [
        ("no-records", message)
    ]


def test_keys_tags_and_notes_of_a_file_are_taken_over(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes(RIS.replace(b"N1  - Read it", b"N1  - Read it\r\nN1  - ASReview_relevant"))
    import_files(library, [path])
    [entry] = entries(library.connection, list(ids_of_keys(library.connection, ["smith2001"]).values()))
    assert (entry.tags, entry.notes, entry.work.keyword) == (("asreview-relevant",), ("Read it",), ("pain",))


def test_a_key_that_another_paper_has_is_told(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes(RIS + RIS.replace(b"One", b"Quite another subject"))
    imported = import_files(library, [path])
    [problem] = imported.stored.problems
    assert (problem.code, problem.message, problem.hint) == (
        "key-taken",
        "smith2001 is the key of another paper in this library; this one is smith2001a.",
        "Cite it as [@smith2001a]. If it is the same paper, corrected: silit remove smith2001a, silit edit smith2001.",
    )


@pytest.mark.parametrize("first", ["xml", "nbib"])
def test_pubmeds_xml_stays_whatever_an_nbib_says_of_the_same_paper(
    library: Library, tmp_path: Path, first: str
) -> None:
    paper = next(paper for paper in make_corpus().papers if paper.pmid)
    (tmp_path / "xml").write_text(f"<PubmedArticleSet>{pubmed_article(paper)}</PubmedArticleSet>")
    (tmp_path / "nbib").write_text(f"PMID- {paper.pmid}\nTI  - {paper.title}\nDP  - {paper.year}\n")
    import_files(library, [tmp_path / first])
    import_files(library, [tmp_path / ("nbib" if first == "xml" else "xml")])
    assert library.connection.execute("SELECT source, source_id, format FROM record").fetchall() == [
        ("pubmed", paper.pmid, "pubmed-xml")
    ]


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"%PDF-1.4", "It is a PDF."),
        (b"SQLite format 3\0....", "It is a database (Zotero's, or a silit library), and no list of papers."),
        (zipped("xl/workbook.xml"), "It is an Excel workbook."),
        (zipped("word/document.xml"), "It is a Word document."),
        (zipped("a.ris"), "It is a ZIP archive."),
        (rb"{\rtf1\ansi References", "It is RTF, formatted text."),
        (b"%0 Journal Article\n%T One\n", "It is EndNote's own tagged format (.enw)."),
        (
            b"FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n",
            "It is Web of Science's own tagged format.",
        ),
        (b'<?xml version="1.0"?><xml><records><record><source-app name="EndNote">', "It is EndNote's XML."),
        (b'<rdf:RDF xmlns:z="http://www.zotero.org/namespaces/export#">', "It is Zotero's RDF."),
        (b'[{"itemType": "book", "title": "One"}]', "It is Zotero's own JSON."),
        (b"16038856\n19119403\n", "It is a list of identifiers."),
        (b"Dear colleague,\n", "It is in none of the formats that silit reads."),
    ],
)
def test_what_silit_does_not_read_is_named_with_what_to_export_instead(head: bytes, said: str) -> None:
    with pytest.raises(UnreadableFormatError) as caught:
        detect_in(head)
    assert caught.value.message == said
    assert caught.value.hint


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"\xef\xbb\xbf\r\nTY - JOUR\r\nTI - One\r\nER - \r\n", "ris"),
        (b"Provider: Ovid\nDatabase: x\n\n1.\nTY  - JOUR\n", "ris"),
        ("TY  - JOUR\nTI  - Ä\n".encode("utf-16"), "ris"),
        (b"\n\nPMID- 123\nTI  - One\n", "nbib"),
        (b"sep=;\nTitle;Year\nOne;2001\n", "csv"),
        (b"PMID,Title,Authors,Citation\n", "csv"),
        (b"doi\n10.1000/x\n", "csv"),
        (b"% Encoding: UTF-8\n\n@article{a, title = {One}, journal = {J}, year = 2001}\n", "bibtex"),
        (b"@article{a, title = {One},\n journaltitle = {J}, date = {2001}}\n", "biblatex"),
        (b"@online{a, title = {One}}\n", "biblatex"),
        (b'[{"title": "One", "type": "book"}]', "csl-json"),
    ],
)
def test_the_content_tells_the_format(head: bytes, expected: str) -> None:
    assert detect_in(head) == expected


def test_a_folder_of_folders_says_that_these_are_not_read(library: Library, tmp_path: Path) -> None:
    (tmp_path / "exports" / "2024").mkdir(parents=True)
    (tmp_path / "exports" / "2024" / "a.ris").write_bytes(RIS)
    (error,) = import_files(library, [tmp_path / "exports"]).errors
    assert (error.exit_code, "name these folders" in error.hint) == (8, True)


class Stopping(io.BytesIO):
    """What is piped in, until the person presses Ctrl-C."""

    def read(self, size: int | None = -1) -> bytes:
        if not (piece := super().read(size)):
            raise KeyboardInterrupt
        return piece


def test_an_import_that_is_stopped_says_that_nothing_of_it_was_stored(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes(RIS)
    with pytest.raises(NothingImported):
        import_files(library, [path, Path("-")], stdin=Stopping(NBIB))
    assert titles(library) == set()
