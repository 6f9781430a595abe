"""Tables for people at a terminal, fitted to its width."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from silit.cli import describing
from silit.model.entries import Entry

_NARROW = 60


def print_entries(entries: Iterable[Entry], *, color: bool | None) -> None:
    """One line a work: key, year, authors and title as far as they fit, marks first where a work does not stand."""
    console = _console(color)
    narrow = console.width < _NARROW
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0), expand=True)
    table.add_column(no_wrap=True, overflow="ellipsis", style="bold", max_width=20 if narrow else 24)
    if not narrow:
        table.add_column(no_wrap=True, width=4)
        table.add_column(no_wrap=True, overflow="ellipsis", max_width=20)
    table.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
    for entry in entries:
        cells = [Text(entry.cite_key)]
        if not narrow:
            cells += [Text(str(entry.work.year or "")), Text(describing.authors(entry))]
        table.add_row(*cells, _title_cell(entry))
    console.print(table)


def _title_cell(entry: Entry) -> Text:
    marks = describing.marks(entry)
    unsound = describing.is_unsound(entry)
    cell = Text()
    if marks and not marks[0].startswith(("#", "+", "-", "±", "?", "·")):
        cell.append(marks.pop(0) + " ", style="bold red" if unsound else "yellow")
    cell.append(describing.title(entry))
    if marks:
        cell.append("  " + " ".join(marks), style="dim")
    return cell


def _console(color: bool | None) -> Console:
    plain = color is False
    return Console(highlight=False, no_color=plain or None, color_system=None if plain else "auto")
