"""silit show - everything known about a paper, and where each part came from."""

from __future__ import annotations

import click

from silit.cli.options import KEY, json_option
from silit.cli.screen import put, put_json
from silit.cli.sheet import sheet
from silit.cli.state import State, pass_state
from silit.services.citing_articles import articles_of
from silit.services.find import find_entries


@click.command()
@click.argument("keys", nargs=-1, required=True, type=KEY, metavar="KEY…")
@json_option
@pass_state
def show(state: State, keys: tuple[str, ...], as_json: bool) -> None:
    """Show everything known about papers, and where each part came from.

    KEY is a cite key; a PMID or DOI of a paper in the library works too.

    \b
    Examples:
      silit show laslett2005
      silit show laslett2005 juch2017 --json
    """
    with state.read_library() as library:
        entries = find_entries(library, keys)
        citing = [] if as_json else articles_of(library, entries)
    if as_json:
        from silit.formats.csl_json import entry_json  # a page for people needs no CSL

        put_json([entry_json(entry) for entry in entries])
        return
    pages = (sheet(entry, [one.path for one in cited]) for entry, cited in zip(entries, citing, strict=True))
    put("\n\n".join(pages))
