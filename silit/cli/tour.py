"""silit tour - a first walk on real papers."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from silit.cli.screen import columns, put
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
    width = columns(piped=90, most=90)
    where = _shown(done.folder)
    put(f"1. Made a library in {where} with {done.papers} real papers about the sacroiliac joint.")
    put(f"2. Tagged one of them:      silit tag {done.tagged} --add {TAG}")
    put(f"3. Looked at a claim:       silit evidence {CLAIM}\n")
    put(_indented(side_by_side(done.sides, width - 3)))
    put(f"\n4. Made its footnotes:      silit footnotes --claim {CLAIM}\n")
    put(_indented(done.block))
    put(f"5. Wrote two files:         silit export --claim {CLAIM}\n")
    put(f"     {_shown(done.bibliography)}")
    put(f"     {_shown(done.footnotes)}")
    put("\nWhat to type next:")
    put(f"     cd {where}")
    put("     silit list massage                       search the papers")
    put(f"     silit show {done.tagged:<29} all about one of them")
    put("     silit footnotes --claim rf-denervation --to wordpress   a block for a post")
    put("     silit add 19119403                       add a paper from PubMed")
    if shutil.which("silit") is None:
        put(f"(The command is not on your PATH yet: from {where} it is {_relative_command(done.folder)}.)")


def _shown(path: Path) -> str:
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _relative_command(folder: Path) -> str:
    return os.path.relpath(Path(sys.argv[0]).absolute(), folder.absolute())


def _indented(text: str) -> str:
    return "\n".join(f"   {line}".rstrip() for line in text.splitlines())
