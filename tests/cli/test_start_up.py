"""A command loads what it uses and nothing else; the times are measured in tests/benchmark."""

from __future__ import annotations

import subprocess
import sys

import pytest
from support.shell import Shell

HEAVY = {
    "requests",
    "urllib3",
    "sqlite_utils",
    "bibtexparser",
    "rich",
    "rapidfuzz",
    "nh3",
    "tomlkit",
    "platformdirs",
}


def loaded(shell: Shell, *words: str) -> set[str]:
    """The modules that `silit WORDS` has loaded when it ends."""
    script = (
        "import atexit, sys\n"
        "atexit.register(lambda: sys.stderr.write('\\nLOADED ' + ' '.join(sys.modules)))\n"
        "from silit.cli.start import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=shell.folder, env=shell.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stderr.rpartition("LOADED ")[2].split())


def test_the_help_loads_click_and_hardly_anything_else(reading: Shell) -> None:
    modules = loaded(reading, "--help")
    assert modules & {*HEAVY, "sqlite3", "json", "dataclasses", "tomllib", "difflib", "pathlib"} == set()
    assert {name for name in modules if name.startswith("silit.")} <= {
        "silit.cli", "silit.cli.start", "silit.cli.stopped", "silit.cli.main", "silit.cli.group", "silit.cli.commands", "silit.cli.state", "silit.cli.screen",
        "silit.errors",
    }  # fmt: skip


@pytest.mark.parametrize(
    "words", [["list", "massage"], ["show", "laslett2005"], ["evidence"], ["claim", "list"], ["log"], []]
)
def test_reading_the_library_loads_no_network_no_tables_and_no_writers(
    words: list[str], reading: Shell
) -> None:
    assert loaded(reading, *words) & HEAVY == set()


def test_a_list_loads_neither_settings_nor_csl(reading: Shell) -> None:
    modules = loaded(reading, "list", "massage")
    assert (
        modules & {"silit.settings", "tomllib", "silit.formats.csl_json", "difflib", "importlib.resources"}
        == set()
    )


def test_json_loads_no_more_than_csl(reading: Shell) -> None:
    assert loaded(reading, "list", "massage", "--json") & (HEAVY - {"nh3"}) == set()


def test_an_export_loads_neither_network_nor_tables(reading: Shell) -> None:
    assert loaded(reading, "export", "-o", "-") & {"requests", "sqlite_utils", "rich", "rapidfuzz"} == set()


def test_a_stop_while_the_command_is_being_loaded_is_one_sentence(reading: Shell) -> None:
    script = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'click':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from silit.cli.start import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "list"],
        cwd=reading.folder, env=reading.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Stopped. What was stored before stays; the same command can be run again.\n"
