"""The library of a command that works on an article: also one that is read-only, and papers that it does not have yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from silit.cli.sources import Progress, services
from silit.cli.state import State
from silit.errors import LibraryError
from silit.library.library import Library
from silit.services.adding import Added, add_refs
from silit.services.adopt_options import refs_to_add


def open_library(state: State) -> Library:
    """The library, for changing where that can be, else for reading; an article without one is no reason to make one."""
    if not state.has_library():
        return state.read_library()
    try:
        return state.write_library()
    except LibraryError:
        return state.read_library()


def add_missing(state: State, library: Library, refs: Sequence[str]) -> Added:
    """Adds those of the REFs that name works that the library does not have; what became of them."""
    missing = refs_to_add(library, refs)
    if not missing:
        return Added()
    progress = Progress(state)
    with services(state, progress) as asking:
        added = add_refs(library, missing, asking.pubmed, asking.crossref, asking.resolver)
        progress.end()
    return added


def remember_or_say(state: State, file: Path, remember: Callable[[], None]) -> None:
    """Does what makes the library remember what `file` cites; where that fails says so and goes on."""
    try:
        remember()
    except LibraryError as error:
        state.say(f"note: The library does not remember what {file} cites. {error.message}")
