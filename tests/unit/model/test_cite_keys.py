"""Cite keys: plain ASCII, letters in order, quick among thousands, never changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.small_records import LATER, crossref, make_library, pubmed, store

from silit.model.cite_keys import free_key
from silit.model.dates import PartialDate
from silit.model.key_patterns import base_key
from silit.model.names import Name
from silit.model.work import Work
from silit.services.editing import edit_work
from silit.services.list_works import list_works
from silit.services.removing import remove_works

Y2005 = PartialDate(2005)


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (Work(author=(Name(family="Laslett"), Name(family="Aprill")), issued=Y2005), "laslett2005"),
        (Work(author=(Name(family="Østgaard"),), issued=Y2005), "ostgaard2005"),
        (Work(author=(Name(family="van der Wurff"),), issued=Y2005), "vanderwurff2005"),
        (Work(author=(Name(family="Wurff", particle="van der"),), issued=Y2005), "vanderwurff2005"),
        (Work(author=(Name(family="O’Neill"),), issued=Y2005), "oneill2005"),
        (Work(author=(Name(family="O'Neill"),), issued=Y2005), "oneill2005"),
        (Work(author=(Name(family="García-López"),), issued=Y2005), "garcialopez2005"),
        (Work(author=(Name(family="Müller"),)), "mullernd"),
        (Work(author=(Name(literal="The European Pain Group"),), issued=Y2005), "european2005"),
        (Work(editor=(Name(family="Vleeming"),), title="Movement", issued=Y2005), "vleeming2005"),
        (Work(title="On the <i>pelvis</i> of apes", issued=Y2005), "pelvis2005"),
        (Work(title="漢字", issued=Y2005), "work2005"),
        (Work(author=(Name(family="佐藤"),), title="Back pain", issued=Y2005), "back2005"),
        (Work(), "worknd"),
    ],
)
def test_a_key_is_the_first_family_name_and_the_year(work: Work, key: str) -> None:
    assert base_key(work) == key


@given(st.text(min_size=1, max_size=60), st.text(max_size=60), st.booleans())
def test_a_key_is_ascii_letters_and_digits_whatever_the_work(name: str, title: str, group: bool) -> None:
    author = Name(literal=name) if group else Name(family=name)
    key = base_key(Work(author=(author,), title=title, issued=Y2005))
    assert re.fullmatch(r"[a-z0-9]{1,24}2005", key)


def test_letters_are_given_in_order() -> None:
    taken: list[str] = []
    for _ in range(30):
        taken.append(free_key("a2005", taken.__contains__))
    assert taken[:4] == ["a2005", "a2005a", "a2005b", "a2005c"]
    assert taken[25:] == ["a2005y", "a2005z", "a2005aa", "a2005ab", "a2005ac"]


@given(
    st.sets(st.sampled_from(["k", *("k" + letter for letter in "abcdefghijklmnopqrstuvwxyz"), "kaa", "kab"]))
)
def test_a_key_is_free_even_where_there_are_gaps(taken: set[str]) -> None:
    assert free_key("k", taken.__contains__) not in taken


def test_among_thousands_few_keys_are_asked_for() -> None:
    taken = {"k"}
    while len(taken) < 20_000:
        taken.add(free_key("k", taken.__contains__))
    asked: list[str] = []

    def is_taken(key: str) -> bool:
        asked.append(key)
        return key in taken

    free_key("k", is_taken)
    assert len(asked) < 40


def test_a_key_stays_whatever_becomes_of_the_work(tmp_path: Path) -> None:
    with make_library(tmp_path) as library:
        store(library, [crossref("10.5555/a")])
        store(library, [crossref("10.5555/a", family="Somebody", year=1999, retrieved=LATER)])
        edit_work(library, "ostgaard2010", {"author": "Else, Somebody", "year": "1888"})
        (entry,) = list_works(library, "").entries
    assert (entry.cite_key, entry.work.author[0].family, entry.work.year) == ("ostgaard2010", "Else", 1888)


def test_a_work_that_was_removed_gets_its_key_back(tmp_path: Path) -> None:
    with make_library(tmp_path) as library:
        store(library, [pubmed("1"), pubmed("2", title="Another"), pubmed("3", title="A third")])
        assert remove_works(library, ["ostgaard2010a"]) == 1
        assert store(library, [pubmed("2", title="Another")]).added == ["ostgaard2010a"]
        assert store(library, [pubmed("4", title="A fourth")]).added == ["ostgaard2010c"]


def test_keys_of_joined_works_go_with_the_work(tmp_path: Path) -> None:
    with make_library(tmp_path) as library:
        store(library, [crossref("10.5555/a"), pubmed("1")])
        store(library, [pubmed("1", doi="10.5555/a", retrieved=LATER)])
        assert store(library, [pubmed("2", title="Another")]).added == ["ostgaard2010b"]
        assert remove_works(library, ["ostgaard2010a"]) == 1
        assert [entry.cite_key for entry in list_works(library, "").entries] == ["ostgaard2010b"]
        assert store(library, [crossref("10.5555/a")]).added == ["ostgaard2010"]
