"""silit tour - a first walk on real papers."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from silit.cli.sides import side_by_side
from silit.cli.state import State, pass_state
from silit.services.tour import CLAIM, TAG, tour_folder, walk


@click.command()
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@pass_state
def tour(state: State, folder: Path | None) -> None:
    """Do the whole job once, offline, on real papers, in a folder of its own (silit-tour).

    Nothing that is there already is touched.

    \b
    Example:
      silit tour
    """
    done = walk(tour_folder(folder, Path.cwd()))
    width = min(shutil.get_terminal_size((90, 24)).columns, 90)
    where = _shown(done.folder)
    click.echo(f"1. Made a library in {where} with {done.papers} real papers about the sacroiliac joint.")
    click.echo(f"2. Tagged one of them:      silit tag {done.tagged} --add {TAG}")
    click.echo(f"3. Looked at a claim:       silit evidence {CLAIM}\n")
    click.echo(_indented(side_by_side(done.sides, width - 3)))
    click.echo(f"\n4. Made its footnotes:      silit footnotes --claim {CLAIM}\n")
    click.echo(_indented(done.block))
    click.echo("5. Wrote two files for your article:")
    click.echo(f"     {_shown(done.bibliography)}   (silit export --claim {CLAIM})")
    click.echo(f"     {_shown(done.footnotes)}")
    click.echo("\nWhat to type next:")
    click.echo(f"     cd {where}")
    click.echo("     silit list massage                       search the papers")
    click.echo(f"     silit show {done.tagged:<29} all about one of them")
    click.echo("     silit footnotes --claim rf-denervation --to wordpress    a block to paste into a post")
    click.echo(
        "     silit add 19119403                       add a paper by its PubMed number (needs a network)"
    )
    if shutil.which("silit") is None:
        click.echo(
            f"(The command is not on your PATH yet: from {where} it is {_relative_command(done.folder)}.)"
        )


def _shown(path: Path) -> str:
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _relative_command(folder: Path) -> str:
    return os.path.relpath(Path(sys.argv[0]).absolute(), folder.absolute())


def _indented(text: str) -> str:
    return "\n".join(f"   {line}".rstrip() for line in text.splitlines())
