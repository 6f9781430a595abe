"""What became of records, in words and as JSON: the same for `fetch`, `add` and `import`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from silit.cli.counting import counted
from silit.cli.state import State
from silit.results import Problem
from silit.services.brief import in_brief
from silit.services.store import Stored

_PROBLEMS_SHOWN = 10


def stored_json(
    identified: Mapping[str, int],
    looked_at: Mapping[str, int],
    stored: Stored,
    missing: Sequence[str],
    problems: Sequence[Problem],
) -> dict[str, object]:
    """The document that these commands print with --json."""
    return {
        "identified": dict(identified),
        "looked_at": dict(looked_at),
        "added": stored.added,
        "merged": stored.merged,
        "updated": stored.updated,
        "unchanged": stored.unchanged,
        "missing": list(missing),
        "problems": [problem.as_json() for problem in problems],
    }


def stored_words(stored: Stored) -> str:
    """ "12 papers added, 3 joined by a second description, 1 updated, nothing new on 40": papers, each once."""
    parts = [f"{counted(len(stored.added), 'paper')} added"]
    if stored.merged:
        parts.append(f"{len(stored.merged):,} joined by a second description")
    if stored.updated:
        parts.append(f"{len(stored.updated):,} updated")
    told = {*stored.added, *stored.merged, *stored.updated}
    quiet = min(stored.unchanged, len(set(stored.keys.values()) - told))
    if quiet:
        parts.append(f"nothing new on {quiet:,}")
    return ", ".join(parts)


def say_problems(state: State, problems: Sequence[Problem], *, own_words: bool = True) -> None:
    """Says what went wrong with single records: the first few, and floods in one line each; all of it with -v.

    `own_words`: the user wrote the search, so what became of its terms is told term by term.
    """
    if state.verbosity > 0:
        state.report(problems)
        return
    told = in_brief(problems, own_words=own_words)
    state.report(told[:_PROBLEMS_SHOWN])
    if len(told) > _PROBLEMS_SHOWN:
        state.say(f"… and {len(told) - _PROBLEMS_SHOWN:,} more notes; -v and --json list all.")
