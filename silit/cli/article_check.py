"""silit article check - what a reader would hold against a post."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from silit.cli.article_library import open_library, remember_or_say
from silit.cli.counting import counted
from silit.cli.options import FILE, json_option
from silit.cli.screen import fitted, put, put_json
from silit.cli.state import State, pass_state
from silit.errors import SilitError
from silit.services.article_file import read_article_file
from silit.services.article_memory import kept_no_citations, remember_document
from silit.services.checking import Checked, check_article


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=FILE)
@click.option(
    "--no-remember",
    is_flag=True,
    help="Only read: do not let the library remember what the articles cite (for hooks and CI).",
)
@json_option
@pass_state
@click.pass_context
def check(
    ctx: click.Context, state: State, files: tuple[Path, ...], no_remember: bool, as_json: bool
) -> None:
    """Say what is wrong with articles: unknown keys, bare numbers, retracted papers, one-sided evidence. Exit 3 then.

    The library remembers which papers the articles cite, for `silit cited`; the articles are not changed.

    \b
    Example:
      silit article check post.md
    """
    found: list[tuple[Path, Checked]] = []
    errors: list[SilitError] = []
    with state.read_library() if no_remember else open_library(state) as library:
        today = datetime.now(UTC).date()
        for path in files:
            try:
                document = read_article_file(path).document
                none = kept_no_citations(library, path)
                found.append((path, check_article(library, document, today, none)))
            except SilitError as error:
                errors.append(error)
                continue
            if not no_remember:
                remember_or_say(state, path, partial(remember_document, library, path, document))
    if as_json:
        documents = [
            {"file": str(path), "problems": [p.as_json() for p in one.problems]} for path, one in found
        ]
        if len(files) > 1:
            put_json(documents)
        elif documents:
            put_json(documents[0])
    else:
        for path, one in found:
            _print_problems(state, path, one)
    for failure in errors:
        state.say_error(failure)
    if errors:
        ctx.exit(errors[0].exit_code)
    if any(one.problems for _, one in found):
        ctx.exit(3)


def _print_problems(state: State, path: Path, checked: Checked) -> None:
    for problem in checked.problems:
        put(fitted(f"{path}:{problem.line or 1}: {problem.message}", indent="    "))
        if problem.hint:
            put(fitted(f"    {problem.hint}", indent="    "))
    number = len(checked.problems)
    if number:
        state.say(f"{path}: {counted(number, 'thing')} to look at.")
        if len(checked.to_ask_about) > 1:
            identifiers = " ".join(map(shlex.quote, checked.to_ask_about))
            state.say(f"Whether all of them still stand: silit add {identifiers}")
    else:
        state.say(f"{path}: nothing found.")
