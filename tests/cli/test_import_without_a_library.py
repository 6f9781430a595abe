"""`silit import` where there is no library: one is made for papers, none for what is no list of papers."""

from __future__ import annotations

import pytest
from support.shell import Shell

BOTH = (
    "@article{months6, title={T}, year={2001}, journal={J}, doi={none}}\n@book{two, title={A}, title={B}}\n"
)


@pytest.mark.parametrize(
    ("words", "stdin", "code"),
    [
        (["prose.txt"], "", 8),
        (["nope.bib"], "", 6),
        (["prose.txt", "nope.bib"], "", 8),
        (["-"], "just prose", 8),
        (["prose.txt", "-"], "", 8),
        (["prose.txt", "--json"], "", 8),
    ],
)
def test_files_that_are_no_lists_of_papers_make_no_library(
    empty: Shell, words: list[str], stdin: str, code: int
) -> None:
    (empty.folder / "prose.txt").write_text("just prose\n")
    done = empty.run("import", *words, stdin=stdin.encode())
    assert done.code == code
    assert "Made a new library" not in done.err
    assert not (empty.folder / "library.db").exists()
    if "--json" in words:
        assert [problem["code"] for problem in done.json["problems"]] == ["unreadable-file"]


@pytest.mark.parametrize("words", [["-"], ["prose.txt", "-"]])
def test_what_is_piped_in_is_read_from_its_beginning(empty: Shell, words: list[str]) -> None:
    (empty.folder / "prose.txt").write_text("just prose\n")
    done = empty.run("import", *words, stdin=BOTH.encode())
    assert "Made a new library" in done.err
    assert done.out == "2 papers added.\n"


def test_what_is_wrong_with_a_record_stands_behind_its_line_and_names_it_once(empty: Shell) -> None:
    (empty.folder / "refs.bib").write_text(BOTH)
    done = empty.run("import", "refs.bib")
    notes = [line for line in done.err.splitlines() if line.startswith("note: ")]
    assert notes == [
        "note: refs.bib:1: months6 has a DOI that is none: 'none'",
        "note: refs.bib:2: two has `title` twice; the first counts.",
    ]
