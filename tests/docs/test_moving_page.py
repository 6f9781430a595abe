"""The commands of docs/moving-from-zotero.md do what the page says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from silit.cli.main import cli
from silit.library import Library
from silit.library.works import entries, ids_of_keys

PAGE = Path(__file__).resolve().parents[2] / "docs" / "moving-from-zotero.md"
BIB = """@article{laslett2005, title = {Diagnosis of sacroiliac joint pain}, author = {Laslett, Mark and Aprill, Charles},
  journal = {Manual Therapy}, year = {2005}, keywords = {sij, to read}, note = {Read it again}}
"""
RIS = (
    "TY  - JOUR\r\nID  - aprill2008\r\nTI  - Treatment\r\nAU  - Aprill, Charles\r\nPY  - 2008\r\nKW  - sij\r\n"
    "N1  - <p>Read <b>it</b></p>\r\nER  - \r\n"
)


def commands() -> list[list[str]]:
    return [
        shlex.split(line)
        for line in re.findall(r"^\$ silit (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    ]


def test_the_commands_of_the_page_move_a_library_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SILIT_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.delenv("SILIT_LIBRARY", raising=False)
    (tmp_path / "exports-of-zotero").mkdir()
    (tmp_path / "exports-of-zotero" / "one.ris").write_text(RIS)
    (tmp_path / "exports-of-zotero" / "paper.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "my-library.bib").write_text(BIB)
    (tmp_path / "my-library.ris").write_text(
        RIS.replace("aprill2008", "aprill2009").replace("Treatment", "Again, or not")
    )
    assert len(commands()) == 5
    for words in commands():
        done = CliRunner().invoke(cli, words)
        assert done.exit_code == 0, f"{words}: {done.output}"
    with Library.open(tmp_path / "library.db") as library:
        ids = ids_of_keys(library.connection, ["laslett2005", "aprill2008", "aprill2009"])
        kept = {
            entry.cite_key: (entry.tags, entry.notes)
            for entry in entries(library.connection, list(ids.values()))
        }
    assert kept == {
        "laslett2005": (("sij", "to read"), ("Read it again",)),
        "aprill2008": ((), ("Read it",)),
        "aprill2009": (("sij",), ("Read it",)),
    }
