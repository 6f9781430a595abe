"""Every recorded PubMed file and Crossref answer goes through `silit import` and leaves a sound library."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.library_contents import contents, is_sound

from silit.library import Library
from silit.services.importing import import_files

RECORDED = Path(__file__).resolve().parents[2].parent / "shared" / "recorded"
PUBMED = sorted(RECORDED.glob("pubmed/**/*.xml"))
CROSSREF = sorted(RECORDED.glob("crossref/**/*.json"))

pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="the recorded answers (../shared/recorded) are not beside this repository"
)


def holds(path: Path, *words: bytes) -> bool:
    body = path.read_bytes()
    return any(word in body for word in words)


def test_every_file_with_pubmed_records_is_stored_and_stored_again_without_a_change(tmp_path: Path) -> None:
    files = [path for path in PUBMED if holds(path, b"<PubmedArticle>", b"<PubmedBookArticle>")]
    assert len(files) > 10
    with Library.create(tmp_path / "library.db") as library:
        imported = import_files(library, files)
        assert imported.errors == []
        assert imported.read == {"pubmed-xml": imported.read["pubmed-xml"]}
        before = contents(library.path)
        again = import_files(library, files)
        assert again.stored.added == []
        assert contents(library.path) == before
    assert is_sound(tmp_path / "library.db")


def test_every_answer_with_crossref_works_is_stored(tmp_path: Path) -> None:
    files = [path for path in CROSSREF if holds(path, b'"message-type":"work', b'"message-type": "work')]
    assert len(files) > 5
    with Library.create(tmp_path / "library.db") as library:
        imported = import_files(library, files)
        assert imported.errors == []
        assert set(imported.read) == {"crossref-json"}
        assert imported.stored.added
    assert is_sound(tmp_path / "library.db")


@pytest.mark.parametrize("path", [*PUBMED, *CROSSREF], ids=lambda path: str(path.relative_to(RECORDED)))
def test_any_recorded_file_is_read_or_refused_in_words(path: Path, tmp_path: Path) -> None:
    with Library.create(tmp_path / "library.db") as library:
        imported = import_files(library, [path])
    assert all(error.exit_code == 8 and error.message.startswith(str(path)) for error in imported.errors)
