""".bib files as people and programs leave them."""

from __future__ import annotations

import gzip
import io
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from silit.errors import UnreadableFormatError
from silit.formats.bibtex_reader import read_file, read_record
from silit.model.archives import web_address
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.preprints import is_preprint
from silit.model.records import Record
from silit.model.work import Work
from silit.results import Problem

LASLETT = r"""@Article{Laslett:2005,
  Author  = {Mark Laslett and Charles N. Aprill and {\'E}ric van der Wurff and others},
  Title   = {Diagnosis of {S}acroiliac Joint Pain: \emph{validity} of {CO$_2$} {\&} tests},
  Journal = "Manual Therapy",
  Volume  = 10,
  Number  = {3},
  Pages   = {207--18},
  Year    = 2005,
  Month   = aug,
  DOI     = {https://doi.org/10.1016/J.MATH.2005.01.003},
  ISSN    = {1356-689X},
  Keywords = {pain; {joint, sacroiliac}},
  Abstract = {First
    paragraph.

    Second one.},
}
"""


def read(text: str) -> tuple[list[Record], list[Problem]]:
    results = list(read_file(io.BytesIO(text.encode())))
    records = [result.value for result in results if result.value]
    return records, [problem for result in results for problem in result.problems]


def work(text: str) -> Work:
    (record,), problems = read(text)
    assert problems == []
    assert read_record(record.raw).value == record.work
    return record.work


def told(text: str) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in read(text)[1]]


def test_an_article_is_read_with_everything_in_it() -> None:
    (record,), problems = read(LASLETT)
    assert problems == []
    assert record == Record(
        "import",
        "Laslett:2005",
        "bibtex",
        LASLETT.strip().encode(),
        Work(
            type="article-journal",
            title="Diagnosis of Sacroiliac Joint Pain: <i>validity</i> of CO<sub>2</sub> & tests",
            container_title="Manual Therapy",
            author=(
                Name(family="Laslett", given="Mark"),
                Name(family="Aprill", given="Charles N."),
                Name(family="van der Wurff", given="Éric"),
            ),
            authors_complete="no",
            issued=PartialDate(2005, month=8),
            volume="10",
            issue="3",
            page="207-218",
            doi="10.1016/j.math.2005.01.003",
            issn=("1356-689X",),
            abstract="First paragraph.\n\nSecond one.",
            suggested_tags=("pain", "joint, sacroiliac"),
        ),
        cite_key="Laslett:2005",
    )
    assert read_record(record.raw).value == record.work


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_the_encoding_of_a_file_does_not_matter(encoding: str) -> None:
    records = [result.value for result in read_file(io.BytesIO(LASLETT.encode(encoding)))]
    assert records == read(LASLETT)[0]
    assert [result.value for result in read_file(io.BytesIO(gzip.compress(LASLETT.encode())))] == records


def test_windows_1252_is_read_and_told_once_with_its_line() -> None:
    body = "@book{a, title={Größe}}\n@book{b, title={Maß}}".encode("cp1252")
    results = list(read_file(io.BytesIO(body)))
    assert [result.value.work.title for result in results if result.value] == ["Größe", "Maß"]
    assert [(problem.code, problem.line) for result in results for problem in result.problems] == [
        ("guessed-encoding", 1)
    ]


def test_strings_are_resolved_and_joined_and_kept_with_the_record() -> None:
    text = '@string{mt = {Manual}}\n@STRING(th = mt # " " # "Therapy")\n@article{a, title={T}, journal = TH # { (Oxford)}, month = "10~" # jan}'
    assert work(text).container_title == "Manual Therapy (Oxford)"


def test_a_name_that_no_string_has_stays_and_is_told() -> None:
    (record,), (problem,) = read("\n@article{a, title={T}, journal = jospt}")
    assert (record.work.container_title, problem.code, problem.line) == ("jospt", "undefined-string", 2)


