"""The .bib files of Better BibTeX's bug reports, and every other recorded file, through the BibTeX reader."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from support.library_contents import is_sound

from silit.errors import UnreadableFormatError
from silit.formats import WRITERS, biblatex, bibtex
from silit.formats.bibtex_reader import read_file, read_record
from silit.formats.bibtex_splicing import file_dialect, splice
from silit.library import Library
from silit.model.entries import Entry
from silit.model.integrity import assess
from silit.model.records import Record
from silit.services.importing import import_files

RECORDED = Path(__file__).resolve().parents[2].parent / "shared" / "recorded"
BIB = sorted(RECORDED.glob("bibliographies/**/*.bib"))
OTHERS = sorted(
    path
    for path in RECORDED.rglob("*")
    if path.suffix in (".ris", ".csv", ".tsv", ".txt", ".xml", ".json", ".nbib")
    and path.stat().st_size < 2_000_000
)
# What doi.org gave when it was asked for BibTeX.
ANSWERS = [path for path in OTHERS if path.read_bytes().lstrip().startswith(b"@")]
_ENTRY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*[{(]", re.MULTILINE | re.IGNORECASE)

pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="the recorded files (../shared/recorded) are not beside this repository"
)

# What is refused on purpose: entries with neither a title nor an identifier.
REFUSED = {
    "Better_BibTeX.009.bib": 1,
    "Imported_name_suffix_in_family_part_2744.bib": 1,
    "URL_not_recognised_in_a_simple_online_bib_file_entry_on_import_2842.bib": 1,
}


@pytest.mark.parametrize("path", BIB, ids=lambda path: path.stem[:60])
def test_every_entry_of_a_recorded_file_is_kept_or_refused_for_a_reason(path: Path) -> None:
    with path.open("rb") as stream:
        results = list(read_file(stream))
    records = [result.value for result in results if result.value]
    refused = [problem for result in results if result.value is None for problem in result.problems]
    empty = [problem for problem in refused if problem.code == "empty-record"]
    assert len(empty) == REFUSED.get(path.name, 0)
    assert [problem for problem in refused if problem.code == "broken-entry"] == []
    plain_count = len(_ENTRY.findall(path.read_text(encoding="utf-8")))
    assert len(records) + len(empty) == plain_count
    assert [read_record(record.raw).value for record in records] == [record.work for record in records]
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert all(1 <= (problem.line or 0) <= lines for result in results for problem in result.problems)


def records_in(stream: BinaryIO) -> Iterator[Record]:
    return (result.value for result in read_file(stream) if result.value)


def entry_of(record: Record) -> Entry:
    work = record.work
    return Entry(
        record.cite_key, work, tags=work.suggested_tags, notes=record.notes, integrity=assess(work, [])
    )


@pytest.mark.parametrize("path", BIB, ids=lambda path: path.stem[:60])
def test_a_recorded_file_that_was_imported_is_only_given_the_identifiers_that_it_has_elsewhere(
    path: Path,
) -> None:
    text = path.read_bytes().decode("utf-8")
    with path.open("rb") as stream:
        by_key = {record.source_id: record for record in records_in(stream) if record.cite_key}
    entries = [entry_of(record) for key, record in by_key.items() if record.cite_key == key]
    spelling = biblatex.SPELLING if file_dialect(text) == "biblatex" else bibtex.SPELLING
    done = splice(text, entries, spelling)
    lines = [line.strip(" \t,}") for line in text.split("\n")]
    new = [line.strip(" \t,}") for line in done.text.split("\n")]
    assert [line for line in new if line not in lines and not line.startswith(("doi", "pmid"))] == []
    assert [line for line in lines if line not in new] == []
    assert done.added == []


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize("path", BIB, ids=lambda path: path.stem[:60])
def test_what_a_recorded_file_said_silits_own_export_says_again(path: Path, dialect: str) -> None:
    with path.open("rb") as stream:
        # Keywords that are no tags are in no .bib file of silit's.
        entries = [
            entry_of(replace(record, work=replace(record.work, keyword=()), cite_key=f"key{number}"))
            for number, record in enumerate(records_in(stream))
        ]
    if not entries:
        return
    again = list(records_in(io.BytesIO(WRITERS[dialect](entries).value.encode())))
    assert [(record.cite_key, record.work, record.notes) for record in again] == [
        (entry.cite_key, entry.work, entry.notes) for entry in entries
    ]


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: str(path.relative_to(RECORDED))[-60:])
def test_an_answer_of_the_doi_resolver_is_one_work_with_its_doi(path: Path) -> None:
    with path.open("rb") as stream:
        (result,) = read_file(stream)
    assert result.value
    assert result.value.work.title or result.value.work.container_title
    assert result.value.work.doi


@pytest.mark.parametrize(
    "path",
    [path for path in OTHERS if path not in ANSWERS],
    ids=lambda path: str(path.relative_to(RECORDED))[-60:],
)
def test_a_file_in_another_format_is_refused_in_words(path: Path) -> None:
    with (
        path.open("rb") as stream,
        pytest.raises(UnreadableFormatError, match=r"no BibTeX entry|not text|No entry"),
    ):
        list(read_file(stream))


def test_all_of_them_are_stored_in_one_library_and_stored_again_without_a_change(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library.db") as library:
        imported = import_files(library, BIB, "bibtex")
        assert imported.errors == []
        assert imported.read["bibtex"] > 120
        added = len(imported.stored.added)
        again = import_files(library, BIB, "bibtex")
        assert (again.errors, again.stored.added) == ([], [])
        assert library.connection.execute("SELECT count(*) FROM work").fetchone()[0] == added
    assert is_sound(tmp_path / "library.db")


TITLES = {
    "Wrong_ring-above_import_1115.bib": "Software Framework for Topic Modelling with Large Corpora",
    "Math_markup_to_unicode_not_always_imported_correctly_472.bib": (
        "Test Title With 100 μJ, 200 μJ Energy, and ±0.1% Accuracy, 0.2 mm<sup>2</sup> Size, and −50 dB Attenuation"
    ),
    "Author_splitter_failure.bib": (
        "Determination of the Thickness and Refractive Index of Cu<sub>2</sub>O Thin Film Using Thermal and Optical Interferometry"
    ),
    "unknown_command_handler_1733.bib": "Bright metal-poor variables: Why “Anomalous” Cepheids?",
    "Issues_with_round_instead_of_curly_braces_do_not_import_correctly_871.bib": "The CONNIVER Reference Manual",
    "Import_of_langle_and_rangle_TeX_commands_1468.bib": (
        "Catalyst Orientation-Induced Growth of Defect-Free Zinc-Blende Structured ⟨001̅⟩ InAs Nanowires"
    ),
}


@pytest.mark.parametrize("name", TITLES)
def test_what_the_reports_are_about_is_read_as_it_prints(name: str) -> None:
    (path,) = (path for path in BIB if path.name == name)
    with path.open("rb") as stream:
        first = next(result.value for result in read_file(stream) if result.value)
    assert first.work.title == TITLES[name]


def test_no_latex_is_left_in_any_title_but_a_macro_that_nobody_knows() -> None:
    left = []
    for path in BIB:
        with path.open("rb") as stream:
            works = [result.value.work for result in read_file(stream) if result.value]
        texts = [text for work in works for text in (work.title, work.container_title, work.publisher)]
        left += [text for text in texts if re.search(r"\\[A-Za-z]|[{}$]", text)]
    assert sorted(left) == ["\\\\{}:", "\\aap"]
