"""What silit writes as RIS, CSV and CSL-JSON comes back: the same works as far as the format has fields, keys and tags."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from silit.formats import csl_json, csv_records, ris
from silit.formats.csl_types import CSL_TYPES
from silit.formats.inline_html import clean_line, clean_paragraphs, clean_title
from silit.formats.pubmed_pages import expand
from silit.model.claims import Evidence
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.integrity import Integrity, assess
from silit.model.names import Name
from silit.model.records import Record
from silit.model.study_types import STUDY_TYPES
from silit.model.terms import Relation
from silit.model.work import Work
from silit.results import Result

UNHURRIED = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
FORMATS = {"ris": ris, "csv": csv_records, "csl-json": csl_json}

# What a format takes for its own marks, a spreadsheet for a formula, and XML or a terminal for no text at all.
HOSTILE = st.sampled_from(
    [
        "TY  - JOUR",
        "ER  - ",
        "x\nER  - \nTY  - BOOK",
        "=HYPERLINK(1)",
        "'=x",
        "+1",
        "-1",
        "@a",
        '"',
        '"",""',
        ",;\t|",
        "<i>x</i>",
        "<script>",
        "silit: tags: a",
        "漢字 ü",
        "N1  - x",
        "\x00\x1b[2J",
        "\u202e",
        "\r\nAU  - Nobody",
    ]
)
WORDS = HOSTILE | st.text(st.sampled_from("aBé ,.-–<>&'\"1漢/*=+@;\n"), max_size=14)


def kept_as_it_is(clean: Callable[[str], str]) -> st.SearchStrategy[str]:
    """Texts in the form in which a Work holds them."""
    return WORDS.map(clean).filter(lambda text: clean(text) == text)


LINES = kept_as_it_is(clean_line)
TITLES = kept_as_it_is(clean_title)
PLAIN = st.text(st.sampled_from("aBcDeé漢 "), min_size=1, max_size=9).map(clean_line).filter(bool)
PERSONS = st.builds(
    Name,
    family=PLAIN.filter(lambda text: " " not in text),
    given=PLAIN.filter(lambda text: not text.isupper()),
)
GROUPS = st.builds(Name, literal=PLAIN.map(lambda text: f"The {text} group"))
DATES = st.none() | st.dates(datetime.date(1600, 1, 1), datetime.date(2020, 1, 1)).map(
    lambda day: PartialDate(day.year, day.month, day.day)
)
TAGS = st.lists(
    st.sampled_from(["pain", "sij: read", "-minus", "=sum", "zu lesen", "Ü", "a;b"]), unique=True, max_size=3
).map(tuple)
WHOLE_DATES = DATES | st.sampled_from(
    [
        PartialDate(2010, season=1),
        PartialDate(1998, 12, end=PartialDate(1999, 1)),
        PartialDate(1999, end=PartialDate(2001)),
        PartialDate(1950, circa=True),
    ]
)
WORKS = st.builds(
    Work,
    type=st.sampled_from(sorted(CSL_TYPES)),
    title=TITLES,
    original_title=TITLES,
    container_title=TITLES,
    collection_title=TITLES,
    event_title=LINES,
    status=LINES,
    medium=LINES,
    translator=st.lists(PERSONS | GROUPS, max_size=2).map(tuple),
    author=st.lists(PERSONS | GROUPS, max_size=3).map(tuple),
    issued=WHOLE_DATES,
    accessed=DATES | st.sampled_from([PartialDate(2020), PartialDate(2020, 3)]),
    volume=LINES,
    issue=LINES,
    page=st.sampled_from(["", "1-2", "e90009", "S12-S18", "5-8, 10-12"]).map(expand),
    publisher=LINES,
    abstract=kept_as_it_is(clean_paragraphs),
    keyword=st.lists(PLAIN, unique_by=str.casefold, max_size=3).map(tuple),
    doi=st.sampled_from(["", "10.1000/a(b)"]),
    pmid=st.sampled_from(["", "123456"]),
    pmcid=st.sampled_from(["", "PMC123456"]),
    issn=st.sampled_from([(), ("1356-689X", "0140-6736")]),
    url=st.sampled_from(["", "https://example.org/a"]),
    language=st.sampled_from(["", "en", "de"]),
).filter(lambda work: bool(work.title or work.doi or work.pmid or work.pmcid))
ENTRIES = st.builds(
    Entry,
    cite_key=st.sampled_from(["laslett2005", "a:b.c", "X1"]),
    work=WORKS,
    tags=TAGS,
    notes=st.lists(WORDS, max_size=2).map(tuple),
    evidence=st.lists(
        st.builds(Evidence, st.just("k"), WORDS, st.just("supports"), quote=WORDS, note=WORDS), max_size=2
    ).map(tuple),
)


def back(name: str, *entries: Entry) -> list[Record]:
    """The records of the file that the format makes of the entries."""
    module: Any = FORMATS[name]
    text: Result[str] = module.write(entries)
    reader: Callable[[BinaryIO], Iterator[Result[Record | None]]] = module.read_file
    results = list(reader(io.BytesIO(text.value.encode())))
    return [result.value for result in results if result.value is not None]


def told(work: Work) -> dict[str, object]:
    """What each of the formats has a field for, and that comes back as it was whatever stands in it."""
    names = (
        "type title original_title container_title collection_title event_title status medium issued volume issue page doi pmid"
        " pmcid issn url accessed language keyword"
    ).split()
    shape = {name: getattr(work, name) for name in names}
    for role in ("author", "translator"):
        shape[role] = [(name.full_family, name.given, name.literal) for name in getattr(work, role)]
    return shape


@pytest.mark.parametrize("name", FORMATS)
@UNHURRIED
@given(ENTRIES)
def test_a_written_entry_comes_back_with_its_key_and_tags(name: str, entry: Entry) -> None:
    (record,) = back(name, entry)
    assert told(record.work) == told(entry.work)
    assert (record.cite_key, record.work.suggested_tags) == (entry.cite_key, entry.tags)


@pytest.mark.parametrize("name", FORMATS)
@UNHURRIED
@given(st.lists(WORKS, min_size=2, max_size=4))
def test_no_entry_reaches_into_the_next_one(name: str, works: list[Work]) -> None:
    entries = [Entry(f"key{number}", work) for number, work in enumerate(works)]
    assert [record.cite_key for record in back(name, *entries)] == [entry.cite_key for entry in entries]


@UNHURRIED
@given(ENTRIES)
def test_no_cell_of_the_evidence_table_begins_as_a_formula(entry: Entry) -> None:
    text = csv_records.write([entry]).value
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("name", FORMATS)
def test_a_retraction_comes_back(name: str) -> None:
    link = Relation("RetractionIn", citation="Spine (Phila). 2010;35(1):1", asserted_by="pubmed")
    entry = Entry(
        "gone2009",
        Work(type="article-journal", title="Gone", relations=(link,)),
        integrity=Integrity("retracted", notices=(link,)),
    )
    (record,) = back(name, entry)
    integrity = assess(record.work, [("import", "")])
    assert (integrity.status, integrity.notices[0].citation) == ("retracted", link.citation)


@pytest.mark.parametrize("study_type", STUDY_TYPES)
@pytest.mark.parametrize("name", FORMATS)
def test_the_study_type_comes_back(name: str, study_type: str) -> None:
    work = Work(title="T", study_type="" if study_type == "unknown" else study_type)
    (record,) = back(name, Entry("k1", work, study_type))
    assert record.work.study_type == work.study_type


@pytest.mark.parametrize(
    "note",
    ["Read again", "silit: tags: x", "silit: note: y", "two\nlines", "two\n\nparagraphs", "TY  - JOUR"],
)
@pytest.mark.parametrize("name", FORMATS)
def test_the_notes_come_back_one_by_one_and_add_no_tags(name: str, note: str) -> None:
    (record,) = back(name, Entry("k1", Work(title="T"), notes=(note, "Another"), tags=("t",)))
    # A line of RIS that looks like a tag, or is empty, would be more than a note's line.
    expected = note.replace("TY  -", "TY -").replace("\n\n", "\n") if name == "ris" else note
    assert record.notes == (expected, "Another")
    assert record.work.suggested_tags == ("t",)
