"""What a person says about papers: tags, notes, claims, stances, edits; and how it is asked for again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.library_contents import dump, is_sound
from support.small_records import crossref, make_library, pubmed, store

from silit.errors import NotFoundError, SilitError, UsageError
from silit.library import Library
from silit.library.history import last_actions
from silit.model.claims import Claim, Stance
from silit.services.claiming import add_claim, delete_claim, edit_claim, list_claims
from silit.services.evidence_sides import sides_of_claim
from silit.services.exporting import export_name
from silit.services.find import find_entries, find_ids
from silit.services.judging import Detail, judge, take_back
from silit.services.list_works import list_works
from silit.services.noting import note_work
from silit.services.overview import overview
from silit.services.removing import remove_works
from silit.services.selecting import select
from silit.services.starter import add_starter
from silit.services.tagging import tag_works

KEYS = ["ostgaard2010", "laslett2005", "sato2020"]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with make_library(tmp_path) as made:
        store(
            made,
            [
                pubmed("1", abstract="RESULTS: Pain fell by half. Nothing else changed."),
                pubmed("2", doi="10.5555/two", family="Laslett", year=2005, title="Provocation tests"),
                crossref("10.5555/three", family="Sato", year=2020, title="Belts"),
            ],
        )
        yield made
    assert is_sound(tmp_path / "library.db")


def tags(library: Library, key: str = KEYS[0]) -> tuple[str, ...]:
    return find_entries(library, [key])[0].tags


def untouched(library: Library) -> object:
    """All that the library holds."""
    library.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return dump(library.path)


# --- naming works


def test_works_are_found_by_key_and_by_identifier_each_once_and_in_order(library: Library) -> None:
    named = ["sato2020", "PMID:2", "10.5555/TWO", "https://doi.org/10.5555/three", "ostgaard2010"]
    assert [entry.cite_key for entry in find_entries(library, named)] == [
        "sato2020",
        "laslett2005",
        "ostgaard2010",
    ]


def test_all_unknown_keys_are_named_at_once_with_the_nearest(library: Library) -> None:
    with pytest.raises(NotFoundError) as stopped:
        find_ids(library, ["ostgard2010", "sato2020", "nobody1999"])
    assert stopped.value.message.endswith(" called ostgard2010, nobody1999.")
    assert stopped.value.hint == "Did you mean for ostgard2010: ostgaard2010?"
    with pytest.raises(NotFoundError) as stopped:
        find_ids(library, ["\udcff", "10.5555/\udcff"])
    assert stopped.value.exit_code == 6


# --- tags


def test_tags_are_kept_as_first_written_in_whatever_case_they_come(library: Library) -> None:
    assert tag_works(library, KEYS[:1], ["Low  back\tpain", " Übung "], []).added == 2
    assert tag_works(library, KEYS[:1], ["low back pain", "ÜBUNG", "U\u0308bung"], []).added == 0
    assert tags(library) == ("Low back pain", "Übung")
    assert tag_works(library, KEYS, ["rct"], ["LOW BACK PAIN", "übung"]).removed == 2
    assert [tags(library, key) for key in KEYS] == [("rct",)] * 3


@pytest.mark.parametrize("tag", ["", "  ", "a,b", 'say "x"', "bell\x07", "half\udcff"])
def test_what_cannot_be_a_tag_is_refused_and_nothing_changed(library: Library, tag: str) -> None:
    before = untouched(library)
    with pytest.raises(UsageError, match="cannot be a tag"):
        tag_works(library, KEYS, ["good", tag], [])
    with pytest.raises(NotFoundError):
        tag_works(library, [*KEYS, "nobody1999"], ["good"], [])
    assert untouched(library) == before


# --- notes


def test_notes_are_added_replaced_and_removed(library: Library) -> None:
    note_work(library, KEYS[0], " first ")
    note_work(library, KEYS[0], "second\nline")
    assert find_entries(library, KEYS[:1])[0].notes == ("first", "second\nline")
    note_work(library, KEYS[0], "only", replace=True)
    assert find_entries(library, KEYS[:1])[0].notes == ("only",)
    assert list_works(library, "second").total == 0
    note_work(library, KEYS[0], "", replace=True)
    assert find_entries(library, KEYS[:1])[0].notes == ()
    with pytest.raises(UsageError):
        note_work(library, KEYS[0], "  ")
    with pytest.raises(UsageError, match="not UTF-8 text"):
        note_work(library, KEYS[0], "half\udcff")
    assert find_entries(library, KEYS[:1])[0].notes == ()


# --- claims


def test_a_claim_is_added_changed_and_renamed_and_its_stances_stay(library: Library) -> None:
    add_claim(library, "massage-lbp", "Massage  helps\nbacks", "treatment")
    judge(library, KEYS[:1], [("massage-lbp", "supports")], Detail(), "A")
    edit_claim(library, "massage-lbp", text="Massage relieves low back pain", new_slug="massage-back")
    (counted,) = list_claims(library)
    assert counted.claim == Claim("massage-back", "Massage relieves low back pain", "treatment")
    assert counted.counts == {"supports": 1, "contradicts": 0, "mixed": 0, "inconclusive": 0, "background": 0}
    assert edit_claim(library, "massage-back", question="harm").question == "harm"
    assert edit_claim(library, "massage-back", question="").question == ""
    assert delete_claim(library, "massage-back") == 1
    assert list_claims(library) == []
    assert find_entries(library, KEYS[:1])[0].evidence == ()


@pytest.mark.parametrize(
    "slug", ["", "Massage", "two words", "-a", "a-", "a--b", "a_b", "ümlaut", "a\n", "../x"]
)
def test_a_malformed_slug_is_refused(library: Library, slug: str) -> None:
    with pytest.raises(UsageError, match="cannot be the short name"):
        add_claim(library, slug, "text")
    add_claim(library, "good", "text")
    if slug:
        with pytest.raises(UsageError, match="cannot be the short name"):
            edit_claim(library, "good", new_slug=slug)


def test_a_taken_slug_an_empty_text_and_an_unknown_question_are_refused(library: Library) -> None:
    add_claim(library, "one", "text")
    add_claim(library, "two", "text")
    before = untouched(library)
    for refused in (
        lambda: add_claim(library, "one", "again"),
        lambda: add_claim(library, "three", "  "),
        lambda: add_claim(library, "three", "text", "treatments"),
        lambda: edit_claim(library, "one", new_slug="two"),
        lambda: edit_claim(library, "one", text=" \n "),
        lambda: edit_claim(library, "one", text="half \udcff"),
    ):
        with pytest.raises(UsageError):
            refused()
    with pytest.raises(NotFoundError):
        edit_claim(library, "onne", text="x")
    assert untouched(library) == before
    assert edit_claim(library, "one", new_slug="one").slug == "one"


# --- stances


def test_a_paper_may_support_one_claim_and_contradict_another_and_change_its_side(library: Library) -> None:
    add_claim(library, "helps", "It helps")
    add_claim(library, "harms", "It harms")
    judged = judge(library, KEYS, [("helps", "supports"), ("harms", "contradicts")], Detail(), "A")
    assert len(judged) == 6
    assert {each.before for each in judged} == {""}
    (changed,) = judge(library, KEYS[:1], [("helps", "mixed")], Detail(), "B")
    assert (changed.before, changed.evidence.stance, changed.evidence.judged_by) == ("supports", "mixed", "B")
    sides = sides_of_claim(library, "helps")
    assert {
        stance: [each.entry.cite_key for each in judged] for stance, judged in sides.by_stance.items()
    } == {
        "supports": ["sato2020", "laslett2005"],
        "contradicts": [],
        "mixed": ["ostgaard2010"],
        "inconclusive": [],
        "background": [],
    }
    assert take_back(library, KEYS, ["helps"]) == 3
    assert take_back(library, KEYS, ["helps"]) == 0
    assert [evidence.claim for evidence in find_entries(library, KEYS[:1])[0].evidence] == ["harms"]


def test_the_reasons_for_a_stance_go_with_it_and_are_told(library: Library) -> None:
    add_claim(library, "helps", "It helps")
    detail = Detail("Pain fell by half.", "p. 12", "small trial", "full", "https://example.org/comment")
    judge(library, KEYS[:1], [("helps", "supports")], detail, "A")
    (again,) = judge(library, KEYS[:1], [("helps", "supports")], Detail(), "A")
    assert (again.evidence.quote, again.evidence.note, again.dropped) == (
        "Pain fell by half.",
        "small trial",
        (),
    )
    (other,) = judge(library, KEYS[:1], [("helps", "contradicts")], Detail(locator="p. 13"), "A")
    said = other.evidence
    assert (said.quote, said.quote_check, said.locator, said.note) == ("", "", "p. 13", "")
    assert (said.read, said.suggested_by) == ("full", "https://example.org/comment")
    assert other.dropped == (
        ("quote", "Pain fell by half."),
        ("locator", "p. 12"),
        ("note", "small trial"),
    )
    assert find_entries(library, KEYS[:1])[0].evidence == (said,)


def test_details_stay_until_they_are_changed(library: Library) -> None:
    add_claim(library, "helps", "It helps")
    detail = Detail("Pain fell by  half.", " p. 12 ", "small trial", "full", "https://example.org/comment")
    (first,) = judge(library, KEYS[:1], [("helps", "supports")], detail, "A")
    assert first.finding is not None
    (second,) = judge(library, KEYS[:1], [("helps", "supports")], Detail(note=""), "A")
    said = second.evidence
    assert (said.quote, said.quote_check, said.locator) == ("Pain fell by half.", "found", "p. 12")
    assert (said.note, said.read, said.suggested_by) == ("", "full", "https://example.org/comment")
    (third,) = judge(library, KEYS[:1], [("helps", "supports")], Detail(quote="Pain doubled."), "A")
    assert third.finding is not None
    assert (third.finding.check, third.finding.nearest) == ("not-found", "RESULTS: Pain fell by half.")
    (fourth,) = judge(library, KEYS[:1], [("helps", "supports")], Detail(quote=""), "A")
    assert (fourth.evidence.quote, fourth.evidence.quote_check) == ("", "")
    assert find_entries(library, KEYS[:1])[0].evidence == (fourth.evidence,)


@pytest.mark.parametrize(
    ("keys", "stances", "detail"),
    [
        (KEYS[:2], [("helps", "supports")], Detail(quote="x")),
        (KEYS[:1], [("helps", "supports"), ("harms", "mixed")], Detail(locator="p. 1")),
        (KEYS[:1], [("helps", "supports"), ("helps", "mixed")], Detail()),
        (KEYS[:1], [("nothing", "supports")], Detail()),
        (["nobody1999"], [("helps", "supports")], Detail()),
    ],
)
def test_what_cannot_be_judged_changes_nothing(
    library: Library, keys: list[str], stances: list[tuple[str, Stance]], detail: Detail
) -> None:
    add_claim(library, "helps", "It helps")
    add_claim(library, "harms", "It harms")
    before = untouched(library)
    with pytest.raises(SilitError) as stopped:
        judge(library, keys, stances, detail, "A")
    assert stopped.value.exit_code in (2, 6)
    assert untouched(library) == before


def test_an_unknown_claim_comes_with_the_nearest_and_the_line_to_type(library: Library) -> None:
    add_claim(library, "massage-lbp", "It helps")
    with pytest.raises(NotFoundError) as stopped:
        judge(library, KEYS[:1], [("masage-lbp", "supports")], Detail(), "A")
    assert stopped.value.hint == (
        'Did you mean massage-lbp? To add it: silit claim add masage-lbp "the statement in one sentence"'
    )
    with pytest.raises(NotFoundError):
        judge(library, KEYS[:1], [("\udcff", "supports")], Detail(), "A")


@pytest.mark.parametrize(
    "detail", [Detail(quote="half \udcff"), Detail(locator="p. \udcff"), Detail(note="\udcff")]
)
def test_a_stance_is_not_kept_with_what_cannot_be_stored(library: Library, detail: Detail) -> None:
    add_claim(library, "massage-lbp", "It helps")
    before = untouched(library)
    with pytest.raises(UsageError, match=r"it is not UTF-8 text\. Nothing was changed"):
        judge(library, KEYS[:1], [("massage-lbp", "supports")], detail, "A")
    assert untouched(library) == before


def test_who_judges_an_example_speaks_for_himself(tmp_path: Path) -> None:
    with make_library(tmp_path) as library:
        assert len(add_starter(library).added) > 50
        slug = next(counted.claim.slug for counted in list_claims(library) if counted.counts["supports"])
        example = sides_of_claim(library, slug).by_stance["supports"][0]
        assert (example.evidence.example, bool(example.evidence.note), example.evidence.judged_by) == (
            True,
            True,
            "",
        )
        key = example.entry.cite_key
        judge(library, [key], [(slug, "mixed")], Detail(), "A")
        again = add_starter(library)
        assert (again.added, again.merged, again.updated) == ([], [], [])
        (mine,) = (each for each in find_entries(library, [key])[0].evidence if each.claim == slug)
        assert (mine.stance, mine.note, mine.judged_by, mine.example) == ("mixed", "", "A", False)
        assert last_actions(library.connection, 1)[0].command == "tag"


# --- removing and asking


def test_removing_takes_all_of_a_work_or_nothing(library: Library) -> None:
    add_claim(library, "helps", "It helps")
    judge(library, KEYS, [("helps", "supports")], Detail(), "A")
    before = untouched(library)
    with pytest.raises(NotFoundError):
        remove_works(library, [*KEYS, "nobody1999"])
    assert untouched(library) == before
    assert remove_works(library, [KEYS[0], "PMID:2", KEYS[1]]) == 2
    assert [entry.cite_key for entry in list_works(library, "").entries] == ["sato2020"]
    assert list_claims(library)[0].counts["supports"] == 1
    assert store(library, [pubmed("1")]).added == ["ostgaard2010"]


def test_the_key_of_a_removed_work_is_given_to_no_other_and_comes_back_with_the_work(
    library: Library,
) -> None:
    remove_works(library, ["ostgaard2010"])
    assert store(library, [pubmed("77")]).added == ["ostgaard2010a"]
    assert store(library, [pubmed("1")]).added == ["ostgaard2010"]
    assert sorted(entry.cite_key for entry in list_works(library, "ostgaard").entries) == [
        "ostgaard2010",
        "ostgaard2010a",
    ]


def test_a_selection_is_what_all_its_narrowings_leave(library: Library) -> None:
    add_claim(library, "helps", "It helps")
    judge(library, KEYS[:2], [("helps", "supports")], Detail(), "A")

    def keys(**narrowed: object) -> list[str]:
        return [entry.cite_key for entry in select(library, **narrowed).entries]  # type: ignore[arg-type]  # as given

    assert keys() == sorted(KEYS)
    assert keys(keys=["sato2020", "laslett2005"]) == ["sato2020", "laslett2005"]
    assert keys(claim="helps") == ["ostgaard2010", "laslett2005"]
    assert keys(claim="helps", keys=["laslett2005", "sato2020"]) == ["laslett2005"]
    assert keys(query="provocation", claim="helps") == ["laslett2005"]
    assert export_name(select(library, claim="helps"), "bibtex") == "helps.bib"
    assert export_name(select(library, query="belts"), "csl-json") == "references.json"
    for nothing in (
        {"query": "unicorn"},
        {"claim": "helps", "keys": ["sato2020"]},
        {"claim": "none"},
        {"keys": ["x1"]},
    ):
        with pytest.raises(NotFoundError):
            keys(**nothing)
    with pytest.raises(NotFoundError, match=r"^sato2020 does not bear on helps;"):
        keys(claim="helps", keys=["sato2020"])
    with pytest.raises(NotFoundError, match=r"^what the article cites does not bear on helps;"):
        keys(claim="helps", cited=["sato2020"])


def test_the_overview_counts_and_says_what_to_do_next(tmp_path: Path, library: Library) -> None:
    now = overview(library)
    assert (now.works, now.claims, now.stances, now.untagged, now.unchecked, now.retracted) == (
        3,
        0,
        0,
        3,
        0,
        0,
    )
    assert (now.last_checked, now.next_steps[0].partition(" ")[0]) == ("2026-03-01", "silit")
    add_claim(library, "helps", "It helps")
    judge(library, KEYS[:1], [("helps", "supports")], Detail(), "A")
    tag_works(library, KEYS[1:2], ["x"], [])
    now = overview(library)
    assert (now.claims, now.stances, now.untagged, now.one_sided) == (1, 1, 1, ("helps",))
    assert now.next_steps[0] == "silit evidence helps"
    judge(library, KEYS[1:2], [("helps", "contradicts")], Detail(), "A")
    assert overview(library).one_sided == ()
