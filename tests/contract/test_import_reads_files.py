"""`silit import`: files by their content, in one change of the library, one bad record losing no other."""

from __future__ import annotations

import gzip
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.library_contents import contents, dump
from support.local_corpus import Paper, make_corpus
from support.local_renderings import PROLOG, crossref_item, csl_item, pubmed_article, pubmed_set

from silit.errors import UnreadableFormatError
from silit.formats.detect import detect_in
from silit.library import Library
from silit.results import Result
from silit.services import reading_ahead
from silit.services.importing import Imported, import_files

PAPERS = [paper for paper in make_corpus().papers if paper.pmid and paper.doi and paper.in_crossref]


def pubmed_xml(papers: list[Paper]) -> bytes:
    return pubmed_set(papers).encode()


def crossref_list(papers: list[Paper]) -> bytes:
    message = {"items": [crossref_item(paper) for paper in papers], "total-results": len(papers)}
    return json.dumps({"status": "ok", "message-type": "work-list", "message": message}).encode()


def csl(papers: list[Paper]) -> bytes:
    return json.dumps([csl_item(paper) for paper in papers]).encode()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "home").mkdir()
    with Library.create(tmp_path / "home" / "library.db") as made:
        yield made


def put(folder: Path, name: str, body: bytes) -> Path:
    path = folder / name
    path.write_bytes(body)
    return path


def count(library: Library) -> int:
    return int(library.connection.execute("SELECT count(*) FROM work").fetchone()[0])


def outcome(imported: Imported) -> tuple[int, list[int]]:
    return len(imported.stored.added), [error.exit_code for error in imported.errors]


ITEM = crossref_item(PAPERS[0])
FORMS: dict[str, tuple[str, bytes, int]] = {
    "a set of PubMed's": ("pubmed-xml", pubmed_xml(PAPERS[:3]), 3),
    "a single PubMed article": ("pubmed-xml", pubmed_article(PAPERS[0]).encode(), 1),
    "a gzipped set": ("pubmed-xml", gzip.compress(pubmed_xml(PAPERS[:3])), 3),
    "a set in UTF-16": ("pubmed-xml", pubmed_set(PAPERS[:3]).encode("utf-16"), 3),
    "a set behind a byte order mark and blank lines": (
        "pubmed-xml",
        b"\xef\xbb\xbf" + pubmed_xml(PAPERS[:2]),
        2,
    ),
    "a list of Crossref's": ("crossref-json", crossref_list(PAPERS[:3]), 3),
    "a gzipped list of Crossref's": ("crossref-json", gzip.compress(crossref_list(PAPERS[:3])), 3),
    "one message of Crossref's": (
        "crossref-json",
        json.dumps({"status": "ok", "message-type": "work", "message": ITEM}).encode(),
        1,
    ),
    "a bare item of Crossref's": ("crossref-json", json.dumps(ITEM).encode(), 1),
    "items of Crossref's, one a line": (
        "crossref-json",
        "\n".join(json.dumps(crossref_item(paper)) for paper in PAPERS[:3]).encode(),
        3,
    ),
    "CSL-JSON": ("csl-json", csl(PAPERS[:3]), 3),
    "a single CSL item": ("csl-json", json.dumps(csl_item(PAPERS[0])).encode(), 1),
    "Crossref's own CSL-JSON": (
        "csl-json",
        json.dumps([{"reference-count": 3, "indexed": {}, **csl_item(PAPERS[0])}]).encode(),
        1,
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["papers.bin", "papers.bib"])
def test_the_content_tells_the_format_whatever_the_name(
    form: str, name: str, library: Library, tmp_path: Path
) -> None:
    format_name, body, expected = FORMS[form]
    imported = import_files(library, [put(tmp_path, name, body)])
    assert (imported.read, imported.errors) == ({format_name: expected}, [])
    assert count(library) == expected
    assert library.connection.execute(
        "SELECT json_extract(data, '$.title') FROM work ORDER BY id LIMIT 1"
    ).fetchone() == (PAPERS[0].title,)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "The file is empty."),
        (b" \n\t", "The file is empty."),
        (bytes(range(256)) * 40, "The file is not text."),
        (b"\x1f\x8b\x08\x00rubbish that was never packed", "The gzip file is damaged."),
        (b"<!DOCTYPE html><html><body>Sorry</body></html>", "It is a web page."),
        (b'<?xml version="1.0"?><opml/>', "It is XML, but not PubMed's."),
        (b"Just words.", "It is in none of the formats that silit reads."),
    ],
)
def test_what_is_no_list_of_papers_is_named(body: bytes, said: str, library: Library, tmp_path: Path) -> None:
    path = put(tmp_path, "papers.xml", body)
    imported = import_files(library, [path])
    [error] = imported.errors
    assert (error.exit_code, error.message) == (8, f"{path}: {said}")
    assert error.hint
    assert count(library) == 0


@pytest.mark.parametrize("wrong", ["pubmed-xml", "crossref-json", "csl-json"])
@pytest.mark.parametrize("form", ["a set of PubMed's", "a list of Crossref's", "CSL-JSON"])
def test_a_wrong_format_is_an_error_or_problems_never_a_fault(
    form: str, wrong: str, library: Library, tmp_path: Path
) -> None:
    right, body, expected = FORMS[form]
    imported = import_files(library, [put(tmp_path, "papers", body)], wrong)
    if wrong == right:
        assert outcome(imported) == (expected, [])
    elif "pubmed-xml" in (wrong, right):
        assert outcome(imported) == (0, [8])


