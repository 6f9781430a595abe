"""`silit import` of silit's own export into an empty library gives back the same works, tags, keys and study types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from silit.formats import WRITERS
from silit.library import Library
from silit.model.entries import Entry
from silit.model.names import Name
from silit.services.editing import edit_work
from silit.services.importing import import_files
from silit.services.list_works import list_works
from silit.services.noting import note_work
from silit.services.starter import add_starter

# What the files hold of a work: facts that only PubMed or a person knows are not in them.
HELD = (
    "type title title_short container_title container_title_short collection_title event_title issued volume issue page "
    "number edition publisher publisher_place language abstract doi pmid pmcid isbn issn url authors_complete"
).split()

NOTES = ("Read again.\nTable 2: 5% & 6%", "PMID: 1", "---\ncited by nobody")


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Entry]]:
    with Library.create(tmp_path_factory.mktemp("starter") / "library.db") as library:
        add_starter(library)
        for key in [entry.cite_key for entry in every_entry(library)][:3]:
            for note in NOTES:
                note_work(library, key, note)
        for entry in every_entry(library)[:2]:
            # What the work itself does not tell.
            edit_work(library, entry.cite_key, {"study_type": "qualitative"})
        yield every_entry(library)


def every_entry(library: Library) -> list[Entry]:
    return sorted(list_works(library, "").entries, key=lambda entry: entry.cite_key)


def told(name: Name) -> tuple[str, str, str, str]:
    """A name as a file tells it: initials where no given name is known."""
    given = name.given or ". ".join((*name.initials, "")).strip()
    return name.full_family, given, name.suffix, name.literal


def in_short(entry: Entry) -> dict[str, object]:
    work = entry.work
    people = {
        role: [told(name) for name in getattr(work, role)] for role in ("author", "editor", "translator")
    }
    held = {name: getattr(work, name) for name in HELD}
    # A list of authors that nobody has seen is written as one that is cut.
    held["authors_complete"] = work.authors_complete == "yes" or not work.author
    if work.issued:
        held["issued"] = replace(work.issued, literal="")
    return {
        "key": entry.cite_key,
        "tags": sorted(entry.tags),
        "notes": entry.notes,
        "study_type": entry.study_type,
        **held,
        **people,
    }


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_the_starter_library_comes_back(dialect: str, starter: list[Entry], tmp_path: Path) -> None:
    file = tmp_path / "references.bib"
    file.write_text(WRITERS[dialect](starter).value, encoding="utf-8")
    with Library.create(tmp_path / "library.db") as library:
        imported = import_files(library, [file], dialect)
        assert (imported.errors, imported.stored.problems, imported.stored.merged) == ([], [], [])
        back = every_entry(library)
    assert [in_short(entry) for entry in back] == [in_short(entry) for entry in starter]
    assert len(back) > 40


def in_any_format(entry: Entry) -> dict[str, object]:
    """What tables and reference managers have a field for, too."""
    work = entry.work
    names = ("type", "title", "container_title", "volume", "issue", "page", "doi", "pmid", "pmcid", "year")
    return {
        "key": entry.cite_key,
        "tags": sorted(entry.tags),
        "notes": entry.notes,
        "study_type": entry.study_type,
        "author": [name.display for name in work.author],
        **{name: getattr(work, name) for name in names},
    }


@pytest.mark.parametrize("format_name", ["ris", "csv", "csl-json"])
def test_the_starter_library_comes_back_from_what_other_programs_read(
    format_name: str, starter: list[Entry], tmp_path: Path
) -> None:
    file = tmp_path / "export"
    file.write_bytes(WRITERS[format_name](starter).value.encode())
    with Library.create(tmp_path / "library.db") as library:
        imported = import_files(library, [file])
        back = every_entry(library)
    assert (imported.read, imported.errors) == ({format_name: len(starter)}, [])
    assert [in_any_format(entry) for entry in back] == [in_any_format(entry) for entry in starter]
