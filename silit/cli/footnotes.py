"""silit footnotes - references as a block to paste into a post."""

from __future__ import annotations

from pathlib import Path

import click

from silit.articles import FOOTNOTE_RENDERERS
from silit.cli.options import CLAIM, FILE, KEY, OneOf
from silit.cli.screen import put_document
from silit.cli.state import State, pass_state
from silit.cli.style_options import look_of, style_options
from silit.errors import UsageError
from silit.services.article_file import read_article_file
from silit.services.article_memory import kept_numbers
from silit.services.building import footnotes_of_article
from silit.services.footnoting import footnote_block
from silit.services.selecting import select
from silit.services.written_files import write_output

_NEXT = {
    "wordpress": "Next: in WordPress' block editor paste it as plain text (Ctrl+Shift+V), where the references shall stand.",
    "html": "Next: paste it into a Custom HTML block, or a page of your own.",
    "markdown": "Next: cite with [^KEY] in the text; your site numbers the notes.",
    "text": "",
}


@click.command()
@click.argument("keys", nargs=-1, type=KEY, metavar="[KEY…]")
@click.option("--claim", type=CLAIM, default="", metavar="CLAIM", help="The papers that bear on CLAIM.")
@click.option("--article", type=FILE, metavar="FILE", help="The references of this article.")
@click.option(
    "--keep-numbers",
    is_flag=True,
    help="With --article: the numbers that the papers had when it was adopted.",
)
@style_options
@click.option(
    "--to",
    type=OneOf("footnote format", FOOTNOTE_RENDERERS),
    default="markdown",
    show_default=True,
    help="Where it goes.",
)
@click.option(
    "--slug", default="", help="The post's short name: keeps the ids of two posts on one page apart."
)
@click.option("-o", "--output", metavar="FILE", default="", help="Write FILE instead of printing.")
@click.option("--force", is_flag=True, help="Overwrite FILE when it is there already.")
@pass_state
def footnotes(
    state: State,
    keys: tuple[str, ...],
    claim: str,
    article: Path | None,
    keep_numbers: bool,
    style: str | None,
    csl: str | None,
    to: str,
    slug: str,
    output: str,
    force: bool,
) -> None:
    """Print references as a block of numbered footnotes, in the order of the keys.

    `--csl nature` takes the style called nature from those installed here (Zotero's, pandoc's, or those of `pip install
    'silit[csl]'`), `--csl FILE` any .csl file. Numbers and order stay silit's.

    \b
    Examples:
      silit footnotes laslett2005 cohen2008
      silit footnotes --claim rf-denervation --to wordpress --slug si-joint
      silit footnotes laslett2005 --to text --style apa
      silit footnotes --article post.md --to html
    """
    if article and (keys or claim):
        raise UsageError("--article says which papers; give no key and no --claim with it.")
    if keep_numbers and not article:
        raise UsageError(
            "Only an article has numbers to keep.", hint="Name it: --article FILE --keep-numbers"
        )
    if not keys and not claim and not article:
        raise UsageError(
            "Which papers? Name cite keys, a claim or an article.",
            hint="For instance: silit footnotes laslett2005 --to html",
        )
    look = look_of(state, style, csl)
    with state.read_library() as library:
        if article:
            document = read_article_file(article).document
            keep = kept_numbers(library, article) if keep_numbers else None
            block = footnotes_of_article(library, document, to, look, slug, keep)
        else:
            block = footnote_block(select(library, keys=keys, claim=claim).entries, look, to, slug)
        exports = library.exports
    if output and output != "-":
        path = write_output(Path(output), block, exports=exports, force=force, source=article)
        state.say(f"Wrote {path}")
    else:
        put_document(block)
    if _NEXT[to]:
        state.say(_NEXT[to])