def test_a_chapter_takes_from_its_book_wherever_that_stands() -> None:
    child = "@incollection{c, title={Chapter}, author={Doe, Ann}, crossref={B}, pages={1--9}}\n"
    book = "@book{b, title={Book}, subtitle={Sub}, editor={Roe, Jo}, publisher={P}, year=1999, doi={10.1000/x1}, keywords={k}}\n"
    filling = "".join(f"@misc{{m{number}, title={{{'word ' * 40}}}}}\n" for number in range(2000))
    near, _ = read(child + book)
    far, problems = read(child + filling + book)
    before, _ = read(book + child)
    assert problems == []
    found = [record.work for records in (near, far, before) for record in records if record.cite_key == "c"]
    expected = Work(
        type="chapter",
        title="Chapter",
        container_title="Book: Sub",
        author=(Name(family="Doe", given="Ann"),),
        editor=(Name(family="Roe", given="Jo"),),
        publisher="P",
        issued=PartialDate(1999),
        page="1-9",
    )
    assert found == [expected] * 3
    raws = [record.raw for record in far if record.cite_key == "c"]
    assert [read_record(raw).value for raw in raws] == [expected]


def test_xdata_and_chains_of_parents_are_followed_and_circles_end() -> None:
    text = (
        "@xdata{x, publisher={P}}\n@xdata{w, location={Oxford}, xdata={x}}\n"
        "@inproceedings{a, title={A}, xdata={w}, crossref={p}}\n"
        "@proceedings{p, title={Proc}, crossref={q}}\n@proceedings{q, title={Q}, year=2001, crossref={p}}"
    )
    records, problems = read(text)
    by_key = {record.cite_key: record.work for record in records}
    assert problems == []
    assert (by_key["a"].publisher, by_key["a"].publisher_place) == ("P", "Oxford")
    assert (by_key["a"].container_title, by_key["a"].year) == ("Proc", 2001)
    assert sorted(by_key) == ["a", "p", "q"]


def test_a_parent_that_is_not_there_is_told_and_the_entry_kept() -> None:
    records, problems = read("\n\n@incollection{c, title={Chapter}, crossref={nobody}}")
    assert [record.work.title for record in records] == ["Chapter"]
    assert [(problem.code, problem.line) for problem in problems] == [("missing-parent", 3)]


def test_a_broken_entry_costs_that_entry_only_and_is_told_with_its_line() -> None:
    text = "@book{a, title={A}}\n@article{broken,\n  title = {Never closed,\n  year = 2000\n}\n@book{b, title={B}}\n"
    records, (problem,) = read(text)
    assert [record.cite_key for record in records] == ["a", "b"]
    assert problem == Problem(
        "broken-entry",
        "The entry @article{broken cannot be read: a bracket or quote in it is never closed.",
        "Mend it and import the file again.",
        line=2,
    )


@pytest.mark.parametrize(
    ("entry", "title", "codes"),
    [
        ("@article{title = {T}, year = 2000}", "T", []),
        ("@article{key\n  title = {T},\n year = 2000}", "T", []),
        ("@article{key,  title = {T},  , year = 2000}", "T", []),
        ("@article\n{key, title = {T}}", "T", []),
        ("  @article (key, title = {T (in brackets)}, year = 2000)", "T (in brackets)", []),
        ("@article{key, title = {T}\n year = 2000}", "T", ["missing-comma"]),
        ("@article{key, title = {T}, title = {U}}", "T", ["duplicate-field"]),
        ("@article{key, title = {T} and more, year=2000}", "T", ["stray-text"]),
        ("@article{key, title = {T}, file = {a}, file = {b}}", "T", []),
        ("@article{key,\n  % title = {Old},\n  title = {T}}", "T", []),
        ('@article{key, title = "A {"}quoted{"} word"}', 'A "quoted" word', []),
    ],
)
def test_what_can_be_meant_only_in_one_way_is_read_so(entry: str, title: str, codes: list[str]) -> None:
    records, problems = read(entry)
    assert [record.work.title for record in records] == [title]
    assert [problem.code for problem in problems] == codes


def test_fields_behind_a_closing_bracket_too_many_are_told() -> None:
    assert told("@article{a, title = {T}},\n  year = {2000},\n}\n") == [("stray-text", 1)]


