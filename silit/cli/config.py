"""silit config - every setting, its value and where it comes from; how cite keys are made."""

from __future__ import annotations

import click

from silit.cli.cite_keys import keep_pattern, rename_papers, show_preview
from silit.cli.options import json_option
from silit.cli.screen import bold, fitted, put, put_json
from silit.cli.state import State, pass_state
from silit.errors import UsageError
from silit.settings import SETTINGS, Value

_PATTERN = "cite_key"


@click.command()
@click.argument("name", required=False)
@click.argument("value", required=False)
@click.option(
    "--preview", is_flag=True, help="With cite_key: what your papers would be called; keeps nothing."
)
@click.option("--rekey", is_flag=True, help="With cite_key: rename the papers that no article cites.")
@json_option
@pass_state
def config(
    state: State, name: str | None, value: str | None, preview: bool, rekey: bool, as_json: bool
) -> None:
    """Show every setting; with NAME one of them; with NAME VALUE keep it.

    An e-mail address and a key stay in your own configuration, never beside the library.

    The setting cite_key is a pattern of {author} {authors:2} {title:3} {journal} {year} {yy}; {Author} begins with a
    capital. It is for new papers. --rekey renames those that are there, but none that an article cites; the old key of a
    paper still finds it.

    \b
    Examples:
      silit config
      silit config author_name
      silit config email you@example.org
      silit config cite_key "{author}_{year}_{title}" --preview
    """
    if (preview or rekey) and name != _PATTERN:
        raise UsageError(f"--{'preview' if preview else 'rekey'} is about the setting {_PATTERN}.")
    if preview and rekey:
        raise UsageError("Give --preview or --rekey, not both.")
    settings = state.settings
    if preview:
        show_preview(state, value, as_json=as_json)
    elif name == _PATTERN and value is not None:
        keep_pattern(state, value, rekeys=rekey, as_json=as_json)
    elif rekey:
        rename_papers(state, None, as_json=as_json)
    elif name is not None and value is not None:
        state.say(f"Kept {name} in {settings.write(name, value)}")
    else:
        _show(
            [settings.find(name)] if name is not None else [settings.find(one.name) for one in SETTINGS],
            name,
            as_json,
        )


def _show(found: list[Value], name: str | None, as_json: bool) -> None:
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
    elif name is not None:
        put(found[0].shown)
    else:
        for one in found:
            put(f"{bold(one.setting.name)} = {one.shown or '(not set)'}   [{one.origin}]")
            put(fitted(f"    {one.setting.description}", indent="    "))
