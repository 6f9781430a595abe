"""Bare `silit` with a library: where things stand."""

from __future__ import annotations

import click

from silit.cli.state import State
from silit.services.overview import overview


def print_overview(state: State) -> None:
    """Prints the counts that matter and what to type next."""
    with state.read_library() as library:
        now = overview(library)
        path = library.path
    click.echo(f"{click.style(str(path), bold=True)}")
    click.echo(
        f"  papers      {now.works}"
        + (f" ({now.untagged} neither tagged nor judged)" if now.untagged else "")
    )
    click.echo(f"  claims      {now.claims} with {now.stances} stances")
    if now.retracted:
        click.echo(click.style(f"  RETRACTED   {now.retracted}: silit list is:retracted", fg="red"))
    unchecked = f"; {now.unchecked} papers never checked" if now.unchecked else ""
    click.echo(f"  checked     {now.last_checked or 'never'}{unchecked}")
    if now.one_sided:
        click.echo(f"  one-sided   {', '.join(now.one_sided)}: support only; look for papers that disagree")
    click.echo("Next: " + "\n      ".join(now.next_steps))
