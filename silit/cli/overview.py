"""Bare `silit`: where things stand."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from silit.cli.counting import counted
from silit.cli.screen import bold, columns, put, red
from silit.cli.state import State
from silit.services.overview import Overview, overview

_LABEL_WIDTH = 12


def print_overview(state: State) -> None:
    """Prints the counts that matter and what to type next."""
    with state.read_library() as library:
        now = overview(library)
        path = library.path
    put(bold(str(path)))
    _fact(
        "papers",
        f"{now.works:,}" + (f" ({now.untagged:,} neither tagged nor judged)" if now.untagged else ""),
    )
    _fact("claims", f"{now.claims} with {counted(now.stances, 'stance')}")
    if now.retracted:
        _fact("RETRACTED", f"{now.retracted}: silit list is:retracted", red)
    _fact("checked", _checked(now))
    if now.one_sided:
        _fact("one-sided", f"{', '.join(now.one_sided)}: support only; look for papers that disagree")
    put("Next: " + "\n      ".join(now.next_steps))


def _checked(now: Overview) -> str:
    return (now.last_checked or "never") + (
        f"; {counted(now.unchecked, 'paper')} never checked" if now.unchecked else ""
    )


def _fact(label: str, text: str, style: Callable[[str], str] = str) -> None:
    lines = textwrap.wrap(text, columns(piped=100, most=100) - _LABEL_WIDTH - 2, break_on_hyphens=False)
    first, *rest = lines or [""]
    put("  " + style(label.ljust(_LABEL_WIDTH) + first))
    for line in rest:
        put(" " * (_LABEL_WIDTH + 2) + line)
