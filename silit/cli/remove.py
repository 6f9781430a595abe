"""silit remove - papers out of the library."""

from __future__ import annotations

from collections.abc import Mapping

import click

from silit.cli.counting import counted
from silit.cli.options import KEY
from silit.cli.state import State, pass_state
from silit.errors import UsageError
from silit.model.entries import Entry
from silit.services.find import find_entries
from silit.services.removing import remove_works


@click.command()
@click.argument("keys", nargs=-1, required=True, type=KEY, metavar="KEY…")
@click.option("--yes", is_flag=True, help="Remove them although they carry tags, stances or notes.")
@pass_state
def remove(state: State, keys: tuple[str, ...], yes: bool) -> None:
    """Remove papers with all that belongs to them.

    A paper that carries tags, stances or notes is removed only with --yes.

    \b
    Example:
      silit remove berk2023 --yes
    """
    with state.write_library() as library:
        judged = {
            entry.cite_key: written for entry in find_entries(library, keys) if (written := _written(entry))
        }
        if judged and not yes and not _confirmed(state, judged):
            raise UsageError(
                f"{_with_what_goes(judged)}: that would go too; nothing was removed.",
                hint="If that is meant: add --yes",
            )
        number = remove_works(library, keys)
    state.say(f"Removed {counted(number, 'paper')}.")


def _written(entry: Entry) -> str:
    """What the user wrote about a paper, counted: "2 tags, 1 stance"."""
    counts = (("tag", entry.tags), ("stance", entry.evidence), ("note", entry.notes))
    return ", ".join(counted(len(some), name) for name, some in counts if some)


def _with_what_goes(judged: Mapping[str, str]) -> str:
    return "; ".join(f"{key} has {written}" for key, written in judged.items())


def _confirmed(state: State, judged: Mapping[str, str]) -> bool:
    question = f"{_with_what_goes(judged)}. Remove all that?"
    return state.asks and click.confirm(question, err=True)
