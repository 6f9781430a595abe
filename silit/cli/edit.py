"""silit edit - correct a paper; what you say wins over every later fetch."""

from __future__ import annotations

import click

from silit.cli.options import KEY
from silit.cli.screen import with_person
from silit.cli.state import State, pass_state
from silit.errors import UsageError
from silit.model.entries import Entry
from silit.services.edit_sheet import changes_of_sheet, edit_sheet
from silit.services.editing import FIELDS, edit_work
from silit.services.find import find_entries


@click.command()
@click.argument("key", type=KEY)
@click.option(
    "--set", "settings", multiple=True, metavar="FIELD=VALUE", help="Set a field (may be repeated)."
)
@click.option(
    "--reset", multiple=True, metavar="FIELD", help="Give a field back to the sources (may be repeated)."
)
@pass_state
def edit(state: State, key: str, settings: tuple[str, ...], reset: tuple[str, ...]) -> None:
    """Correct a paper. Without --set and --reset, your editor opens.

    Names are written "Family, Given; Family, Given, Jr; {Group name}", dates 2005, 2005-08 or 2005-08-30.

    \b
    Examples:
      silit edit laslett2005 --set "title=Diagnosis of sacroiliac joint pain"
      silit edit laslett2005 --reset title
    """
    with state.write_library() as library:
        changes = dict(_pair(setting) for setting in settings)
        if not settings and not reset:
            (entry,) = find_entries(library, [key])
            changes = _in_editor(entry)
        changed = edit_work(library, key, changes, reset) if changes or reset else False
    state.say(f"Changed {key}." if changed else f"{key} says that already; nothing was changed.")


def _pair(setting: str) -> tuple[str, str]:
    name, equals, value = setting.partition("=")
    if not equals:
        raise UsageError(f"{setting!r} is not FIELD=VALUE.", hint=f"Fields: {', '.join(FIELDS)}.")
    return name, value


def _in_editor(entry: Entry) -> dict[str, str]:
    if not with_person():
        raise UsageError("There is no terminal to open an editor in.", hint="Use --set FIELD=VALUE.")
    text = click.edit(edit_sheet(entry), extension=".txt")
    return {} if text is None else changes_of_sheet(entry, text)
