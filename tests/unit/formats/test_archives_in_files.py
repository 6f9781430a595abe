"""A work that only an archive has, with its number there: every format takes it along, and brings it back."""

from __future__ import annotations

import io

import pytest

from silit.formats import FILE_READERS, WRITERS
from silit.model.archives import archive_page
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.work import Work

NUMBERS = (
    Identifier("arxiv", "1706.03762"),
    Identifier("ppr", "PPR123456"),
    Identifier("nbk", "NBK1234"),
    Identifier("nihms", "NIHMS77"),
)


def work_in(number: Identifier) -> Work:
    return Work(
        type="article",
        title="Attention",
        author=(Name(family="Vaswani", given="Ada"),),
        issued=PartialDate(2017),
        other_ids=(number,),
    )


@pytest.mark.parametrize("number", NUMBERS, ids=str)
@pytest.mark.parametrize("format_name", list(WRITERS))
def test_a_number_in_an_archive_comes_back_from_a_file(format_name: str, number: Identifier) -> None:
    work = work_in(number)
    text = WRITERS[format_name]([Entry("vaswani2017", work)]).value
    [result] = FILE_READERS[format_name](io.BytesIO(text.encode()))
    assert result.value is not None
    found = result.value.work
    assert (found.type, found.other_ids, found.url) == ("article", (number,), "")


@pytest.mark.parametrize("number", NUMBERS, ids=str)
@pytest.mark.parametrize("format_name", list(WRITERS))
def test_a_file_for_others_names_where_the_work_is(format_name: str, number: Identifier) -> None:
    text = WRITERS[format_name]([Entry("vaswani2017", work_in(number))]).value
    if number.scheme == "arxiv" and format_name in ("bibtex", "biblatex"):
        assert "eprint = {1706.03762}" in text
        assert "archiveprefix = {arXiv}" in text or "eprinttype = {arxiv}" in text
    else:
        assert archive_page(number) in text


@pytest.mark.parametrize("format_name", ["bibtex", "biblatex"])
def test_a_preprint_in_arxiv_lacks_nothing_that_the_format_asks_for(format_name: str) -> None:
    assert WRITERS[format_name]([Entry("vaswani2017", work_in(NUMBERS[0]))]).problems == ()


@pytest.mark.parametrize(
    "place",
    [
        "UR  - http://arxiv.org/abs/1706.03762v5",
        "AN  - arXiv:1706.03762",
        "JO  - arXiv preprint arXiv:1706.03762",
    ],
)
def test_a_number_in_arxiv_is_found_in_anybodys_ris(place: str) -> None:
    text = f"TY  - JOUR\nTI  - Attention\n{place}\nER  - \n"
    [result] = FILE_READERS["ris"](io.BytesIO(text.encode()))
    assert result.value is not None
    assert result.value.work.other_ids == (NUMBERS[0],)
    assert result.value.work.type == "article"
