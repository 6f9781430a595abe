"""The starter library, exported and imported into an empty library, is the same library: keys, tags, notes, citations."""

from __future__ import annotations

from pathlib import Path

import pytest

from silit.formats import WRITERS
from silit.library import Library
from silit.library.works import entries
from silit.model.entries import Entry
from silit.services.importing import import_files
from silit.services.starter import add_starter


def all_of(library: Library) -> list[Entry]:
    return entries(
        library.connection, [row[0] for row in library.connection.execute("SELECT id FROM work ORDER BY id")]
    )


def told(entry: Entry) -> tuple[object, ...]:
    """What every format has a field for."""
    work = entry.work
    names = tuple(name.display for name in work.author)
    issue = (work.container_title, work.volume, work.issue, work.page)
    return (
        work.type,
        work.title,
        names,
        work.year,
        issue,
        work.doi,
        work.pmid,
        work.pmcid,
        sorted(entry.tags),
        entry.notes,
    )


@pytest.mark.parametrize("format_name", ["ris", "csv", "csl-json"])
def test_a_library_goes_out_and_comes_in_again(format_name: str, tmp_path: Path) -> None:
    with Library.create(tmp_path / "starter.db") as library:
        add_starter(library)
        before = all_of(library)
    path = tmp_path / "export"
    path.write_bytes(WRITERS[format_name](before).value.encode())
    with Library.create(tmp_path / "library.db") as library:
        imported = import_files(library, [path])
        after = all_of(library)
    assert (imported.read, imported.errors) == ({format_name: len(before)}, [])
    assert {entry.cite_key: told(entry) for entry in after} == {
        entry.cite_key: told(entry) for entry in before
    }
    assert len(before) > 15
