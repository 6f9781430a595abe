"""`silit export`: works as a file that other programs read."""

from __future__ import annotations

from silit.formats import WRITERS
from silit.results import Problem, Result
from silit.services.selecting import Selection

EXTENSIONS = {"bibtex": ".bib", "csl-json": ".json", "ris": ".ris", "csv": ".csv"}


def export_text(selection: Selection, format_name: str) -> Result[str]:
    """The selected works in a format; problems name what a work lacks."""
    written = WRITERS[format_name](selection.entries)
    problems: tuple[Problem, ...] = (*selection.problems, *written.problems)
    return Result(written.value, problems)


def export_name(selection: Selection, format_name: str) -> str:
    """`CLAIM.bib` or `references.bib`: after what narrowed the export."""
    return selection.name + EXTENSIONS[format_name]
