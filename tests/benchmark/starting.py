"""How long silit takes to answer, against a Python that only imports Click."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from pathlib import Path

from measuring import Row, compare

import silit
from silit.library import Library
from silit.services.starter import add_starter

_TURNS = 40


def rows(folder: Path) -> list[Row]:
    """`silit --help` and `silit list WORD` on the starter library, in processes of their own, bytecode compiled."""
    program = shutil.which("silit", path=str(Path(sys.executable).parent))
    if program is None:
        raise SystemExit("There is no `silit` beside this Python: install the repository into it first.")
    compileall.compile_dir(Path(silit.__file__).parent, quiet=1)
    path = folder / "starter.db"
    with Library.create(path) as library:
        add_starter(library)
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONDONTWRITEBYTECODE", "SILIT_LIBRARY")
    }

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, cwd=folder, env=environment)

    def click_alone() -> None:
        run(sys.executable, "-c", "import click")

    found = []
    for what, target, command in (
        ("`silit --help`", 1.5, (program, "--help")),
        ("`silit list massage`, starter library", 2.5, (program, "--library", str(path), "list", "massage")),
    ):
        times = compare(lambda command=command: run(*command), click_alone, _TURNS)
        detail = f"{times.measured * 1000:.0f} ms : {times.floor * 1000:.0f} ms"
        found.append(Row(what, '`python -c "import click"`', times.ratio, "×", target, detail))
    return found
