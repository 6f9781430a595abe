"""A preprint of which nothing but its number in arXiv is known: shown, listed, exported and cited by it."""

from __future__ import annotations

import pytest
from support.shell import Shell

ENTRY = "@misc{arx, title={Arx}, eprint={1706.03762}, archivePrefix={arXiv}, year=2017, author={V, A}}\n"
PAGE = "https://arxiv.org/abs/1706.03762"


@pytest.fixture
def holding(empty: Shell) -> Shell:
    (empty.folder / "refs.bib").write_text(ENTRY)
    assert empty.run("import", "refs.bib").code == 0
    return empty


def test_the_number_is_shown_and_finds_the_paper(holding: Shell) -> None:
    for ref in ("arx", "arXiv:1706.03762", PAGE):
        assert f"archived     arXiv:1706.03762 {PAGE}" in holding.run("show", ref).out
    assert holding.run("open", "arx", "--print").out == f"{PAGE}\n"
    [item] = holding.run("list", "is:preprint", "--json").json
    assert (item["URL"], item["silit"]["other_ids"]) == (PAGE, ["arxiv:1706.03762"])


@pytest.mark.parametrize("format_name", ["bibtex", "biblatex", "ris", "csl-json", "csv"])
def test_an_export_lacks_nothing_and_is_the_same_paper_when_it_is_read(
    holding: Shell, format_name: str
) -> None:
    done = holding.run("export", "--format", format_name, "-o", "-")
    assert (done.code, done.err) == (0, "")
    again = holding.run("import", "-", stdin=done.raw)
    assert again.code == 0
    assert [item["id"] for item in holding.run("list", "--json").json] == ["arx"]


def test_the_same_number_under_another_key_is_the_same_paper(holding: Shell) -> None:
    (holding.folder / "other.bib").write_text(ENTRY.replace("{arx,", "{other,"))
    holding.run("import", "other.bib")
    assert [item["id"] for item in holding.run("list", "--json").json] == ["arx"]


@pytest.mark.parametrize("style", ["vancouver", "ama", "apa", "harvard"])
def test_a_footnote_links_it(holding: Shell, style: str) -> None:
    assert f'<a href="{PAGE}">' in holding.run("footnotes", "arx", "--style", style, "--to", "html").out
