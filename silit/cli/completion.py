"""silit completion - let the shell complete commands, cite keys, claims and tags."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from silit.cli.options import OneOf
from silit.cli.screen import put
from silit.cli.state import State, pass_state
from silit.errors import UsageError

_WHERE = {
    "bash": "silit completion bash >> ~/.bashrc",
    "zsh": "silit completion zsh >> ~/.zshrc",
    "fish": "silit completion fish > ~/.config/fish/completions/silit.fish",
}


@click.command()
@click.argument("shell", type=OneOf("shell", _WHERE))
@click.pass_context
@pass_state
def completion(state: State, ctx: click.Context, shell: str) -> None:
    """Print the script that lets SHELL complete silit.

    \b
    Example:
      silit completion bash >> ~/.bashrc
    """
    found = get_completion_class(shell)
    if found is None:
        raise UsageError(f"silit cannot complete in {shell}.")
    put(found(ctx.find_root().command, {}, "silit", "_SILIT_COMPLETE").source())
    state.say(f"To keep it: {_WHERE[shell]}   (then open a new terminal)")
