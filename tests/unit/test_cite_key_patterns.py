"""Patterns of cite keys: every part, what cannot be one, and papers renamed only where no article cites them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.small_records import crossref, imported, make_library, pubmed, store

from silit.errors import ConfigurationError
from silit.library import Action, Library
from silit.library.articles import CitedWork, remember_article
from silit.model.cite_keys import citable_key
from silit.model.dates import PartialDate
from silit.model.key_patterns import parse_pattern
from silit.model.names import Name
from silit.model.work import Work
from silit.services.find import find_entries
from silit.services.list_works import list_works
from silit.services.rekeying import KeyChange, preview_keys, rekey

WORK = Work(
    title="The <i>sacroiliac</i> joint: is massage of use?",
    container_title="Journal of Manual & Manipulative Therapy",
    author=(
        Name(family="van der Wurff"),
        Name(family="Østgaard"),
        Name(family="O’Neill"),
        Name(family="Lee"),
    ),
    issued=PartialDate(2008, 3),
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("{author}{year}", "vanderwurff2008"),
        ("{Author}_{yy}", "Vanderwurff_08"),
        ("{authors}{year}", "vanderwurffostgaardoneilletal2008"),
        ("{Authors:1}-{year}", "VanderwurffEtal-2008"),
        ("{authors:4}", "vanderwurffostgaardoneilllee"),
        ("{author}{year}{title}", "vanderwurff2008sacroiliac"),
        ("{Title:3}", "SacroiliacJointMassage"),
        ("{author}:{journal}:{year}", "vanderwurff:jmmt:2008"),
        ("si/{year}.{author}", "si/2008.vanderwurff"),
        ("{year}", "work2008"),
    ],
)
def test_each_part_of_a_pattern_makes_its_words(pattern: str, key: str) -> None:
    assert parse_pattern(pattern).key(WORK) == key


def test_a_work_that_lacks_a_part_has_no_hole_in_its_key() -> None:
    assert parse_pattern("{author}-{journal}-{year}").key(Work(author=WORK.author)) == "vanderwurff-nd"
    assert parse_pattern("{journal}:{title}").key(Work()) == "work"


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{autor}{year}", "There is no part {autor} of a cite key."),
        ("{AUTHOR}", "There is no part {AUTHOR} of a cite key."),
        ("refs", "The pattern 'refs' would give every paper the same key."),
        ("", "The pattern '' would give every paper the same key."),
        ("{author} {year}", "The pattern '{author} {year}' cannot be read at ' '."),
        ("{author}{", "The pattern '{author}{' cannot be read at '{'."),
        ("{author},{year}", "The pattern '{author},{year}' cannot be read at ','."),
        ("{year:2}", "{year:2} cannot be read: only authors and title take a number, 1 to 9."),
        ("{title:0}", "{title:0} cannot be read: only authors and title take a number, 1 to 9."),
    ],
)
def test_what_is_no_pattern_is_refused_with_the_parts_that_there_are(pattern: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        parse_pattern(pattern)
    assert refused.value.message == message
    assert "{authors:2} {title:3}" in refused.value.hint


_PARTS = st.sampled_from(
    ["{author}", "{Authors:2}", "{title:9}", "{journal}", "{year}", "{yy}", "_", ":", "--", "a"]
)


@given(
    st.lists(_PARTS, max_size=8).map("".join),
    st.text(min_size=1, max_size=30),
    st.text(max_size=30),
    st.booleans(),
)
def test_every_key_that_a_pattern_makes_can_be_cited(
    pattern: str, name: str, title: str, is_group: bool
) -> None:
    author = Name(literal=name) if is_group else Name(family=name)
    key = parse_pattern(pattern + "{author}").key(Work(author=(author,), title=title))
    assert citable_key(key) == key
    assert key.isascii()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with make_library(tmp_path) as made:
        yield made


def test_new_papers_are_called_by_the_pattern_and_told_apart_by_letters(library: Library) -> None:
    library.key_of = parse_pattern("{Author}-{year}").key
    assert store(library, [pubmed("1"), pubmed("2", title="Quite another thing")]).added == [
        "Ostgaard-2010",
        "Ostgaard-2010a",
    ]


def test_papers_are_renamed_but_none_that_an_article_cites(library: Library) -> None:
    store(library, [pubmed("1"), pubmed("2", title="Quite another thing"), pubmed("3", family="Lee")])
    with library.changing(Action("article", "post.md")):
        remember_article(
            library.connection, "post.md", "post", [CitedWork("lee2010", None, 1)], library.now()
        )
    pattern = parse_pattern("{Author}{yy}")
    foreseen = [
        KeyChange("ostgaard2010", "Ostgaard10"),
        KeyChange("ostgaard2010a", "Ostgaard10"),
        KeyChange("lee2010", "Lee10", ("post.md",)),
    ]
    assert preview_keys(library, pattern) == foreseen
    assert rekey(library, pattern) == [
        foreseen[0],
        KeyChange("ostgaard2010a", "Ostgaard10a"),
        foreseen[2],
    ]
    assert [entry.cite_key for entry in list_works(library, "").entries] == [
        "Ostgaard10",
        "Ostgaard10a",
        "lee2010",
    ]


def test_an_old_key_still_finds_its_paper_and_can_come_back(library: Library) -> None:
    store(library, [pubmed("1")])
    rekey(library, parse_pattern("{Author}"))
    (entry,) = find_entries(library, ["ostgaard2010"])
    assert (entry.cite_key, entry.other_keys) == ("Ostgaard", ("ostgaard2010",))
    assert [found.cite_key for found in list_works(library, "ostgaard2010").entries] == ["Ostgaard"]
    assert rekey(library, parse_pattern("{author}{year}")) == [KeyChange("Ostgaard", "ostgaard2010")]
    (entry,) = find_entries(library, ["Ostgaard"])
    assert (entry.cite_key, entry.other_keys) == ("ostgaard2010", ("Ostgaard",))


def test_renaming_twice_changes_nothing_more(library: Library) -> None:
    store(
        library, [pubmed("1"), pubmed("2", title="Quite another thing"), crossref("10.5555/x", title="Third")]
    )
    pattern = parse_pattern("{author}")
    assert len(rekey(library, pattern)) == 3
    assert rekey(library, pattern) == []


def test_a_key_of_an_earlier_paper_is_given_to_no_other_one(library: Library) -> None:
    store(library, [pubmed("1"), imported("x", title="Quite another thing", year=1999)])
    rekey(library, parse_pattern("{Author}{year}"))
    library.key_of = parse_pattern("{author}{year}").key
    assert store(library, [pubmed("9", title="A third one")]).added == ["ostgaard2010a"]


def test_a_paper_that_an_article_cites_by_an_older_key_stays_too(library: Library) -> None:
    store(library, [pubmed("3", family="Lee")])
    rekey(library, parse_pattern("{Author}{yy}"))
    with library.changing(Action("article", "post.md")):
        remember_article(
            library.connection, "post.md", "post", [CitedWork("lee2010", None, 1)], library.now()
        )
    kept = [KeyChange("Lee10", "lee-2010", ("post.md",))]
    assert rekey(library, parse_pattern("{author}-{year}")) == kept
