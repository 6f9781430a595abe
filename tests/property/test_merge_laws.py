"""The laws of merging: the order of records is nothing, nothing that identifies a work is lost, the user wins."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from silit.matching.identity import identifiers_of
from silit.matching.merge import merge
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.records import Record
from silit.model.terms import MeshHeading, PublicationType, Relation
from silit.model.work import Work

SMALL = st.sampled_from(["", "a", "B", "<i>A</i> b", "a b", "12", "12-18"])
IDENTIFIERS = st.builds(
    Identifier, st.sampled_from(["doi", "pmid", "pmcid", "nihms"]), st.sampled_from(["1", "2"])
)
NAMES = st.builds(
    Name,
    family=st.sampled_from(["Laslett", "van der Wurff"]),
    given=st.sampled_from(["", "M", "Mark", "M A", "Mark Anthony"]),
    initials=st.sampled_from(["", "M", "MA"]),
    orcid=st.sampled_from(["", "0000-0002-1825-0097"]),
)
RELATIONS = st.builds(
    Relation,
    kind=st.sampled_from(["ErratumIn", "RetractionIn", "updated-by:retraction"]),
    target=st.none() | IDENTIFIERS,
    citation=st.sampled_from(["", "J Pain. 2010"]),
    asserted_by=st.sampled_from(["pubmed", "crossref:publisher"]),
    date=st.sampled_from(["", "2020-01-01"]),
)


def few(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=3).map(tuple)


WORKS = st.builds(
    Work,
    type=st.sampled_from(["document", "article-journal", "chapter"]),
    genre=SMALL,
    title=SMALL,
    original_title=SMALL,
    container_title=SMALL,
    author=few(NAMES),
    authors_complete=st.sampled_from(["yes", "no", "unknown"]),
    issued=st.none() | st.builds(PartialDate, st.integers(2000, 2003)),
    volume=SMALL,
    page=SMALL,
    language=st.sampled_from(["", "en", "pt"]),
    keyword=few(SMALL),
    doi=st.sampled_from(["", "10.1/a", "10.1/b"]),
    pmid=st.sampled_from(["", "1", "2"]),
    pmcid=st.sampled_from(["", "PMC1", "PMC2"]),
    isbn=few(st.sampled_from(["9780000000001", "9780000000002"])),
    issn=few(st.sampled_from(["1111-1111", "2222-2222"])),
    other_ids=few(IDENTIFIERS),
    publication_types=few(st.just(PublicationType("D016449", "Randomized Controlled Trial"))),
    mesh=few(st.just(MeshHeading("D012446", "Sacroiliac Joint"))),
    relations=few(RELATIONS),
    study_type=st.sampled_from(["", "cohort"]),
    citation_status=st.sampled_from(["", "MEDLINE", "Publisher"]),
    suggested_tags=few(st.sampled_from(["massage", "pregnancy"])),
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    work = draw(WORKS)
    return Record(
        source=draw(st.sampled_from(["pubmed", "crossref", "doi.org", "import", "starter", "elsewhere"])),
        source_id=draw(st.sampled_from(["1", "2"])),
        format="made",
        raw=repr(work).encode(),
        work=work,
        retrieved=draw(st.sampled_from(["", "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"])),
    )


RECORDS = st.lists(records(), max_size=4)
EDITS = st.fixed_dictionaries(
    {},
    optional={
        "title": SMALL,
        "doi": SMALL,
        "author": few(NAMES),
        "study_type": SMALL,
        "relations": few(RELATIONS),
    },
)


@given(RECORDS, EDITS, st.randoms())
@settings(deadline=None)
def test_the_order_and_repetition_of_records_do_not_matter(
    records: list[Record], edits: dict, random: object
) -> None:
    shuffled = [*records, *records[:1]]
    random.shuffle(shuffled)
    assert merge(shuffled, edits) == merge(records, edits)


@given(RECORDS)
@settings(deadline=None)
def test_merging_a_merged_work_changes_nothing(records: list[Record]) -> None:
    once = merge(records).work
    again = merge([Record("import", "x", "made", b"", once)]).work
    assert again == once


@given(RECORDS, EDITS)
@settings(deadline=None)
def test_edits_always_win(records: list[Record], edits: dict) -> None:
    result = merge(records, edits)
    for name, value in edits.items():
        assert getattr(result.work, name) == value
        assert result.provenance[name] == "user"


@given(st.lists(records(), max_size=4, unique_by=lambda record: (record.source, record.source_id)))
@settings(deadline=None)
def test_no_identifier_and_no_relation_is_lost(records: list[Record]) -> None:
    work = merge(records).work
    for each in records:
        assert set(identifiers_of(each.work)) <= set(identifiers_of(work))
        assert set(each.work.other_ids) - set(identifiers_of(work)) <= set(work.other_ids)
        assert {*each.work.isbn, *each.work.issn} <= {*work.isbn, *work.issn}
        kept = {(relation.kind, relation.target, relation.asserted_by) for relation in work.relations}
        assert {(r.kind, r.target, r.asserted_by) for r in each.work.relations} <= kept


@given(RECORDS)
@settings(deadline=None)
def test_every_field_that_is_set_names_a_source_that_was_there(records: list[Record]) -> None:
    result = merge(records)
    set_fields = {field.name for field in fields(Work) if getattr(result.work, field.name) != field.default}
    assert set(result.provenance) == set_fields
    assert set(result.provenance.values()) <= {record.source for record in records}


@given(records(), st.sampled_from(["", "2027-01-01T00:00:00Z"]))
@settings(deadline=None)
def test_a_description_that_says_nothing_changes_nothing(record: Record, retrieved: str) -> None:
    silent = Record("silent", "x", "made", b"", Work(), retrieved)
    assert merge([record, silent]) == merge([record])
