"""Whatever a title holds, BibTeX gives it back."""

from __future__ import annotations

import unicodedata

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.outgoing import TEXT, WORKS

from silit.formats.bibtex import write
from silit.formats.bibtex_fields import ROWS, Row
from silit.formats.latex_reading import from_latex
from silit.model.entries import Entry
from silit.model.work import Work


def as_written(text: str) -> str:
    """Blanks as single spaces, without the code points that are no text."""
    kept = "".join(
        char
        for char in text
        if char.isspace() or not (unicodedata.category(char) in ("Cc", "Cs") or char in "\ufffe\uffff")
    )
    return " ".join(kept.split())


@given(title=st.text() | TEXT)
@example(title="\\")
@example(title="{")
@example(title="a -- b --- ''c'' ?` {DNA} \\& }")
@example(title="<i>E. coli</i> <b><sup>x</sup></b> <i></i> </i> <i>")
@example(title="É\u0301TÉ É")
def test_any_title_goes_through_bibtex_and_back(title: str) -> None:
    library = parse_string(write([Entry("key", Work(type="article-journal", title=title))]).value)
    assert library.failed_blocks == []
    (entry,) = library.entries
    field = entry.fields_dict.get("title")
    assert (from_latex(field.value) if field else "") == as_written(title)


@settings(max_examples=40)
@given(works=st.lists(WORKS, max_size=3), tag=TEXT)
def test_any_works_make_a_file_with_one_entry_each(works: list[Work], tag: str) -> None:
    library = parse_string(write([Entry("key", work, tags=(tag,)) for work in works]).value)
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == ["key", "key-2", "key-3"][: len(works)]


# Addresses are no LaTeX, and not read as such.
TEXT_ROWS = [row for row in ROWS if isinstance(getattr(Work(), row.variable), str) and not row.is_plain]


@pytest.mark.parametrize("row", TEXT_ROWS, ids=lambda row: f"{row.variable}-{row.field}")
@given(value=TEXT)
def test_a_field_that_was_read_is_written_and_read_the_same(row: Row, value: str) -> None:
    read = row.read(row.to(value))
    assert row.read(row.to(read)) == read


def test_several_identifiers_are_parted_into_the_first_and_the_others() -> None:
    both = ("9780443069635", "9780702040000")
    first, others = (row for row in ROWS if row.variable == "isbn")
    assert (first.to(both), others.to(both)) == both


@given(work=WORKS)
def test_every_value_has_its_braces_in_pairs_and_no_lone_backslash_at_the_end(work: Work) -> None:
    text = write([Entry("key", work)]).value
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        assert depth >= 0
    assert depth == 0
    assert "\\}" not in text.replace("\\textbackslash{}", "")
