"""silit export - papers as a file that other programs read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from silit.cli.options import CLAIM, KEY, OneOf, joined, strict_option
from silit.cli.screen import put_document
from silit.cli.state import State, pass_state
from silit.formats import WRITERS
from silit.services.article_file import read_article_file
from silit.services.article_references import article_keys
from silit.services.exporting import export_name, export_text
from silit.services.selecting import select
from silit.services.written_files import write_export, write_output


@click.command()
@click.argument("query", nargs=-1)
@click.option(
    "--format",
    "format_name",
    type=OneOf("export format", WRITERS),
    default="bibtex",
    show_default=True,
    help="What to write.",
)
@click.option("--claim", type=CLAIM, default="", metavar="CLAIM", help="Only papers that bear on CLAIM.")
@click.option(
    "--key", "keys", multiple=True, type=KEY, metavar="KEY", help="Only this paper (may be repeated)."
)
@click.option(
    "--article", type=click.Path(path_type=Path), metavar="FILE", help="Only papers that this article cites."
)
@click.option("-o", "--output", metavar="FILE", default="", help="Write FILE; - prints to stdout.")
@click.option("--force", is_flag=True, help="Overwrite FILE, or a file in exports/ that silit did not write.")
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
    force: bool,
    strict: bool,
) -> None:
    """Write papers into exports/ beside the library; QUERY, --claim, --key and --article narrow which.

    The file is named after the claim or the article, else references.bib (or .json).

    \b
    Examples:
      silit export
      silit export --claim rf-denervation --format csl-json
      silit export massage year:2010- -o -
      silit export --article post.md
    """
    with state.read_library() as library:
        document = read_article_file(article).document if article else None
        cited = article_keys(library, document) if document else None
        selection = select(library, query=joined(query), keys=keys, claim=claim, cited=cited)
        if document and not claim:
            selection = replace(selection, name=document.slug)
        written = export_text(selection, format_name)
        exports = library.exports
    state.report(written.problems)
    if output == "-":
        put_document(written.value)
    else:
        number = len(selection.entries)
        name = export_name(selection, format_name)
        path = (
            write_output(Path(output), written.value, exports=exports, force=force, source=article)
            if output
            else write_export(exports, name, written.value, force=force)
        )
        state.say(f"Wrote {number} {'paper' if number == 1 else 'papers'} to {path}")
    if strict and written.problems:
        ctx.exit(3)
