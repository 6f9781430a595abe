"""What the user knows better than the sources: every field, bad values, identifiers, an editor's sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.library_contents import dump, is_sound
from support.small_records import LATER, crossref, make_library, pubmed, store
from support.works import ODD_WORKS

from silit.errors import SilitError, UsageError
from silit.library import Library
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.names import Name
from silit.model.work import Work
from silit.services.edit_sheet import changes_of_sheet, edit_sheet
from silit.services.editing import FIELDS, edit_work
from silit.services.find import find_entries
from silit.services.list_works import list_works
from silit.services.typed_names import read_names, typed_name, typed_names

KEY = "ostgaard2010"
TYPED: dict[str, tuple[str, object]] = {
    "author": ("Müller, Ute; van der Wurff, Peter, Jr; {A Group; of two}", (
        Name(family="Müller", given="Ute"),
        Name(family="van der Wurff", given="Peter", suffix="Jr"),
        Name(literal="A Group; of two"),
    )),
    "editor": ("Lee", (Name(family="Lee"),)),
    "issued": ("2005-08", PartialDate(2005, 8)),
    "accessed": ("2020-03-05", PartialDate(2020, 3, 5)),
    "doi": ("https://doi.org/10.5555/NEW", "10.5555/new"),
    "pmid": ("PMID: 00777", "777"),
    "pmcid": ("pmc778", "PMC778"),
    "study_type": ("rct", "rct"),
    "type": ("chapter", "chapter"),
}  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with make_library(tmp_path) as made:
        store(
            made,
            [
                pubmed("1", doi="10.5555/one"),
                crossref("10.5555/two", family="Sato", year=2020, title="Belts"),
            ],
        )
        yield made
    assert is_sound(tmp_path / "library.db")


def work(library: Library) -> Work:
    return find_entries(library, [KEY])[0].work


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_can_be_set_survives_a_fetch_and_can_be_given_back(library: Library, field: str) -> None:
    before = getattr(work(library), field)
    typed, value = TYPED.get(field, (f"  My {field} & more  ", f"My {field} & more"))
    assert edit_work(library, KEY, {field: typed})
    assert getattr(work(library), field) == value
    assert not edit_work(library, KEY, {field: typed})
    store(library, [pubmed("1", doi="10.5555/one", abstract="New.", retrieved=LATER)])
    (entry,) = find_entries(library, [KEY])
    assert (getattr(entry.work, field), entry.provenance[field]) == (value, "user")
    assert edit_work(library, KEY, {}, [field])
    assert getattr(work(library), field) == ("New." if field == "abstract" else before)


@pytest.mark.parametrize("field", ["volume", "author", "issued", "accessed", "doi", "pmid", "abstract"])
def test_an_empty_value_says_that_there_is_none(library: Library, field: str) -> None:
    edit_work(
        library,
        KEY,
        {field: "something" if field in ("volume", "abstract") else TYPED.get(field, ("x", 0))[0]},
    )
    assert edit_work(library, KEY, {field: " "})
    assert not getattr(work(library), field)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2005", PartialDate(2005)),
        ("2005-8-3", PartialDate(2005, 8, 3)),
        ("2005-08-30", PartialDate(2005, 8, 30)),
    ],
)
def test_dates_are_read_as_far_as_they_go(library: Library, typed: str, value: PartialDate) -> None:
    edit_work(library, KEY, {"date": typed})
    assert work(library).issued == value


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("issued", "soon"),
        ("issued", "0000"),
        ("issued", "2005-13"),
        ("issued", "2005-02-31"),
        ("issued", "2005-08-30T00:00"),
        ("accessed", "last week"),
        ("doi", "no doi"),
        ("pmid", "12a"),
        ("pmid", "000"),
        ("pmid", "123456789"),
        ("pmcid", "PMCX"),
        ("study_type", "good study"),
        ("study_type", ""),
        ("type", "journal paper"),
        ("author", ", Mark"),
        ("author", "{}"),
        ("shelf", "upper"),
        ("cite_key", "mine"),
    ],
)
def test_a_bad_value_is_refused_and_nothing_is_changed(library: Library, field: str, typed: str) -> None:
    library.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = dump(library.path)
    with pytest.raises(UsageError) as stopped:
        edit_work(library, KEY, {"volume": "99", field: typed})
    assert stopped.value.message
    assert dump(library.path) == before


def test_half_a_character_is_refused(library: Library) -> None:
    before = dump(library.path)
    with pytest.raises(UsageError, match="cannot be the title: it is not UTF-8 text"):
        edit_work(library, KEY, {"volume": "99", "title": "half \udcff"})
    assert dump(library.path) == before


@pytest.mark.parametrize("field", ["title", "type", "study_type"])
def test_what_no_paper_is_without_cannot_be_emptied(library: Library, field: str) -> None:
    before = dump(library.path)
    with pytest.raises(UsageError) as stopped:
        edit_work(library, KEY, {field: " "})
    assert stopped.value.hint == f"To give it back to the sources: --reset {field}"
    assert dump(library.path) == before


def test_an_identifier_that_is_edited_is_found_and_a_later_record_joins(library: Library) -> None:
    edit_work(library, KEY, {"doi": "10.5555/right", "pmid": "42"})
    for words in ("10.5555/right", "42"):
        assert [entry.cite_key for entry in list_works(library, words).entries] == [KEY]
    assert [entry.cite_key for entry in find_entries(library, ["10.5555/right", "PMID:42"])] == [KEY]
    stored = store(library, [crossref("10.5555/right", publisher="Found by the new DOI")])
    assert stored.merged == [KEY]
    assert work(library).publisher == "Found by the new DOI"


@pytest.mark.parametrize("typed", ["10.5555/two", "https://doi.org/10.5555/TWO"])
def test_an_identifier_of_another_entry_is_refused_by_name(library: Library, typed: str) -> None:
    with pytest.raises(UsageError, match="is that of sato2020") as stopped:
        edit_work(library, KEY, {"doi": typed})
    assert "sato2020" in stopped.value.hint
    edit_work(library, "sato2020", {"doi": ""})
    assert edit_work(library, KEY, {"doi": typed})


def test_an_identifier_of_its_own_is_no_other_entrys(library: Library) -> None:
    assert not edit_work(library, KEY, {"doi": "10.5555/one"})
    assert find_entries(library, [KEY])[0].provenance["doi"] == "user"


def test_names_that_were_not_touched_keep_what_the_source_knows(library: Library) -> None:
    more = {"author": [{"family": "Sato", "given": "Kenji", "ORCID": "https://orcid.org/0000-0002-1825-0097"},
                       {"family": "Nwak", "given": "Zofia"}]}  # fmt: skip
    store(library, [crossref("10.5555/three", family="", title="Three", **more)])
    key = next(entry.cite_key for entry in list_works(library, "title:three").entries)
    edit_work(library, key, {"authors": "Sato, Kenji; Nowak, Zofia"})
    assert find_entries(library, [key])[0].work.author == (
        Name(family="Sato", given="Kenji", orcid="0000-0002-1825-0097"),
        Name(family="Nowak", given="Zofia"),
    )


def test_a_field_that_nobody_edited_can_be_given_back_too(library: Library) -> None:
    assert not edit_work(library, KEY, {}, ["title"])


@pytest.mark.parametrize("number", range(len(ODD_WORKS)))
def test_a_sheet_that_comes_back_as_it_was_changes_nothing(number: int) -> None:
    entry = Entry("odd", ODD_WORKS[number])
    sheet = edit_sheet(entry)
    assert changes_of_sheet(entry, sheet) == {}
    assert changes_of_sheet(entry, "\ufeff" + sheet.replace("\n", "\r\n")) == {}


LINES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(LINES, LINES, LINES, LINES)
def test_any_text_of_a_work_stays_in_its_line(title: str, abstract: str, family: str, group: str) -> None:
    odd = Work(title=title, abstract=abstract, author=(Name(family=family, given=title), Name(literal=group)))
    entry = Entry("odd", odd)
    assert len(edit_sheet(entry).splitlines()) == 2 + len(FIELDS)
    assert changes_of_sheet(entry, edit_sheet(entry)) == {}


def test_a_sheet_says_what_was_changed_in_it(library: Library) -> None:
    (entry,) = find_entries(library, [KEY])
    sheet = (
        edit_sheet(entry)
        .replace("volume: 7", "volume:  8 ")
        .replace("author: Østgaard, Hanne", "author: A, B; C")
    )
    changes = changes_of_sheet(entry, sheet)
    assert changes == {"volume": "8", "author": "A, B; C"}
    assert edit_work(library, KEY, changes)
    for bad in ("no field here", "shelf: upper"):
        with pytest.raises(SilitError, match="is not a line"):
            changes_of_sheet(entry, sheet + bad)


NAMES = st.builds(
    Name,
    family=st.sampled_from(["Laslett", "van der Wurff", "O’Neill", "García López"]),
    given=st.sampled_from(["", "Mark", "M A"]),
    initials=st.sampled_from(["", "MA"]),
) | st.builds(Name, literal=st.sampled_from(["The Group", "A; B", "One, Two"]))


@given(st.lists(NAMES, max_size=4).map(tuple))
def test_names_that_are_typed_as_they_are_shown_are_the_same_names(names: tuple[Name, ...]) -> None:
    typed = typed_names(names)
    assert typed_names(read_names(typed)) == typed
    if len(set(map(typed_name, names))) == len(names):  # else one of two stands for both
        assert read_names(typed, names) == names
