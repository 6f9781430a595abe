"""silit article - feed references into posts, and check them before and after."""

from __future__ import annotations

import click

from silit.cli.article_adopt import adopt
from silit.cli.article_build import build
from silit.cli.article_check import check
from silit.cli.article_list import list_
from silit.cli.article_take import take


@click.group()
def article() -> None:
    """Feed references into posts, and check posts before they go out.

    In the text, cite by key: [@laslett2005], [@cohen2008, p. 285; @juch2017]. Say which claim a passage speaks of with
    <!-- silit:claim SLUG -->, where the list shall stand with <!-- silit:references -->, and where the evidence on a
    claim shall be shown with <!-- silit:evidence SLUG -->.

    \b
    Example:
      silit article list
    """


for command in (take, adopt, check, build, list_):
    article.add_command(command)
