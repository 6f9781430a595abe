"""stdout is data, stderr everything else; a reader that goes away, a full disk and Ctrl-C each end as they should."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.library_contents import dump, is_sound
from support.local_corpus import make_corpus
from support.local_faults import silence
from support.local_renderings import pubmed_set
from support.local_services import LocalServices
from support.shell import SILIT, Said, Shell

CORPUS = make_corpus(shared=30, pubmed_only=5, crossref_only=5, noise=5)


def interrupted(shell: Shell, *words: str, when: Callable[[], bool]) -> Said:
    """`silit WORDS`, sent Ctrl-C's signal as soon as `when` says so."""
    process = subprocess.Popen(
        [*SILIT, *words],
        cwd=shell.folder,
        env=shell.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not when() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    return Said(process.returncode, out, err)


def stopped(done: Said, words: str = "Stopped. What was stored before stays") -> bool:
    assert "Traceback" not in done.err
    return done.code == 1 and done.err.strip().splitlines()[-1].startswith(words)


def test_ctrl_c_in_the_middle_of_a_fetch_loses_nothing_and_the_next_run_brings_the_rest(
    tmp_path: Path,
) -> None:
    with LocalServices(CORPUS) as services:
        shell = Shell(tmp_path, services.environment)
        clean = Shell(tmp_path / "clean", services.environment)
        assert clean.run("fetch", "pain").code == 0
        before = services.count("efetch")
        services.faults.at("efetch", before + 1, silence(60))
        done = interrupted(shell, "fetch", "pain", when=lambda: services.count("efetch") > before)
        assert stopped(done), done.err
        assert is_sound(tmp_path / "library.db")
        assert shell.run("fetch", "pain").code == 0
        assert shell.run("list", "--json").json != []
        assert len(shell.run("list").out.splitlines()) == len(clean.run("list").out.splitlines())


def test_ctrl_c_in_the_middle_of_an_import_takes_all_of_it_back(starter: Shell) -> None:
    path = starter.folder / "many.xml"
    many = make_corpus(shared=20_000, pubmed_only=0, crossref_only=0, noise=0).papers
    path.write_text(pubmed_set(list(many)), encoding="utf-8")
    library = starter.folder / "library.db"
    before = dump(library)
    grown = library.with_name("library.db-wal")
    done = interrupted(
        starter, "import", "many.xml", when=lambda: (starter.folder / "backups").exists() and grown.exists()
    )
    assert stopped(done, "Stopped. Nothing of this import was stored"), done.err
    assert is_sound(library)
    assert dump(library) == before


def test_a_reader_that_goes_away_is_no_error(starter: Shell) -> None:
    for tail in ("head -n 1", "true", "head -c 5"):
        done = starter.line(f"silit list --json | {tail}; exit ${{PIPESTATUS[0]}}")
        assert (done.code, done.err) == (0, "")


def test_a_reader_that_goes_away_from_both_streams_is_no_error_either(starter: Shell) -> None:
    done = starter.line("silit -v list zzzz 2>&1 | true; exit ${PIPESTATUS[0]}")
    assert done.code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "words", ["list", "list --json", "export -o -", "show cohen2008", "--help", "footnotes cohen2008"]
)
def test_a_full_disk_behind_stdout_is_said(words: str, starter: Shell) -> None:
    done = starter.line(f"silit {words} > /dev/full")
    assert (done.code, done.err.splitlines()[-1]) == (
        1, "Error: The output cannot be written: No space left on device.",
    )  # fmt: skip


def test_a_closed_stdout_is_said_by_what_prints_and_no_matter_to_what_does_not(starter: Shell) -> None:
    for words in ("list", "list --json", "show cohen2008", "export -o -"):
        done = starter.line(f"silit {words} >&-")
        assert (done.code, done.err.splitlines()[-1]) == (
            1,
            "Error: The output cannot be written: it is closed.",
        )
    assert starter.line("silit tag cohen2008 --add x >&-").code == 0


