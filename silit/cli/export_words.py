"""What `silit export` did, in words and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from silit.cli.counting import counted
from silit.results import Problem
from silit.services.selecting import Selection

if TYPE_CHECKING:
    from silit.services.export_into import Updated


def written_json(
    path: Path, format_name: str, selection: Selection, problems: Sequence[Problem]
) -> dict[str, object]:
    """The document that `silit export --json` prints."""
    return {
        "file": str(path),
        "format": format_name,
        "written": [entry.cite_key for entry in selection.entries],
        "problems": [problem.as_json() for problem in problems],
    }


def into_json(done: Updated) -> dict[str, object]:
    """The document that `silit export --into FILE --json` prints."""
    return {
        "file": str(done.path),
        "format": done.format,
        "added": list(done.added),
        "updated": list(done.updated),
        "unchanged": len(done.unchanged),
        "left": list(done.left),
        "problems": [problem.as_json() for problem in done.problems],
    }


def into_words(done: Updated) -> str:
    """ "refs.bib: 3 papers added, 1 updated, 1 left alone, nothing new on 40"."""
    parts = [f"{counted(len(done.added), 'paper')} added"]
    if done.updated:
        parts.append(f"{len(done.updated):,} updated")
    if done.left:
        parts.append(f"{len(done.left):,} left alone")
    if done.unchanged:
        parts.append(f"nothing new on {len(done.unchanged):,}")
    return f"{done.path}: {', '.join(parts)}"