def test_both_of_two_entries_with_one_key_are_kept_and_the_second_is_told() -> None:
    records, (problem,) = read("@book{a, title={One}}\n@book{a, title={Two}}\n")
    assert [record.work.title for record in records] == ["One", "Two"]
    assert (problem.code, problem.line, problem.key) == ("duplicate-key", 2, "a")


@pytest.mark.parametrize(
    ("key", "cite_key"),
    [
        ("DBLP:conf/cata/2010", "DBLP:conf/cata/2010"),
        ("Smith 2005", "Smith-2005"),
        ("2004A&A...424..927C", "2004A-A.424.927C"),
        ("Doe-", "Doe"),
        ("16038856", ""),
        ("O'Brien2001", "O-Brien2001"),
        ("Größe2005", "Grosse2005"),
    ],
)
def test_a_key_is_kept_or_made_citable_and_told(key: str, cite_key: str) -> None:
    (record,), problems = read(f"@book{{{key}, title={{T}}}}")
    assert (record.cite_key, record.source_id) == (cite_key, key)
    assert [problem.code for problem in problems] == ([] if key == cite_key else ["renamed-key"])


def test_tags_groups_and_read_status_of_other_programs_become_tags() -> None:
    jabref = "@book{a, title={T}, keywords={SIJ, pain}, groups={Pain > SIJ, To read}, readstatus={skimmed}, ranking={rank3}, priority={prio1}}"
    assert work(jabref).suggested_tags == ("SIJ", "pain", "To read", "skimmed", "rank3", "prio1")
    mendeley = "@book{a, title={T}, keywords={publisher's, own}, mendeley-tags={mine}}"
    assert (work(mendeley).suggested_tags, work(mendeley).keyword) == (("mine",), ("publisher's", "own"))
    assert work("@book{a, title={T}, read={1}, rating={4}}").suggested_tags == ("read", "rank4")


def test_notes_are_the_users_own_and_identifiers_in_them_are_found() -> None:
    text = "@article{a, title={T}, note={PMID: 16038856\nPMCID: PMC2582426\ntex.foo: bar\nRead {this}!}, annote={Second.\n\nParagraph.}, file={:a.pdf:PDF}}"
    (record,), _ = read(text)
    assert record.notes == ("Read this!", "Second.\n\nParagraph.")
    assert (record.work.pmid, record.work.pmcid) == ("16038856", "PMC2582426")


@pytest.mark.parametrize("field", ["annote", "annotation"])
def test_notes_of_one_field_are_parted_where_three_hyphens_stand_alone(field: str) -> None:
    latex = "First,\nstill its first line.\\\\\nSecond\\newline third --- last\n\n---\n\nPMID: 16038856"
    (record,), _ = read(f"@article{{a, title={{T}}, {field}={{{latex}}}}}")
    assert record.notes == ("First, still its first line.\nSecond\nthird — last", "PMID: 16038856")


