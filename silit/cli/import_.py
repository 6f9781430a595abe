"""silit import - papers from files."""

from __future__ import annotations

from pathlib import Path

import click

from silit.cli.options import OneOf, fail_with, json_option, strict_option
from silit.cli.screen import put, put_json
from silit.cli.sources import Progress
from silit.cli.state import State, pass_state
from silit.cli.stored import say_problems, stored_json, stored_words
from silit.formats import FILE_READERS
from silit.services.importing import import_files, problems_of


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_name", type=OneOf("import format", FILE_READERS), help="Do not look; it is this."
)
@strict_option
@json_option
@pass_state
@click.pass_context
def import_(
    ctx: click.Context,
    state: State,
    files: tuple[Path, ...],
    format_name: str | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Read papers from files: PubMed XML, Crossref JSON, CSL-JSON, each also gzipped. The content tells which.

    \b
    Examples:
      silit import pubmed-result.xml
      silit import *.xml.gz --json
    """
    progress = Progress(state)
    with state.write_library() as library:
        imported = import_files(library, files, format_name or "", progress.step)
        progress.end()
    problems = problems_of(imported)
    if as_json:
        put_json(stored_json(imported.identified, imported.identified, imported.stored, [], problems))
    else:
        say_problems(state, imported.stored.problems)
        put(stored_words(imported.stored) + ".")
    for error in imported.errors:
        state.say_error(error)
    fail_with(ctx, imported.errors)
    if strict and imported.stored.problems:
        ctx.exit(3)
