"""silit open - a paper's page in the browser."""

from __future__ import annotations

import click

from silit.cli.options import KEY
from silit.cli.screen import put
from silit.cli.state import State, pass_state
from silit.errors import NotFoundError
from silit.services.find import find_entries
from silit.services.pages import page_of


@click.command("open")
@click.argument("keys", nargs=-1, required=True, type=KEY, metavar="KEY…")
@click.option("--pubmed", is_flag=True, help="The PubMed page, where there is one.")
@click.option("--print", "only_print", is_flag=True, help="Print the address; open nothing.")
@pass_state
def open_(state: State, keys: tuple[str, ...], pubmed: bool, only_print: bool) -> None:
    """Open papers in the browser: the DOI's page, else PubMed's.

    \b
    Example:
      silit open laslett2005 --print
    """
    with state.read_library() as library:
        entries = find_entries(library, keys)
    for entry in entries:
        page = page_of(entry.work, pubmed=pubmed)
        if not page:
            raise NotFoundError(
                f"{entry.cite_key} has no DOI, PMID or address to open.",
                hint=f"silit edit {entry.cite_key} --set url=…",
            )
        if only_print or click.launch(page) != 0:
            put(page)
