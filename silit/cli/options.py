"""Options that several commands share."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from silit.cli.state import State
from silit.errors import SilitError

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def json_option(function: Decorated) -> Decorated:
    """`--json`: one JSON document on stdout, no prompt."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(function)


def strict_option(function: Decorated) -> Decorated:
    """`--strict`: exit 3 when a single record had a problem."""
    return click.option("--strict", is_flag=True, help="Exit 3 when single records had problems.")(function)


def print_json(document: object) -> None:
    """Prints a JSON document with every character as itself."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def joined(words: Sequence[str]) -> str:
    """The words of a query as one text. `tag:"low back"` loses its quotation marks to the shell and gets them back."""
    return " ".join(
        f'tag:"{word[4:]}"' if word.startswith("tag:") and " " in word and ":" not in word[4:] else word
        for word in words
    )


class CiteKey(click.ParamType[str]):
    """A cite key (or an identifier); the shell completes it from the library."""

    name = "key"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The cite keys that begin with what is typed, with their titles as help."""
        from silit.cli.completing import complete_keys  # only a completing shell needs it

        return [CompletionItem(key, help=title) for key, title in complete_keys(_state(ctx), incomplete)]


class ClaimSlug(click.ParamType[str]):
    """The short name of a claim; the shell completes it from the library."""

    name = "claim"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The claims that begin with what is typed, with their texts as help."""
        from silit.cli.completing import complete_claims  # only a completing shell needs it

        return [CompletionItem(slug, help=text) for slug, text in complete_claims(_state(ctx), incomplete)]


class TagName(click.ParamType[str]):
    """A tag; the shell completes it from the library."""

    name = "tag"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The tags that begin with what is typed."""
        from silit.cli.completing import complete_tags  # only a completing shell needs it

        return [CompletionItem(tag) for tag in complete_tags(_state(ctx), incomplete)]


KEY = CiteKey()
CLAIM = ClaimSlug()
TAG = TagName()


def _state(ctx: click.Context) -> State:
    found = ctx.find_object(State)
    return found if found is not None else State(str(ctx.find_root().params.get("library") or ""))


def fail_with(ctx: click.Context, errors: Sequence[SilitError]) -> None:
    """Ends the command with the code of the first error when what could be done was done."""
    if errors:
        ctx.exit(errors[0].exit_code)
