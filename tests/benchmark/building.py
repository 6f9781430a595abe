"""A post of 500 citations built over a library of 10,000 works, against reading and formatting the same works."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from corpus import SEED
from libraries import make_library
from measuring import Row, compare, seconds

from silit.articles.read_document import read_document
from silit.library import Library
from silit.library.works import all_keys, entries, ids_of_keys
from silit.services.building import build_article
from silit.styles import STYLES

_WORKS = 10_000
_CITATIONS = 500
_CITED = 400
_TURNS = 5


def rows(folder: Path) -> list[Row]:
    """The build for WordPress, its ratio to the floor and its time."""
    path = folder / f"{_WORKS}.db"
    if not path.exists():
        make_library(path, _WORKS)
    with Library.open(path) as library:
        keys = random.Random(SEED).sample(all_keys(library.connection), _CITED)
        article = _article(keys).encode()

        def build() -> object:
            return build_article(library, read_document(article, "post.md"), "wordpress")

        compared = compare(build, lambda: _read_and_format(library, keys), _TURNS)
        best = min(seconds(build) for _ in range(_TURNS))
    what = f"Build {_CITATIONS} citations of {_CITED} papers for WordPress, {_WORKS:,} works"
    took = f"{compared.measured * 1000:.0f} ms : {compared.floor * 1000:.0f} ms"
    return [
        Row(what, "the same works read and formatted, no article", compared.ratio, "×", None, took),
        Row(what, "none", best * 1000, "ms", 1000, f"best of {_TURNS}; not the start of the process"),
    ]


def _article(keys: Sequence[str]) -> str:
    """A sentence for each citation, ten a paragraph; some papers are cited twice."""
    cited = [*keys, *keys[: _CITATIONS - _CITED]]
    sentences = [f"This was seen in trial {number} [@{key}]." for number, key in enumerate(cited)]
    paragraphs = (" ".join(sentences[start : start + 10]) for start in range(0, len(sentences), 10))
    return "\n\n".join(paragraphs) + "\n"


def _read_and_format(library: Library, keys: Sequence[str]) -> None:
    with library.reading():
        ids = ids_of_keys(library.connection, keys)
        found = entries(library.connection, list(ids.values()))
    style = STYLES["vancouver"]
    for entry in found:
        style(entry.work, entry.integrity)
