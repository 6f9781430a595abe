"""A quotation mark without its partner costs its own row, and what it would have swallowed is read."""

from __future__ import annotations

import io

import pytest

from silit.formats.csv_records import read_file


def read(text: str) -> tuple[list[str], list[tuple[str, int]]]:
    results = list(read_file(io.BytesIO(text.encode())))
    titles = [result.value.work.title for result in results if result.value]
    return titles, [(problem.code, problem.line) for result in results for problem in result.problems]


HEAD = "Title,Authors,Year\nOne,Laslett M,2000\n"
REST = "".join(f"T{number},Aprill C,2002\n" for number in range(5))
TITLES = ["T0", "T1", "T2", "T3", "T4"]


def test_one_that_is_never_closed() -> None:
    assert read(f'{HEAD}"Two,Dreyfuss P,2001\n{REST}') == (["One", *TITLES], [("broken-row", 3)])


def test_one_that_the_next_quoted_cell_would_close() -> None:
    titles, problems = read(f'{HEAD}"Two,Dreyfuss P,2001\n{REST}"Q","Maigne J",2003\n"R","Vleeming A",2004\n')
    assert (titles, problems) == (["One", *TITLES, "Q", "R"], [("broken-row", 3)])


def test_one_in_the_last_row() -> None:
    assert read(f'{HEAD}{REST}"Two,Dreyfuss P,2001\n') == (["One", *TITLES], [("broken-row", 8)])


def test_a_mark_inside_a_cell_without_marks_is_a_sign_of_inches() -> None:
    assert read(f'{HEAD}A 5" screen,Aprill C,2001\n') == (["One", 'A 5" screen'], [])


@pytest.mark.parametrize(
    "abstract",
    ["First line\nsecond, line\n\nlast", 'He said ""so""\nand, went', 'ends in a sign of inches: 5""'],
)
def test_a_cell_of_several_lines_is_one_cell(abstract: str) -> None:
    titles, problems = read(f'Title,Abstract,Year\nOne,"{abstract}",2000\nTwo,"x",2001\n')
    assert (titles, problems) == (["One", "Two"], [])


def test_lines_are_counted_on_behind_a_broken_row() -> None:
    problems = read(f'{HEAD}"Two,Dreyfuss P,2001\n{REST},Nobody,1999\n')[1]
    assert problems == [("broken-row", 3), ("empty-record", 9)]
