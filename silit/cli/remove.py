"""silit remove - papers out of the library."""

from __future__ import annotations

import click

from silit.cli.options import KEY
from silit.cli.state import State, pass_state
from silit.errors import UsageError
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
        judged = [
            entry.cite_key
            for entry in find_entries(library, keys)
            if entry.tags or entry.evidence or entry.notes
        ]
        if judged and not yes and not _confirmed(state, judged):
            raise UsageError(
                f"{', '.join(judged)} would go with its tags, stances and notes; nothing was removed.",
                hint="If that is meant: add --yes",
            )
        number = remove_works(library, keys)
    state.say(f"Removed {number} {'paper' if number == 1 else 'papers'}.")


def _confirmed(state: State, judged: list[str]) -> bool:
    question = f"{', '.join(judged)}: remove with all tags, stances and notes?"
    return state.asks and click.confirm(question, err=True)
