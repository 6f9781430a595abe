"""One article of each form, built for every place it can go, compared to the last byte.

`python tests/golden/test_golden_articles.py` writes the expected files anew; read the difference before you keep it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from silit.articles.read_document import read_document
from silit.library import Library
from silit.services.building import TARGETS, build_article
from silit.services.starter import add_starter

HERE = Path(__file__).resolve().parent / "articles"
WRITTEN = sorted((HERE / "written").iterdir())
CASES = [
    (path, to)
    for path in WRITTEN
    for to in TARGETS
    if not (to == "markdown" and path.name.endswith((".html", ".wordpress.txt")))
]


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as folder, Library.create(Path(folder) / "library.db") as made:
        add_starter(made)
        yield made


def expected_file(path: Path, to: str) -> Path:
    return HERE / "built" / f"{path.name}.to-{to}"


def built(library: Library, path: Path, to: str) -> str:
    """The built article, its excerpt and its problems in one text."""
    result = build_article(library, read_document(path.read_bytes(), path.name), to)
    problems = "".join(f"{one.code} (line {one.line}): {one.message}\n" for one in result.problems)
    return f"{result.text}======== {result.file_name}\n{result.excerpt}========\n{problems}"


@pytest.mark.parametrize(("path", "to"), CASES, ids=[f"{path.name}-to-{to}" for path, to in CASES])
def test_an_article_is_built_as_it_was_agreed(library: Library, path: Path, to: str) -> None:
    assert built(library, path, to) == expected_file(path, to).read_text(encoding="utf-8")


def test_no_expected_file_is_left_over() -> None:
    assert sorted((HERE / "built").iterdir()) == sorted(expected_file(path, to) for path, to in CASES)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, Library.create(Path(folder) / "library.db") as fresh:
        add_starter(fresh)
        for case_path, case_to in CASES:
            expected_file(case_path, case_to).write_text(built(fresh, case_path, case_to), encoding="utf-8")
