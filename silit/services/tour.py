"""`silit tour`: the main job once, offline, on the starter collection, in a folder of its own."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from silit.errors import UsageError
from silit.library import Library
from silit.library.location import FILE_NAME
from silit.services.article_file import read_article_file
from silit.services.article_memory import remember_document
from silit.services.building import build_article
from silit.services.evidence_sides import Sides, sides_of_claim
from silit.services.exporting import export_name, export_text
from silit.services.footnoting import footnote_block
from silit.services.referencing import VANCOUVER
from silit.services.selecting import select
from silit.services.starter import add_starter
from silit.services.tagging import tag_works
from silit.services.written_files import write_export, write_named

FOLDER = "silit-tour"
CLAIM = "acupuncture-pgp"
TAG = "acupuncture"
ARTICLE = "si-joint-two-treatments"


@dataclass(frozen=True, slots=True)
class Walk:
    """What the tour did: where, with how many papers, which one it tagged, both sides of the claim, what it wrote."""

    folder: Path
    papers: int
    tagged: str
    sides: Sides
    block: str
    bibliography: Path
    footnotes: Path
    article: Path
    built: Path


def tour_folder(named: Path | None, here: Path) -> Path:
    """The folder for the tour: the named one if it is empty or not there yet, else the first free `silit-tour`, `-2` …"""
    if named is not None:
        if named.exists() and (not named.is_dir() or any(named.iterdir())):
            raise UsageError(
                f"{named} is there already and not empty; it was left alone.",
                hint="Name a folder that is not there yet.",
            )
        return named
    folder, number = here / FOLDER, 1
    while folder.exists():
        number += 1
        folder = here / f"{FOLDER}-{number}"
    return folder


def walk(folder: Path) -> Walk:
    """Makes a library in `folder`, tags a paper, looks at a claim, and writes a bibliography and a footnote block.

    A walk that is broken off leaves nothing of itself behind.
    """
    with ExitStack() as broken_off:
        broken_off.callback(_clear, folder, was_there=folder.exists())
        walked = _walk(folder)
        broken_off.pop_all()
    return walked


def _clear(folder: Path, *, was_there: bool) -> None:
    for made in folder.iterdir() if was_there else ():
        _remove(made)
    if not was_there:
        _remove(folder)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _walk(folder: Path) -> Walk:
    with Library.create(folder / FILE_NAME) as library:
        stored = add_starter(library)
        sides = sides_of_claim(library, CLAIM)
        tagged = sides.by_stance["supports"][0].entry.cite_key
        tag_works(library, [tagged], [TAG], [])
        selection = select(library, claim=CLAIM)
        block = footnote_block(selection.entries, VANCOUVER, "markdown")
        bibliography = export_text(selection, "bibtex")
        article = write_named(folder / f"{ARTICLE}.md", sample_article())
        return Walk(
            folder=folder,
            papers=len(stored.added),
            tagged=tagged,
            sides=sides,
            block=block,
            bibliography=write_export(library.exports, export_name(selection, "bibtex"), bibliography.value),
            footnotes=write_export(library.exports, f"{CLAIM}.footnotes.md", block),
            article=article,
            built=_build(library, article),
        )


def sample_article() -> str:
    """The bundled article: own text that cites papers on both sides of two claims."""
    return resources.files("silit.data").joinpath("sample_article.md").read_text(encoding="utf-8")


def _build(library: Library, article: Path) -> Path:
    built = build_article(library, read_article_file(article).document, "wordpress")
    remember_document(library, article, built.article.document)
    write_export(library.exports, built.excerpt_name, built.excerpt)
    return write_export(library.exports, built.file_name, built.text)
