"""`--style`, `--csl` and the setting `style`: which of them counts, and what is said where they cannot."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.csl_styles import csl, written

from silit.cli.main import cli
from silit.errors import ConfigurationError, NotFoundError, SilitError, UnreadableFormatError, UsageError
from silit.settings import BY_NAME
from silit.styles import STYLES

VANCOUVER, APA = "Laslett M, Aprill CN", "Laslett, M., Aprill, C. N."


@pytest.fixture
def home(tmp_path: Path, starter_library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the starter library, in which the commands run."""
    shutil.copy(starter_library, tmp_path / "library.db")
    (tmp_path / "post.md").write_text("It hurts where you press [@laslett2005].\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SILIT_CONFIG_DIR", str(tmp_path / "configuration"))
    monkeypatch.delenv("SILIT_STYLE", raising=False)
    monkeypatch.delenv("SILIT_LIBRARY", raising=False)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


def test_the_settings_know_every_style() -> None:
    assert BY_NAME["style"].choices == tuple(STYLES)


def test_the_option_counts_before_the_setting_and_the_setting_before_vancouver(home: Path) -> None:
    block = ("footnotes", "laslett2005", "--to", "text")
    assert VANCOUVER in run(*block).stdout
    assert run("config", "style", "apa").exit_code == 0
    assert (home / "silit.toml").read_text(encoding="utf-8") == 'style = "apa"\n'
    assert APA in run(*block).stdout
    assert VANCOUVER in run(*block, "--style", "vancouver").stdout
    assert APA in run("article", "build", "post.md", "--to", "html", "-o", "-").stdout
    assert APA not in run("article", "build", "post.md", "--to", "html", "-o", "-", "--style", "ama").stdout
    assert APA in run("footnotes", "--article", "post.md", "--to", "wordpress").stdout


@pytest.mark.usefixtures("home")
def test_a_style_that_is_none_is_answered_with_the_nearest() -> None:
    refused = run("config", "style", "vancuver").exception
    assert isinstance(refused, ConfigurationError)
    assert refused.hint == "Did you mean vancouver?"
    assert "Did you mean harvard?" in run("footnotes", "laslett2005", "--style", "harvad").stderr


@pytest.mark.usefixtures("home")
def test_an_empty_csl_style_is_none() -> None:
    refused = run("footnotes", "laslett2005", "--csl", "").exception
    assert isinstance(refused, UsageError)
    assert refused.message == "--csl names no style."


@pytest.mark.parametrize("content", ["no style", "<x/>", "<!DOCTYPE x><x/>"])
def test_a_file_that_is_no_style_is_told_where_styles_are(home: Path, content: str) -> None:
    (home / "mine.csl").write_text(content, encoding="utf-8")
    refused = run("footnotes", "laslett2005", "--csl", "mine.csl").exception
    assert isinstance(refused, UnreadableFormatError)
    assert refused.hint == "A style is a .csl file of some kilobytes; zotero.org/styles has them."


def test_a_style_that_is_there_but_unreadable_ends_with_8_and_one_that_is_not_with_6(home: Path) -> None:
    (home / "folder.csl").mkdir()
    written(home, "silent", csl(layout=""))
    for asked, code in (("folder.csl", 8), ("silent.csl", 8), ("gone.csl", 6)):
        for words in (("footnotes", "laslett2005"), ("article", "build", "post.md", "--to", "html")):
            refused = run(*words, "--csl", asked).exception
            assert isinstance(refused, SilitError)
            assert (asked, refused.exit_code, bool(refused.hint)) == (asked, code, True)
    assert not (home / "exports").exists()


@pytest.mark.usefixtures("home")
def test_two_styles_at_once_are_refused() -> None:
    refused = run("footnotes", "laslett2005", "--style", "apa", "--csl", "nature")
    assert isinstance(refused.exception, UsageError)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="needs pandoc on PATH")
def test_an_article_is_built_in_a_csl_style_that_zotero_has(home: Path) -> None:
    written(home / "Zotero" / "styles", "qq-blog-qq", csl())
    built = run("article", "build", "post.md", "--to", "text", "-o", "-", "--csl", "qq-blog-qq")
    assert built.stdout == (
        "It hurts where you press.[1]\n\nReferences\n\n1. Laslett M, Aprill CN, McDonald B, Young SB. Diagnosis of "
        "Sacroiliac Joint Pain: Validity of individual provocation tests and composites of tests. 2005\n"
    )
    refused = run("article", "build", "post.md", "--to", "html", "--csl", "qq-blog-q").exception
    assert isinstance(refused, NotFoundError)
    assert refused.hint == "Did you mean qq-blog-qq?"
