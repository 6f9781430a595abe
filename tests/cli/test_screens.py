"""What a person sees in a terminal: it fits, it says what is left out, and a retracted paper is marked everywhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from support.shell import Shell

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
WIDTHS = (40, 80, 120)


def lines(shown: str) -> list[str]:
    return [ESCAPES.sub("", line).rstrip() for line in shown.splitlines()]


@pytest.fixture(scope="module")
def retracted(tmp_path_factory: pytest.TempPathFactory, starter_library: Path) -> Shell:
    """The starter library with one paper that was retracted, judged and tagged."""
    folder = tmp_path_factory.mktemp("retracted")
    (folder / "library.db").write_bytes(starter_library.read_bytes())
    shell = Shell(folder)
    item = {
        "type": "article-journal",
        "title": "Retracted work on the sacroiliac joint",
        "author": [{"family": "Gone", "given": "Ida"}],
        "issued": {"date-parts": [[1999]]},
        "DOI": "10.5555/gone",
        "updated-by": [
            {"DOI": "10.5555/notice", "type": "retraction", "updated": {"date-parts": [[2001, 1, 1]]}}
        ],
        "source": "Crossref",
    }
    (folder / "gone.json").write_text(
        json.dumps({"status": "ok", "message-type": "work", "message": {**item, "title": [item["title"]]}}),
        encoding="utf-8",
    )
    done = shell.run("import", "gone.json", "--format", "crossref-json")
    assert done.code == 0, done.err
    assert shell.run("tag", "gone1999", "--supports", "rf-denervation", "--add", "old").code == 0
    return shell


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("color", ["--color", "--no-color"])
def test_a_list_fits_its_terminal_one_line_a_paper(columns: int, color: str, reading: Shell) -> None:
    code, shown = reading.in_terminal(color, "list", columns=columns)
    table, last = lines(shown)[:30], " ".join(lines(shown)[30:])
    assert code == 0
    assert len(table) == 30
    assert all(0 < cell_len(line) <= columns for line in table)
    assert last == "67 more match; --all shows them, another word narrows them."


@pytest.mark.parametrize("columns", WIDTHS)
def test_every_key_is_shown_whole(columns: int, reading: Shell) -> None:
    keys = [work["id"] for work in reading.run("list", "--json").json]
    _, shown = reading.in_terminal("list", "--all", columns=columns)
    assert [line.split()[0] for line in lines(shown)] == keys


def test_a_limit_counts_on_a_terminal_and_in_a_pipe(reading: Shell) -> None:
    _, shown = reading.in_terminal("list", "--limit", "3")
    assert len(lines(shown)) == 4
    piped = reading.run("list", "--limit", "3")
    assert len(piped.out.splitlines()) == 3
    assert piped.err == "94 more match; --all shows them, another word narrows them.\n"


def test_a_pipe_gets_all_of_them_tab_separated(reading: Shell) -> None:
    rows = [line.split("\t") for line in reading.run("list").out.splitlines()]
    assert len(rows) == 97
    assert {len(row) for row in rows} == {5}
    (row,) = (row for row in rows if row[0] == "laslett2005")
    assert row[1:4] == [
        "2005", "Laslett et al.",
        "Diagnosis of Sacroiliac Joint Pain: Validity of individual provocation tests and composites of tests",
    ]  # fmt: skip


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize(
    "words",
    [
        ["evidence"],
        ["show", "laslett2005", "juch2017"],
        [],
        ["claim", "list"],
        ["claim", "show", "rf-denervation"],
    ],
    ids=["evidence", "show", "bare", "claim list", "claim show"],
)
def test_a_page_of_text_fits_its_terminal(words: list[str], columns: int, reading: Shell) -> None:
    code, shown = reading.in_terminal("-q", *words, columns=columns)
    assert code == 0
    too_long = [line for line in lines(shown) if cell_len(line) > columns and " " in line.strip()]
    assert too_long == []


def test_the_sides_stand_next_to_each_other_where_there_is_room(reading: Shell) -> None:
    _, wide = reading.in_terminal("evidence", "rf-denervation", columns=80)
    _, narrow = reading.in_terminal("evidence", "rf-denervation", columns=40)
    heads = re.compile(r"^(?:Supports|Contradicts) \(\d\)(?: +Contradicts \(\d\))?$", re.MULTILINE)
    assert [" ".join(found.split()) for found in heads.findall("\n".join(lines(wide)))] == [
        "Supports (1) Contradicts (1)"
    ]
    assert heads.findall("\n".join(lines(narrow))) == ["Supports (1)", "Contradicts (1)"]
    (line,) = (line for line in lines(wide) if line.startswith("Supports"))
    assert line.index("Contradicts") == 42


def test_an_empty_side_says_that_this_proves_nothing(reading: Shell) -> None:
    _, shown = reading.in_terminal("evidence", "acupuncture-pgp", columns=40)
    side = " ".join("\n".join(lines(shown)).partition("Contradicts (0)")[2].split())
    assert (
        side.removeprefix("-" * 24)
        .lstrip()
        .startswith("None in the library - that is not proof that there are none.")
    )


@pytest.mark.parametrize(
    "words", ["list", "list gone1999", "list is:retracted", "show gone1999", "evidence rf-denervation", "search gone1999 --source pubmed",
              "footnotes gone1999", "claim show rf-denervation", ""]
)  # fmt: skip
def test_a_retracted_paper_is_marked_wherever_it_is_listed(words: str, retracted: Shell) -> None:
    piped = retracted.run(*words.split())
    assert re.search("retracted", piped.out, re.IGNORECASE)
    for columns in () if words.startswith("search") else WIDTHS:  # a source that is down keeps one waiting
        _, shown = retracted.in_terminal(
            *words.split(), *(["--all"] if words == "list" else []), columns=columns
        )
        assert re.search("retracted", ESCAPES.sub("", shown), re.IGNORECASE)


def test_a_retracted_paper_is_marked_before_its_title_is_cut(retracted: Shell) -> None:
    _, shown = retracted.in_terminal("list", "gone1999", columns=40)
    assert lines(shown) == ["gone1999 RETRACTED Retracted work on th…"]


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize(
    "words",
    [
        ["list", "stance:for", "year:20"],
        ["lst"],
        ["show", "nobody"],
        ["tag", "cohen2008"],
        ["note", "cohen2008", "x", "--edit"],
        ["evidence", "rf-denervaton"],
    ],
    ids=lambda words: " ".join(words),
)
def test_what_is_said_is_broken_between_words_and_not_in_them(
    words: list[str], columns: int, reading: Shell
) -> None:
    piped = reading.run(*words).err
    _, shown = reading.in_terminal("--no-color", *words, columns=columns)
    assert [line for line in lines(shown) if cell_len(line) > columns and " " in line.strip()] == []
    assert " ".join(shown.split()) == " ".join(piped.split())


def test_a_pipe_gets_what_is_said_unbroken(reading: Shell) -> None:
    said = reading.run("list", "stance:for", COLUMNS="40").err
    assert said.startswith("note: stance:for is not one of silit's. Known: supports, ")
    assert len(said.splitlines()[0]) > 80


# Colours.


@pytest.mark.parametrize(
    "words", [["list", "massage"], ["show", "laslett2005"], ["show", "nobody"], ["claim", "list"], []]
)
def test_colours_are_for_terminals_only(words: list[str], reading: Shell) -> None:
    piped = reading.run(*words)
    assert b"\x1b" not in piped.raw + piped.raw_err
    _, shown = reading.in_terminal(*words)
    assert "\x1b[" in shown


@pytest.mark.parametrize(
    ("options", "environment"),
    [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})],
    ids=["--no-color", "NO_COLOR", "TERM=dumb"],
)
def test_colours_can_be_turned_off(options: list[str], environment: dict[str, str], reading: Shell) -> None:
    for words in (
        ["list", "massage"],
        ["show", "laslett2005"],
        ["show", "nobody"],
        ["lst"],
        ["claim", "list"],
        [],
    ):
        _, shown = reading.in_terminal(*options, *words, **environment)
        assert "\x1b" not in shown


def test_an_empty_no_color_turns_nothing_off(reading: Shell) -> None:
    _, shown = reading.in_terminal("show", "laslett2005", NO_COLOR="")
    assert "\x1b[" in shown


def test_colours_can_be_asked_for_in_a_pipe(reading: Shell) -> None:
    assert b"\x1b[1m" in reading.run("--color", "show", "laslett2005").raw
    assert b"\x1b[1m" in reading.run("--color", "show", "laslett2005", NO_COLOR="1").raw
    assert b"\x1b[31m" in reading.run("--color", "show", "nobody").raw_err


# Where things stand.


def test_without_a_library_silit_alone_is_the_help_in_the_order_of_the_job(empty: Shell) -> None:
    done = empty.run()
    assert (done.code, done.err) == (0, "")
    titles = ["Begin:", "Find and keep papers:", "Judge:", "Write and publish:", "Keep the library right:"]
    assert [line for line in done.out.splitlines() if line in titles] == titles
    assert done.raw == empty.run("--help").raw


def test_silit_alone_says_where_things_stand_and_what_to_type_next(retracted: Shell) -> None:
    done = retracted.run()
    assert done.code == 0
    for said in (
        "library.db",
        "papers",
        "98",
        "claims",
        "5 with",
        "RETRACTED",
        "silit list is:retracted",
        "checked",
        "Next: ",
    ):
        assert said in done.out


def test_an_empty_library_is_told_how_to_be_filled(empty: Shell) -> None:
    empty.run("init")
    assert "Next: silit fetch --limit 50" in empty.run().out
    assert empty.run("list").err == "The library is empty. Fill it: silit fetch, or silit init --starter\n"
    assert empty.run("list", "pain").err.startswith("Nothing in the library matches.")


def test_version_is_told(empty: Shell) -> None:
    done = empty.run("--version")
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(r"silit, version \d+\.\d+\.\d+\n", done.out)


def test_a_fault_of_its_own_is_one_sentence_and_with_v_a_traceback(starter: Shell) -> None:
    broken = (
        "import silit.services.find as find, sys; find.find_entries = lambda *_: 1 / 0; "
        "from silit.cli.main import main; main()"
    )

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", broken, *words],
            cwd=starter.folder, env=starter.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = run("show", "cohen2008")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: silit met a fault of its own (ZeroDivisionError).")
    assert "Traceback" not in done.stderr
    loud = run("-v", "show", "cohen2008")
    assert loud.returncode == 1
    assert "Traceback" in loud.stderr


def test_the_day_on_which_a_page_was_looked_at_is_set_and_shown(starter: Shell) -> None:
    assert starter.run("edit", "laslett2005", "--set", "accessed=2020-03-05").code == 0
    shown = starter.run("show", "laslett2005").out.splitlines()
    assert "accessed     2020-03-05" in shown
    assert "             user: accessed" in shown
    (item,) = starter.run("show", "laslett2005", "--json").json
    assert item["accessed"] == {"date-parts": [[2020, 3, 5]]}
