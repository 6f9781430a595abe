"""A large file is read in a second process: the same results come in the same order, and whatever ends it is told."""

from __future__ import annotations

import io
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.small_records import pubmed

from silit.errors import UnreadableFormatError
from silit.formats import FILE_READERS
from silit.model.records import Record
from silit.results import Result
from silit.services.reading_ahead import read_results

ENTRIES = "".join(
    f"@article{{key{number}, title = {{Title {number}}}, crossref = {{last}}, month = maybe}}\n"
    for number in range(250)
)
FILES = {
    "bibtex": ENTRIES.encode() + b"@article{broken, title = {x\n@book{last, title = {The last}, year = 1999}\n",
    "ris": b"TY  - JOUR\nTI  - One\nPY  - soon\nER  - \n" * 3,
    "pubmed-xml": b"<PubmedArticleSet>" + pubmed("7").raw + pubmed("8").raw + b"</PubmedArticleSet>",
}  # fmt: skip


def read(format_name: str, path: Path, large: int) -> list[Result[Record | None]]:
    with path.open("rb") as stream:
        return list(read_results(format_name, stream, large))


@pytest.mark.parametrize("format_name", FILES)
def test_a_second_process_gives_what_this_one_would(format_name: str, tmp_path: Path) -> None:
    path = tmp_path / "papers"
    path.write_bytes(FILES[format_name])
    ahead = read(format_name, path, large=0)
    assert ahead == list(FILE_READERS[format_name](io.BytesIO(FILES[format_name])))
    assert len([result for result in ahead if result.value]) == FILES[format_name].count(
        {"bibtex": b"@article{key", "ris": b"TY", "pubmed-xml": b"<PubmedArticle>"}[format_name]
    ) + (format_name == "bibtex")


def test_the_error_of_a_reader_comes_after_what_it_read_before(tmp_path: Path) -> None:
    path = tmp_path / "papers.xml"
    path.write_bytes(FILES["pubmed-xml"].removesuffix(b"</PubmedArticleSet>"))
    with pytest.raises(UnreadableFormatError) as here:
        read("pubmed-xml", path, large=1_000_000)
    came = []
    with path.open("rb") as stream, pytest.raises(UnreadableFormatError) as there:
        for result in read_results("pubmed-xml", stream, 0):
            came.append(result.value.source_id if result.value else "")
    assert came == ["7", "8"]
    assert (there.value.message, there.value.hint) == (here.value.message, here.value.hint)


@pytest.mark.parametrize(
    "what",
    {
        "cannot begin": "",
        "ends at once": "os._exit(1)",
        "ends between two answers": "os.write(1, FIRST)",
        "ends within an answer": "os.write(1, FIRST + FIRST[:-3])",
        "is killed": "os.write(1, FIRST); os.kill(os.getpid(), 9)",
    }.items(),
    ids=lambda what: what[0],
)  # fmt: skip
def test_whatever_ends_the_second_process_nothing_is_lost_and_nothing_comes_twice(
    what: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "papers.bib"
    path.write_bytes(FILES["bibtex"])
    here = read("bibtex", path, large=1_000_000)
    program = tmp_path / "python"
    if what[1]:
        first = f"FIRST = {pickle.dumps(here[:3])!r}"
        program.write_text("\n".join([f"#!{sys.executable}", "import os", first, what[1]]))
        program.chmod(0o755)
    monkeypatch.setattr("silit.services.reading_ahead.sys.executable", str(program))
    assert read("bibtex", path, large=0) == here


def test_who_needs_no_more_results_leaves_no_process_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *words: object, **named: object) -> None:
            super().__init__(*words, **named)  # type: ignore[call-overload]
            begun.append(self)

    monkeypatch.setattr("silit.services.reading_ahead.subprocess.Popen", Noted)
    path = tmp_path / "papers.bib"
    path.write_bytes(FILES["bibtex"] * 50)
    with path.open("rb") as stream:
        results = read_results("bibtex", stream, 0)
        next(results)
        results.close()  # type: ignore[attr-defined]  # it is a generator
    assert [process.returncode for process in begun] == [-signal.SIGKILL]