def test_the_status_that_silit_writes_into_a_note_is_no_note() -> None:
    (record,), _ = read("@article{a, title={T}, note={Retracted}}")
    assert record.notes == ()


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("{World Health Organization}", (Name(literal="World Health Organization"),)),
        ("Costa, Jr., P. T. and von Hicks, III, M", (Name("Costa", "P. T.", "Jr."), Name("von Hicks", "M", "III"))),
        ("{{NICE}} and Smith", (Name(literal="NICE"), Name("Smith"))),
        ("Ludwig van Beethoven", (Name("van Beethoven", "Ludwig"),)),
        (r"{\v R}eh{\r u}{\v r}ek, Radim", (Name("Řehůřek", "Radim"),)),
        ("family=Wurff, given=Peter, prefix=van der", (Name("van der Wurff", "Peter"),)),
        ("{Barnes and Noble} AND\n Doe, J", (Name(literal="Barnes and Noble"), Name("Doe", "J"))),
    ],
)  # fmt: skip
def test_names_are_parted_as_bibtex_does(authors: str, names: tuple[Name, ...]) -> None:
    assert work(f"@book{{a, title={{T}}, author={{{authors}}}}}").author == names


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2005, month = aug", PartialDate(2005, 8)),
        ("year = {2005}, month = {August}, day = 30", PartialDate(2005, 8, 30)),
        ("year = {{2018}}, month = {{OCT 1}}", PartialDate(2018, 10, 1)),
        ('year = 2005, month = jul # "/" # aug', PartialDate(2005, 7, end=PartialDate(2005, 8))),
        ("year = 2005, month = {08}", PartialDate(2005, 8)),
        ("year = 2005, month = {Spring}", PartialDate(2005, season=1)),
        ("date = {2005-08-30}", PartialDate(2005, 8, 30)),
        ("date = {1998-12/1999-01}", PartialDate(1998, 12, end=PartialDate(1999, 1))),
        ("date = {1998}, month = {May}", PartialDate(1998, 5)),
        ("date = {29 November 2011}", PartialDate(2011, 11, 29)),
        ("year = {c. 1995}", PartialDate(1995, circa=True)),
    ],
)
def test_dates_are_read_in_every_form(fields: str, date: PartialDate) -> None:
    assert work(f"@book{{a, title={{T}}, {fields}}}").issued == date


@pytest.mark.parametrize(
    "fields",
    ["urldate = {2020-03-05}", "urldate = {5 March 2020}", "lastchecked = {Accessed: Mar. 5, 2020}"],
)
def test_the_day_of_access_is_read_in_every_form(fields: str) -> None:
    assert work(f"@misc{{a, title={{T}}, {fields}}}").accessed == PartialDate(2020, 3, 5)


def test_a_note_of_access_stays_a_note() -> None:
    (record,), _ = read("@misc{a, title={T}, note={Accessed: 2020-03-05}}")
    assert (record.work.accessed, record.notes) == (None, ("Accessed: 2020-03-05",))


@pytest.mark.parametrize(
    ("head", "type_name"),
    [
        ("@phdthesis{a,", "thesis"), ("@mastersthesis{a,", "thesis"), ("@online{a,", "webpage"), ("@conference{a,", "paper-conference"),
        ("@inbook{a, year=2000,", "book"), ("@inbook{a, booktitle={B},", "chapter"), ("@techreport{a,", "report"),
        ("@misc{a, url={https://example.org/}, urldate={2020-01-01},", "webpage"), ("@misc{a,", "document"),
        ("@misc{a, howpublished={\\url{https://example.org/}},", "webpage"), ("@dataset{a,", "dataset"),
        ("@misc{a, eprint={1902.07120}, archiveprefix={arXiv},", "article"), ("@video{a,", "motion_picture"),
        ("@article{a, entrysubtype={newspaper},", "article-newspaper"), ("@inreference{a,", "entry-encyclopedia"),
        ("@misc{a, entrysubtype={legal_case},", "legal_case"), ("@patent{a,", "patent"), ("@unpublished{a,", "manuscript"),
    ],
)  # fmt: skip
def test_every_kind_of_entry_has_its_csl_type(head: str, type_name: str) -> None:
    assert work(head + " title={T}}").type == type_name


def test_an_unknown_type_is_a_document_and_told() -> None:
    (record,), (problem,) = read("@holiday{a, title={T}}")
    assert (record.work.type, problem.code) == ("document", "unknown-type")


def test_identifiers_are_cleaned_and_those_that_are_none_told() -> None:
    text = r"@article{a, title={T}, doi={10.1007/3-540-45757-7\_52}, eprinttype={pubmed}, eprint={16038856}, isbn={0-226-03933-1}, url={\url{https://x.org/a\_b}}, language={ngerman}}"
    found = work(text)
    assert (found.doi, found.pmid) == ("10.1007/3-540-45757-7_52", "16038856")
    assert (found.isbn, found.url, found.language) == (("9780226039336",), "https://x.org/a_b", "de")
    assert told("@article{a, title={T}, doi={see publisher}}") == [("bad-identifier", 1)]
    arxiv = work("@article{a, title={T}, journal={J}, eprint={arXiv:1902.07120v2}, eprinttype={arxiv}}")
    assert arxiv.other_ids == (Identifier("arxiv", "1902.07120"),)


