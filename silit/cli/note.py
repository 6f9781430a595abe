"""silit note - what you think of a paper."""

from __future__ import annotations

import click

from silit.cli.options import KEY
from silit.cli.screen import put
from silit.cli.state import State, pass_state
from silit.errors import UsageError
from silit.services.find import find_entries
from silit.services.noting import note_work


@click.command()
@click.argument("key", type=KEY)
@click.argument("text", nargs=-1)
@click.option("--replace", is_flag=True, help="Put TEXT in the place of all notes of the paper.")
@click.option("--edit", "in_editor", is_flag=True, help="Change the notes in your editor.")
@pass_state
def note(state: State, key: str, text: tuple[str, ...], replace: bool, in_editor: bool) -> None:
    """Add TEXT to the notes on a paper; without TEXT, print them.

    \b
    Examples:
      silit note laslett2005 "Reference standard: double block."
      silit note laslett2005
    """
    if in_editor and (text or replace):
        raise UsageError("--edit opens your editor; give no TEXT with it.")
    if in_editor and not state.asks:
        raise UsageError("There is no terminal to open an editor in.", hint=f'silit note {key} --replace "…"')
    if not text and not replace and not in_editor:
        with state.read_library() as library:
            (entry,) = find_entries(library, [key])
        put("\n\n".join(entry.notes)) if entry.notes else state.say(f"No notes on {entry.cite_key} yet.")
        return
    with state.write_library() as library:
        if in_editor:
            (entry,) = find_entries(library, [key])
            changed = click.edit("\n\n".join(entry.notes), extension=".txt")
            if changed is None:
                state.say("Nothing was changed.")
                return
            note_work(library, key, changed, replace=True)
        else:
            note_work(library, key, " ".join(text), replace=replace)
    state.say("Noted.")
