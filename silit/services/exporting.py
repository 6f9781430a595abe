"""`silit export`: works as a file that other programs read."""

from __future__ import annotations

from silit.errors import UsageError
from silit.formats import ASCII_WRITERS, WRITERS
from silit.results import Problem, Result
from silit.services.selecting import Selection

EXTENSIONS = {"bibtex": ".bib", "biblatex": ".bib", "csl-json": ".json", "ris": ".ris", "csv": ".csv"}


def export_text(
    selection: Selection, format_name: str, *, ascii_only: bool = False, with_notes: bool = False
) -> Result[str]:
    """The selected works in a format; problems name what a work lacks.

    The user's notes stay at home unless `with_notes`. UsageError for `ascii_only` with a format that has no such form.
    """
    if ascii_only and format_name not in ASCII_WRITERS:
        known = " and ".join(ASCII_WRITERS)
        raise UsageError(f"--ascii is for {known}; {format_name} is always UTF-8.", hint="Leave --ascii out.")
    write = (ASCII_WRITERS if ascii_only else WRITERS)[format_name]
    written = write(selection.to_give_away(with_notes=with_notes))
    problems: tuple[Problem, ...] = (*selection.problems, *written.problems)
    return Result(written.value, problems)


def export_name(selection: Selection, format_name: str) -> str:
    """`CLAIM.bib` or `references.bib`: after what narrowed the export."""
    return selection.name + EXTENSIONS[format_name]
