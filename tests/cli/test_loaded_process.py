"""What the tests run from a process that is loaded already ends to the byte like silit started from nothing."""

from __future__ import annotations

import pytest
from support.shell import Shell


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--version"],
        ["list", "massage"],
        ["list", "--json", "laslett2005"],
        ["show", "nobody"],
        ["show", "Łaslett \udcff"],
        ["lisst"],
        ["footnotes", "laslett2005", "--to", "text"],
        ["remove", "cohen2008"],
    ],
)
def test_a_run_ends_like_one_from_nothing(words: list[str], reading: Shell) -> None:
    assert reading.run(*words) == reading.start(*words)


def test_what_is_piped_in_arrives_whole_and_nothing_arrives_as_nothing(starter: Shell) -> None:
    many = "".join(f"{number}\n" for number in range(30_000)).encode()
    assert starter.run("article", "check", "-", stdin=many) == starter.start(
        "article", "check", "-", stdin=many
    )
    assert starter.run("add", "-") == starter.start("add", "-")


def test_a_run_leaves_nothing_behind_for_the_next(reading: Shell) -> None:
    before = reading.run("list", "massage")
    elsewhere = reading.folder / "elsewhere"
    elsewhere.mkdir()
    assert reading.run("list", cwd=elsewhere, SILIT_LIBRARY="nowhere.db", COLUMNS="20").code == 5
    assert reading.run("--color", "-q", "list", "zzzz").code == 0
    assert reading.run("list", "massage") == before
