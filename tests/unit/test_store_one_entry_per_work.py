"""Records of one work end in one entry, with everything that anybody said about it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from io import BytesIO
from pathlib import Path

import pytest
from support.library_contents import contents, is_sound
from support.small_records import DAY, LATER, TITLE, crossref, imported, make_library, pubmed, store

from silit.errors import UnreadableFormatError
from silit.formats import RECORD_READERS
from silit.formats.starter_csv import read_file
from silit.library import Action, Library
from silit.library.evidence import put_claim, put_evidence
from silit.library.index import index_again
from silit.library.query import parse_query
from silit.library.records import kept_records
from silit.library.search import count_matches
from silit.library.works import ids_of_keys
from silit.model.cite_keys import citable_key
from silit.model.claims import Claim, Evidence
from silit.services.claiming import add_claim
from silit.services.editing import edit_work
from silit.services.find import find_entries
from silit.services.judging import Detail, judge
from silit.services.list_works import list_works
from silit.services.noting import note_work
from silit.services.store import Stored
from silit.services.tagging import tag_works

DOI = "10.5555/massage.1"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with make_library(tmp_path) as made:
        yield made
    assert is_sound(tmp_path / "library.db")


def test_what_became_of_records_is_told_under_the_right_word(library: Library) -> None:
    first = store(library, [pubmed("101", doi=DOI), pubmed("102", title="Something else entirely")])
    second = store(library, [crossref(DOI), pubmed("101", doi=DOI, retrieved=LATER)])
    third = store(library, [pubmed("101", doi=DOI, abstract="Now with an abstract.", retrieved=LATER)])
    assert (first.added, first.merged, first.updated, first.unchanged) == (
        ["ostgaard2010", "ostgaard2010a"],
        [],
        [],
        0,
    )
    assert (second.added, second.merged, second.updated, second.unchanged) == ([], ["ostgaard2010"], [], 1)
    assert (third.added, third.merged, third.updated, third.unchanged) == ([], [], ["ostgaard2010"], 0)


def test_an_unchanged_record_writes_nothing_but_the_date(library: Library, tmp_path: Path) -> None:
    store(library, [pubmed("101", doi=DOI), crossref(DOI)])
    before = contents(tmp_path / "library.db")
    highest = library.connection.execute("SELECT max(id) FROM change").fetchone()[0]
    stored = store(library, [pubmed("101", doi=DOI, retrieved=LATER), crossref(DOI, retrieved=LATER)])
    assert stored.unchanged == 2
    assert contents(tmp_path / "library.db") == before
    changes = library.connection.execute(
        "SELECT DISTINCT tbl, op FROM change WHERE id > ?", (highest,)
    ).fetchall()
    assert changes == [("record", "update")]
    (entry,) = find_entries(library, ["ostgaard2010"])
    assert {record.retrieved for record in entry.records} == {LATER}


def test_the_same_record_at_the_same_moment_leaves_no_trace(library: Library) -> None:
    store(library, [pubmed("101", doi=DOI)])
    actions = library.connection.execute("SELECT count(*) FROM action").fetchone()
    store(library, [pubmed("101", doi=DOI)])
    assert library.connection.execute("SELECT count(*) FROM action").fetchone() == actions


def test_raw_records_are_kept_as_they_came(library: Library) -> None:
    given = [pubmed("101", doi=DOI), crossref(DOI)]
    store(library, given)
    rows = library.connection.execute("SELECT source, body FROM record JOIN raw USING (id)").fetchall()
    assert {source: zlib.decompress(body) for source, body in rows} == {
        each.source: each.raw for each in given
    }


def test_a_third_record_joins_two_entries_and_nothing_of_either_is_lost(library: Library) -> None:
    store(library, [crossref(DOI)])
    store(library, [pubmed("101")])
    add_claim(library, "massage-helps", "Massage relieves sacroiliac joint pain")
    add_claim(library, "massage-harms", "Massage does harm")
    tag_works(library, ["ostgaard2010"], ["massage"], [])
    tag_works(library, ["ostgaard2010a"], ["Massage", "rct"], [])
    note_work(library, "ostgaard2010", "first note")
    note_work(library, "ostgaard2010a", "second note")
    judge(library, ["ostgaard2010"], [("massage-helps", "supports")], Detail(), "A")
    judge(library, ["ostgaard2010a"], [("massage-helps", "mixed")], Detail(quote="Some got better."), "B")
    judge(library, ["ostgaard2010a"], [("massage-harms", "contradicts")], Detail(), "B")
    edit_work(library, "ostgaard2010", {"volume": "8"})
    edit_work(library, "ostgaard2010a", {"volume": "9", "issue": "2"})
    stored = store(library, [pubmed("101", doi=DOI, retrieved=LATER)])

    assert stored.merged == ["ostgaard2010"]
    assert [problem.code for problem in stored.problems] == ["stance-kept-as-note", "edit-kept-as-note"]
    (entry,) = find_entries(library, ["ostgaard2010a", "ostgaard2010"])
    assert entry.cite_key == "ostgaard2010"
    assert entry.other_keys == ("ostgaard2010a",)
    assert (entry.work.doi, entry.work.pmid, entry.work.volume, entry.work.issue) == (DOI, "101", "8", "2")
    assert entry.tags == ("massage", "rct")
    assert [(each.claim, each.stance) for each in entry.evidence] == [
        ("massage-harms", "contradicts"),
        ("massage-helps", "supports"),
    ]
    assert entry.notes == (
        "first note",
        "second note",
        "Also judged: mixed massage-helps; “Some got better.”; B; 2026-03-01",
        "Also edited: volume: 9",
    )
    for words in ("ostgaard2010a", "second note", "rct", "101"):
        assert [each.cite_key for each in list_works(library, words).entries] == ["ostgaard2010"], words


def test_what_somebody_judged_stays_before_an_example(library: Library) -> None:
    store(library, [crossref(DOI)])
    store(library, [pubmed("101")])
    with library.changing(Action("init", "")):
        put_claim(library.connection, Claim("helps", "It helps", example=True))
        work_id = ids_of_keys(library.connection, ["ostgaard2010"])["ostgaard2010"]
        put_evidence(
            library.connection, work_id, Evidence("", "helps", "supports", note="Example", example=True)
        )
    judge(library, ["ostgaard2010a"], [("helps", "mixed")], Detail(), "B")
    stored = store(library, [pubmed("101", doi=DOI)])
    (entry,) = find_entries(library, ["ostgaard2010"])
    assert [(each.stance, each.judged_by, each.example) for each in entry.evidence] == [("mixed", "B", False)]
    assert entry.notes == ()
    assert stored.problems == []


def test_a_batch_that_joins_its_own_entries_names_only_what_is_left(library: Library) -> None:
    stored = store(library, [crossref(DOI), pubmed("101"), pubmed("101", doi=DOI, retrieved=LATER)])
    assert stored.added == ["ostgaard2010"]
    assert [entry.cite_key for entry in list_works(library, "").entries] == ["ostgaard2010"]


def test_a_record_that_gets_another_doi_joins_the_entry_that_has_it(library: Library) -> None:
    store(library, [pubmed("101", doi="10.5555/old"), crossref(DOI)])
    assert list_works(library, "").total == 2
    store(library, [pubmed("101", doi=DOI, retrieved=LATER)])
    (entry,) = list_works(library, "").entries
    assert (entry.work.doi, entry.work.pmid) == (DOI, "101")


def test_a_wrong_identifier_keeps_two_works_apart_and_is_told(library: Library) -> None:
    store(library, [crossref(DOI, page="99-105")])
    stored = store(
        library, [pubmed("102", doi=DOI, title="Pelvic fins of cave fish", family="Sato", year=1999)]
    )
    assert stored.added == ["sato1999"]
    assert [(problem.code, problem.key) for problem in stored.problems] == [
        ("identifier-conflict", "ostgaard2010")
    ]


def test_chapters_that_carry_the_doi_of_their_book_stay_chapters(library: Library) -> None:
    store(library, [crossref(DOI, kind="book", title="The pelvic girdle")])
    stored = store(
        library,
        [
            crossref("10.5555/massage.1.ch2", kind="book-chapter", title="Anatomy of the joint"),
            imported("c3", type="chapter", title="Muscles of the pelvis", DOI=DOI),
        ],
    )
    assert len(stored.added) == 2
    assert len(list_works(library, "").entries) == 3


def test_a_preprint_and_its_article_stay_two(library: Library) -> None:
    store(library, [crossref("10.1101/2020.01.01", kind="posted-content", subtype="preprint")])
    stored = store(library, [crossref(DOI)])
    assert stored.added == ["ostgaard2010a"]
    assert [e.cite_key for e in list_works(library, "is:preprint").entries] == ["ostgaard2010"]


@pytest.mark.parametrize("second_title", ["Pelvic fins of cave fish", "Another trial of something"])
def test_the_same_id_in_two_files_does_not_make_one_paper_of_two(library: Library, second_title: str) -> None:
    store(library, [imported("1")], "import")
    for _ in range(2):
        store(library, [imported("1", title=second_title)], "import")
    assert sorted(entry.work.title for entry in list_works(library, "").entries) == sorted(
        [imported("1").work.title, second_title]
    )


def test_an_item_that_was_mended_in_its_file_is_updated(library: Library) -> None:
    store(library, [imported("1")], "import")
    stored = store(library, [imported("1", volume="7")], "import")
    assert stored.updated == ["ostgaard2010"]
    (entry,) = list_works(library, "").entries
    assert entry.work.volume == "7"


def test_edits_survive_every_fetch_and_go_when_they_are_taken_back(library: Library) -> None:
    store(library, [pubmed("101", doi=DOI)])
    assert edit_work(library, "ostgaard2010", {"title": "My title", "year": "2011"})
    store(library, [crossref(DOI), pubmed("101", doi=DOI, title="A third title", retrieved=LATER)])
    (entry,) = find_entries(library, ["ostgaard2010"])
    assert (entry.work.title, entry.work.year, entry.provenance["title"]) == ("My title", 2011, "user")
    edit_work(library, "ostgaard2010", {}, ["title", "year"])
    (entry,) = find_entries(library, ["ostgaard2010"])
    assert (entry.work.title, entry.work.year, entry.provenance["title"]) == ("A third title", 2010, "pubmed")


def test_a_quote_is_compared_again_when_the_abstract_comes(library: Library) -> None:
    store(library, [pubmed("101", doi=DOI)])
    add_claim(library, "helps", "It helps")
    judge(library, ["ostgaard2010"], [("helps", "supports")], Detail(quote="Pain fell by half."), "A")
    (entry,) = find_entries(library, ["ostgaard2010"])
    assert entry.evidence[0].quote_check == "no-abstract"
    store(library, [pubmed("101", doi=DOI, abstract="RESULTS: Pain fell by half.", retrieved=LATER)])
    (entry,) = find_entries(library, ["ostgaard2010"])
    assert (entry.evidence[0].quote_check, entry.evidence[0].judged_on) == ("found", DAY[:10])


def test_a_record_from_a_file_counts_as_checked_once_its_source_was_asked(library: Library) -> None:
    store(library, [pubmed("101", doi=DOI, retrieved="")], "import")
    assert list_works(library, "is:unchecked").total == 1
    stored = store(library, [pubmed("101", doi=DOI)])
    assert stored.updated == ["ostgaard2010"]
    assert list_works(library, "is:unchecked").total == 0


def test_sources_that_disagree_are_told_with_the_key(library: Library) -> None:
    stored = store(library, [pubmed("101", doi=DOI), crossref(DOI, volume="9")])
    assert [(problem.code, problem.key) for problem in stored.problems] == [
        ("sources-disagree", "ostgaard2010")
    ]


def test_a_retraction_that_comes_with_a_later_fetch_is_found(library: Library) -> None:
    store(library, [pubmed("101", doi=DOI), crossref(DOI)])
    notice = {"updated-by": [{"type": "retraction", "DOI": "10.5555/notice", "source": "retraction-watch"}]}
    stored = store(library, [crossref(DOI, retrieved=LATER, **notice)])
    assert stored.updated == ["ostgaard2010"]
    assert count_matches(library.connection, parse_query("is:retracted")) == 1


def test_one_record_with_half_a_character_does_not_stop_the_others(library: Library) -> None:
    broken = imported("1", title="Half \ud83d of a smile", DOI="10.5555/half")
    stored = store(library, [broken, pubmed("101")], "import")
    assert isinstance(stored, Stored)
    assert len(stored.added) == 2


def test_one_kept_record_that_cannot_be_read_again_does_not_stop_the_others(library: Library) -> None:
    store(library, [crossref(DOI), pubmed("102", title="Another")])
    with library.changing(Action("test", "damage")):
        library.connection.execute("UPDATE raw SET body = ? WHERE id = 1", (zlib.compress(b"no json"),))
    stored = store(
        library, [pubmed("101", doi=DOI), pubmed("102", title="Another, changed", retrieved=LATER)]
    )
    assert [(problem.code, problem.key) for problem in stored.problems] == [
        ("unreadable-record", "ostgaard2010")
    ]
    titles = {entry.cite_key: entry.work.title for entry in list_works(library, "").entries}
    assert titles == {"ostgaard2010": crossref(DOI).work.title, "ostgaard2010a": "Another, changed"}
    with pytest.raises(UnreadableFormatError):
        edit_work(library, "ostgaard2010", {"volume": "8"})


def test_every_record_of_the_starter_collection_is_read_again_as_it_was(library: Library) -> None:
    data = resources.files("silit.data").joinpath("starter.csv").read_bytes()
    given = [result.value for result in read_file(BytesIO(data)) if result.value is not None]
    store(library, given, "init")
    kept = {
        record.source_id: RECORD_READERS[record.format](record.raw).value
        for (work_id,) in library.connection.execute("SELECT id FROM work")
        for record in kept_records(library.connection, work_id)
    }
    assert kept == {record.source_id: record.work for record in given}


def test_of_two_descriptions_by_one_source_the_one_checked_last_counts_and_is_found(library: Library) -> None:
    old, new = (
        imported(name, DOI=DOI, publisher=f"{name} press", title=TITLE) for name in ("elder", "younger")
    )
    given = [replace(old, retrieved=DAY), replace(new, retrieved=LATER)]
    store(library, given, "import")
    assert list_works(library, "").entries[0].work.publisher == "younger press"
    stored = store(library, [replace(old, retrieved="2026-05-01T08:00:00Z")], "import")
    assert stored.updated == ["ostgaard2010"]
    assert list_works(library, "").entries[0].work.publisher == "elder press"


def test_the_key_of_a_file_becomes_the_cite_key_where_it_is_free(library: Library) -> None:
    first = replace(imported("a", title="One thing"), cite_key="Own:2010")
    second = replace(imported("b", title="Another thing"), cite_key="Own:2010")
    assert store(library, [first, second]).added == ["Own:2010", "Own:2010a"]


def test_a_paper_that_is_there_can_be_cited_by_the_key_of_a_file_too(library: Library) -> None:
    store(library, [crossref(DOI)])
    stored = store(library, [replace(imported("x", DOI=DOI), cite_key="oestgaard_massage")])
    assert stored.merged == ["ostgaard2010"]
    (entry,) = find_entries(library, ["oestgaard_massage"])
    assert (entry.cite_key, entry.other_keys) == ("ostgaard2010", ("oestgaard_massage",))


def test_a_file_without_identifiers_finds_the_entry_that_has_its_key_and_title(library: Library) -> None:
    store(library, [pubmed("101", doi=DOI)])
    same = replace(imported("x", title=f"{TITLE}."), cite_key="ostgaard2010")
    other = replace(imported("y", title="Something else entirely"), cite_key="ostgaard2010")
    stored = store(library, [same, other])
    assert (stored.merged, stored.added) == (["ostgaard2010"], ["ostgaard2010a"])


def test_notes_of_a_file_are_kept_once_and_are_found(library: Library) -> None:
    record = replace(imported("x"), notes=("Read twice; weak blinding.",))
    store(library, [record])
    store(library, [replace(imported("x", abstract="Newer."), notes=record.notes)])
    (entry,) = find_entries(library, ["ostgaard2010"])
    assert entry.notes == ("Read twice; weak blinding.",)
    assert [found.cite_key for found in list_works(library, "blinding").entries] == ["ostgaard2010"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Own:2010", "Own:2010"),
        ("doe_and-roe.2010/b", "doe_and-roe.2010/b"),
        ("müller2005", ""),
        ("a?b", ""),
        ("19119403", ""),
        ("a b", ""),
        ("a::b", ""),
        ("-a", ""),
        ("a.", ""),
        ("", ""),
        ("a" * 201, ""),
    ],
)
def test_a_key_is_taken_over_only_if_it_can_be_cited(text: str, key: str) -> None:
    assert citable_key(text) == key


def test_tags_and_notes_that_come_with_a_work_are_indexed_as_they_will_be_again(library: Library) -> None:
    plain = imported("x", DOI=DOI)
    work = replace(plain.work, suggested_tags=("Zebra", "ärmel", "apple", "APPLE", "Äther", "_odd", "b"))
    store(library, [replace(plain, work=work, notes=("Second thoughts", "A first one", "A first one"))])
    at_once = library.connection.execute("SELECT * FROM work_text").fetchall()
    assert at_once[0][5:7] == ("_odd; apple; b; zebra; ather; armel", "second thoughts\na first one")
    with library.changing(Action("test", "")):
        index_again(library.connection, [1])
    assert library.connection.execute("SELECT * FROM work_text").fetchall() == at_once


def test_an_entry_that_many_records_join_is_told_once_and_no_more_when_it_is_joined(library: Library) -> None:
    stored = store(library, [pubmed("1", doi=DOI), crossref(DOI), crossref(DOI, volume="9", retrieved=LATER)])
    assert (stored.added, stored.merged, stored.updated) == (["ostgaard2010"], ["ostgaard2010"], [])
    stored.note("merged", "ostgaard2010")
    assert stored.merged == ["ostgaard2010"]
    stored.forget("ostgaard2010")
    stored.note("merged", "ostgaard2010")
    assert (stored.added, stored.merged, stored.updated) == ([], ["ostgaard2010"], [])
