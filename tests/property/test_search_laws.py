"""Any text is a query; the same word finds the same works however it is written; every filter says what it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_records import crossref, make_library, pubmed, store

from silit.library import Library
from silit.library.query import FLAGS, parse_query
from silit.library.search import Found, count_matches, search
from silit.services.claiming import add_claim, delete_claim
from silit.services.judging import Detail, judge
from silit.services.list_works import list_works
from silit.services.noting import note_work
from silit.services.tagging import tag_works

RETRACTED = {"updated-by": [{"type": "retraction", "DOI": "10.5555/notice"}]}
CORRECTED = {"updated-by": [{"type": "correction", "DOI": "10.5555/notice"}]}
CONCERN = {"updated-by": [{"type": "expression_of_concern", "DOI": "10.5555/notice"}]}
SUPERSEDED = {"updated-by": [{"type": "new_version", "DOI": "10.5555/notice"}]}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("search")) as made:
        store(
            made,
            [
                pubmed("16038856", doi="10.1016/j.math.2005.01.003", pmcid="PMC1234567", family="Laslett", year=2005,
                       title="Provocation tests of the sacroiliac joint", abstract="An injection was the reference."),
                pubmed("2", title="Corticosteroid injections for pelvic pain", year=2012),
                crossref("10.5555/three", title="Exercise after birth", family="Müller", year=2015, **RETRACTED),
                crossref("10.5555/four", title="Manual therapy and the SI joint", family="O’Neill", year=2018, **CORRECTED),
                crossref("10.5555/five", title="Belts", family="Nowak", year=2019, **CONCERN),
                crossref("10.1101/2020.06.01", title="Prolotherapy", family="Sato", year=2020, kind="posted-content",
                         subtype="preprint", **SUPERSEDED),
                pubmed("7", title="From a file", family="García López", year=2021, retrieved=""),
            ],
        )  # fmt: skip
        add_claim(made, "helps", "It helps")
        add_claim(made, "harms", "It harms")
        judge(made, ["ostgaard2012"], [("helps", "supports"), ("harms", "contradicts")], Detail(), "A")
        judge(made, ["muller2015"], [("helps", "contradicts")], Detail(quote="Zygapophyseal findings."), "A")
        tag_works(made, ["laslett2005"], ["low back pain", "Übung"], [])
        note_work(made, "nowak2019", "Ask the physiotherapist about this one")
        yield made


def found(library: Library, text: str) -> list[str]:
    return [entry.cite_key for entry in list_works(library, text).entries]


@settings(deadline=None, max_examples=400)
@given(st.text(st.characters(), max_size=40))
def test_any_text_is_answered(library: Library, text: str) -> None:
    listing = list_works(library, text)
    assert listing.total == len(listing.entries)


PIECES = st.sampled_from(
    ['"', "'", "*", "-", "NOT", "AND", "OR", "NEAR(", ")", "(", ":", "^", "{", "}", "title:", "author:", "year:", "tag:", "is:",
     "claim:", "stance:", "type:", "level:", "journal:", "sacroiliac", "joint", "2010", "2010-", "-2010", "\x00", "\ud800", " ",
     "é", "‘", "10.1016/j.math", "https://", "x", ";", "--", "%", "_", "\\", "/*", "rowid", "rank"]
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(st.lists(PIECES, max_size=12), st.sampled_from(["", " "]))
def test_what_looks_like_syntax_is_answered_too(library: Library, pieces: list[str], between: str) -> None:
    listing = list_works(library, between.join(pieces))
    assert listing.total == len(listing.entries)


@pytest.mark.parametrize(
    "typed", ["O’Neill", "O'Neill", "oneill", "ONEILL", "author:oneill", "author:o'neill"]
)
def test_a_name_with_an_apostrophe_is_found_with_and_without_it(library: Library, typed: str) -> None:
    assert [entry.work.doi for entry in list_works(library, typed).entries] == ["10.5555/four"]


@pytest.mark.parametrize(
    "piece", ["word", "tag:t", "claim:c", "stance:mixed", "type:rct", "is:untagged", "year:2010", "title:a"]
)
def test_a_query_of_any_length_is_answered(library: Library, piece: str) -> None:
    each_its_own = piece in ("word", "tag:t", "claim:c", "title:a")
    text = " ".join(f"{piece}{number}" if each_its_own else piece for number in range(3000))
    assert isinstance(list_works(library, text).total, int)


@pytest.mark.parametrize(
    "word", ["Østgaard", "østgaard", "ostgaard", "OSTGAARD", "author:ostgaard", "author:Østgaard"]
)
def test_a_name_is_found_with_and_without_its_letters(library: Library, word: str) -> None:
    assert found(library, word) == ["ostgaard2012"]


@pytest.mark.parametrize("word", ["injection", "injections", "Injections", "inject*"])
def test_word_endings_do_not_count_and_the_title_comes_first(library: Library, word: str) -> None:
    assert found(library, word) == ["ostgaard2012", "laslett2005"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        # phrases and words
        ('"sacroiliac joint"', ["laslett2005"]),
        ('"joint sacroiliac"', []),
        ("joint sacroiliac", ["laslett2005"]),
        ("O'Neill", ["oneill2018"]),
        ("sacro*", ["laslett2005"]),
        ("sacro", []),
        # a key, a PMID, a PMCID, a DOI in any form
        ("laslett2005", ["laslett2005"]),
        ("16038856", ["laslett2005"]),
        ("PMID:16038856", ["laslett2005"]),
        ("PMC1234567", ["laslett2005"]),
        ("10.1016/j.math.2005.01.003", ["laslett2005"]),
        ("doi:10.1016/J.MATH.2005.01.003", ["laslett2005"]),
        ("https://doi.org/10.1016/j.math.2005.01.003", ["laslett2005"]),
        ("https://pubmed.ncbi.nlm.nih.gov/16038856/", ["laslett2005"]),
        # fields
        ("title:injection", ["ostgaard2012"]),
        ('title:"pelvic pain"', ["ostgaard2012"]),
        ('author:"García López"', ["garcialopez2021"]),
        ("author:lopez", ["garcialopez2021"]),
        ("author:injection", []),
        ("journal:invented title:belts", ["nowak2019"]),
        ("journal:nature", []),
        # years
        ("year:2005", ["laslett2005"]),
        ("year:2018-2019", ["nowak2019", "oneill2018"]),
        ("year:2018..2019", ["nowak2019", "oneill2018"]),
        ("year:2018–2019", ["nowak2019", "oneill2018"]),
        ("year:2020-", ["garcialopez2021", "sato2020"]),
        ("year:-2005", ["laslett2005"]),
        ("year:2018- year:-2018", ["oneill2018"]),
        # tags, in whatever case; notes and quotes are words
        ('tag:"low back pain"', ["laslett2005"]),
        ('tag:"LOW  BACK PAIN"', ["laslett2005"]),
        ("tag:übung", ["laslett2005"]),
        ("tag:U\u0308BUNG", ["laslett2005"]),
        ("tag:low", []),
        ("ubung", ["laslett2005"]),
        ("physiotherapists", ["nowak2019"]),
        ("zygapophyseal", ["muller2015"]),
        # a claim and a stance are one judgement
        ("claim:helps", ["muller2015", "ostgaard2012"]),
        ("claim:HELPS stance:supports", ["ostgaard2012"]),
        ("claim:helps stance:contradicts", ["muller2015"]),
        ("claim:harms stance:supports", []),
        ("claim:helps claim:harms", ["ostgaard2012"]),
        ("stance:contradicts", ["muller2015", "ostgaard2012"]),
        ("claim:helps stance:supports stance:contradicts", ["muller2015", "ostgaard2012"]),
        ("claim:helps injections", ["ostgaard2012"]),
        ("claim:nothing", []),
        # flags and types
        ("is:retracted", ["muller2015"]),
        ("is:corrected", ["oneill2018"]),
        ("is:concern", ["nowak2019"]),
        ("is:superseded", ["sato2020"]),
        ("is:preprint", ["sato2020"]),
        ("is:unchecked", ["garcialopez2021"]),
        ("is:untagged", ["garcialopez2021", "nowak2019", "oneill2018", "sato2020"]),
        ("is:inbox", []),
        ("IS:Retracted", ["muller2015"]),
        ("type:article", ["sato2020"]),
        ("type:article-journal year:2018-2019", ["nowak2019", "oneill2018"]),
        ("type:post-weblog", []),
        # nothing to look for
        ("???", []),
        ('""', []),
    ],
)  # fmt: skip
def test_a_query_finds_what_it_says(library: Library, text: str, keys: list[str]) -> None:
    listing = list_works(library, text)
    assert sorted(entry.cite_key for entry in listing.entries) == keys
    assert listing.problems == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("is:wrong", "unknown-value"),
        ("stance:agrees", "unknown-value"),
        ("type:randomised", "unknown-value"),
        ("year:soon", "bad-year"),
        ("year:20101", "bad-year"),
        ("year:2019-2018", "bad-year"),
        ("typ:rct", "unknown-field"),
        ("invented *", "lone-star"),
        ('"not closed', "unbalanced-quote"),
        ('title:"not closed', "unbalanced-quote"),
        ('tag:""', "empty-value"),
    ],
)
def test_what_cannot_be_meant_as_typed_is_said(library: Library, text: str, code: str) -> None:
    (problem,) = list_works(library, text).problems
    assert (problem.code, bool(problem.message and problem.hint) or code == "empty-value") == (code, True)


def test_a_limit_cuts_the_works_and_not_the_count(library: Library) -> None:
    for text in ("", "invented", "year:2010-", "invented year:2010-"):
        whole = search(library.connection, parse_query(text))
        assert count_matches(library.connection, parse_query(text)) == len(whole.ids), text
        for limit in range(len(whole.ids) + 2):
            part = search(library.connection, parse_query(text), limit)
            assert part == Found(whole.ids[:limit], more=limit < len(whole.ids)), (text, limit)
            if limit:
                assert list_works(library, text, limit).total == len(whole.ids), (text, limit)


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_is_answered(library: Library, flag: str) -> None:
    assert list_works(library, f"is:{flag}").problems == ()


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("tag:x", "tag_name"),
        ("claim:helps", "evidence_claim"),
        ("claim:helps stance:supports", "evidence_claim"),
        ("year:2010-2012", "work_year"),
        ("is:retracted", "work_integrity"),
        ("is:unchecked", "work_integrity"),
    ],
)
def test_a_filter_reads_an_index_and_not_the_whole_library(library: Library, text: str, index: str) -> None:
    plans: list[str] = []
    library.connection.set_trace_callback(plans.append)
    search(library.connection, parse_query(text), 20)
    library.connection.set_trace_callback(None)
    steps = [
        step[3]
        for statement in plans
        if statement.startswith("SELECT work.id")
        for step in library.connection.execute(f"EXPLAIN QUERY PLAN {statement}")
    ]
    assert any(index in step for step in steps), steps
    assert not any(step in ("SCAN work", "SCAN tag", "SCAN evidence") for step in steps), steps


def test_the_index_follows_what_is_changed(tmp_path: Path) -> None:
    with make_library(tmp_path) as library:
        store(library, [pubmed("1")])
        add_claim(library, "helps", "It helps")
        judge(library, ["ostgaard2010"], [("helps", "supports")], Detail(quote="Zygapophyseal."), "A")
        assert found(library, "zygapophyseal") == ["ostgaard2010"]
        assert delete_claim(library, "helps") == 1
        assert found(library, "zygapophyseal") == []
