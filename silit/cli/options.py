"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from silit.cli.state import State
from silit.errors import SilitError, did_you_mean

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def json_option(function: Decorated) -> Decorated:
    """`--json`: one JSON document on stdout, no prompt."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(function)


def strict_option(function: Decorated) -> Decorated:
    """`--strict`: exit 3 when a single record had a problem."""
    return click.option("--strict", is_flag=True, help="Exit 3 when single records had problems.")(function)


def joined(words: Sequence[str]) -> str:
    """The words of a query as one text. `tag:"low back"` loses its quotation marks to the shell and gets them back."""
    return " ".join(
        f'tag:"{word[4:]}"' if word.startswith("tag:") and " " in word and ":" not in word[4:] else word
        for word in words
    )


class OneOf(click.Choice[str]):
    """One of a few names; another is answered with the nearest."""

    def __init__(self, kind: str, names: Iterable[str]) -> None:
        super().__init__(list(names))
        self.kind = kind

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, which must be one of them as it is written."""
        if value in self.choices:
            return str(value)
        hint = did_you_mean(str(value), self.choices) or f"Known: {', '.join(self.choices)}."
        raise click.UsageError(f"There is no {self.kind} {str(value)!r}. {hint}", ctx)


class FromLibrary(click.ParamType[str]):
    """What the library has a name for: a "key", "claim" or "tag". Any text is taken; the shell completes what is there."""

    def __init__(self, name: str) -> None:
        self.name = name

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The names that begin with what is typed, with what they stand for as help."""
        from silit.cli.completing import ITEMS  # only a completing shell needs it

        return ITEMS[self.name](_state(ctx), incomplete)


class FileName(click.Path):
    """The name of a file, as a path. What is wrong with the file itself the command says, with the exit code for that."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """The path; nothing at all would be this folder, and comes of a variable of the shell that is not set."""
        if not os.fspath(value):
            self.fail("The name of the file is empty.", param, ctx)
        return super().convert(value, param, ctx)


FILE = FileName()
KEY = FromLibrary("key")
CLAIM = FromLibrary("claim")
TAG = FromLibrary("tag")


def _state(ctx: click.Context) -> State:
    found = ctx.find_object(State)
    return found if found is not None else State(str(ctx.find_root().params.get("library") or ""))


def fail_with(ctx: click.Context, errors: Sequence[SilitError]) -> None:
    """Ends the command with the code of the first error when what could be done was done."""
    if errors:
        ctx.exit(errors[0].exit_code)
