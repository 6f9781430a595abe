"""silit log - what was done to the library."""

from __future__ import annotations

from collections.abc import Sequence

import click

from silit.cli.counting import counted
from silit.cli.options import json_option
from silit.cli.screen import fitted, put, put_json
from silit.cli.state import State, pass_state
from silit.library.history import last_actions
from silit.library.searches import SearchRun, last_searches


@click.command()
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@click.option("--searches", is_flag=True, help="What was asked of the sources, and what they say they ran.")
@json_option
@pass_state
def log(state: State, limit: int, searches: bool, as_json: bool) -> None:
    """Show what was done to the library, newest first.

    \b
    Examples:
      silit log
      silit log --searches
    """
    with state.read_library() as library:
        actions = last_actions(library.connection, limit)
        runs = last_searches(library.connection, limit)
    if searches:
        _print_searches(runs, as_json)
        return
    if as_json:
        put_json(
            [
                {"id": a.id, "command": a.command, "summary": a.summary, "at": a.at, "changes": a.changes}
                for a in actions
            ]
        )
        return
    for action in actions:
        rows = counted(action.changes, "row")
        summary = _one_line(action.summary)
        put(fitted(f"{action.at}  {action.command}: {summary}  ({rows})", indent="    "))
    if not actions:
        state.say("Nothing was done yet.")


def _print_searches(runs: Sequence[SearchRun], as_json: bool) -> None:
    fields = ("source", "topic", "asked", "ran", "total", "looked_at", "kept", "at")
    if as_json:
        put_json([{field: getattr(run, field) for field in fields} for run in runs])
        return
    for run in runs:
        put(f"{run.at}  {run.source}: {run.kept} kept of {run.looked_at} looked at, {run.total} in all")
        put(f"    asked: {_one_line(run.asked)}")
        if run.ran:
            put(f"    ran:   {_one_line(run.ran)}")


def _one_line(text: str) -> str:
    """The text with a blank for each of its line ends: names of files and what was asked may hold some."""
    return " ".join(text.split())
