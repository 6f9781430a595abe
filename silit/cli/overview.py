"""Bare `silit` with a library: where things stand."""

from __future__ import annotations

from silit.cli.screen import bold, put, red
from silit.cli.state import State
from silit.services.overview import overview


def print_overview(state: State) -> None:
    """Prints the counts that matter and what to type next."""
    with state.read_library() as library:
        now = overview(library)
        path = library.path
    put(f"{bold(str(path))}")
    put(
        f"  papers      {now.works}"
        + (f" ({now.untagged} neither tagged nor judged)" if now.untagged else "")
    )
    put(f"  claims      {now.claims} with {now.stances} stances")
    if now.retracted:
        put(red(f"  RETRACTED   {now.retracted}: silit list is:retracted"))
    unchecked = f"; {now.unchecked} papers never checked" if now.unchecked else ""
    put(f"  checked     {now.last_checked or 'never'}{unchecked}")
    if now.one_sided:
        put(f"  one-sided   {', '.join(now.one_sided)}: support only; look for papers that disagree")
    put("Next: " + "\n      ".join(now.next_steps))
