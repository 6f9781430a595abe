"""What is no article, or may not be written, is said in words by adopt, check and build; nothing is written."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from support.dialogue import talk
from support.rights import without_the_rights_of_root
from support.shell import SILIT, Said, Shell

POST = "The joint moves little2.\n"
MAP = ("--map", "2=goode2008", "--write")
HOOKS = Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml"


def files(shell: Shell) -> list[str]:
    return sorted(path.name for path in shell.folder.iterdir())


def run_as_one_of_many(shell: Shell, *words: str) -> Said:
    """silit without root's power to write where it is forbidden."""
    done = subprocess.run(
        [*without_the_rights_of_root(), *SILIT, *words],
        cwd=shell.folder, env=shell.environment, capture_output=True, check=False,
    )  # fmt: skip
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    "words",
    [("adopt", "post.md", "--write"), ("check", "post.md"), ("build", "post.md", "--to", "html")],
    ids=["adopt", "check", "build"],
)
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x7fELF\x02\x01 evident6.", "is not text"),
        (b"PK\x03\x04 evident6.", "Word"),
        (b"caf\xe9 evident6.\n", "is not UTF-8"),
        (b"evident6. " * 5_300_000, "larger than 20 MB"),
    ],
    ids=["binary", "a Word file", "broken UTF-8", "50 MB"],
)
def test_what_is_no_article_is_refused(
    starter: Shell, words: Sequence[str], content: bytes, says: str
) -> None:
    (starter.folder / "post.md").write_bytes(content)
    before = files(starter)
    done = starter.run("article", *words)
    assert (done.code, done.out) == (8, "")
    assert says in done.err and "Traceback" not in done.err
    assert (files(starter), (starter.folder / "post.md").read_bytes()) == (before, content)


def test_an_unclosed_fence_stops_adopt_and_build_and_is_a_finding_of_check(starter: Shell) -> None:
    text = "Evident findings6.\n\n```\nIt moves little2.\n"
    (starter.folder / "post.md").write_text(text, encoding="utf-8")
    for words in (("adopt", "post.md", *MAP), ("build", "post.md", "--to", "html")):
        done = starter.run("article", *words)
        assert done.code == 8
        assert "the code block that begins in line 3 is never closed" in done.err
    checked = starter.run("article", "check", "post.md", "--json")
    found = [(one["code"], one["line"]) for one in checked.json["problems"]]
    assert (checked.code, found) == (3, [("bare-number", 1), ("unclosed-code", 3)])
    assert (starter.folder / "post.md").read_text(encoding="utf-8") == text
    assert not (starter.folder / "post.md.bak").exists()


def test_keys_with_strange_letters_are_named_as_they_stand(starter: Shell) -> None:
    (starter.folder / "post.md").write_text("One [@lásletté2005; @ключ].\n", encoding="utf-8")
    built = starter.run("article", "build", "post.md", "--to", "html")
    assert built.code == 9
    assert "lásletté2005 (line 1), ключ (line 1)" in built.err
    checked = starter.run("article", "check", "post.md", "--json").json
    assert [(one["code"], one["key"]) for one in checked["problems"]] == [
        ("unknown-key", "lásletté2005"),
        ("unknown-key", "ключ"),
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Nothing here.\n", "Cite with [@KEY]; `silit list` shows the keys."),
        ("It should be evident6.\n", "silit article adopt post.md makes citations of the numbers in it."),
    ],
)
def test_an_article_that_cites_nothing_is_not_built(starter: Shell, text: str, hint: str) -> None:
    (starter.folder / "post.md").write_text(text, encoding="utf-8")
    done = starter.run("article", "build", "post.md", "--to", "html")
    assert (done.code, done.out) == (6, "")
    assert done.err == f"Error: post.md cites nothing; nothing was written.\n{hint}\n"
    assert not (starter.folder / "exports" / "post.html").exists()


def test_an_article_that_shows_evidence_and_cites_nothing_is_built(starter: Shell) -> None:
    (starter.folder / "post.md").write_text("<!-- silit:evidence rf-denervation -->\n", encoding="utf-8")
    done = starter.run("article", "build", "post.md", "--to", "html", "-o", "-")
    assert done.code == 0 and "What the sources say" in done.out
    assert "cites nothing" in done.err


def test_a_file_that_is_changed_while_a_person_answers_is_not_overwritten(starter: Shell) -> None:
    path = starter.folder / "post.txt"
    path.write_text(POST, encoding="utf-8")

    def saved_elsewhere() -> None:
        path.write_text("Something new2.\n", encoding="utf-8")

    answers = [
        ("number 2?", "i\n"),
        ("Key, PMID or DOI", "goode2008\n"),
        ("Write it now? [y/N]:", "y\n"),
    ]
    code, shown = talk(starter, ["article", "adopt", "post.txt"], answers, before_last=saved_elsewhere)
    assert code == 2
    assert "post.txt was changed while silit was at work; nothing was written." in shown
    assert path.read_text(encoding="utf-8") == "Something new2.\n"
    assert not (starter.folder / "post.txt.bak").exists()
    assert starter.run("article", "list", "--json").json == []


