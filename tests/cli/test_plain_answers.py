"""What is typed wrongly, or does nothing, is answered in plain words that say what to type."""

from __future__ import annotations

import sqlite3

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


def database_of_songs(shell: Shell) -> str:
    path = shell.folder / "library.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE song(name)")
    connection.close()
    return str(path)


def test_where_a_database_of_somebody_else_is_a_library_is_made_elsewhere(empty: Shell) -> None:
    path = database_of_songs(empty)
    for words in (["init"], ["list"], ["claim", "add", "belt", "A belt helps"]):
        done = empty.run(*words)
        assert done.code == 5
        assert done.err == (
            f"Error: {path} is not a library of silit's; it was left alone.\n"
            "Name yours with --library PATH, or make one in another folder: silit init my-library\n"
        )
    bare = empty.run()
    assert (bare.code, bare.err) == (0, f"{path} is not a library of silit's; it was left alone.\n")


def test_a_folder_called_library_db_is_said_to_be_one(empty: Shell) -> None:
    path = empty.folder / "library.db"
    path.mkdir()
    for words in (["init"], ["list"], ["claim", "add", "belt", "A belt helps"]):
        done = empty.run(*words)
        assert done.code == 5
        assert done.err.startswith(f"Error: {path} is a folder, not a library; it was left alone.\n")
    assert empty.run().err == f"{path} is a folder, not a library; it was left alone.\n"


def test_a_search_without_a_library_does_not_count_one(empty: Shell) -> None:
    assert "In the library" not in empty.run("search", "pain", "--source", "pubmed").out
    path = database_of_songs(empty)
    done = empty.run("search", "pain", "--source", "pubmed")
    assert "In the library" not in done.out
    assert f"{path} is not a library of silit's" in done.err


def test_a_named_library_that_is_not_there_is_made_with_the_line_that_is_said(empty: Shell) -> None:
    done = empty.run("--library", "my papers.db", "list")
    assert done.code == 5
    assert done.err.endswith("Make it: silit --library 'my papers.db' init\n")
    assert empty.line("silit --library 'my papers.db' init").code == 0
    assert empty.run("--library", "my papers.db", "list").code == 0
    done = empty.run("list", SILIT_LIBRARY="nope.db")
    assert done.code == 5
    assert "The variable SILIT_LIBRARY names it." in done.err


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("claim:nope", "There is no claim 'nope' here. silit claim list shows them all."),
        ("claim:rf-denervaton", "There is no claim 'rf-denervaton' here. Did you mean rf-denervation?"),
        ("tag:diagnosys", "There is no tag 'diagnosys' here. Did you mean diagnosis?"),
        ("tag:zzzz", "There is no tag 'zzzz' here. The commonest: "),
        ("typ:rct", "There is no field typ: - it was searched as a word. Did you mean type:rct?"),
        (
            'autor:"van der"',
            'There is no field autor: - it was searched as a word. Did you mean author:"van der"?',
        ),
        (
            "foo:bar",
            "There is no field foo: - it was searched as a word. Fields: author, title, journal, year, ",
        ),
        ("level:2", "There is no field level: - it was searched as a word. Fields: "),
        ("year:2030-2010", "year:2030-2010 ends before it begins. Write year:2010-2030."),
        ("*", "A * needs the beginning of a word before it. For instance: massag*"),
    ],
)
def test_what_a_query_cannot_mean_is_said_with_the_nearest(word: str, said: str, reading: Shell) -> None:
    done = reading.run("list", word)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(f"note: {said}")


@pytest.mark.parametrize(
    "word",
    [
        "https://doi.org/10.5555/x", "10.5555/ab:cd", "doi:10.5555/x", "PMID:123", "arXiv:2101.00001", "10:30",
        "review:", '"foo:bar"', "massag*", "tag:diagnosis", "claim:rf-denervation", "year:2010-2010", "Tag:DIAGNOSIS",
    ],
)  # fmt: skip
def test_what_has_a_colon_or_star_and_a_meaning_is_not_noted(word: str, reading: Shell) -> None:
    assert "note: " not in reading.run("list", word).err
