"""silit import - papers from files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from silit.cli.options import FILE, OneOf, fail_with, json_option, strict_option
from silit.cli.screen import put, put_json, say
from silit.cli.sources import Progress
from silit.cli.state import State, pass_state
from silit.cli.stopped import NOTHING_IMPORTED
from silit.cli.stored import say_problems, stored_json, stored_words
from silit.formats import FILE_READERS
from silit.services.importing import Imported, NothingImported, all_refused, import_files, problems_of

_SKIPPED_SHOWN = 10


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=FILE)
@click.option(
    "--format", "format_name", type=OneOf("import format", FILE_READERS), help="Do not look; it is this."
)
@click.option(
    "--keywords-as-tags",
    is_flag=True,
    help="Make tags of keywords too: RIS and CSL-JSON, Zotero's too, have one field for both.",
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
    keywords_as_tags: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Read papers from files, from all files in a folder, or from stdin (-).

    BibTeX, BibLaTeX, RIS, PubMed's .nbib and XML, Crossref JSON, CSL-JSON, and tables (CSV) of Zotero, Scopus, Embase,
    Covidence and others, each also gzipped. The content tells which. Keys, tags and notes come along. All of it is one change.

    \b
    Examples:
      silit import my-library.bib
      silit import exports-of-zotero/
      silit import *.nbib *.ris --json
      silit import - < papers.ris
    """
    progress = Progress(state)
    stdin = None if sys.stdin is None else sys.stdin.buffer
    imported: Imported | None = None
    if state.makes_library():
        imported, stdin = all_refused(files, format_name or "", stdin)
    if imported is None:
        with state.write_library() as library:
            try:
                imported = import_files(
                    library, files, format_name or "", progress.step, stdin, keywords_as_tags
                )
            except NothingImported:
                progress.end()
                say(NOTHING_IMPORTED, color=state.color)
                ctx.exit(1)
            progress.end()
    problems = problems_of(imported)
    if as_json:
        put_json(stored_json(imported.identified, imported.identified, imported.stored, [], problems))
    else:
        _tell(state, imported)
    for error in imported.errors:
        state.say_error(error)
    fail_with(ctx, imported.errors)
    if strict and imported.stored.problems:
        ctx.exit(3)


def _tell(state: State, imported: Imported) -> None:
    """What went wrong, what was passed over, what came in, and what to do next."""
    say_problems(state, imported.stored.problems)
    for name, why in imported.skipped[:_SKIPPED_SHOWN]:
        state.say(f"Passed over {name}: {why}")
    if len(imported.skipped) > _SKIPPED_SHOWN:
        state.say(f"Passed over {len(imported.skipped) - _SKIPPED_SHOWN} more files; --json lists all.")
    put(stored_words(imported.stored) + ".")
    if imported.stored.added or imported.stored.merged:
        state.say(f"Next: {_next(imported)}")


def _next(imported: Imported) -> str:
    """The command that goes on from here."""
    if len(imported.stored.added) == 1:
        return f"silit show {imported.stored.added[0]}"
    return "silit list is:untagged   (silit list is:unchecked: not yet asked whether they were retracted)"
