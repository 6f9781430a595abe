"""The library of a command that works on an article: also one that is read-only, where only remembering is impossible."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from silit.cli.state import State
from silit.errors import LibraryError
from silit.library.library import Library


def open_library(state: State) -> Library:
    """The library, for changing where that can be, else for reading; an article without one is no reason to make one."""
    if not state.has_library():
        return state.read_library()
    try:
        return state.write_library()
    except LibraryError:
        return state.read_library()


def remember_or_say(state: State, file: Path, remember: Callable[[], None]) -> None:
    """Does what makes the library remember what `file` cites; where that fails says so and goes on."""
    try:
        remember()
    except LibraryError as error:
        state.say(f"note: The library does not remember what {file} cites. {error.message}")
