"""What silit writes as BibTeX or BibLaTeX, it reads as the same works, tags, keys and study types."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.outgoing import TEXT

from silit.formats import WRITERS
from silit.formats.biblatex_fields import BIBLATEX
from silit.formats.bibtex_fields import BIBTEX
from silit.formats.bibtex_reader import read_file, read_record
from silit.formats.csl_types import CSL_TYPES
from silit.formats.latex_reading import from_latex
from silit.formats.latex_writing import escape_latex
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.identifiers import Identifier
from silit.model.integrity import STATUSES, Integrity, assess
from silit.model.names import Name
from silit.model.records import Record
from silit.model.study_types import STUDY_TYPES
from silit.model.work import Work


def tidy(text: str) -> str:
    """Blanks as single spaces, without code points that are no text: as every format of silit has it."""
    return from_latex(escape_latex(text))


LINE = TEXT.map(tidy)
FILLED = LINE.filter(lambda text: any(map(str.isalnum, text)))
# Words as names have them; a comma or "and" in one needs braces, which is tried too.
NAME = FILLED.map(lambda text: re.sub(r"\s+", " ", text))
NAMES = st.builds(Name, family=NAME, given=NAME, suffix=st.just("") | st.just("Jr")) | st.builds(
    Name, literal=FILLED
)
DAYS = st.builds(PartialDate, st.integers(1000, 2999), month=st.integers(1, 12), day=st.integers(1, 28))
DATES = (
    DAYS
    | st.builds(
        PartialDate, st.integers(1000, 2999), month=st.none() | st.integers(1, 12), circa=st.booleans()
    )
    | st.builds(PartialDate, st.integers(1000, 2999), season=st.integers(1, 4))
    | st.builds(replace, DAYS, end=st.just(PartialDate(2999, 12)))
)
WORKS = st.builds(
    Work,
    type=st.sampled_from(sorted(CSL_TYPES)),
    title=FILLED,
    title_short=LINE,
    author=st.lists(NAMES, min_size=1, max_size=4).map(tuple),
    editor=st.lists(NAMES, max_size=2).map(tuple),
    authors_complete=st.sampled_from(["yes", "no"]),
    issued=st.none() | DATES,
    # An address is no name of a publication.
    container_title=LINE.filter(lambda text: "://" not in text),
    container_title_short=LINE,
    volume=LINE,
    issue=st.sampled_from(["", "3", "4 Suppl 1", "S2"]),
    page=st.sampled_from(["", "142-152", "S12-S18", "iv-xi", "e90009", "1 & 3"]),
    edition=LINE,
    publisher=LINE,
    publisher_place=LINE,
    language=st.sampled_from(["", "en", "de", "fr", "en-GB", "pt-BR", "ja", "zh-Hant"]),
    abstract=st.lists(FILLED, max_size=3).map("\n\n".join),
    doi=st.sampled_from(
        ["", "10.1016/j.math.2005.01.003", "10.1002/(sici)1097-0142(19990101)85:1<1::aid>3.0.co;2-x"]
    ),
    pmid=st.sampled_from(["", "16038856"]),
    pmcid=st.sampled_from(["", "PMC2582426"]),
    other_ids=st.sampled_from(["", "arxiv:2101.00001", "arxiv:math.gt/0309136", "ppr:PPR1", "nbk:NBK1"]).map(
        lambda number: (Identifier(*number.split(":")),) if number else ()
    ),
    isbn=st.sampled_from([(), ("9780443069635",), ("9780443069635", "9780702040009")]),
    issn=st.sampled_from([(), ("1356-689X",), ("1356-689X", "1532-2769")]),
    url=st.sampled_from(["", "https://example.org/a_b?c=1&d=%20#e~f"]),
    accessed=st.none()
    | st.builds(PartialDate, st.integers(1500, 2099), month=st.none() | st.integers(1, 12))
    | st.dates(datetime.date(1500, 1, 1), datetime.date(2099, 12, 31)).map(
        lambda day: PartialDate(day.year, day.month, day.day)
    ),
)
TAGS = st.lists(FILLED.filter(lambda tag: tag.strip(".*")), max_size=3, unique_by=str.casefold).map(tuple)


# Signs of a border between notes and of a line's end, and what programs put into `note` for fields of their own.
NOTE = st.lists(
    TEXT
    | st.sampled_from(["---", "-", "\n", "\n\n", "\r\n", "\\\\", "\\newline ", "PMID: 1", "x = 1", "[a]"])
).map("".join)


def tidy_note(note: str) -> str:
    """A note with its lines tidy, and one empty line between its paragraphs."""
    lines = "\n".join(map(tidy, re.split(r"\r\n|\r|\n", note)))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def read(text: str) -> list[Record]:
    results = list(read_file(io.BytesIO(text.encode())))
    assert all(result.value for result in results), results
    return [result.value for result in results if result.value]


def plainer(name: Name) -> Name:
    """A name as the file tells it: a family alone of several words stands in braces there, as groups do."""
    if name.family and not name.given and not name.suffix and " " in name.family:
        return Name(literal=name.family)
    return name


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@settings(max_examples=40, deadline=None)
@given(work=WORKS, tags=TAGS, study_type=st.sampled_from(STUDY_TYPES))
def test_a_work_with_hostile_text_is_read_as_it_was_written(
    dialect: str, work: Work, tags: tuple[str, ...], study_type: str
) -> None:
    (record,) = read(WRITERS[dialect]([Entry("laslett2005", work, study_type, tags=tags)]).value)
    found = record.work
    kept = {
        "type", "title", "title_short", "authors_complete", "container_title_short", "language", "abstract",
        "doi", "pmid", "pmcid", "isbn", "issn", "url", "accessed", "issued", "volume", "issue", "edition", "page",
        "publisher_place",
    }  # fmt: skip
    assert {name: getattr(found, name) for name in kept} == {name: getattr(work, name) for name in kept}
    assert [plainer(name) for name in found.author] == [plainer(name) for name in work.author]
    assert [plainer(name) for name in found.editor] == [plainer(name) for name in work.editor]
    assert (record.cite_key, found.suggested_tags) == ("laslett2005", tags)
    # biblatex has one field for PubMed's number and for arXiv's; other archives' pages stand where nothing else leads to a work.
    is_arxivs = any(one.scheme == "arxiv" for one in work.other_ids)
    has_other = work.doi or work.pmid or work.pmcid or work.url
    is_lost = dialect == "biblatex" and work.pmid if is_arxivs else has_other
    assert found.other_ids == (() if is_lost else work.other_ids)
    assert found.url == work.url
    assert found.study_type == ("" if study_type == "unknown" else study_type)
    assert read_record(record.raw).value == found


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@settings(max_examples=60, deadline=None)
@given(notes=st.lists(NOTE.map(tidy_note).filter(bool), max_size=3, unique=True).map(tuple))
def test_notes_come_back_one_by_one_with_their_lines_and_paragraphs(
    dialect: str, notes: tuple[str, ...]
) -> None:
    (record,) = read(WRITERS[dialect]([Entry("laslett2005", Work(title="T"), notes=notes)]).value)
    assert record.notes == notes


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize("status", STATUSES)
def test_a_paper_that_was_retracted_is_so_again(dialect: str, status: str) -> None:
    entry = Entry(
        "gone2009", Work(title="Gone"), integrity=Integrity(status), notes=("Retracted. Who says so?",)
    )
    (record,) = read(WRITERS[dialect]([entry]).value)
    kept = status if status in ("retracted", "concern") else "not-checked"
    assert (assess(record.work, [("import", "")]).status, record.notes) == (kept, entry.notes)
    assert read_record(record.raw).value == record.work


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize("genre", ["PhD thesis", "Master's thesis", "Bachelor's thesis", "Habilitation"])
def test_a_thesis_is_of_the_same_kind_again(dialect: str, genre: str) -> None:
    (record,) = read(WRITERS[dialect]([Entry("a2005", Work(type="thesis", title="T", genre=genre))]).value)
    assert (record.work.type, record.work.genre) == ("thesis", genre)


@settings(max_examples=20, deadline=None)
@given(works=st.lists(WORKS, min_size=2, max_size=4))
def test_entries_come_in_their_order_with_keys_of_their_own(works: list[Work]) -> None:
    entries = [Entry(f"key{number}", work) for number, work in enumerate(works)]
    records = read(WRITERS["bibtex"](entries).value)
    assert [(record.cite_key, record.work.title) for record in records] == [
        (entry.cite_key, entry.work.title) for entry in entries
    ]


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize(
    "work",
    [
        Work(other_ids=(Identifier("arxiv", "2101.00001"),)),
        Work(other_ids=(Identifier("arxiv", "math.gt/0309136"),), container_title="J"),
        Work(container_title="Online first"),
        Work(container_title="Available from the author", url="https://example.org/"),
    ],
)
def test_what_hints_at_another_type_in_others_files_does_not_in_silits(dialect: str, work: Work) -> None:
    works = [replace(work, type=csl_type, title="T") for csl_type in sorted(CSL_TYPES)]
    records = read(WRITERS[dialect]([Entry(f"key{number}", each) for number, each in enumerate(works)]).value)
    assert [replace(record.work, authors_complete="unknown") for record in records] == [
        replace(each, authors_complete="unknown") for each in works
    ]


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_a_work_of_every_type_with_every_variable_comes_back_whole(dialect: str) -> None:
    words = {
        row.variable: f"word {row.variable}" for row in (BIBTEX if dialect == "bibtex" else BIBLATEX).rows
    }
    words |= {"doi": "10.1000/x1", "pmid": "16038856", "pmcid": "PMC2582426", "url": "https://example.org/"}
    words |= {"language": "en", "volume": "12", "issue": "3", "number": "7", "page": "1-9", "edition": "2"}
    whole = replace(
        Work(**words),  # type: ignore[arg-type]  # texts
        isbn=("9780443069635", "9780702040009"),
        issn=("1356-689X", "1532-2769"),
        translator=(Name(family="Kim", given="Ji-Won"),),
        authors_complete="yes",
        issued=PartialDate(2005, 8, 30),
        accessed=PartialDate(2020, 3, 5),
    )
    author, editor = (Name(family="Laslett", given="Mark"),), (Name(family="Aprill", given="Charles N"),)
    works = [
        replace(whole, type=csl_type, author=authors, editor=editors, issue=issue, language=language)
        for csl_type in sorted(CSL_TYPES)
        for issue, language in (("3", "en"), ("", "zh"))  # babel has no zh
        for authors, editors in ((author, ()), (author, editor), ((), editor))
    ]
    records = read(WRITERS[dialect]([Entry(f"key{number}", work) for number, work in enumerate(works)]).value)
    assert [record.work for record in records] == works
