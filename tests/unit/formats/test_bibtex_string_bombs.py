"""@strings that would grow without end: they cost themselves and the fields that use them, and no memory."""

from __future__ import annotations

import io
import tracemalloc

import pytest

from silit.formats.bibtex_reader import read_file
from silit.formats.bibtex_spans import read_spans
from silit.model.records import Record
from silit.results import Problem

_DOUBLED = '@string{a0="xxxxxxxxxx"}\n' + "".join(
    f"@string{{a{n}=a{n - 1} # a{n - 1}}}\n" for n in range(1, 60)
)
_GOOD = "@book{good, title={Good}}\n"
_MEMORY = 120_000_000


def read(text: str) -> tuple[list[Record], list[Problem]]:
    tracemalloc.start()
    try:
        results = list(read_file(io.BytesIO(text.encode())))
        assert tracemalloc.get_traced_memory()[1] < _MEMORY
    finally:
        tracemalloc.stop()
    records = [result.value for result in results if result.value]
    return records, [problem for result in results for problem in result.problems]


def test_strings_made_of_strings_end_where_no_text_is_as_long() -> None:
    records, problems = read(_DOUBLED + "@book{bad, title={Bad}, note=a59}\n" + _GOOD)
    assert [record.work.title for record in records] == ["Bad", "Good"]
    assert records[0].notes == ()
    first, *_, last = problems
    assert (first.code, first.line) == ("too-long", 15)
    assert first.message == "The @string a14 is longer than any text of an entry; it was left out."
    assert (last.code, last.line, last.key) == ("too-long", 61, "bad")
    assert last.message == "bad has so much text from @strings in `note` that the field was left out."


@pytest.mark.parametrize("size", [90_000, 1_000_000])
def test_a_long_string_is_not_repeated_without_end(size: int) -> None:
    value = " # ".join(["s"] * 2_000)
    records, problems = read(
        f'@string{{s="{"x" * size}"}}\n@book{{bad, title={{Bad}}, note={value}}}\n{_GOOD}'
    )
    assert [(record.work.title, record.notes) for record in records] == [("Bad", ()), ("Good", ())]
    assert [problem.code for problem in problems][-1] == "too-long"


def test_thousands_of_entries_with_a_long_string_take_no_more_memory_than_some() -> None:
    entries = "".join(f"@book{{b{n}, title={{T}}, note=s}}\n" for n in range(600))
    records, problems = read(f'@string{{s="{"x" * 90_000}"}}\n{entries}{_GOOD}')
    assert len(records) == 601
    assert {problem.code for problem in problems} == {"too-long"}


def test_a_string_defined_anew_frees_what_it_held() -> None:
    again = f'@string{{s="{"x" * 90_000}"}}\n' * 400
    records, problems = read(f"{again}@book{{b, title={{T}}, publisher=s}}\n")
    assert ([len(record.work.publisher) for record in records], problems) == ([90_000], [])


def test_a_file_that_is_brought_up_to_date_does_not_grow_by_its_strings() -> None:
    found = read_spans(_DOUBLED + "@book{bad, title={Bad}, note=a59}\n" + _GOOD)
    assert [entry.key for entry in found.entries] == ["bad", "good"]
    assert len(found.meanings(found.entries[0])["note"]) < 200_000
