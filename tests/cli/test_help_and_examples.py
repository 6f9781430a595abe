"""Every command explains itself with examples, and every example does what it says."""

from __future__ import annotations

import gzip
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from support.local_corpus import Corpus, Paper, make_corpus
from support.local_renderings import pubmed_set
from support.local_services import LocalServices
from support.shell import Shell

from silit.cli.commands import GROUPS
from silit.cli.main import cli

# What the examples of `add` name; the titles of those that are named by a number are invented.
NAMED = (
    Paper(
        901,
        "Evidence-based diagnosis and treatment of the painful sacroiliac joint",
        2008,
        1,
        pmid="19119403",
        authors=(("Laslett", "Mark"),),
        journal=("The Journal of manual & manipulative therapy", "J Man Manip Ther", "1066-9817"),
        volume="16",
        issue="3",
        pages="142-52",
    ),
    Paper(902, "A paper by its DOI", 2005, 8, pmid="16038856", doi="10.1016/j.math.2005.01.003"),
    Paper(903, "A paper by its PMCID", 2008, 7, pmid="18682726", pmcid="PMC2582421"),
    Paper(904, "A paper by its page at PubMed", 2012, 10, pmid="22994881"),
)


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, f"{path} {name}")


COMMANDS = dict(commands(cli, "silit"))


def examples(command: click.Command) -> list[str]:
    _, found, rest = (command.help or "").partition("Example")
    lines = [line.strip() for line in rest.splitlines()[1:]] if found else []
    return [line for line in lines if line.startswith("silit")]


EXAMPLES = [(path, line) for path, command in COMMANDS.items() for line in examples(command)]


@pytest.fixture(scope="module")
def services() -> Iterator[LocalServices]:
    corpus = make_corpus(shared=20, pubmed_only=5, crossref_only=5, noise=5)
    with LocalServices(Corpus((*corpus.papers, *NAMED))) as running:
        yield running


@pytest.fixture
def prepared(tmp_path: Path, starter_library: Path, services: LocalServices) -> Shell:
    """The starter library, and the files that examples name."""
    shutil.copy(starter_library, tmp_path / "library.db")
    papers = list(make_corpus(shared=4, pubmed_only=0, crossref_only=0, noise=0).papers)
    (tmp_path / "pubmed-result.xml").write_text(pubmed_set(papers[:2]), encoding="utf-8")
    (tmp_path / "more.xml.gz").write_bytes(gzip.compress(pubmed_set(papers[2:]).encode("utf-8")))
    (tmp_path / "list.txt").write_text("19119403\n\nPMC2582421\n", encoding="utf-8")
    (tmp_path / "post.md").write_text("It hurts where you press [@laslett2005].\n", encoding="utf-8")
    (tmp_path / "post.txt").write_text(
        "It is felt in the gluteal regions of the body1,3.\n", encoding="utf-8"
    )
    record = "TY  - JOUR\r\nTI  - Pain\r\nAU  - Doe, Jane\r\nPY  - 2001\r\nER  - \r\n"
    (tmp_path / "exports-of-zotero").mkdir()
    for name in ("papers.ris", "exports-of-zotero/all.ris"):
        (tmp_path / name).write_text(record, encoding="utf-8")
    (tmp_path / "result.nbib").write_text("PMID- 12131388\nTI  - Screws.\nDP  - 2002 Jul\n", encoding="utf-8")
    (tmp_path / "my-library.bib").write_text(
        "@book{doe2001, title = {Pain}, year = 2001}\n", encoding="utf-8"
    )
    export = Path(__file__).resolve().parents[1] / "golden" / "adopt" / "wordpress-export.xml"
    (tmp_path / "wordpress-export.xml").write_bytes(
        export.read_bytes().replace(b"[belts-and-hips]", b"[massage-and-the-si-joint]")
    )
    return Shell(tmp_path, services.environment)


# They do their work and find something: no paper of the starter collection was checked yet, and a number has no paper.
FINDINGS = ("silit article check post.md", "silit article adopt post.txt")


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_an_example_of_itself(path: str) -> None:
    lines = examples(COMMANDS[path])
    assert lines
    assert all(line == path or line.startswith(path + " ") for line in lines)


@pytest.mark.parametrize(("path", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_an_example_works_as_it_is_written(path: str, line: str, prepared: Shell) -> None:
    plain = not set("|&;<>()$`*?[]{}~#!\\") & set(line)
    done = prepared.run(*shlex.split(line)[1:]) if plain else prepared.line(line)
    assert done.code == (3 if line in FINDINGS else 0), done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize("path", COMMANDS)
def test_the_help_of_a_command_names_each_of_its_options_and_shows_the_examples(
    path: str,
) -> None:
    done = CliRunner().invoke(cli, [*path.split()[1:], "--help"])
    assert (done.exit_code, done.stderr) == (0, "")
    for parameter in COMMANDS[path].params:
        if isinstance(parameter, click.Option):
            assert parameter.opts[0] in done.stdout
            assert parameter.help, f"{parameter.opts[0]} says nothing of itself"
    assert all(line in done.stdout for line in examples(COMMANDS[path]))


def test_h_is_short_for_help(reading: Shell) -> None:
    assert reading.run("list", "-h").raw == reading.run("list", "--help").raw


def test_the_help_lists_every_command_under_a_step_of_the_job(empty: Shell) -> None:
    done = empty.run("--help")
    for title, group in GROUPS.items():
        assert f"\n{title}:\n" in done.out
        for name, (_, about) in group.items():
            assert any(line.split()[:1] == [name] and about[:30] in line for line in done.out.splitlines())


@pytest.mark.parametrize("name", [name for group in GROUPS.values() for name in group])
def test_the_table_of_commands_says_what_each_command_says_of_itself(name: str) -> None:
    assert COMMANDS[f"silit {name}"].name == name
