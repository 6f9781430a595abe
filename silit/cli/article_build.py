"""silit article build - a post with numbers and references, ready to publish."""

from __future__ import annotations

from pathlib import Path

import click

from silit.cli.article_library import add_missing, open_library, remember_or_say
from silit.cli.options import FILE, OneOf
from silit.cli.screen import put_document
from silit.cli.state import State, pass_state
from silit.cli.style_options import look_of, style_options
from silit.library.library import Library
from silit.services.adopt_options import refs_to_add
from silit.services.article_file import ArticleFile, read_article_file, require_closed
from silit.services.article_memory import kept_no_citations, kept_numbers, remember_document
from silit.services.building import (
    TARGETS,
    Built,
    build_article,
    cited_identifiers,
    refuse_what_cites_nothing,
)
from silit.services.written_files import write_export, write_output

_NEXT_OF_A_PAGE = "Next: open it in a browser; it is a whole page, ready to be put on a site."
_NEXT = {
    "wordpress": "Next: open {path}, copy all of it, and paste it as plain text (Ctrl+Shift+V) into WordPress' block editor, "
    "into an empty post or over all of the old one (in the classic editor into its Text tab).",
    "html": "Next: paste it into a Custom HTML block, or put it into a page of your own.",
    "markdown": "Next: publish it; GitHub, Hugo, Jekyll and pandoc number the notes as they come.",
    "text": "",
}


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--to", type=OneOf("target", TARGETS), required=True, help="Where it goes: " + ", ".join(TARGETS) + "."
)
@style_options
@click.option(
    "--keep-numbers", is_flag=True, help="Keep the numbers that the papers had when the text was adopted."
)
@click.option("--standalone", is_flag=True, help="With --to html: a whole page.")
@click.option("--core-footnotes", is_flag=True, help="With --to wordpress: WordPress' own footnotes.")
@click.option(
    "-o", "--output", metavar="FILE", default="", help="Write FILE instead of exports/; - prints to stdout."
)
@click.option("--force", is_flag=True, help="Overwrite FILE, or a file in exports/ that silit did not write.")
@pass_state
def build(
    state: State,
    file: Path,
    to: str,
    style: str | None,
    csl: str | None,
    keep_numbers: bool,
    standalone: bool,
    core_footnotes: bool,
    output: str,
    force: bool,
) -> None:
    """Make a numbered article with its references, in exports/.

    FILE may be Markdown, plain text, HTML, or a WordPress post ("Copy all blocks"); a WordPress post keeps its own blocks
    and goes to wordpress, html and text.

    \b
    Example:
      silit article build post.md --to wordpress
    """
    look = look_of(state, style, csl)
    article = read_article_file(file)
    require_closed(article.document)
    refuse_what_cites_nothing(article.document)
    with open_library(state) as library:
        _offer_to_add(state, library, article)
        keep = kept_numbers(library, file) if keep_numbers else None
        built = build_article(
            library,
            article.document,
            to,
            look=look,
            standalone=standalone,
            core_footnotes=core_footnotes,
            keep=keep,
            no_citations=kept_no_citations(library, file),
        )
        written = _write(state, library.exports, built, file, output, force)
        remember_or_say(state, file, lambda: remember_document(library, file, article.document))
    state.report(built.problems)
    next_step = _NEXT_OF_A_PAGE if standalone else _NEXT[to]
    if written is not None and next_step:
        state.say(next_step.format(path=written))


def _offer_to_add(state: State, library: Library, article: ArticleFile) -> None:
    """Asks whether to add what the article cites by an identifier that the library does not know; unasked, the build says
    what is missing."""
    missing = refs_to_add(library, cited_identifiers(article.document)) if state.asks else []
    if not missing:
        return
    state.say(f"{article.path} cites what the library does not have: {', '.join(missing)}")
    if click.confirm("Add it?" if len(missing) == 1 else "Add them?", err=True):
        for error in add_missing(state, library, missing).errors:
            state.say_error(error)


def _write(state: State, exports: Path, built: Built, file: Path, output: str, force: bool) -> Path | None:
    if output == "-":
        put_document(built.text)
        return None
    if output:
        path = write_output(Path(output), built.text, exports=exports, force=force, source=file)
        state.say(f"Wrote {path}")
        return path
    path = write_export(exports, built.file_name, built.text, force=force)
    state.say(f"Wrote {path}")
    if built.excerpt:
        state.say(f"Wrote {write_export(exports, built.excerpt_name, built.excerpt, force=force)}")
    if built.footnotes_meta:
        meta = write_export(exports, f"{built.slug}.footnotes.json", built.footnotes_meta + "\n", force=force)
        state.say(f"Wrote {meta}: what the post's meta field `footnotes` must hold.")
    return path
