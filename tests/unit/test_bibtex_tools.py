"""The real programs read what silit writes: bibtex, biber and pandoc, where they are installed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from support.works import LASLETT_2005, ODD_WORKS, retracted

from silit.formats.bibtex import write
from silit.model.entries import Entry
from silit.model.work import Work
from silit.results import Result


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


@pytest.fixture(scope="module")
def written() -> Result[str]:
    entries = [Entry(f"odd{number}", work, tags=("a, b", "50%")) for number, work in enumerate(ODD_WORKS)]
    return write(
        [Entry("laslett2005", LASLETT_2005), *entries, Entry("gone", LASLETT_2005, integrity=retracted())]
    )


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, errors="replace", timeout=120)


@needs("bibtex")
@pytest.mark.parametrize("style", ["plain", "unsrt"])
def test_bibtex_reads_odd_works_and_warns_only_of_what_the_problems_name(
    written: Result[str], tmp_path: Path, style: str
) -> None:
    (tmp_path / "out.bib").write_text(written.value, encoding="utf-8")
    (tmp_path / "out.aux").write_text(f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{out}}\n")
    done = run("bibtex", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    warnings = re.findall(r"^Warning--(.*(?:\n--line.*)?)", done.stdout, re.MULTILINE)
    lacking = {problem.key for problem in written.problems if problem.code == "missing-field"}
    expected = re.compile(
        r"(?:all relevant fields are empty|empty (?:author|author and editor|title|journal|booktitle|publisher|school|institution|year)"
        r"|to sort, need (?:author or key|author, editor, or key)|there's a number but no volume) in (\S+)"
    )
    warned = set()
    for warning in warnings:
        match = expected.fullmatch(warning)
        assert match, warning
        warned.add(match[1])
    # Only a style that sorts wants an author for everything.
    assert warned == lacking if style == "plain" else warned < lacking
    assert (tmp_path / "out.bbl").read_text(encoding="utf-8").count("\\bibitem") == len(ODD_WORKS) + 2


@needs("bibtex")
def test_a_style_that_sets_titles_in_lower_case_leaves_names_and_abbreviations_alone(tmp_path: Path) -> None:
    title = "Tests of the SIJ and L5-S1 by Laslett in Sweden: A Review of DNA"
    (tmp_path / "out.bib").write_text(write([Entry("a", Work(title=title))]).value, encoding="utf-8")
    (tmp_path / "out.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{out}\n")
    assert run("bibtex", "out", cwd=tmp_path).returncode == 0
    flat = " ".join((tmp_path / "out.bbl").read_text(encoding="utf-8").split())
    assert title in flat.replace("{", "").replace("}", "")


@needs("biber")
def test_biber_reads_odd_works_without_an_error_or_a_warning(written: Result[str], tmp_path: Path) -> None:
    (tmp_path / "out.bib").write_text(written.value, encoding="utf-8")
    done = run("biber", "--tool", "--nolog", "--output-file", "again.bib", "out.bib", cwd=tmp_path)
    complaints = [
        line for line in (done.stdout + done.stderr).splitlines() if re.match(r"(?:WARN|ERROR)", line)
    ]
    assert (done.returncode, complaints) == (0, [])
    again = (tmp_path / "again.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"^@", again, re.MULTILINE)) == len(ODD_WORKS) + 2


@needs("pandoc")
@pytest.mark.parametrize("reader", ["bibtex", "biblatex"])
def test_pandoc_reads_odd_works_with_names_titles_and_pages_as_they_are(
    written: Result[str], tmp_path: Path, reader: str
) -> None:
    (tmp_path / "out.bib").write_text(written.value, encoding="utf-8")
    done = run("pandoc", "-f", reader, "-t", "csljson", "out.bib", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    items = {item["id"]: item for item in json.loads(done.stdout)}
    assert len(items) == len(ODD_WORKS) + 2
    item = items["laslett2005"]
    # Title Case, which pandoc sets as a sentence: no word of it is a name.
    assert re.sub(r"<[^>]*>", "", item["title"]) == (
        "Diagnosis of sacroiliac joint pain: Validity of individual provocation tests and composites of tests"
    )
    assert item["author"][1] == {"family": "Aprill", "given": "Charles N"}
    assert (item["page"], item["volume"], item["issue"], item["DOI"]) == (
        "207-218",
        "10",
        "3",
        LASLETT_2005.doi,
    )
    assert item["issued"] == {"date-parts": [[2005, 8]]}


@needs("bibclean")
def test_bibclean_finds_no_fault_in_the_syntax(written: Result[str], tmp_path: Path) -> None:
    (tmp_path / "out.bib").write_text(written.value, encoding="utf-8")
    done = run("bibclean", "-no-warnings", "out.bib", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
