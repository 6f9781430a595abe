"""`silit add` with references as text, at the command line: lists from stdin, --check, answers at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.dialogue import talk
from support.local_corpus import Corpus, Paper
from support.local_services import LocalServices
from support.shell import Shell

BELT = Paper(
    number=1,
    title="A pelvic belt for sacroiliac joint pain after birth: a randomised controlled trial",
    year=2011,
    month=3,
    pmid="90000001",
    doi="10.5555/belt.1",
    authors=(("Ravn", "Hanne Christine"), ("Laslett", "Mark")),
    volume="31",
    issue="3",
    pages="142-152",
)
WALK = replace(
    BELT,
    number=2,
    title="Walking speed of women with long-lasting pelvic girdle pain: a cohort study",
    pmid="90000002",
    doi="10.5555/walk.2",
    authors=(("Sato", "Kenji"),),
    year=2015,
    pages="15-19",
)
RIGHT = (
    "Ravn HC, Laslett M. A pelvic belt for sacroiliac joint pain after birth: a randomised controlled trial. J Invent "
    "Man Med. 2011;31(3):142-52."
)
WRONG_YEAR = "Sato K. Walking speed of women with long-lasting pelvic girdle pain: a cohort study. J Invent Man Med. 2009;31(3):15-9."
UNSURE = "Sato K. Walking speed of women with long-lasting pelvic girdle pain: a cohort study. J Foot. 1999;2(2):77-8."
INVENTED = "Quimbleton Z. Marsupial joints and imaginary remedies for them. J Nowhere. 2013;9(9):99-103."
LIST = f"1. {RIGHT}\n2. {WRONG_YEAR.replace(' pain', chr(10) + '   pain')}\n3. {INVENTED}\n"


@pytest.fixture
def online(empty: Shell) -> Iterator[LocalServices]:
    """The services, which the shell asks."""
    with LocalServices(Corpus((BELT, WALK))) as services:
        empty.environment.update(services.environment)
        yield services


@pytest.mark.usefixtures("online")
def test_a_list_is_stored_and_what_differs_or_is_missing_is_said(empty: Shell) -> None:
    said = empty.run("add", "-", stdin=LIST.encode())
    assert said.code == 6
    assert said.out == "ravn2011\tadded\nsato2015\tadded\n"
    assert "differs in year (2009; the paper has 2015)." in said.err
    assert "“Quimbleton Z." in said.err
    assert "silit search 'Marsupial joints and imaginary remedies for them'" in said.err
    assert "2 papers added" in said.err


@pytest.mark.usefixtures("online")
def test_the_answer_to_scripts_names_line_key_and_fields(empty: Shell) -> None:
    said = empty.run("add", "--json", "-", stdin=LIST.encode())
    assert said.code == 6
    document = said.json
    assert document["added"] == ["ravn2011", "sato2015"]
    assert document["missing"] == [INVENTED]
    assert [(one["code"], one["line"], one.get("key")) for one in document["problems"]] == [
        ("reference-differs", 2, "sato2015"),
        ("reference-not-found", 4, None),
    ]
    assert document["problems"][0]["message"] == (
        "“Sato K. Walking speed of women with long-lasting pelvic gir…” differs in year (2009; the paper has 2015)."
    )


@pytest.mark.usefixtures("online")
def test_check_stores_nothing_and_makes_no_library(empty: Shell) -> None:
    said = empty.run("add", "--check", "-", stdin=LIST.encode())
    assert said.code == 3
    rows = [line.split("\t")[:3] for line in said.out.splitlines()]
    assert rows == [
        ["1", "agrees", "PMID:90000001"],
        ["2", "differs", "PMID:90000002"],
        ["4", "not-found", ""],
    ]
    assert "1 of 3 agree with their papers. Nothing was stored." in said.err
    assert not (empty.folder / "library.db").exists()


@pytest.mark.usefixtures("online")
def test_check_of_a_list_that_is_right_is_done(empty: Shell) -> None:
    said = empty.run("add", "--check", "--json", RIGHT, "90000002")
    assert said.code == 0
    assert said.json == {
        "identified": {},
        "looked_at": {},
        "added": [],
        "merged": [],
        "updated": [],
        "unchanged": 0,
        "missing": [],
        "problems": [],
        "references": [
            {
                "text": text,
                "line": None,
                "outcome": "agrees",
                "paper": paper,
                "differences": [],
                "candidates": [],
            }
            for text, paper in ((RIGHT, "PMID:90000001"), ("90000002", "PMID:90000002"))
        ],
    }


@pytest.mark.usefixtures("online")
def test_scripts_are_told_what_became_of_every_reference_of_a_list(empty: Shell) -> None:
    listed = f"{LIST}4. {UNSURE}\n".encode()
    said = empty.run("add", "--check", "--json", "-", stdin=listed)
    assert said.code == 3
    told = said.json["references"]
    assert [(one["line"], one["outcome"], one["paper"], one["candidates"]) for one in told] == [
        (1, "agrees", "PMID:90000001", []),
        (2, "differs", "PMID:90000002", []),
        (4, "not-found", None, []),
        (5, "unsure", None, ["PMID:90000002"]),
    ]
    assert [one["differences"] for one in told] == [
        [],
        [{"field": "year", "cited": "2009", "found": "2015"}],
        [],
        [],
    ]


@pytest.mark.usefixtures("online")
def test_of_a_reference_that_is_unsure_only_the_papers_it_may_be_are_shown(empty: Shell) -> None:
    said = empty.run("add", "--check", "--json", UNSURE)
    [problem] = said.json["problems"]
    assert (problem["code"], "key" in problem) == ("reference-unsure", False)
    assert "It may be PMID:90000002 - Sato. Walking speed" in problem["message"]
    assert "differs in" not in empty.run("add", "--check", UNSURE).err


@pytest.mark.usefixtures("online")
def test_a_check_needs_no_library_and_makes_none(empty: Shell) -> None:
    said = empty.run("--library", "new.db", "add", "--check", RIGHT)
    assert said.code == 0
    assert said.out.startswith("1\tagrees\tPMID:90000001\t")
    assert "There is no library at" in said.err and "new.db: checked without one." in said.err
    assert [path.name for path in empty.folder.iterdir() if "new" in path.name] == []


def test_a_cite_key_in_the_place_of_a_reference_is_known(starter: Shell) -> None:
    said = starter.run("add", "vleeming2012")
    assert (said.code, said.out) == (0, "vleeming2012\tthere already\n")
    assert "vleeming2012 is a cite key, and that paper is in the library already." in said.err
    checked = starter.run("add", "--check", "vleeming2012")
    assert (checked.code, checked.out) == (0, "1\tagrees\tvleeming2012\t“vleeming2012”\n")


@pytest.mark.usefixtures("online")
def test_the_journal_names_what_was_added_on_one_short_line(empty: Shell) -> None:
    empty.run("add", RIGHT, WRONG_YEAR, *(str(number) for number in range(90000003, 90000020)))
    [action] = [line for line in empty.run("log").out.splitlines() if "“Ravn HC" in line]
    assert "and 18 more" in action
    assert len(action) < 160


def test_check_without_a_network_is_a_source_that_is_down(empty: Shell) -> None:
    said = empty.run("add", "--check", RIGHT)
    assert said.code == 7
    assert "was not matched: " in said.err


@pytest.mark.usefixtures("online")
def test_a_person_is_asked_which_paper_is_meant(empty: Shell) -> None:
    code, shown = talk(
        empty, ["add", UNSURE], [("[Enter] none of them", "x\n"), ("[Enter] none of them", "1\n")]
    )
    assert code == 0
    assert "Which paper is “Sato K. Walking speed" in shown
    assert "1  PMID:90000002 - Sato. Walking speed of women" in shown
    assert "'x' is none of these." in shown
    assert "sato2015\tadded" in shown.replace("        ", "\t")


@pytest.mark.usefixtures("online")
def test_a_person_may_leave_it(empty: Shell) -> None:
    code, shown = talk(empty, ["add", UNSURE], [("[Enter] none of them", "\n")])
    assert code == 6
    assert "was not matched for certain. It may be PMID:90000002" in " ".join(shown.split())


@pytest.mark.usefixtures("online")
def test_in_a_pipe_nobody_is_asked(empty: Shell) -> None:
    said = empty.run("add", UNSURE)
    assert said.code == 6
    assert said.out == ""
    assert "If it is that one: silit add PMID:90000002" in said.err


@pytest.mark.usefixtures("online")
def test_strict_counts_what_differs(empty: Shell) -> None:
    assert empty.run("add", WRONG_YEAR).code == 0
    assert empty.run("add", "--strict", WRONG_YEAR).code == 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (bytes(range(256)) * 40, 8),
        (b"\x1b]0;owned\x07\n" * 20, 8),
        (b"The joint moves little, and nobody knows why that hurts.\n" * 200, 6),
        (("word " * 1000).encode(), 6),
        (("Smith J, " * 600 + "2011.").encode(), 6),
    ],
    ids=["binary", "escapes", "prose", "one long line", "names without end"],
)
def test_what_is_no_reference_costs_no_request_and_shows_no_traceback(
    text: bytes, code: int, empty: Shell, online: LocalServices
) -> None:
    said = empty.run("add", "-", stdin=text)
    assert said.code == code
    assert "Traceback" not in said.err
    assert b"\x1b" not in said.raw_err
    assert max(map(len, said.err.splitlines())) < 500
    assert online.count() == 0


def test_ten_thousand_lines_of_nothing_end_in_time(empty: Shell, online: LocalServices) -> None:
    said = empty.run("add", "--json", "-", stdin="".join(f"word{n}\n" for n in range(10_000)).encode())
    assert said.code == 6
    assert len(said.json["missing"]) == 10_000
    assert online.count() == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_list_is_read_in_the_encodings_of_windows(encoding: str, starter: Shell) -> None:
    text = (
        "1. Vleeming A, Schuenke MD, Masi AT, et al. The sacroiliac joint: an overview of its anatomy, function "
        "and potential clinical implications. J Anat. 2012;221(6):537–67.\r\n"
    )
    said = starter.run("add", "--check", "-", stdin=text.encode(encoding))
    assert said.out.startswith("1\tagrees\tvleeming2012\t")


def test_a_line_of_the_list_is_called_one(starter: Shell) -> None:
    said = starter.run("add", "--check", "-", stdin=b"PMID: 19119382\n\nhello\n")
    assert "note: line 3: 'hello' holds no PMID, PMCID or DOI." in said.err


def test_a_file_in_the_place_of_a_reference_is_told_how_it_is_read(empty: Shell) -> None:
    (empty.folder / "my list.txt").write_text("19119382\n", encoding="utf-8")
    said = empty.run("add", "my list.txt")
    assert said.code == 2
    assert "my list.txt is a file." in said.err
    assert "silit add - < 'my list.txt'" in said.err and "silit import 'my list.txt'" in said.err


def test_an_empty_list_is_a_matter_of_usage(empty: Shell) -> None:
    assert empty.run("add", "-", stdin=b"\n \n").code == 2


@pytest.mark.usefixtures("online")
def test_a_reference_with_hundreds_of_authors_is_matched(empty: Shell, tmp_path: Path) -> None:
    names = ", ".join(f"Auth{chr(97 + n % 26)}x{'abcdefghijklmnopq'[n // 26]} B" for n in range(400))
    text = f"Ravn HC, Laslett M, {names}. {BELT.title}. J Invent Man Med. 2011;31(3):142-52."
    assert 4000 < len(text) < 6000
    said = empty.run("add", "--json", text)
    assert said.code == 0
    assert [one["code"] for one in said.json["problems"]] == ["reference-differs"]
    assert "differs in authors (" in said.json["problems"][0]["message"]


@pytest.mark.usefixtures("online")
def test_each_line_of_a_list_is_answered_for(empty: Shell) -> None:
    text = f"My list:\n1. {RIGHT}\n# mine\n2. {WRONG_YEAR}\n90000001\nI still have to read that one.\n3. {RIGHT}\n10.5555/belt.1\n"
    said = empty.run("add", "--check", "-", stdin=text.encode())
    assert said.code == 3
    assert [line.split("\t")[:3] for line in said.out.splitlines()] == [
        ["1", "not-found", ""],
        ["2", "agrees", "PMID:90000001"],
        ["4", "differs", "PMID:90000002"],
        ["5", "agrees", "PMID:90000001"],
        ["6", "not-found", ""],
        ["7", "agrees", "PMID:90000001"],
    ]
    assert "Line 3 is left out as a comment: “# mine”" in said.err
    assert "line 6: “I still have to read that one.” says too little to look for its paper." in said.err


@pytest.mark.parametrize(
    ("style", "output"),
    [("vancouver", "html"), ("ama", "markdown"), ("apa", "wordpress"), ("harvard", "text")],
)
def test_the_footnotes_that_silit_prints_agree_with_the_papers_of_the_library(
    style: str, output: str, starter: Shell
) -> None:
    keys = [one["id"] for one in starter.run("list", "--json").json]
    printed = starter.run("footnotes", *keys, "--style", style, "--to", output).out
    said = starter.run("add", "--check", "-", stdin=printed.encode())
    assert len(keys) == 97
    rows = [line.split("\t") for line in said.out.splitlines()]
    assert said.code == 0
    assert {row[1] for row in rows} == {"agrees"}
    assert sorted(row[2] for row in rows) == sorted(keys)
