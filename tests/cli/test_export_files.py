"""`silit export -o FILE`: what the name of the file asks for is written, unless --format says otherwise."""

from __future__ import annotations

import pytest
from support.shell import Shell


@pytest.mark.parametrize(
    ("name", "begins"),
    {
        "refs.bib": "@article{cohen2008,",
        "refs.txt": "@article{cohen2008,",
        "refs.ris": "TY  - JOUR",
        "REFS.RIS": "TY  - JOUR",
        "refs.csv": "\ufeffKey,",
        "refs.json": "[",
    }.items(),
)
def test_the_ending_of_the_file_chooses_the_format(name: str, begins: str, starter: Shell) -> None:
    assert starter.run("export", "--key", "cohen2008", "-o", name).code == 0
    assert (starter.folder / name).read_text(encoding="utf-8").lstrip("\n").startswith(begins)


def test_a_format_that_is_named_counts_whatever_the_file_is_called(starter: Shell) -> None:
    assert starter.run("export", "--key", "cohen2008", "--format", "bibtex", "-o", "refs.ris").code == 0
    assert (starter.folder / "refs.ris").read_text(encoding="utf-8").startswith("@article{cohen2008,")
