"""The rooms that the command line is tried in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.shell import Shell


@pytest.fixture(scope="session")
def starter_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the starter collection, for copying."""
    folder = tmp_path_factory.mktemp("starter")
    done = Shell(folder).run("init", "--starter")
    assert done.code == 0, done.err
    return folder / "library.db"


@pytest.fixture
def empty(tmp_path: Path) -> Shell:
    """A folder without a library."""
    return Shell(tmp_path)


@pytest.fixture
def starter(tmp_path: Path, starter_library: Path) -> Shell:
    """A folder with the starter library."""
    shutil.copy(starter_library, tmp_path / "library.db")
    return Shell(tmp_path)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory, starter_library: Path) -> Shell:
    """A folder with the starter library, shared by tests that only read."""
    folder = tmp_path_factory.mktemp("reading")
    shutil.copy(starter_library, folder / "library.db")
    return Shell(folder)