def test_what_is_no_work_is_passed_over_or_told() -> None:
    text = 'Words. @comment{not an entry}\n@preamble{"\\def\\x#1{}"}\n@IEEEtranBSTCTL{c, x={y}}\n@misc{empty,\n}\n@book{b, title={B}}'
    records, problems = read(text)
    assert [record.cite_key for record in records] == ["b"]
    assert [(problem.code, problem.line) for problem in problems] == [("empty-record", 4)]


@pytest.mark.parametrize("text", ["", "TY  - JOUR\nER  - \n", "no entry here", "{" * 1000])
def test_a_file_without_an_entry_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFormatError, match="no BibTeX entry"):
        read(text)


class Gigabyte(io.RawIOBase):
    """A gigabyte that nobody has to store: an entry that is opened, and then the same line for ever."""

    def __init__(self, line: bytes) -> None:
        self._line, self.given = line * (1 << 16), 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self.given >= 1 << 30:
            return b""
        chunk = b"@book{a, title=\n" if not self.given else self._line
        self.given += len(chunk)
        return chunk


@pytest.mark.parametrize("line", [b"{\n", b"{", b"a = {b},\n"])
def test_a_gigabyte_of_brackets_is_refused_in_time(line: bytes) -> None:
    stream, start = Gigabyte(line), time.process_time()
    with pytest.raises(UnreadableFormatError):
        list(read_file(stream))  # type: ignore[arg-type]  # a stream that is only read
    assert stream.given < 1 << 26
    assert time.process_time() - start < 20


@pytest.mark.parametrize("body", ["@a{" * 1_000_000, "@a{" * 5_000, "@a{b, c = {d}, e}" * 5_000])
def test_a_line_of_nothing_but_beginnings_takes_no_long_time(body: str) -> None:
    start = time.process_time()
    try:
        list(read_file(io.BytesIO(body.encode())))
    except UnreadableFormatError as error:
        assert "every turn" in error.message
    assert time.process_time() - start < 10


SMALL = (
    LASLETT
    + '\n@string{p = "Press"}\n@inbook{c, crossref = {b}, title = "A" # p}\n@book(b, title = {B {C} \\"u}, date = {2001-02/2002})\n@comment{x}\n'
)
PIECE = st.sampled_from(
    ["{", "}", '"', "@", "#", ",", "=", "\\", "$", "\n@book{", "%", "and", "\n", "(", ")", "\u00e9", "~"]
)


@settings(max_examples=150, deadline=None)
@given(
    cuts=st.lists(st.tuples(st.integers(0, len(SMALL)), st.integers(0, 12), PIECE), min_size=1, max_size=6)
)
def test_a_damaged_file_is_read_as_far_as_it_goes(cuts: list[tuple[int, int, str]]) -> None:
    text = SMALL
    for start, length, put_in in cuts:
        text = text[:start] + put_in + text[start + length :]
    try:
        records, problems = read(text + "\n\n@book{last, title={Last}}\n")
    except UnreadableFormatError:
        pytest.fail("the last entry is sound")
    assert all(problem.message and problem.line for problem in problems)
    assert records[-1].cite_key == "last" or "last" in [record.cite_key for record in records]
    for record in records:
        assert replace(read_record(record.raw).value, suggested_tags=()) == replace(
            record.work, suggested_tags=()
        )


@settings(max_examples=100, deadline=None)
@given(
    body=st.binary(max_size=200) | st.text(st.sampled_from('@{}(),="#\\ab1\n %'), max_size=80).map(str.encode)
)
def test_any_bytes_are_read_or_refused_in_words(body: bytes) -> None:
    try:
        list(read_file(io.BytesIO(b"@book{a," + body)))
    except UnreadableFormatError as error:
        assert error.message


