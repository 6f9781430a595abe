"""Text from outside reaches a screen without what a terminal would obey, and every locale prints what it can."""

from __future__ import annotations

import ast
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shell import Shell

from silit.cli import screen

ROOT = Path(__file__).resolve().parents[2]
# Escape, bell, C1's CSI, a backspace, a carriage return, right-to-left override, line separator.
EVIL = "A\x1b]0;owned\x07\x1b[2J\x9b31mB\x08\rC\u202egnp.exe\u2028D"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
OWN_STYLES = re.compile("\x1b\\[(?:0|1|2|31|33|1;31|2;\\d+)m")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A library whose every text wants to be obeyed."""
    shell = Shell(tmp_path_factory.mktemp("attacked"))
    item = {
        "type": "article-journal",
        "title": f"{EVIL} massage",
        "author": [{"family": EVIL, "given": EVIL}, {"literal": EVIL}],
        "container-title": EVIL,
        "abstract": EVIL,
        "issued": {"date-parts": [[2001]]},
        "DOI": "10.5555/evil",
        "keyword": EVIL,
        "note": EVIL,
        "custom": {"tags": [EVIL]},
    }
    (shell.folder / "evil.json").write_text(json.dumps([item]), encoding="utf-8")
    done = shell.run("import", "evil.json")
    assert done.code == 0, done.err
    shell.run("claim", "add", "evil", f"A claim {EVIL}")
    if not shell.run("claim", "list", "--json").json:
        assert shell.run("claim", "add", "evil", "A claim").code == 0
    key = shell.run("list", "--json").json[0]["id"]
    shell.environment["SILIT_AUTHOR_NAME"] = EVIL
    for words in (
        [
            "tag",
            key,
            "--supports",
            "evil",
            "--quote",
            EVIL,
            "--locator",
            EVIL,
            "--note",
            EVIL,
            "--suggested-by",
            EVIL,
        ],
        ["note", key, EVIL],
        ["tag", key, "--add", EVIL],
    ):
        shell.run(*(word.replace("\0", "") for word in words))
    shell.environment["KEY"] = key
    return shell


WORDS = (
    "list", "list massage", "show KEY", "evidence evil", "claim list", "claim show evil", "note KEY", "log", "",
    "footnotes KEY", "footnotes KEY --to html", "footnotes KEY --to wordpress", "footnotes KEY --to text",
    "export -o -", "export --format csl-json -o -", "search massage --source pubmed", "config", "list --json", "show KEY --json",
    "evidence evil --json", "log --json", "open KEY --print",
)  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_nothing_that_a_terminal_obeys_is_shown(words: str, attacked: Shell) -> None:
    line = words.replace("KEY", attacked.environment["KEY"]).split()
    code, shown = attacked.in_terminal(*line, columns=120)
    assert code in (0, 7), shown
    assert OBEYED.findall(OWN_STYLES.sub("", shown).replace("\r", "")) == []


@pytest.mark.parametrize(
    "words",
    [["show", EVIL], ["list", "--", EVIL], [EVIL], ["list", f"--{EVIL}"], ["evidence", EVIL], ["add", EVIL],
     ["export", "--format", EVIL], ["import", EVIL], ["config", EVIL], ["claim", "add", EVIL, "x"], ["fetch", "--years", EVIL],
     ["--library", EVIL, "list"], ["init", EVIL], ["claim", EVIL], ["edit", "x", "--set", EVIL]],
    ids=lambda words: words[0] if words[0] != EVIL else "EVIL",
)  # fmt: skip
def test_a_message_repeats_no_such_text_either(words: list[str], attacked: Shell) -> None:
    # Where something is asked, the terminal is closed (Ctrl-D).
    _, shown = attacked.in_terminal(*words, columns=200, typed=b"\x04", NO_COLOR="1")
    assert OBEYED.findall(shown.replace("\r", "")) == []
    assert "fault of its own" not in shown


def test_json_holds_the_text_as_it_is_and_shows_it_escaped(attacked: Shell) -> None:
    done = attacked.run("list", "--json")
    (work,) = done.json
    assert "\u202e" in work["title"]
    assert "\\u202e" in done.out
    assert OBEYED.findall(done.out) == []


def test_one_line_of_a_list_is_one_work(attacked: Shell) -> None:
    (line,) = attacked.run("list").out.splitlines()
    assert line.count("\t") == 4


@pytest.mark.skipif(os.name != "posix", reason="no name of a file holds a line end here")
def test_one_line_of_the_log_is_one_action(starter: Shell) -> None:
    folder = starter.folder / "two\nlines"
    folder.mkdir()
    (folder / "a.ris").write_text("TY  - JOUR\nTI  - One\nPY  - 2001\nER  - \n", encoding="utf-8")
    assert starter.run("import", "two\nlines").code == 0
    shown = starter.run("log", "--limit", "1").out.splitlines()
    assert [line[line.index("  ") : line.index("  (")] for line in shown] == ["  import: two lines"]
    [action] = starter.run("log", "--limit", "1", "--json").json
    assert action["summary"] == "two\nlines"


@given(st.text())
def test_cleaned_text_holds_nothing_that_is_obeyed(text: str) -> None:
    cleaned = screen.clean(text)
    assert OBEYED.search(cleaned) is None
    cleaned.encode("utf-8")
    assert screen.clean(cleaned) == cleaned


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))))
def test_harmless_text_is_shown_as_it_is(text: str) -> None:
    assert screen.clean(text) == text


def test_only_one_file_writes_on_screens() -> None:
    for path in sorted((ROOT / "silit" / "cli").glob("*.py")):
        if path.name == "screen.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in (
                "click.echo",
                "click.style",
                "click.secho",
            ):
                pytest.fail(f"{path.name}:{node.lineno} prints past the place that cleans")
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "print":
                pytest.fail(f"{path.name}:{node.lineno} prints past the place that cleans")


# Locales.

LOCALES = [
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "latin-1:strict"},
]


@pytest.mark.parametrize("environment", LOCALES, ids=lambda env: " ".join(env.values()))
@pytest.mark.parametrize(
    "words",
    [["list"], ["show", "elden2005"], ["evidence"], ["--help"], ["list", "--json"], ["show", "nobody"], [], ["config"],
     ["footnotes", "elden2005"]],
    ids=" ".join,
)  # fmt: skip
def test_every_locale_is_printed_on(words: list[str], environment: dict[str, str], reading: Shell) -> None:
    done = reading.run(*words, **environment)
    plain = reading.run(*words)
    assert done.code == plain.code
    for text in (done.raw, done.raw_err):
        assert b"UnicodeEncodeError" not in text
        assert b"fault of its own" not in text
    assert len(done.raw.splitlines()) == len(plain.raw.splitlines())


def test_what_cannot_be_printed_is_replaced_in_a_list_and_escaped_in_json(starter: Shell) -> None:
    starter.run("edit", "cohen2008", "--set", "title=Ørsted – naïve Łódź")
    row = starter.run("list", "cohen2008", PYTHONIOENCODING="latin-1").raw.decode("latin-1")
    assert "Ørsted ? naïve ?ód?" in row
    document = starter.run("list", "cohen2008", "--json", PYTHONIOENCODING="ascii").raw
    assert json.loads(document.decode("ascii"))[0]["title"] == "Ørsted – naïve Łódź"


def test_a_document_for_other_programs_is_utf_8_in_every_locale(starter: Shell) -> None:
    starter.run("edit", "cohen2008", "--set", "title=Ørsted – naïve Łódź")
    for words in (["export", "--format", "csl-json", "-o", "-"], ["footnotes", "cohen2008", "--to", "html"]):
        assert starter.run(*words, PYTHONIOENCODING="ascii").raw == starter.run(*words).raw
        assert "Łódź" in starter.run(*words).out


def test_a_full_terminal_in_an_ascii_locale_shows_the_list(reading: Shell) -> None:
    code, shown = reading.in_terminal("list", "massage", PYTHONIOENCODING="ascii")
    assert code == 0
    assert "majchrzycki2014" in shown
    assert shown.isascii()
