"""What is typed wrongly, or does nothing, is answered in plain words that say what to type."""

from __future__ import annotations

import pytest
from support.library_contents import dump
from support.shell import Shell


@pytest.mark.parametrize("group", ["claim", "article"])
def test_a_group_without_a_command_gives_its_help_once(group: str, reading: Shell) -> None:
    done = reading.run(group)
    assert (done.code, done.out) == (2, "")
    assert done.err == reading.run(group, "--help").out


def test_a_word_in_utf8_is_read_so_in_any_locale(reading: Shell) -> None:
    wanted = reading.run("list", "author:çiçek")
    done = reading.run("list", "author:çiçek", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (done.code, done.err) == (0, "")
    assert "cicek2015" in done.out
    assert len(done.out.splitlines()) == len(wanted.out.splitlines())


@pytest.mark.parametrize(
    "words",
    [
        ["note", "cohen2008", b"caf\xe9"],
        ["edit", "cohen2008", "--set", b"title=caf\xe9"],
        ["claim", "add", "belt", b"caf\xe9"],
        ["claim", "add", b"caf\xe9", "A belt helps"],
        ["tag", "cohen2008", "--add", b"caf\xe9"],
        ["tag", "cohen2008", "--supports", "rf-denervation", "--quote", b"caf\xe9"],
        ["tag", "cohen2008", "--supports", "rf-denervation", "--note", b"caf\xe9"],
    ],
    ids=lambda words: " ".join(map(str, words)),
)
def test_text_that_is_not_utf8_is_refused_and_nothing_stored(
    words: list[str | bytes], starter: Shell
) -> None:
    before = dump(starter.folder / "library.db")
    done = starter.run(*words)
    assert (done.code, done.out) == (2, "")
    assert "it is not UTF-8 text" in done.err
    assert "udc" not in done.err
    assert dump(starter.folder / "library.db") == before


def test_a_title_cannot_be_emptied(reading: Shell) -> None:
    done = reading.run("edit", "cohen2008", "--set", "title=")
    assert (done.code, "--reset title" in done.err) == (2, True)


def test_a_tag_that_changes_nothing_is_said_to_be_there_or_not(starter: Shell) -> None:
    starter.run("tag", "cohen2008", "juch2017", "--add", "x")
    for words, said in (
        (["cohen2008", "--add", "x"], "It has that tag already.\n"),
        (["cohen2008", "--remove", "y"], "It does not have that tag.\n"),
        (["cohen2008", "juch2017", "--add", "x"], "They have that tag already.\n"),
        (
            ["cohen2008", "--add", "x", "--remove", "y"],
            "It has that tag already. It does not have that tag.\n",
        ),
        (["cohen2008", "--remove", "y", "--remove", "z"], "It does not have those tags.\n"),
    ):
        assert starter.run("tag", *words).err == said
