"""silit backup - a copy of the library now."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from silit.cli.options import FILE
from silit.cli.state import State, pass_state
from silit.errors import UsageError
from silit.library.backup import FOLDER, copy_library
from silit.library.connection import complaints


@click.command()
@click.argument("target", required=False, metavar="[FILE]", type=FILE)
@pass_state
def backup(state: State, target: Path | None) -> None:
    """Copy the library to FILE, else into backups/ beside it.

    silit also copies it once a day by itself, before the day's first change, and keeps the last five.

    \b
    Example:
      silit backup
    """
    with state.read_library() as library:
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        path = target or library.folder / FOLDER / f"{library.path.stem}-{stamp}.db"
        if path.exists():
            raise UsageError(f"{path} is there already; it was left alone.", hint="Name another file.")
        with complaints(path):
            copy_library(library.connection, path)
    state.say(f"Copied to {path}")
