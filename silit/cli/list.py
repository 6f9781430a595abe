"""silit list - search the library.

Words are searched everywhere (endings and accents do not matter), "phrases" as they stand. Narrow with
author: title: journal: year:2010-2020 tag: claim: stance: type: is:retracted is:concern is:corrected
is:superseded is:unchecked is:untagged is:preprint. A cite key, a PMID or a DOI is a word too.
"""

from __future__ import annotations

import click

from silit.cli import describing
from silit.cli.options import joined, json_option
from silit.cli.screen import on_terminal, put, put_json
from silit.cli.state import State, pass_state
from silit.library import Library
from silit.services.list_works import Listing, list_works

ON_A_SCREEN = 30


@click.command("list")
@click.argument("query", nargs=-1)
@click.option(
    "--limit",
    type=click.IntRange(1, 1_000_000),
    help=f"Show at most this many (on a terminal {ON_A_SCREEN}).",
)
@click.option("--all", "everything", is_flag=True, help="Show all of them, on a terminal too.")
@json_option
@pass_state
def list_(state: State, query: tuple[str, ...], limit: int | None, everything: bool, as_json: bool) -> None:
    """Search the library; without QUERY, list all of it.

    \b
    Words are searched everywhere; endings and accents do not matter.
    "form closure"       these words together
    author:laslett  title:massage  journal:spine
    year:2010-2020  year:2015-  tag:massage
    claim:rf-denervation stance:contradicts
    type:rct        (or systematic-review, cohort …)
    is:retracted    (concern corrected superseded unchecked untagged preprint)

    \b
    Examples:
      silit list massage year:2010-2020
      silit list author:hammer ligament
      silit list claim:rf-denervation
    """
    on_screen = on_terminal() and not as_json
    shown = limit if limit or everything or not on_screen else ON_A_SCREEN
    with state.read_library() as library:
        listing = list_works(library, joined(query), shown)
        state.report(listing.problems)
        if query and not listing.entries:
            _say_unknown_names(state, library, joined(query))
        if as_json:
            _print_json(listing)
            return
        if on_screen:
            _print_table(state, listing)
        else:
            for entry in listing.entries:
                put(describing.row(entry))
        _say_how_many(state, listing, asked=bool(query))


def _say_how_many(state: State, listing: Listing, *, asked: bool) -> None:
    if not listing.entries and not asked:
        state.say("The library is empty. Fill it: silit fetch, or silit init --starter")
    elif not listing.entries:
        state.say("Nothing in the library matches. `silit search` asks PubMed and Crossref.")
    elif listing.more:
        more = listing.total - len(listing.entries)
        state.say(f"{more} more match; --all shows them, another word narrows them.")


def _say_unknown_names(state: State, library: Library, text: str) -> None:
    from silit.services.unknown_names import unknown_names  # most queries match something

    state.report(unknown_names(library, text))


def _print_json(listing: Listing) -> None:
    from silit.formats.csl_json import entry_json  # a list for people needs no CSL

    put_json([entry_json(entry) for entry in listing.entries])


def _print_table(state: State, listing: Listing) -> None:
    from silit.cli.tables import print_entries  # rich is for people at terminals only

    print_entries(listing.entries, color=state.color)
