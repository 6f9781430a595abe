"""What the README says can be typed, can be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from silit.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split("  #")[0].strip().split(" && cd ")[0]
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("silit ")
]


def test_two_command_lines_set_everything_up_by_themselves() -> None:
    lines = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert lines == [
        "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/silit tour",
        "python3 -m venv .venv-test && .venv-test/bin/pip install -q -e '.[test]'"
        " && .venv-test/bin/python -m pytest -n auto --dist worksteal",
    ]


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_readme_is_understood(line: str) -> None:
    _, *words = shlex.split(line.replace("[", "").replace("]", ""))
    context = click.Context(cli, info_name="silit")
    name, command, rest = cli.resolve_command(context, words)
    assert command is not None
    while isinstance(command, click.Group):
        name, command, rest = command.resolve_command(context, rest)
        assert command is not None
    command.make_context(name, list(rest), parent=context)  # a wrong option or argument raises


@pytest.mark.parametrize("target", re.findall(r"\]\((docs/[^)]*)\)", README))
def test_what_the_readme_links_to_is_there(target: str) -> None:
    assert (ROOT / target).exists()