@pytest.mark.parametrize(
    ("fields", "study_type"),
    [
        ("studytype = {rct}", "rct"),
        ('verbc = " rct "', "rct"),
        ("studytype = {cohort}, verbc = {rct}", "cohort"),
        ("studytype = {Randomised trial}, verbc = {rct}", "rct"),
        ("studytype = {unknown}", ""),
        ("verbc = {x & {\\y}}", ""),
        ("studytype = {}", ""),
        ("studytype = rct", "rct"),
    ],
)
def test_a_study_type_is_read_where_silit_names_it(fields: str, study_type: str) -> None:
    (record,), _ = read(f"@article{{a, title = {{T}}, {fields}}}")
    assert (record.work.title, record.work.study_type) == ("T", study_type)


def test_a_chapter_does_not_take_the_study_type_of_its_book() -> None:
    text = (
        "@inbook{a, title={T}, crossref={b}}\n@book{b, title={B}, studytype={guideline}, verbc={guideline}}"
    )
    records = {record.cite_key: record.work for record in read(text)[0]}
    assert {key: work.study_type for key, work in records.items()} == {"a": "", "b": "guideline"}


@pytest.mark.parametrize(
    ("fields", "kind", "notes"),
    [
        ("note = {Retracted}", "RetractionIn", ()),
        ("addendum = {Expression of concern}", "ExpressionOfConcernIn", ()),
        ("note = {RETRACTED. Read this}", "RetractionIn", ("RETRACTED. Read this",)),
        ("note = {Retracted papers are listed in table 2}", "", ("Retracted papers are listed in table 2",)),
        ("annote = {Retracted}", "", ("Retracted",)),
    ],
)
def test_a_note_that_a_paper_was_retracted_is_believed(
    fields: str, kind: str, notes: tuple[str, ...]
) -> None:
    (record,), _ = read(f"@article{{a, title = {{T}}, {fields}}}")
    assert ([link.kind for link in record.work.relations], record.notes) == ([kind] if kind else [], notes)


@pytest.mark.parametrize(
    ("text", "container"),
    [
        ("@article{a, title={T}, journal={arXiv preprint arXiv:1902.07120}}", "arXiv"),
        ("@article{a, title={T}, journal={arXiv preprint arXiv:1902.07120v2 [cs.CL]}}", "arXiv"),
        ("@article{a, title={T}, journaltitle={arXiv:1902.07120 [cs]}}", "arXiv"),
        (
            "@article{a, title={T}, journal={arXiv e-prints}, eid={arXiv:1902.07120}, pages={arXiv:1902.07120}}",
            "arXiv e-prints",
        ),
        (
            "@article{a, title={T}, journal={CoRR}, volume={abs/1902.07120}, eprinttype={arXiv}, eprint={1902.07120}}",
            "CoRR",
        ),
        ("@misc{a, title={T}, eprint={1902.07120}, archivePrefix={arXiv}}", ""),
        ("@article{a, title={T}, doi={10.48550/arXiv.1902.07120}, journal={arXiv}}", "arXiv"),
    ],
)
def test_what_is_in_arxiv_is_a_preprint_whatever_program_wrote_it(text: str, container: str) -> None:
    found = work(text)
    assert (found.type, found.container_title) == ("article", container)
    assert found.other_ids == (Identifier("arxiv", "1902.07120"),)
    assert is_preprint(found)
    assert "arXiv:" not in found.page + found.number


def test_a_journals_article_that_is_in_arxiv_too_stays_one() -> None:
    found = work(
        "@article{a, title={T}, journal={Pain}, eprint={1902.07120}, archivePrefix={arXiv}, url={https://arxiv.org/abs/1902.07120}}"
    )
    assert (found.type, found.url) == ("article-journal", "https://arxiv.org/abs/1902.07120")


def test_the_address_of_an_archives_page_is_the_number() -> None:
    found = work("@book{a, title={T}, url={https://www.ncbi.nlm.nih.gov/books/NBK1234/}}")
    assert (found.other_ids, found.url) == ((Identifier("nbk", "NBK1234"),), "")
    assert web_address(found) == "https://www.ncbi.nlm.nih.gov/books/NBK1234/"


