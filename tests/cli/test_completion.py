"""What a shell is told when the user presses Tab."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from support.shell import Shell


def offered(shell: Shell, *words: str) -> list[str]:
    """What bash is offered for the last of `words`."""
    done = shell.run(
        COMP_WORDS=" ".join(("silit", *words)), COMP_CWORD=str(len(words)), _SILIT_COMPLETE="bash_complete"
    )
    assert (done.code, done.err) == (0, "")
    return [line.partition(",")[2] for line in done.out.splitlines() if line]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_printed_and_where_to_keep_it_said(shell: str, empty: Shell) -> None:
    done = empty.run("completion", shell)
    assert done.code == 0
    assert f"_SILIT_COMPLETE={shell}_complete" in done.out
    assert f"silit completion {shell} >" in done.err
    if shutil.which(shell):
        checked = subprocess.run([shell, "-n"], input=done.raw, capture_output=True, check=False)
        assert checked.returncode == 0, checked.stderr


def test_commands_are_completed(reading: Shell) -> None:
    assert offered(reading, "e") == ["edit", "evidence", "export"]
    assert offered(reading, "claim", "") == ["add", "edit", "list", "remove", "show"]
    assert offered(reading, "export", "--format", "b") == ["bibtex", "biblatex"]


@pytest.mark.parametrize(
    "words",
    [["show"], ["open"], ["edit"], ["remove"], ["tag"], ["note"], ["footnotes"], ["export", "--key"]],
    ids=" ".join,
)
def test_cite_keys_are_completed(words: list[str], reading: Shell) -> None:
    assert offered(reading, *words, "lasl") == ["laslett2005"]


@pytest.mark.parametrize(
    "words",
    [["evidence"], ["claim", "show"], ["claim", "edit"], ["claim", "remove"], ["export", "--claim"], ["footnotes", "--claim"],
     ["tag", "x", "--supports"], ["tag", "x", "--contradicts"], ["tag", "x", "--mixed"], ["tag", "x", "--no-stance"]],
    ids=" ".join,
)  # fmt: skip
def test_claims_are_completed(words: list[str], reading: Shell) -> None:
    assert offered(reading, *words, "rf") == ["rf-denervation"]


def test_tags_are_completed(reading: Shell) -> None:
    assert "diagnosis" in offered(reading, "tag", "laslett2005", "--add", "dia")
    assert "diagnosis" in offered(reading, "tag", "laslett2005", "--remove", "DIA")


def test_titles_help_to_choose_in_zsh_one_line_each(starter: Shell) -> None:
    starter.run("edit", "laslett2005", "--set", "title=Diagnosis\nof\x1b[2J pain")
    done = starter.run(COMP_WORDS="silit show lasl", COMP_CWORD="2", _SILIT_COMPLETE="zsh_complete")
    assert done.out.rstrip("\n").split("\n") == ["plain", "laslett2005", "Diagnosis of\ufffd[2J pain"]


def test_without_a_library_nothing_is_offered_and_nothing_said(empty: Shell) -> None:
    assert offered(empty, "show", "") == []
    (empty.folder / "library.db").write_text("songs", encoding="utf-8")
    assert offered(empty, "show", "") == []
    assert offered(empty, "evidence", "") == []


def test_the_library_that_was_named_is_the_one_completed_from(empty: Shell, reading: Shell) -> None:
    library = str(reading.folder / "library.db")
    assert offered(empty, "--library", library, "show", "lasl") == ["laslett2005"]
