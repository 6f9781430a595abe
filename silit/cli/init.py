"""silit init - a library of your own."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from silit.cli.state import State, pass_state
from silit.library.library import Library
from silit.library.location import FILE_NAME
from silit.library.works import count_works
from silit.services.starter import add_starter


@click.command()
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--starter",
    is_flag=True,
    help="Add the bundled collection: 97 papers on the SI joint, five example claims.",
)
@pass_state
def init(state: State, folder: Path | None, starter: bool) -> None:
    """Make library.db and exports/ in DIR (else here). Where a library is, say so and leave it.

    \b
    Examples:
      silit init my-library
      silit init --starter
    """
    path = folder / FILE_NAME if folder else state.named_library or Path.cwd() / FILE_NAME
    if path.exists():
        library = Library.open(path, writing=True)
        state.say(f"There is a library already: {path} ({count_works(library.connection)} papers).")
    else:
        library = Library.create(path)
        state.say(f"Made {path}")
    with library:
        library.exports.mkdir(exist_ok=True)
        if starter:
            stored = add_starter(library)
            state.report(stored.problems)
            state.say(
                f"Starter collection: {len(stored.added)} papers added, {len(stored.merged)} joined papers that were there."
            )
        empty = not count_works(library.connection)
    elsewhere = folder is not None and folder.resolve() != Path.cwd()
    inside = f"cd {shlex.quote(str(folder))} && " if elsewhere else ""
    state.say(
        f"Next: {inside}silit fetch --limit 50"
        if empty
        else f"Next: {inside}silit list massage   or   silit claim list"
    )
