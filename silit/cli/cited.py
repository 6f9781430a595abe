"""silit cited - which articles cite a paper."""

from __future__ import annotations

import click

from silit.cli.options import KEY, json_option
from silit.cli.screen import put, put_json
from silit.cli.state import State, pass_state
from silit.formats.csl_json import entry_json, silit_object
from silit.library.articles import KeptArticle
from silit.model.entries import Entry
from silit.services.article_memory import where_cited


@click.command()
@click.argument("keys", nargs=-1, required=True, type=KEY, metavar="KEY…")
@json_option
@pass_state
def cited(state: State, keys: tuple[str, ...], as_json: bool) -> None:
    """Say which articles cite papers: those that `article build`, `check` or `adopt` has seen.

    \b
    Example:
      silit cited laslett2005
    """
    with state.read_library() as library:
        found = where_cited(library, keys)
    if as_json:
        put_json([_document(entry, articles) for entry, articles in found])
        return
    for entry, articles in found:
        for article in articles:
            put(f"{entry.cite_key}\t{article.path}\t{_number(entry, article)}")
        if not articles:
            state.say(f"No article that the library knows cites {entry.cite_key}.")


def _document(entry: Entry, articles: list[KeptArticle]) -> dict[str, object]:
    places = [{"file": article.path, "slug": article.slug} for article in articles]
    return {**entry_json(entry), "silit": {**silit_object(entry), "cited_in": places}}


def _number(entry: Entry, article: KeptArticle) -> str:
    keys = {entry.cite_key, *entry.other_keys}
    number = next((work.number for work in article.citations if work.cite_key in keys), None)
    return f"no. {number}" if number else ""
