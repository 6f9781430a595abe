"""silit export - papers as a file that other programs read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

from silit.articles.file_slug import file_slug
from silit.cli.counting import counted
from silit.cli.export_words import into_json, into_words, written_json
from silit.cli.options import CLAIM, FILE, KEY, OneOf, joined, json_option, strict_option
from silit.cli.screen import put_document, put_json
from silit.cli.state import State, pass_state
from silit.errors import UsageError
from silit.formats import WRITERS
from silit.results import Problem
from silit.services.article_file import read_article_file
from silit.services.article_references import article_keys
from silit.services.exporting import export_name, export_text
from silit.services.selecting import Selection, select
from silit.services.written_files import write_export, write_output

# What a file's name asks for where --format says nothing.
_FORMATS_BY_ENDING = {".ris": "ris", ".csv": "csv", ".json": "csl-json"}


@click.command()
@click.argument("query", nargs=-1)
@click.option(
    "--format",
    "format_name",
    type=OneOf("export format", WRITERS),
    default="bibtex",
    show_default=True,
    help="What to write; where FILE ends with .ris, .csv or .json, that.",
)
@click.option("--claim", type=CLAIM, default="", metavar="CLAIM", help="Only papers that bear on CLAIM.")
@click.option(
    "--key", "keys", multiple=True, type=KEY, metavar="KEY", help="Only this paper (may be repeated)."
)
@click.option("--article", type=FILE, metavar="FILE", help="Only papers that this article cites.")
@click.option("-o", "--output", metavar="FILE", default="", help="Write FILE; - prints to stdout.")
@click.option(
    "--into",
    type=FILE,
    metavar="FILE",
    help="Add and update papers in your own .bib file; the rest of it stays byte for byte.",
)
@click.option(
    "--ascii", "ascii_only", is_flag=True, help="Accents as LaTeX commands, for programs without Unicode."
)
@click.option("--notes", "with_notes", is_flag=True, help="Your own notes too; they stay at home otherwise.")
@click.option("--force", is_flag=True, help="Overwrite FILE, or a file in exports/ that silit did not write.")
@json_option
@strict_option
@click.pass_context
@pass_state
def export(
    state: State,
    ctx: click.Context,
    query: tuple[str, ...],
    format_name: str,
    claim: str,
    keys: tuple[str, ...],
    article: Path | None,
    output: str,
    into: Path | None,
    ascii_only: bool,
    with_notes: bool,
    force: bool,
    as_json: bool,
    strict: bool,
) -> None:
    """Write papers into exports/ beside the library; QUERY, --claim, --key and --article narrow which.

    The file is named after the claim or the article, else references.bib (or .json, .ris, .csv). bibtex is for BibTeX's
    own styles, biblatex for biblatex and biber. Tags are written as keywords.

    --into keeps a .bib file of your own up to date, in its own dialect: a paper under its cite key is updated field by
    field, a new one comes at the end. Your fields, keywords, comments and other entries stay; an entry of yours that has
    the key of another paper is left alone, and silit says so. Nothing is ever taken out: a field, keyword or entry that
    silit wrote once stays when the paper no longer has it or is no longer in the library, until you delete it.

    \b
    Examples:
      silit export
      silit export --claim rf-denervation --format csl-json
      silit export massage year:2010- -o -
      silit export --article post.md
      silit export --format biblatex --notes
      silit export --into refs.bib
    """
    _refuse_contradictions(output, into, force, as_json)
    with state.read_library() as library:
        document = read_article_file(article).document if article else None
        cited = article_keys(library, document) if document else None
        selection = select(library, query=joined(query), keys=keys, claim=claim, cited=cited)
        if document and not claim:
            selection = replace(selection, name=file_slug(document))
        exports = library.exports
    given = ctx.get_parameter_source("format_name") is not ParameterSource.DEFAULT
    if into is not None:
        problems = _into(
            state, into, selection, exports, format_name if given else "", ascii_only, with_notes, as_json
        )
    else:
        if not given:
            format_name = _FORMATS_BY_ENDING.get(Path(output).suffix.lower(), format_name)
        problems = _to_file(
            state, selection, exports, format_name, output, article, ascii_only, with_notes, force, as_json
        )
    if strict and problems:
        ctx.exit(3)


def _refuse_contradictions(output: str, into: Path | None, force: bool, as_json: bool) -> None:
    if into == Path("-"):
        raise UsageError("--into reads and writes a file; - is none.", hint="To print papers: -o -")
    if into is not None and output:
        raise UsageError("--into and -o name two files.", hint="Choose one of them.")
    if into is not None and force:
        raise UsageError(
            "--into overwrites nothing of yours, so --force has no meaning.", hint="Leave it out."
        )
    if as_json and output == "-":
        raise UsageError(
            "--json and -o - both print to stdout.", hint="Write the papers to a file with -o FILE."
        )


def _into(
    state: State,
    path: Path,
    selection: Selection,
    exports: Path,
    format_name: str,
    ascii_only: bool,
    with_notes: bool,
    as_json: bool,
) -> tuple[Problem, ...]:
    from silit.services.export_into import export_into  # only --into needs both dialects

    done = export_into(
        path,
        selection,
        exports=exports,
        format_name=format_name,
        ascii_only=ascii_only,
        with_notes=with_notes,
    )
    if as_json:
        put_json(into_json(done))
    else:
        state.report(done.problems)
    state.say(into_words(done))
    return done.problems


def _to_file(
    state: State,
    selection: Selection,
    exports: Path,
    format_name: str,
    output: str,
    article: Path | None,
    ascii_only: bool,
    with_notes: bool,
    force: bool,
    as_json: bool,
) -> tuple[Problem, ...]:
    written = export_text(selection, format_name, ascii_only=ascii_only, with_notes=with_notes)
    if not as_json:
        state.report(written.problems)
    if output == "-":
        put_document(written.value)
        return written.problems
    path = (
        write_output(Path(output), written.value, exports=exports, force=force, source=article)
        if output
        else write_export(exports, export_name(selection, format_name), written.value, force=force)
    )
    number = len(selection.entries)
    if as_json:
        put_json(written_json(path, format_name, selection, written.problems))
    state.say(f"Wrote {counted(number, 'paper')} to {path}")
    return written.problems