def test_a_read_only_post_is_left_alone(starter: Shell) -> None:
    path = starter.folder / "post.txt"
    path.write_text(POST, encoding="utf-8")
    path.chmod(0o444)
    done = run_as_one_of_many(starter, "article", "adopt", "post.txt", *MAP)
    assert done.code == 2
    assert "post.txt is read-only; nothing was written." in done.err
    assert (path.read_text(encoding="utf-8"), (starter.folder / "post.txt.bak").exists()) == (POST, False)


def test_a_post_in_a_read_only_folder_is_left_alone(starter: Shell) -> None:
    folder = starter.folder / "posts"
    folder.mkdir()
    (folder / "post.txt").write_text(POST, encoding="utf-8")
    folder.chmod(0o555)
    try:
        done = run_as_one_of_many(starter, "article", "adopt", "posts/post.txt", *MAP)
    finally:
        folder.chmod(0o755)
    assert done.code == 2
    assert "The old text cannot be kept as posts/post.txt.bak" in done.err
    assert [path.name for path in folder.iterdir()] == ["post.txt"]
    assert (folder / "post.txt").read_text(encoding="utf-8") == POST


def test_one_file_that_cannot_be_read_does_not_hide_what_is_wrong_with_the_others(starter: Shell) -> None:
    (starter.folder / "one.md").write_text("One [@nobody1999].\n", encoding="utf-8")
    (starter.folder / "two.md").write_text("Two.\n", encoding="utf-8")
    done = starter.run("article", "check", "one.md", "gone.md", "two.md", "--json")
    assert [(each["file"], len(each["problems"])) for each in done.json] == [("one.md", 1), ("two.md", 0)]
    assert (done.code, "There is no file gone.md." in done.err) == (6, True)


def test_check_of_one_file_answers_with_one_object_of_many_with_a_list(starter: Shell) -> None:
    (starter.folder / "post.md").write_text("One [@nobody1999].\n", encoding="utf-8")
    one = starter.run("article", "check", "post.md", "--json").json
    assert set(one) == {"file", "problems"}
    assert set(one["problems"][0]) == {"code", "message", "hint", "file", "line", "key"}
    assert starter.run("article", "check", "post.md", "post.md", "--json").json == [one, one]


CLAIMS = [
    ("post.txt", "Before.\n\n{mark}\n\nHeat helps [@cohen2008].\n", 3),
    ("post.html", "<p>Before.</p>\n{mark}\n<p>Heat helps [@cohen2008].</p>\n", 2),
    (
        "post.wordpress.txt",
        "<!-- wp:paragraph -->\n<p>{mark}Heat helps [@cohen2008].</p>\n<!-- /wp:paragraph -->\n",
        2,
    ),
    ("post.md", "Before.\n\n{mark}\nHeat helps [@cohen2008].\n", 3),
]


@pytest.mark.parametrize(("name", "text", "line"), CLAIMS, ids=[name for name, *_ in CLAIMS])
def test_a_claim_is_marked_alike_in_every_form(starter: Shell, name: str, text: str, line: int) -> None:
    (starter.folder / name).write_text(
        text.format(mark="<!-- silit:claim rf-denervation -->"), encoding="utf-8"
    )
    problems = starter.run("article", "check", name, "--json").json["problems"]
    assert [(one["line"], one["key"]) for one in problems if one["code"] == "one-sided"] == [
        (line, "rf-denervation")
    ]


@pytest.mark.parametrize("to", ["text", "html", "wordpress", "markdown"])
def test_the_line_that_marks_a_claim_in_plain_text_is_in_no_build(starter: Shell, to: str) -> None:
    name, text, _ = CLAIMS[0]
    mark = "<!-- silit:claim rf-denervation -->"
    (starter.folder / name).write_text(text.format(mark=mark), encoding="utf-8")
    done = starter.run("article", "build", name, "--to", to, "-o", "-")
    assert done.code == 0
    assert "Heat helps" in done.out and "silit:claim" not in done.out


def test_the_pre_commit_hook_checks_the_files_that_it_is_given(starter: Shell) -> None:
    hook = HOOKS.read_text(encoding="utf-8")
    entry, pattern, left_out = (
        re.findall(rf"^  {field}: (.+)$", hook, re.MULTILINE)[0] for field in ("entry", "files", "exclude")
    )
    (starter.folder / "a post.md").write_text("One [@nobody1999].\n", encoding="utf-8")
    (starter.folder / "fine.txt").write_text("Fine.\n", encoding="utf-8")
    staged = ["a post.md", "fine.txt", "exports/a.html", "library.db", "notes.json"]
    given = [name for name in staged if re.search(pattern, name) and not re.search(left_out, name)]
    assert given == ["a post.md", "fine.txt"]
    library = (starter.folder / "library.db").read_bytes()
    words = entry.split()
    assert words[0] == "silit"
    done = starter.run(*words[1:], *given)
    assert (done.code, done.out) == (
        3,
        "a post.md:1: There is no work called nobody1999.\n    `silit list WORD` searches the library.\n",
    )
    assert (starter.folder / "library.db").read_bytes() == library
    assert json.loads(starter.run(*words[1:], "fine.txt", "--json").out)["problems"] == []
