"""silit tour - a first walk on real papers."""

from __future__ import annotations

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
    put("5. Wrote a bibliography and the footnotes:")
    put(f"     {_shown(done.bibliography)}")
    put(f"     {_shown(done.footnotes)}")
    put(f"6. Built a post that cites papers on both sides, ready to paste:\n     {_shown(done.built)}")
    put("\nWhat to type next:")
    if shutil.which("silit") is None and (activate := Path(sys.argv[0]).with_name("activate")).exists():
        put(f"     . {_shown(activate):<38} once in each terminal: then `silit` is found")
    put(f"     cd {where}")
    put("     silit list massage                       search the papers")
    put(f"     silit show {done.tagged:<29} all about one of them")
    put(f"     silit article check {done.article.name}   what a reader would hold against the post")
    put("     silit footnotes --claim rf-denervation --to wordpress   a block for a post of yours")
    put("     silit add 19119403                       add a paper from PubMed")


def _shown(path: Path) -> str:
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _indented(text: str) -> str:
    return "\n".join(f"   {line}".rstrip() for line in text.splitlines())