@pytest.mark.parametrize("blanks", [" ", "\t", "  \t"])
def test_blanks_may_stand_between_the_sign_and_the_type(blanks: str) -> None:
    text = f"@{blanks}string{{j = {{Spine}}}}\n@{blanks}article{{a, title={{A}}, journal=j}}\n@{blanks}Book(b,\n title={{B}})\n"
    records, problems = read(text)
    assert [(record.source_id, record.work.title) for record in records] == [("a", "A"), ("b", "B")]
    assert (records[0].work.container_title, problems) == ("Spine", [])


def test_such_a_sign_in_a_text_begins_no_entry() -> None:
    abstract = "Exercise\n@ home (twice a day)\n@ work {sitting} was, in sum, better."
    assert work(f"@book{{a, title={{T}}, abstract={{{abstract}}}}}").abstract == (
        "Exercise @ home (twice a day) @ work sitting was, in sum, better."
    )


@pytest.mark.parametrize(
    ("pubstate", "status"), [("inpress", "in press"), ("forthcoming", "forthcoming"), ("Revised", "Revised")]
)
def test_how_far_a_work_is_on_its_way_into_print_is_kept(pubstate: str, status: str) -> None:
    assert work(f"@article{{a, title={{T}}, pubstate={{{pubstate}}}}}").status == status


@pytest.mark.parametrize(
    ("entry", "issue", "number"),
    [
        ("@inproceedings{a, booktitle={B}, volume={5}, number={2}, year=2001,", "2", ""),
        ("@inproceedings{a, booktitle={B}, series={LNCS}, volume={5}, number={123}, year=2001,", "", "123"),
        ("@inproceedings{a, booktitle={B}, volume={5}, number={123}, date=2001,", "", "123"),
        ("@incollection{a, booktitle={B}, series={LNCS}, number={123}, year=2001,", "", "123"),
        ("@book{a, series={LNCS}, number={123}, year=2001,", "", "123"),
    ],
)
def test_a_number_beside_a_series_is_the_one_in_it(entry: str, issue: str, number: str) -> None:
    found = work(f"{entry} title={{T}}}}")
    assert (found.issue, found.number) == (issue, number)


def test_a_command_that_nobody_knows_is_told_where_it_stays_in_a_title() -> None:
    (record,), problems = read(r"@book{a, title={The \foo of \textbackslash bar and \pounds 5}}")
    assert record.work.title == "The \\foo of \\bar and £5"
    told = r"a has \foo in its title, which is not known and stays as it is."
    assert problems == [Problem("unknown-command", told, "Write the character itself.", line=1, key="a")]


def test_names_tags_and_notes_are_plain_text() -> None:
    text = r"@book{a, title={T}, author={{\textit{E. coli} Group}}, keywords={\emph{x}}, note={\emph{my} 10$^2$ m, <i>as typed</i>}}"
    (record,), problems = read(text)
    assert record.work.author == (Name(literal="E. coli Group"),)
    assert (record.work.suggested_tags, record.notes) == (("x",), ("my 10² m, <i>as typed</i>",))
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "@book{a,\n % c, with {braces} and = sign\n title={T}, % x, y\n % year={1999}, pages={1},\n year={2000}, % last\n}\n",
        "@book{a, % c\n title={T} % x, y\n, year=2000}\n",
        "@book{a,\n title={T}, % a } too many\n year=2000}\n",
        "@book{a % c\n, title={T}, year=2000}\n",
        "@book{a,\n title={T}, year=2000 % last\n}\n",
    ],
)
def test_comments_between_fields_are_passed_over(text: str) -> None:
    records, problems = read(text + "@book{b, title={B % b}}\n")
    assert problems == []
    assert [(record.source_id, record.work.title, record.work.year) for record in records] == [
        ("a", "T", 2000),
        ("b", "B % b", None),
    ]
    assert [read_record(record.raw).value for record in records] == [record.work for record in records]
