"""Every recorded bibliography through every reader: the right one counts its records, a wrong one refuses in words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from silit.errors import SilitError
from silit.formats import FILE_READERS, RECORD_READERS
from silit.formats.detect import HEAD, detect_in
from silit.model.records import Record
from silit.results import Result

RECORDED = Path(__file__).resolve().parents[2].parent / "shared" / "recorded"
BIBLIOGRAPHIES = RECORDED / "bibliographies"
FILES = sorted(
    path
    for path in [
        *BIBLIOGRAPHIES.glob("*/*"),
        *RECORDED.glob("pubmed/nbib/*"),
        *RECORDED.glob("pubmed/reciter/*"),
    ]
    if path.is_file()
)
RIS = [
    path
    for path in FILES
    if path.suffix == ".ris" or (path.parent.name == "asreview_demo" and path.suffix == ".txt")
]
NBIB = [path for path in FILES if path.parent.name == "nbib"]
TABLES = [path for path in FILES if path.suffix in (".csv", ".tab", ".tsv")]

pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="the recorded files (../shared/recorded) are not beside this repository"
)


def named(path: Path) -> str:
    return str(path.relative_to(RECORDED))


def read(path: Path, format_name: str) -> list[Result[Record | None]]:
    with path.open("rb") as stream:
        return list(FILE_READERS[format_name](stream))


def lines_like(path: Path, pattern: str) -> int:
    return len(re.findall(pattern, path.read_text(encoding="utf-8-sig"), re.MULTILINE))


@pytest.mark.parametrize("path", FILES, ids=named)
@pytest.mark.parametrize("format_name", [name for name in FILE_READERS if name not in ("bibtex", "biblatex")])
def test_no_reader_falls_over_a_file_that_is_not_its_own(path: Path, format_name: str) -> None:
    try:
        results = read(path, format_name)
    except SilitError as error:
        assert (error.exit_code, bool(error.message)) == (8, True)
    else:
        assert all(result.value or result.problems for result in results)


@pytest.mark.parametrize(
    ("paths", "format_name", "count"),
    [
        (RIS, "ris", lambda path: lines_like(path, r"^TY {1,2}-")),
        (NBIB, "nbib", lambda path: lines_like(path, r"^PMID- ")),
    ],
)
def test_every_record_that_begins_in_a_file_is_read_or_named(
    paths: list[Path], format_name: str, count: Callable[[Path], int]
) -> None:
    counted = {named(path): count(path) for path in paths}
    assert {named(path): len(read(path, format_name)) for path in paths} == counted
    assert sum(counted.values()) > 80


@pytest.mark.parametrize("path", [*RIS, *NBIB, *TABLES], ids=named)
def test_the_content_tells_the_format_and_what_is_kept_gives_the_same_work_again(path: Path) -> None:
    expected = "ris" if path in RIS else "nbib" if path in NBIB else "csv"
    with path.open("rb") as stream:
        assert detect_in(stream.read(HEAD)) == expected
    if path.name == "generic_labels_no_title.csv":  # it names no column of titles
        return
    records = [result.value for result in read(path, expected) if result.value]
    assert [RECORD_READERS[record.format](record.raw).value for record in records] == [
        record.work for record in records
    ]


def test_the_titles_dates_and_identifiers_are_those_that_zotero_reads() -> None:
    expected = json.loads((BIBLIOGRAPHIES / "zotero_ris" / "expected_items.json").read_text())
    ours, theirs = [], []
    for case in expected:
        if case["case"] in (3, 5):  # lists of field names, not papers
            continue
        path = BIBLIOGRAPHIES / "zotero_ris" / f"case{case['case']:02d}.ris"
        for result, item in zip(read(path, "ris"), case["items"], strict=True):
            if result.value is None:
                assert "title" not in item
                continue
            work = result.value.work
            ours.append(
                (work.title, work.issued.iso if work.issued else "", work.doi, work.volume, work.page)
            )
            date = str(item.get("issueDate") or item.get("date") or "")
            doi = str(item.get("DOI", "")).lower()
            # Zotero leaves the DOI of case 4 in the address, the number of the patent in the issue.
            ours[-1] = (*ours[-1][:2], ours[-1][2] if doi else "", *ours[-1][3:])
            theirs.append((item["title"], date, doi, item.get("volume", ""), item.get("pages", "")))
    patent = ("Method of detecting AIDS virus infection", "1990-02-27", "", "877609", "")
    assert ours == [patent if title == patent[0] else (title, *rest) for title, *rest in theirs]


def test_a_database_says_the_same_of_a_paper_in_its_ris_and_its_table() -> None:
    folder = BIBLIOGRAPHIES / "asreview_demo"
    told = [
        [
            (
                work.title,
                [name.full_family for name in work.author],
                work.year,
                work.volume,
                work.issue,
                work.page,
            )
            for result in read(folder / f"embase.{suffix}", kind)
            if result.value and (work := result.value.work)
        ]
        for suffix, kind in (("ris", "ris"), ("csv", "csv"))
    ]
    assert told[0] == told[1]
    assert len(told[0]) == 6


def test_two_blocks_of_one_screening_give_the_same_tags_with_and_without_html() -> None:
    folder = BIBLIOGRAPHIES / "asreview_demo"
    tagged = [
        tag
        for result in read(folder / "baseline_tag-notes_labels.ris", "ris")
        if result.value
        for tag in result.value.work.suggested_tags
    ]
    assert {tag: tagged.count(tag) for tag in sorted(set(tagged))} == {
        tag: lines_like(folder / "baseline_tag-notes_labels.ris", word)
        for tag, word in (
            ("asreview-irrelevant", "ASReview_irrelevant"),
            ("asreview-not-seen", "ASReview_not_seen"),
            ("asreview-prior", "ASReview_prior"),
            ("asreview-relevant", "ASReview_relevant"),
        )
    }
