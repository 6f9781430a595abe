"""silit article take - posts out of the export of a WordPress site."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from silit.articles.wordpress_export import ExportedPost
from silit.cli.options import FILE, fail_with, json_option
from silit.cli.screen import bold, fitted, put, put_json
from silit.cli.state import State, pass_state
from silit.errors import SilitError
from silit.services.taking_posts import Taken, posts_of_export, take_post


@click.command()
@click.argument("export", type=FILE, metavar="EXPORT")
@click.argument("posts", nargs=-1, metavar="[POST…]")
@json_option
@pass_state
@click.pass_context
def take(ctx: click.Context, state: State, export: Path, posts: tuple[str, ...], as_json: bool) -> None:
    """List the posts in the export of a WordPress site, or write POST to a file of its own, ready for `adopt`.

    WordPress makes the export under Tools > Export. POST is the post's short name in its address, or its number.

    \b
    Examples:
      silit article take wordpress-export.xml
      silit article take wordpress-export.xml massage-and-the-si-joint
    """
    if not posts:
        _list(state, export, posts_of_export(export), as_json)
        return
    taken: list[Taken] = []
    errors: list[SilitError] = []
    for post in posts:
        try:
            taken.append(take_post(export, post, Path()))
        except SilitError as error:
            errors.append(error)
    if as_json:
        put_json(
            [
                {"file": str(one.article), "footnotes": str(one.footnotes) if one.footnotes else None}
                for one in taken
            ]
        )
    for one in taken:
        notes = f" --footnotes {shlex.quote(str(one.footnotes))}" if one.footnotes else ""
        state.say(f"Wrote {one.article}" + (f" and {one.footnotes}" if one.footnotes else ""))
        state.say(f"Next: silit article adopt {shlex.quote(str(one.article))}{notes}")
    for fault in {one.message: one for one in errors}.values():  # what is wrong with the export is said once
        state.say_error(fault)
    fail_with(ctx, errors)


def _list(state: State, export: Path, posts: list[ExportedPost], as_json: bool) -> None:
    if as_json:
        put_json(
            [
                {
                    "number": post.number,
                    "slug": post.slug,
                    "title": post.title,
                    "kind": post.kind,
                    "status": post.status,
                    "date": post.date,
                }
                for post in posts
            ]
        )
        return
    for post in posts:
        kind = "" if post.kind == "post" else f", {post.kind}"
        date = f", {post.date}" if post.date else ""
        put(
            fitted(
                f"{bold(post.slug)} ({post.number}{kind}, {post.status}{date})  {post.title}", indent="    "
            )
        )
    if posts:
        state.say(f"To write one to a file: silit article take {shlex.quote(str(export))} NAME")
    else:
        state.say("There is no post with a text in it.")
