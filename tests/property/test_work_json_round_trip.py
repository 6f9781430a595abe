"""What the library keeps of a work is the whole work."""

from __future__ import annotations

import json
from dataclasses import fields
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st
from support.works import ODD_WORKS

from silit.model import work as work_module
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.terms import MeshHeading, PublicationType, Relation
from silit.model.work import OtherAbstract, Work
from silit.model.work_json import field_from_data, field_to_data, work_from_data, work_from_json, work_to_json

DATES = st.builds(
    PartialDate, st.integers(1000, 2999), literal=st.text(max_size=5), circa=st.booleans()
) | st.builds(
    PartialDate,
    st.integers(1000, 2999),
    st.integers(1, 12),
    st.none() | st.integers(1, 28),
    end=st.none() | st.builds(PartialDate, st.integers(1000, 2999), season=st.none() | st.integers(1, 4)),
)
OF_TYPE: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    bool: st.booleans(),
    PartialDate: DATES,
    Identifier: st.builds(Identifier, st.text(max_size=4), st.text(max_size=6)),
}


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of an annotated type, so that a field of tomorrow is tried without being named here."""
    if kind in OF_TYPE:
        return OF_TYPE[kind]
    if get_origin(kind) is tuple:
        return st.lists(any_of(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) is UnionType:
        return st.one_of(*(st.none() if part is type(None) else any_of(part) for part in get_args(kind)))
    if kind == work_module.AuthorsComplete:
        return st.sampled_from(get_args(kind))
    hints = get_type_hints(kind)
    return st.builds(kind, **{field.name: any_of(hints[field.name]) for field in fields(kind)})


# A name is that of a person or of a group, never of both.
PERSONS = st.builds(
    Name,
    family=st.text(min_size=1, max_size=5),
    given=st.text(max_size=3),
    particle=st.text(max_size=3),
    affiliations=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    orcid=st.text(max_size=3),
)
OF_TYPE[Name] = PERSONS | st.builds(Name, literal=st.text(min_size=1, max_size=5))
for each in (PublicationType, MeshHeading, Relation, OtherAbstract):
    OF_TYPE[each] = any_of(each)
WORKS = any_of(Work)


@settings(deadline=None, max_examples=60)
@given(WORKS)
def test_a_work_comes_back_as_it_was(work: Work) -> None:
    assert work_from_json(work_to_json(work)) == work


@settings(deadline=None, max_examples=40)
@given(WORKS)
def test_so_does_each_field_of_it_through_plain_data(work: Work) -> None:
    for field in fields(Work):
        value = getattr(work, field.name)
        assert field_from_data(field.name, json.loads(json.dumps(field_to_data(field.name, value)))) == value


def test_odd_works_come_back_as_they_were() -> None:
    assert [work_from_json(work_to_json(work)) for work in ODD_WORKS] == list(ODD_WORKS)


def test_an_empty_work_is_nothing_and_unknown_names_are_left_aside() -> None:
    assert work_to_json(Work()) == "{}"
    assert work_from_data({"title": "A", "shelf": "of a later silit"}) == Work(title="A")


def test_a_library_of_before_there_was_a_field_knows_nothing_of_it() -> None:
    work = work_from_json('{"title":"Belts","type":"webpage","of_tomorrow":1}')
    assert (work.title, work.accessed) == ("Belts", None)
