"""silit config - every setting, its value and where it comes from."""

from __future__ import annotations

import click

from silit.cli.options import json_option
from silit.cli.screen import bold, fitted, put, put_json
from silit.cli.state import State, pass_state
from silit.settings import SETTINGS


@click.command()
@click.argument("name", required=False)
@click.argument("value", required=False)
@json_option
@pass_state
def config(state: State, name: str | None, value: str | None, as_json: bool) -> None:
    """Show every setting; with NAME one of them; with NAME VALUE keep it.

    An e-mail address and a key stay in your own configuration, never beside the library.

    \b
    Examples:
      silit config
      silit config author_name
      silit config email you@example.org
    """
    settings = state.settings
    if name and value is not None:
        state.say(f"Kept {name} in {settings.write(name, value)}")
        return
    found = [settings.find(name)] if name else [settings.find(setting.name) for setting in SETTINGS]
    if as_json:
        put_json(
            [
                {
                    "name": one.setting.name,
                    "value": one.shown,
                    "origin": one.origin,
                    "description": one.setting.description,
                }
                for one in found
            ]
        )
    elif name:
        put(found[0].shown)
    else:
        for one in found:
            put(f"{bold(one.setting.name)} = {one.shown or '(not set)'}   [{one.origin}]")
            put(fitted(f"    {one.setting.description}", indent="    "))
