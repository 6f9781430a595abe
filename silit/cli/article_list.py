"""silit article list - the posts that the library knows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from silit.cli.options import FILE, json_option
from silit.cli.screen import bold, put, put_json
from silit.cli.state import State, pass_state
from silit.errors import NotFoundError
from silit.library.articles import KeptArticle
from silit.services.article_memory import forget, keys_of_all_articles, list_articles


@click.command("list")
@click.option(
    "--forget",
    "forgotten",
    metavar="FILE",
    type=FILE,
    help="Forget a post that is no more.",
)
@click.option(
    "--keys",
    "only_keys",
    is_flag=True,
    help="Only the keys of all papers that they cite, one a line: every reference of the site.",
)
@json_option
@pass_state
def list_(state: State, forgotten: Path | None, only_keys: bool, as_json: bool) -> None:
    """List the articles that `adopt`, `check` and `build` have seen, and what each cites.

    \b
    Example:
      silit article list
    """
    if forgotten is not None:
        with state.write_library() if state.has_library() else state.read_library() as library:
            if not forget(library, forgotten):
                raise NotFoundError(
                    f"The library knows no article at {forgotten}.", hint="`silit article list` names them."
                )
        state.say(f"Forgot {forgotten}.")
        return
    with state.read_library() as library:
        if only_keys:
            _print_keys(keys_of_all_articles(library), as_json)
            return
        known = list_articles(library)
    if as_json:
        put_json([_document(one) for one in known])
        return
    for one in known:
        put(f"{bold(one.path)} ({one.slug}, seen {one.seen[:10]})")
        put("    " + ", ".join(work.cite_key for work in one.citations))
    if not known:
        state.say("The library knows no article yet: silit article build FILE --to html")


def _print_keys(keys: Sequence[str], as_json: bool) -> None:
    if as_json:
        put_json(keys)
        return
    for key in keys:
        put(key)


def _document(article: KeptArticle) -> dict[str, object]:
    return {
        "file": article.path,
        "slug": article.slug,
        "seen": article.seen,
        "citations": [
            {"key": work.cite_key, "number": work.number, "uses": work.uses} for work in article.citations
        ],
    }
