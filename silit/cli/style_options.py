"""The options that say how references look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from silit.cli.options import OneOf
from silit.cli.state import State
from silit.errors import UsageError
from silit.services.referencing import Look
from silit.styles import STYLES

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def style_options(function: Decorated) -> Decorated:
    """`--style`, one of silit's own, and `--csl`, any other."""
    style = click.option(
        "--style",
        type=OneOf("style", STYLES),
        metavar="STYLE",
        help=f"How references look: {', '.join(STYLES)}.  [default: the setting `style`]",
    )
    csl = click.option(
        "--csl",
        metavar="FILE_OR_NAME",
        help="Any other style, from a .csl file or installed; needs pandoc.",
    )
    return style(csl(function))


def look_of(state: State, style: str | None, csl: str | None) -> Look:
    """What the two options ask for, else what the setting `style` says. UsageError for both, and for an empty --csl."""
    if csl is None:
        return Look(style or state.settings["style"])
    if style:
        raise UsageError("--style and --csl exclude each other.", hint="Give one of them.")
    if not csl.strip():
        raise UsageError("--csl names no style.", hint="Give a .csl file, or the name of an installed style.")
    return Look(csl=csl)
