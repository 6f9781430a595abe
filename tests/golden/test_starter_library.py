"""The library and the exports that git holds are what silit makes of the starter collection today."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.library_contents import dump

ROOT = Path(__file__).resolve().parents[2]
EXPORTS = {
    "exports/references.bib": ["export"],
    "exports/acupuncture-pgp.footnotes.md": ["footnotes", "--claim", "acupuncture-pgp"],
    "exports/si-joint-two-treatments.wordpress.txt": [
        "article",
        "build",
        str(ROOT / "silit" / "data" / "sample_article.md"),
        "--to",
        "wordpress",
    ],
}


def held_by_git(name: str) -> bytes:
    """The file as the index of this checkout holds it: the working copy is the user's own."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout: there is nothing to compare with")
    return subprocess.run(
        ["git", "-C", str(ROOT), "show", f":{name}"], capture_output=True, check=True
    ).stdout


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the starter library, made just now."""
    folder = tmp_path_factory.mktemp("starter")
    silit(folder, "init", "--starter")
    return folder


def silit(folder: Path, *words: str) -> bytes:
    environment = {
        **os.environ,
        "SILIT_CONFIG_DIR": str(folder / "config"),
        "SILIT_LIBRARY": str(folder / "library.db"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "silit", *words], cwd=folder, env=environment, capture_output=True, check=True
    )
    return done.stdout


def test_the_library_in_git_is_the_starter_collection_made_by_silit(starter: Path, tmp_path: Path) -> None:
    committed = tmp_path / "library.db"
    committed.write_bytes(held_by_git("library.db"))
    assert dump(committed) == dump(starter / "library.db")


@pytest.mark.parametrize("name", EXPORTS)
def test_the_exports_in_git_are_what_silit_makes_of_it(name: str, starter: Path) -> None:
    silit(starter, *EXPORTS[name], "-o", "made", "--force")
    assert (starter / "made").read_bytes() == held_by_git(name)
