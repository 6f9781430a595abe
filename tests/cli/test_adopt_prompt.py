"""`silit article adopt` with a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.dialogue import CONTROL_C, talk
from support.local_services import LocalServices
from support.shell import Shell

POST = "The joint moves little2. Grade3 sprains heal. It should be evident6.\n"
GRADE = ("3 a citation?", "n\n")
LEAVE = "[Enter] leave it open"
NAME_2 = "Which paper is number 2?"
NAME_6 = "Which paper is number 6?"
WRITE = "Write it now? [y/N]:"


@pytest.fixture
def post(starter: Shell) -> Path:
    """A post with two numbers and a grade."""
    path = starter.folder / "post.txt"
    path.write_bytes(POST.encode())
    return path


@pytest.fixture
def online(starter: Shell) -> Iterator[LocalServices]:
    """The services, which the shell asks."""
    with LocalServices() as services:
        starter.environment.update(services.environment)
        yield services


def adopt(shell: Shell, *answers: tuple[str, str], options: tuple[str, ...] = ()) -> tuple[int, str]:
    return talk(shell, ["article", "adopt", "post.txt", *options], answers)


def test_a_doubtful_number_is_asked_about_with_the_reason_for_the_doubt(starter: Shell, post: Path) -> None:
    _, shown = adopt(starter, GRADE, (NAME_2, "\n"), (NAME_6, "\n"), (WRITE, "n\n"))
    assert "Line 1: is 3 a citation?" in shown
    assert "In doubt because: “Grade” may be what the number counts" in shown
    assert "[y] yes, it cites   [n] no, it is no citation   [Enter] leave it as it is for now" in shown
    assert post.read_text(encoding="utf-8") == POST


def test_a_proposed_paper_is_shown_with_why_and_taken_by_its_number(starter: Shell, post: Path) -> None:
    post.write_text("Ligaments share the load of the pelvis6.\n", encoding="utf-8")
    code, shown = adopt(starter, (NAME_6, ""), (LEAVE, "1\n"), (WRITE, "y\n"))
    first = next(line for line in shown.splitlines() if line.startswith("  1  "))
    key = first.split()[1].rstrip(":")
    assert "     why: it and your text speak of ligaments, load, pelvis" in shown.splitlines()
    assert code == 0
    assert post.read_text(encoding="utf-8") == f"Ligaments share the load of the pelvis[@{key}].\n"


def test_a_typed_key_is_taken_when_it_names_a_paper_and_asked_again_when_not(
    starter: Shell, post: Path
) -> None:
    code, shown = adopt(
        starter,
        GRADE,
        (NAME_2, "i\n"),
        ("Key, PMID or DOI", "goode208\n"),
        (LEAVE, "i\n"),
        ("Key, PMID or DOI", "PMID:19119382\n"),
        (NAME_6, "i\n"),
        ("Key, PMID or DOI", "hammer2013\n"),
        (WRITE, "y\n"),
    )
    assert "There is no paper called goode208" in shown
    assert code == 0
    assert post.read_text(encoding="utf-8") == (
        "The joint moves little[@goode2008]. Grade3 sprains heal. It should be evident[@hammer2013].\n"
    )


def test_what_was_answered_is_also_one_line_to_type(starter: Shell, post: Path) -> None:
    answers = ((NAME_2, "i\n"), ("Key, PMID or DOI", "goode2008\n"), (NAME_6, "\n"), (WRITE, "\n"))
    code, shown = adopt(starter, GRADE, *answers)
    assert (code, post.read_text(encoding="utf-8")) == (3, POST)
    assert "The same without questions: silit article adopt post.txt --map 2=goode2008 --write" in shown


def test_yes_makes_a_doubtful_number_a_citation_and_its_paper_is_asked_for(
    starter: Shell, post: Path
) -> None:
    answers = (
        ("3 a citation?", "y\n"),
        (NAME_2, "\n"),
        ("Which paper is number 3?", "i\n"),
        ("Key, PMID or DOI", "laslett2005\n"),
        (NAME_6, "\n"),
        (WRITE, "y\n"),
    )
    code, _ = adopt(starter, *answers)
    assert code == 3
    assert post.read_text(encoding="utf-8") == (
        "The joint moves little[@?2]. Grade[@laslett2005] sprains heal. It should be evident[@?6].\n"
    )


def test_what_is_left_for_now_stays_even_when_its_number_gets_a_paper(starter: Shell, post: Path) -> None:
    post.write_text("The joint moves little3. Grade3 sprains heal.\n", encoding="utf-8")
    answers = (
        ("3 a citation?", "\n"),
        ("Which paper is number 3?", "i\n"),
        ("Key, PMID or DOI", "goode2008\n"),
        (WRITE, "y\n"),
    )
    code, _ = adopt(starter, *answers)
    assert (code, post.read_text(encoding="utf-8")) == (
        3,
        "The joint moves little[@goode2008]. Grade3 sprains heal.\n",
    )


def test_a_paper_found_in_pubmed_is_added_and_cited(
    starter: Shell, post: Path, online: LocalServices
) -> None:
    post.write_text("The joint moves little2.\n", encoding="utf-8")
    answers = (
        (NAME_2, "p\n"),
        ("Words to search for", "sacroiliac massage\n"),
        (LEAVE, "1\n"),
        (WRITE, "y\n"),
    )
    code, shown = adopt(starter, *answers)
    assert code == 0, shown
    assert online.count("esearch") == 1
    key = post.read_text(encoding="utf-8").partition("[@")[2].partition("]")[0]
    assert starter.run("show", key).code == 0
    assert starter.run("article", "check", "post.txt").out == ""


def test_without_network_the_question_is_asked_again(starter: Shell, post: Path) -> None:
    post.write_text("The joint moves little2.\n", encoding="utf-8")
    answers = ((NAME_2, "p\n"), ("Words to search for", "massage\n"), (LEAVE, "\n"), (WRITE, "n\n"))
    code, shown = adopt(starter, *answers)
    assert (code, "Error:" in shown) == (3, True)


@pytest.mark.parametrize("options", [(), ("--write",)], ids=["", "with --write"])
def test_ctrl_c_changes_nothing(
    starter: Shell, post: Path, options: tuple[str, ...], online: LocalServices
) -> None:
    library = (starter.folder / "library.db").read_bytes()
    known = f"PMID:{next(iter(online.corpus.by_pmid))}"
    answers = (GRADE, (NAME_2, "i\n"), ("Key, PMID or DOI", f"{known}\n"), (NAME_6, CONTROL_C))
    code, shown = adopt(starter, *answers, options=options)
    assert (code, "Stopped." in shown) == (1, True)
    assert post.read_text(encoding="utf-8") == POST
    assert sorted(path.name for path in starter.folder.glob("post*")) == ["post.txt"]
    assert (starter.folder / "library.db").read_bytes() == library


def test_an_entry_that_matches_nothing_is_shown_and_can_be_named(starter: Shell, post: Path) -> None:
    post.write_text(
        "The joint moves little1.\n\nReferences\n\n1. Nobody N. A walk in the park. J Walks. 2001;2:2-9.\n",
        encoding="utf-8",
    )
    silent = starter.run("article", "adopt", "post.txt")
    line = "    To look it up: silit add 'Nobody N. A walk in the park. J Walks. 2001;2:2-9.'"
    assert line in silent.out.splitlines()
    answers = (
        ("Which paper is number 1?", "i\n"),
        ("Key, PMID or DOI", "goode2008\n"),
        (WRITE, "y\n"),
    )
    code, shown = adopt(starter, *answers)
    assert "  Your list says: Nobody N. A walk in the park. J Walks. 2001;2:2-9." in shown
    assert (code, post.read_text(encoding="utf-8").rstrip()) == (0, "The joint moves little[@goode2008].")


def test_what_was_said_to_be_no_citation_is_not_asked_about_again(starter: Shell, post: Path) -> None:
    code, shown = adopt(starter, GRADE, (NAME_2, "n\n"), (NAME_6, "\n"), (WRITE, "n\n"))
    assert "[n] it cites nothing" in shown
    assert code == 3
    done = starter.run("article", "adopt", "post.txt", "--json")
    assert [marker["numbers"] for marker in done.json["markers"]] == [[6]]
    found = starter.run("article", "check", "post.txt", "--json").json["problems"]
    assert [problem["code"] for problem in found] == ["bare-number"]
    again = starter.run("article", "adopt", "post.txt", "--ask-again", "--json")
    assert [marker["numbers"] for marker in again.json["markers"]] == [[2], [3], [6]]


def test_without_a_terminal_an_option_says_what_is_no_citation(starter: Shell, post: Path) -> None:
    done = starter.run("article", "adopt", "post.txt")
    assert "--no-citation 1:31" in done.err
    done = starter.run("article", "adopt", "post.txt", "--no-citation", "1:31", "--json")
    assert [marker["numbers"] for marker in done.json["markers"]] == [[2], [6]]
    assert starter.run("article", "adopt", "post.txt", "--no-citation", "1:2").code == 2
    assert starter.run("article", "adopt", "post.txt", "--no-citation", "1").code == 2


def test_a_build_offers_to_add_what_is_cited_by_an_identifier_alone(
    starter: Shell, online: LocalServices
) -> None:
    paper = next(one for one in online.corpus.papers if one.pmid)
    (starter.folder / "new.md").write_text(f"It is so [@pmid:{paper.pmid}].\n", encoding="utf-8")
    words = ["article", "build", "new.md", "--to", "text"]
    code, shown = talk(starter, words, [("Add it? [y/N]:", "n\n")])
    assert (code, f"silit add pmid:{paper.pmid}" in shown) == (9, True)
    code, shown = talk(starter, words, [("Add it? [y/N]:", "y\n")])
    assert (code, "Wrote" in shown) == (0, True)
    assert "[1]" in (starter.folder / "exports" / "new.txt").read_text(encoding="utf-8")


def test_an_entry_is_looked_up_by_its_words(starter: Shell, post: Path, online: LocalServices) -> None:
    paper = next(one for one in online.corpus.papers if one.pmid and one.in_crossref and one.authors)
    written = (
        f"{paper.authors[0][0]} {paper.authors[0][1][0]}. {paper.title}. {paper.journal[1]}. "
        f"{paper.year};{paper.volume}({paper.issue}):{paper.pages}."
    )
    post.write_text(f"The joint moves little1.\n\nReferences\n\n1. {written}\n", encoding="utf-8")
    answers = (
        ("[l] look these words up", "l\n"),
        (f"  1  PMID:{paper.pmid} - ", ""),
        (LEAVE, "1\n"),
        (WRITE, "y\n"),
    )
    code, shown = adopt(starter, *answers)
    assert code == 0, shown
    key = post.read_text(encoding="utf-8").partition("[@")[2].partition("]")[0]
    assert paper.title.rstrip(".") in starter.run("show", key).out.replace("\n", " ")