def test_what_stands_before_the_cut_is_stored_and_that_is_said(library: Library, tmp_path: Path) -> None:
    whole = pubmed_xml(PAPERS[:5])
    path = put(tmp_path, "cut.xml", whole[: int(len(whole) * 0.7)])
    imported = import_files(library, [path])
    assert outcome(imported) == (3, [8])
    assert imported.errors[0].message == (
        f"{path}: The PubMed XML is cut off before its end (3 records read before that). What came before was stored."
    )


def test_a_gzip_file_that_is_cut_keeps_its_first_records_too(library: Library, tmp_path: Path) -> None:
    packed = gzip.compress(pubmed_xml(PAPERS * 20), compresslevel=1)
    imported = import_files(library, [put(tmp_path, "cut.xml.gz", packed[: len(packed) // 2])])
    assert [error.exit_code for error in imported.errors] == [8]
    assert imported.stored.added


def test_files_that_fail_cost_only_themselves_and_the_first_failure_counts(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "bare").mkdir()
    files = [
        put(tmp_path, "good.xml", pubmed_xml(PAPERS[:2])),
        tmp_path / "missing.xml",
        tmp_path / "bare",
        put(tmp_path, "empty", b""),
        put(tmp_path, "good.json", csl(PAPERS[2:4])),
    ]
    imported = import_files(library, files)
    assert outcome(imported) == (4, [6, 8, 8])
    assert [error.message for error in imported.errors] == [
        f"There is no file {tmp_path / 'missing.xml'}.",
        f"{tmp_path / 'bare'} is a folder without files.",
        f"{tmp_path / 'empty'}: The file is empty.",
    ]


def test_one_bad_record_among_a_hundred_loses_only_itself(library: Library, tmp_path: Path) -> None:
    papers = [
        Paper(number=n, title=f"T {n}", year=2000, month=1, pmid=str(90_000_000 + n)) for n in range(1, 101)
    ]
    articles = [pubmed_article(paper) for paper in papers]
    articles[41] = articles[41].replace("</ArticleTitle>", "</b>")
    body = PROLOG + "<PubmedArticleSet>" + "".join(articles) + "</PubmedArticleSet>"
    imported = import_files(library, [put(tmp_path, "hundred.xml", body.encode())])
    assert outcome(imported) == (99, [])
    [problem] = imported.stored.problems
    assert (problem.code, problem.file) == ("unreadable-record", "hundred.xml")
    assert problem.message.startswith("PMID 90000042: ")


def test_a_bad_item_among_crossrefs_loses_only_itself(library: Library, tmp_path: Path) -> None:
    items = [crossref_item(paper) for paper in PAPERS[:5]]
    body = json.dumps([*items[:2], "no work", None, *items[2:]]).encode()
    imported = import_files(library, [put(tmp_path, "some.json", body)], "crossref-json")
    assert outcome(imported) == (5, [])
    assert len(imported.stored.problems) == 2
    assert {problem.file for problem in imported.stored.problems} == {"some.json"}


def test_the_same_file_again_changes_nothing(library: Library, tmp_path: Path) -> None:
    path = put(tmp_path, "papers.xml", pubmed_xml(PAPERS[:10]))
    import_files(library, [path])
    before = contents(library.path)
    again = import_files(library, [path, path])
    assert (again.stored.added, again.stored.merged, again.stored.updated) == ([], [], [])
    assert again.stored.unchanged == 20
    assert contents(library.path) == before


def test_what_three_formats_say_of_one_paper_is_one_entry(library: Library, tmp_path: Path) -> None:
    files = [
        put(tmp_path, "a", pubmed_xml(PAPERS[:1])),
        put(tmp_path, "b", crossref_list(PAPERS[:1])),
        put(tmp_path, "c", csl(PAPERS[:1])),
    ]
    imported = import_files(library, files)
    assert count(library) == 1
    assert library.connection.execute("SELECT count(*) FROM record").fetchone() == (3,)
    assert imported.identified == {"pubmed": 1, "crossref": 1, "import": 1}


def test_an_import_that_is_interrupted_stores_nothing(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = put(tmp_path, "good.xml", pubmed_xml(PAPERS[:5]))
    before = dump(library.path)

    def interrupted(stream: object) -> Iterator[Result[object]]:
        yield from list(real(stream))[:3]
        raise KeyboardInterrupt

    real = reading_ahead.FILE_READERS["pubmed-xml"]
    monkeypatch.setattr(reading_ahead, "FILE_READERS", {"pubmed-xml": interrupted})
    with pytest.raises(KeyboardInterrupt):
        import_files(library, [good, good])
    assert dump(library.path) == before
    monkeypatch.undo()
    assert outcome(import_files(library, [good])) == (5, [])


def test_an_import_is_one_action(library: Library, tmp_path: Path) -> None:
    files = [put(tmp_path, f"{n}.xml", pubmed_xml(PAPERS[n : n + 2])) for n in (0, 2, 4)]
    import_files(library, files)
    actions = library.connection.execute("SELECT command, summary FROM action").fetchall()
    assert [tuple(action) for action in actions] == [("import", "0.xml 2.xml 4.xml")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_read_like_a_file(library: Library, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(pubmed_xml(PAPERS[:20]),))
    writer.start()
    imported = import_files(library, [pipe])
    writer.join()
    assert outcome(imported) == (20, [])


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(library: Library, tmp_path: Path) -> None:
    path = put(tmp_path, "mine.xml", pubmed_xml(PAPERS[:1]))
    path.chmod(0)
    assert outcome(import_files(library, [path])) == (0, [8])


def test_the_head_of_a_long_file_is_enough() -> None:
    packed = gzip.compress(pubmed_xml(PAPERS * 40), compresslevel=0)
    assert detect_in(packed[:4096]) == "pubmed-xml"
    with pytest.raises(UnreadableFormatError):
        detect_in(packed[:1])
