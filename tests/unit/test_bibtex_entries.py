"""Single works as BibTeX entries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bibtexparser.entrypoint import parse_string
from support.works import LASLETT_2005, retracted

from silit.formats import WRITERS
from silit.formats.bibtex import write
from silit.formats.bibtex_dates import extended, month_macro
from silit.formats.bibtex_names import names_field
from silit.formats.latex_reading import from_latex, paragraphs_from_latex
from silit.formats.latex_writing import to_latex
from silit.markup import parse_inline
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.names import Name
from silit.model.study_types import STUDY_TYPES
from silit.model.work import Work
from silit.results import Problem


def fields_of(work: Work, **more: object) -> dict[str, str]:
    (entry,) = parse_string(write([replace(Entry("key", work), **more)]).value).entries  # type: ignore[arg-type]  # any field
    return {field.key: field.value for field in entry.fields}


def test_a_whole_article_is_written_as_it_is_known() -> None:
    result = write(
        [
            Entry(
                "laslett2005",
                LASLETT_2005,
                "diagnostic-accuracy",
                tags=("provocation tests", "gold, standard"),
                integrity=retracted(),
            )
        ]
    )
    assert result.problems == ()
    assert result.value == (
        "@article{laslett2005,\n"
        "\tauthor = {Laslett, Mark and Aprill, Charles N and McDonald, Barry and Young, Sharon B},\n"
        "\ttitle = {Diagnosis of Sacroiliac Joint Pain: Validity of individual provocation tests and composites of tests},\n"
        "\tjournal = {Manual Therapy},\n"
        "\tshortjournal = {Man. Ther.},\n"
        "\tvolume = {10},\n"
        "\tnumber = {3},\n"
        "\tpages = {207--218},\n"
        "\tlanguage = {english},\n"
        "\tdoi = {10.1016/j.math.2005.01.003},\n"
        "\tpmid = {16038856},\n"
        "\tissn = {1356-689X},\n"
        "\tyear = {2005},\n"
        "\tmonth = aug,\n"
        "\tnote = {Retracted},\n"
        "\tstudytype = {diagnostic-accuracy},\n"
        "\tkeywords = {provocation tests, {gold, standard}}\n"
        "}\n"
    )


def test_no_entries_make_an_empty_file() -> None:
    assert write([]).value == ""


@pytest.mark.parametrize(
    ("csl_type", "genre", "entry_type", "subtype"),
    [
        ("article-journal", "", "article", ""),
        ("article-newspaper", "", "article", "newspaper"),
        ("article-magazine", "", "article", "magazine"),
        ("review-book", "", "article", "review-book"),
        ("chapter", "", "incollection", ""),
        ("book", "", "book", ""),
        ("paper-conference", "", "inproceedings", ""),
        ("thesis", "", "phdthesis", ""),
        ("thesis", "Master's thesis", "mastersthesis", ""),
        ("report", "", "techreport", ""),
        ("document", "", "misc", ""),
        ("webpage", "", "misc", "webpage"),
        ("no such } type", "", "misc", "nosuchtype"),
    ],
)
def test_each_csl_type_has_its_entry_type(csl_type: str, genre: str, entry_type: str, subtype: str) -> None:
    (entry,) = parse_string(write([Entry("key", Work(type=csl_type, genre=genre))]).value).entries
    written = entry.fields_dict.get("entrysubtype")
    assert (entry.entry_type, written.value if written else "") == (entry_type, subtype)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name(family="van der Wurff", given="Peter"), "van der Wurff, Peter"),
        (Name(family="Herverie", particle="de la", given="Jean"), "de la Herverie, Jean"),
        (Name(family="King", suffix="Jr.", given="Martin"), "King, Jr., Martin"),
        (Name(family="Zwart", initials="JW"), "Zwart, J. W."),
        (Name(literal="SIJ Study Group & Friends"), "{SIJ Study Group \\& Friends}"),
        (Name(family="King", suffix="Jr."), "King, Jr., {}"),
        (Name(literal="A, B = C"), "{A, B {\\symbol{61}} C}"),
        (Name(family="Suharto"), "Suharto"),
        (Name(family="Abu Bakr"), "{Abu Bakr}"),
        (Name(family="others"), "{others}"),
        (Name(family="Salt and Pepper", given="A, B"), "{Salt and Pepper}, {A{,} B}"),
        (Name(family="A,B", given="C, D", suffix="Jr."), "{A{\\symbol{44}}B}, Jr., {C{\\symbol{44}} D}"),
    ],
)
def test_a_name_is_written_so_that_bibtex_takes_it_apart_as_it_was(name: Name, written: str) -> None:
    assert names_field((name,)) == written


def test_a_list_that_the_source_cut_ends_in_others_and_one_not_seen_is_no_field() -> None:
    people = (Name(family="A", given="B"),)
    assert fields_of(Work(author=people, authors_complete="no"))["author"] == "A, B and others"
    assert "author" not in fields_of(Work(title="x", authors_complete="unknown"))


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("Pain of the SI joint", "Pain of the {SI} joint"),
        ("DNA and mRNA in L5-S1", "{DNA} and {mRNA} in {L5-S1}"),
        ("Gaenslen’s and Lasègue tests", "Gaenslen’s and {Lasègue} tests"),
        ("<i>E. coli</i> & 10<sup>3</sup>", "\\textit{{E}. coli} \\& 10\\textsuperscript{3}"),
        (
            "Journal f\ufffdr {Chemie}",
            "Journal f{\\symbol{65533}}r \\textbraceleft{}{Chemie}\\textbraceright{}",
        ),
        ("<b><i>x</i></b>", "\\textbf{{}\\textit{x}}"),
        (
            "100% {sure} a_b ~ ^ \\ $ #",
            "100\\% \\textbraceleft{}sure\\textbraceright{} a\\_b \\textasciitilde{} "
            "\\textasciicircum{} \\textbackslash{} \\$ \\#",
        ),
        ("a -- b --- c ''d'' ?`", "a -{}- b -{}-{}- c '{}'d'{}' ?{}`"),
    ],
)
def test_a_title_is_escaped_and_keeps_its_capitals(title: str, latex: str) -> None:
    assert to_latex(parse_inline(title), keep_case=True) == latex
    assert from_latex(latex) == title


def test_addresses_are_not_escaped() -> None:
    fields = fields_of(Work(doi="10.1000/a_b%20c&d#e~f", url="https://x.org/~a_b?c=%20&d=#e{f}"))
    assert (fields["doi"], fields["url"]) == ("10.1000/a_b%20c&d#e~f", "https://x.org/~a_b?c=%20&d=#e%7Bf%7D")


@pytest.mark.parametrize(
    ("date", "macro", "whole"),
    [
        (PartialDate(2005), "", ""),
        (PartialDate(2005, 8), "aug", ""),
        (PartialDate(2005, 8, 30), "aug", "2005-08-30"),
        (PartialDate(2000, season=1), "", "2000-21"),
        (PartialDate(1998, 12, end=PartialDate(1999, 1)), "dec", "1998-12/1999-01"),
        (PartialDate(2005, circa=True), "", "2005~"),
    ],
)
def test_a_date_is_a_year_and_a_month_and_the_rest_apart(date: PartialDate, macro: str, whole: str) -> None:
    assert (month_macro(date), extended(date)) == (macro, whole)


def test_paragraphs_of_an_abstract_stay_apart() -> None:
    assert (
        fields_of(Work(abstract="AIM: 5% of\nx.\n\nRESULTS: y"))["abstract"]
        == "AIM: 5\\% of x.\n\nRESULTS: y"
    )


@pytest.mark.parametrize("begin", ["n = 45", "P=.03", "L5/S1 = 1", "x-y' = z"])
def test_a_paragraph_that_looks_like_a_field_is_kept_from_that(begin: str) -> None:
    abstract = f"{begin} first\n\n{begin} second"
    entry = Entry("key1", Work(type="article-journal", abstract=abstract), notes=("one", f"{begin}\n{begin}"))
    written = write([entry]).value
    assert f"\tabstract = {{{begin} first\n\n{{}}{begin} second}}" in written
    assert f"\tannote = {{one\n\n---\n\n{{}}{begin}\\newline{{}}\n{{}}{begin}}}" in written
    assert paragraphs_from_latex(f"{{}}{begin} second") == f"{begin} second"


def test_what_a_work_lacks_is_named_once_a_work() -> None:
    result = write([Entry("thin1999", Work(type="article-journal", title="x", issue="2"))])
    assert result.problems == (
        Problem(
            "missing-field",
            "thin1999 has no author, no journal, no year, no volume: BibTeX will warn about it.",
            hint="Add what you know with `silit edit thin1999`.",
            key="thin1999",
        ),
    )


def test_a_hostile_cite_key_is_written_without_its_odd_characters() -> None:
    result = write([Entry('a"},\n@string{x', Work(title="t")), Entry("A-string-x", Work(title="t"))])
    library = parse_string(result.value)
    assert [entry.key for entry in library.entries] == ["a-string-x", "A-string-x-2"]
    assert [problem.code for problem in result.problems if problem.code != "missing-field"] == [
        "bad-cite-key"
    ] * 2


def test_only_a_valid_isbn_stands_where_biber_looks_and_no_page_is_no_page() -> None:
    fields = fields_of(Work(type="book", isbn=("9780443069636", "9780443069635", "9780702040009"), page="0"))
    assert (fields["isbn"], fields["otherisbn"]) == ("9780443069635", "9780443069636, 9780702040009")
    assert "pages" not in fields


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
@pytest.mark.parametrize("study_type", [*STUDY_TYPES, "", "rct}, year = {1999"])
def test_a_study_type_has_a_field_where_silit_names_one(dialect: str, study_type: str) -> None:
    (entry,) = parse_string(WRITERS[dialect]([Entry("key", Work(title="T"), study_type)]).value).entries
    said = [(field.key, field.value) for field in entry.fields if field.key != "title"]
    name = "studytype" if dialect == "bibtex" else "verbc"
    assert said == ([(name, study_type)] if study_type in STUDY_TYPES and study_type != "unknown" else [])
