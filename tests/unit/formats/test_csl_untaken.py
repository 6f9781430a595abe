"""CSL variables beside those of a work: some stand in for one, the rest is told once a file."""

from __future__ import annotations

import io
import json

import pytest

from silit.formats.csl_json import read_file
from silit.model.names import Name
from silit.model.work import Work
from silit.results import Problem


def read(*items: dict[str, object]) -> tuple[list[Work], list[Problem]]:
    results = list(read_file(io.BytesIO(json.dumps(items).encode())))
    works = [result.value.work for result in results if result.value]
    return works, [problem for result in results for problem in result.problems]


def test_what_has_no_place_is_told_once_a_file_with_how_often_it_stood_there() -> None:
    works, problems = read(
        {"id": "a1", "type": "book", "title": "A", "number-of-pages": "314", "original-date": "1950"},
        {"id": "b1", "type": "book", "title": "B", "number-of-pages": 20},
        {"id": "c1", "type": "book", "title": "C", "number-of-pages": ""},
    )
    assert [work.title for work in works] == ["A", "B", "C"]
    assert [(problem.code, problem.message) for problem in problems] == [
        ("not-taken", "silit has no place for number-of-pages (2), original-date (1): not taken over.")
    ]


def test_a_place_that_zotero_says_twice_is_not_told() -> None:
    assert read({"id": "a1", "title": "A", "publisher-place": "Bonn", "event-place": "Bonn"})[1] == []


def test_of_many_variables_the_commonest_are_named() -> None:
    names = (
        "archive chapter-number collection-number dimensions event-place number-of-pages number-of-volumes original-date scale section"
    ).split()
    _, (problem,) = read({"id": "a1", "title": "A"} | dict.fromkeys(names, "x"))
    assert problem.message.endswith(" and 2 more: not taken over.")


@pytest.mark.parametrize(
    "variable", ["call-number", "source", "categories", "reference-count", "year-suffix"]
)
def test_what_is_about_a_program_or_a_shelf_is_not_told(variable: str) -> None:
    assert read({"id": "a1", "title": "A", variable: "x"})[1] == []


def test_the_version_of_a_program_is_its_edition() -> None:
    (work,), problems = read({"id": "a1", "type": "software", "title": "A", "version": "4.1"})
    assert (work.edition, problems) == ("4.1", [])


def test_a_film_is_by_its_director_where_it_has_no_author() -> None:
    director = [{"family": "Lang", "given": "Fritz"}]
    (film,), problems = read({"id": "a1", "type": "motion_picture", "title": "M", "director": director})
    assert (film.author, problems) == ((Name("Lang", "Fritz"),), [])
    (other,), _ = read({"id": "a1", "title": "M", "director": director, "author": [{"family": "Harbou"}]})
    assert other.author == (Name("Harbou"),)


def test_the_court_of_a_case_stands_where_ris_has_it() -> None:
    (work,), _ = read({"id": "a1", "type": "legal_case", "title": "A v B", "authority": "Supreme Court"})
    assert work.publisher == "Supreme Court"