def test_a_closed_stderr_or_stdin_is_no_matter(starter: Shell) -> None:
    assert len(starter.line("silit list 2>&-").out.splitlines()) == 97
    assert starter.line("silit list zzzz 2>&-").code == 0
    assert starter.line("silit list <&-").code == 0
    assert starter.line("silit remove cohen2008 <&-").code == 2
    assert starter.line("silit show nobody 2>&-").code == 6
    assert starter.line("silit add - <&-").code == 2


def test_what_is_said_goes_to_stderr_and_q_leaves_only_data_and_errors(starter: Shell) -> None:
    said = starter.run("tag", "cohen2008", "--add", "x")
    assert (said.out, said.err) == ("", "1 paper: 1 tag added, 0 tags removed.\n")
    quiet = starter.run("-q", "tag", "cohen2008", "--add", "y")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    assert starter.run("-q", "list", "year:soon", "zzzz").err == ""
    assert starter.run("-q", "list", "massage").raw == starter.run("list", "massage").raw
    assert starter.run("-q", "show", "nobody").err.startswith("Error: There is no paper called nobody.")


def test_progress_is_shown_on_a_terminal_only_and_never_on_stdout(tmp_path: Path) -> None:
    with LocalServices(CORPUS) as services:
        shell = Shell(tmp_path, services.environment)
        piped = shell.run("fetch", "pain")
        assert piped.code == 0
        assert re.fullmatch(r"\d+ papers added.*\.\n", piped.out)
        assert "\r" not in piped.out + piped.err
        _, shown = Shell(tmp_path / "again", services.environment).in_terminal("fetch", "pain")
        assert "\r" in shown
        _, quiet = Shell(tmp_path / "quiet", services.environment).in_terminal("-q", "fetch", "pain")
        assert re.fullmatch(r"\d+ papers added.*\.\n", quiet)


def test_nothing_prompts_without_a_terminal(starter: Shell) -> None:
    done = starter.run("remove", "cohen2008", stdin=b"y\n")
    assert done.code == 2
    assert "--yes" in done.err
    assert starter.run("show", "cohen2008").code == 0
    done = starter.run("edit", "cohen2008")
    assert done.code == 2
    assert "--set FIELD=VALUE" in done.err
    done = starter.run("note", "cohen2008", "--edit")
    assert done.code == 2


def test_with_a_terminal_a_loss_is_asked_about(starter: Shell) -> None:
    code, shown = starter.in_terminal("remove", "cohen2008", typed=b"n\n")
    assert (code, "cohen2008 has 1 tag, 1 stance. Remove all that?" in shown) == (2, True)
    code, _ = starter.in_terminal("remove", "cohen2008", typed=b"y\n")
    assert code == 0
    assert starter.run("show", "cohen2008").code == 6


def test_an_editor_opens_on_a_terminal(starter: Shell) -> None:
    editor = starter.folder / "editor.sh"
    editor.write_text("#!/bin/sh\necho 'Read twice.' > \"$1\"\n", encoding="utf-8")
    editor.chmod(0o755)
    code, shown = starter.in_terminal("note", "cohen2008", "--edit", EDITOR=str(editor), VISUAL=str(editor))
    assert code == 0, shown
    assert starter.run("note", "cohen2008").out == "Read twice.\n"


def test_lines_on_stdin_are_refs(tmp_path: Path) -> None:
    with LocalServices(CORPUS) as services:
        shell = Shell(tmp_path, services.environment)
        good = next(paper for paper in CORPUS.papers if paper.pmid)
        done = shell.run("add", "-", stdin=f"{good.pmid}\r\n\n  \n".encode())
        assert (done.code, len(done.out.splitlines())) == (0, 1)
        assert shell.run("add", "-", stdin=b"").code == 2


def test_a_command_in_a_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = Shell(tmp_path).line(f"cd '{gone}' && rmdir '{gone}' && silit list")
    assert done.code == 5
    assert "is gone" in done.err


def test_a_note_names_its_paper_once(starter: Shell) -> None:
    starter.run("edit", "cohen2008", "--set", "volume=")
    done = starter.run("export", "--key", "cohen2008")
    assert done.err.splitlines()[0].count("cohen2008 has no volume") == 1
    assert "cohen2008: cohen2008" not in done.err
