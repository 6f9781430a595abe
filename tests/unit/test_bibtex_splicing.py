"""silit's entries in a .bib file that a person also edits."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.works import LASLETT_2005, retracted

from silit.formats import biblatex, bibtex
from silit.formats.bibtex_entries import Spelling
from silit.formats.bibtex_spans import read_spans
from silit.formats.bibtex_splicing import Spliced, file_dialect, splice
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.work import Work

LASLETT = Entry("laslett2005", LASLETT_2005, tags=("tests",))
# As a person keeps it: strings, layout, own fields, own quotes, a comment between the entries.
KEPT = """% my references, do not sort!
@string{mt = "Manual Therapy"}

@Article{laslett2005,
  author    = {Laslett, Mark and Aprill, Charles N and McDonald, Barry and Young, Sharon B},
  title     = "{{Diagnosis}} of Sacroiliac Joint Pain:
               Validity of individual provocation tests and composites of tests",
  journal   = mt,
  shortjournal = {Man. Ther.},
  volume    = 10,
  number    = {3},
  pages     = {207--218},
  language  = {english},
  doi       = {https://doi.org/10.1016/J.MATH.2005.01.003},
  pmid      = {16038856},
  issn      = {1356-689X},
  year      = 2005,
  month     = "August",
  keywords  = {mine; tests},
  file      = {:/home/me/laslett.pdf:PDF},
}
@comment{jabref-meta: databaseType:bibtex;}
"""


def into(text: str, *entries: Entry, spelling: Spelling = bibtex.SPELLING) -> Spliced:
    return splice(text, entries, spelling)


def test_an_entry_that_says_all_is_left_as_a_person_wrote_it() -> None:
    done = into(KEPT, LASLETT)
    assert (done.text, done.unchanged, done.updated, done.added) == (KEPT, ["laslett2005"], [], [])


def test_only_the_field_that_says_something_else_is_written_anew() -> None:
    old = KEPT.replace("{207--218}", "{207}")
    done = into(old, LASLETT)
    assert (done.text, done.updated) == (KEPT, ["laslett2005"])


def test_fields_that_are_missing_come_behind_the_last_one_laid_out_as_it_is() -> None:
    old = KEPT.replace("  issn      = {1356-689X},\n", "").replace("  volume    = 10,\n", "")
    end = "  file      = {:/home/me/laslett.pdf:PDF},\n"
    assert into(old, LASLETT).text == old.replace(
        end, end + "  volume    = {10},\n  issn      = {1356-689X},\n"
    )


def test_a_new_entry_comes_at_the_end_behind_an_empty_line() -> None:
    other = Entry("x2001", Work(type="book", title="X"))
    done = into(KEPT, LASLETT, other)
    assert done.text == KEPT + "\n@book{x2001,\n\ttitle = {X}\n}\n"
    assert (done.added, done.unchanged) == (["x2001"], ["laslett2005"])
    assert into(done.text, LASLETT, other).text == done.text


def test_a_tag_joins_the_keywords_that_are_there() -> None:
    done = into(KEPT, replace(LASLETT, tags=("tests", "gold, standard", "SIJ & more")))
    assert done.text == KEPT.replace("{mine; tests}", "{mine; tests, {gold, standard}, SIJ \\& more}")
    assert into(done.text, replace(LASLETT, tags=("tests", "gold, standard", "SIJ & more"))).text == done.text


def test_a_retraction_is_put_before_a_note_of_the_persons_own() -> None:
    old = KEPT.replace("  file ", "  note      = {Read this},\n  file ")
    gone = replace(LASLETT, integrity=retracted())
    done = into(old, gone)
    assert done.text == old.replace("{Read this}", "{Retracted. Read this}")
    assert into(done.text, gone).text == done.text


def test_another_work_under_the_key_is_never_touched() -> None:
    own = "@article{laslett2005,\n title = {McKenzie exercises},\n year = 2005, doi={10.1000/other}}\n"
    done = into(own, LASLETT)
    assert (done.text, done.left, done.added) == (own, ["laslett2005"], [])
    assert [(each.code, each.line) for each in done.problems] == [("key-of-another-work", 1)]


def test_the_work_under_a_key_of_the_persons_own_is_not_added_again() -> None:
    own = KEPT.replace("laslett2005,", "Las05,")
    done = into(own, LASLETT)
    assert (done.text, done.left) == (own, ["laslett2005"])
    assert [(each.code, each.line) for each in done.problems] == [("known-by-another-key", 4)]


@pytest.mark.parametrize(
    "told",
    [
        r"doi = {\url{https://doi.org/10.1016/j.math.2005.01.003}}",
        "eprinttype = {PMID}, eprint = {16038856}",
        "archiveprefix = {pubmed}, eprint = {16038856}",
    ],
)
def test_the_persons_own_entry_is_known_by_what_an_import_would_read_of_it(told: str) -> None:
    title = "Diagnosis of sacroiliac joint pain: validity of individual provocation tests"
    done = into(f"@article{{own, title = {{{title}}}, {told}}}\n", LASLETT)
    assert (done.left, [each.code for each in done.problems]) == (["laslett2005"], ["known-by-another-key"])


def test_an_entry_under_an_earlier_cite_key_is_kept_up_to_date_under_it() -> None:
    old = KEPT.replace("laslett2005,", "las05,").replace("{207--218}", "{207}")
    done = into(old, replace(LASLETT, other_keys=("las05",)))
    assert done.text == KEPT.replace("laslett2005,", "las05,")


def test_a_broken_entry_stays_as_it_is() -> None:
    broken = "@article{laslett2005,\n  title = {no end,\n  year = 2005\n}\n\n@book{y, title={Y}}\n"
    done = into(broken, LASLETT)
    assert (done.text, done.left) == (broken, ["laslett2005"])
    assert [(each.code, each.line) for each in done.problems] == [("unreadable-entry", 1)]


def test_nothing_is_added_behind_a_block_that_never_ends() -> None:
    broken = "@book{y, title={Y}}\n@article{z,\n  title = {no end,\n  year = 2005\n}\n"
    done = into(broken, LASLETT)
    assert (done.text, done.left) == (broken, ["laslett2005"])
    assert [(each.code, each.line) for each in done.problems] == [("unclosed-block", 2)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_stay(newline: str, start: str) -> None:
    old = start + KEPT.replace("{207--218}", "{207}").replace("\n", newline)
    done = into(old, LASLETT, Entry("x2001", Work(type="book", title="X")))
    new = newline.join(["", "@book{x2001,", "\ttitle = {X}", "}", ""])
    assert done.text == start + KEPT.replace("\n", newline) + new


@pytest.mark.parametrize(
    "entry",
    [
        "@misc{x2001}",
        "@misc{x2001,}",
        "@misc{x2001, title={X}}",
        "@misc(x2001, title={X},)",
        "@misc{x2001\n, title = {X}\n, year = 1\n}",
        '@misc{x2001, title="X" # "", note=jan # " 5"}',
    ],
)
def test_any_layout_takes_new_fields_once(entry: str) -> None:
    work = Work(title="X", doi="10.1000/x", publisher="P")
    known = Entry("x2001", replace(work, title="X") if "title" in entry else work)
    first = into(entry, known)
    if "title" in entry:
        assert "publisher" in first.text and "10.1000/x" in first.text
        assert first.updated == ["x2001"]
    else:
        # Nothing says that it is of this work.
        assert (first.text, first.left) == (entry, ["x2001"])
    second = into(first.text, known)
    assert (second.text, second.updated) == (first.text, [])


def test_a_commented_out_entry_is_a_comment() -> None:
    text = "% @article{laslett2005, title={x}}\n"
    assert into(text, LASLETT).added == ["laslett2005"]


@pytest.mark.parametrize(
    ("place", "comment"),
    [
        ("@Article{laslett2005,", " % cited in chapter 2, {twice}"),
        ("  volume    = 10,", "\n  % number = {4},"),
        ("  number    = {3},", "  % checked"),
        ("  file      = {:/home/me/laslett.pdf:PDF},", " % a } too many"),
    ],
)
def test_comments_between_the_fields_stay_where_they_are(place: str, comment: str) -> None:
    kept = KEPT.replace(place, place + comment)
    assert into(kept, LASLETT).text == kept
    done = into(kept.replace("{207--218}", "{207}"), LASLETT)
    assert (done.text, done.updated) == (kept, ["laslett2005"])
    done = into(kept.replace("  doi       = {https://doi.org/10.1016/J.MATH.2005.01.003},\n", ""), LASLETT)
    end = "  file      = {:/home/me/laslett.pdf:PDF},"
    end += comment if place == end else ""
    line = "\n  doi       = {10.1016/j.math.2005.01.003},"
    assert done.text == kept.replace(
        "  doi       = {https://doi.org/10.1016/J.MATH.2005.01.003},\n", ""
    ).replace(end, end + line)


@pytest.mark.parametrize(
    "text", ["@book{x2001 % a, b\n}\n", "@book{x2001, % a, b\n}\n", "@book{x2001, title={X}, % a\n}\n"]
)
def test_no_field_is_written_into_a_comment(text: str) -> None:
    x = Entry("x2001", Work(type="book", title="X", publisher="P"), tags=())
    found = read_spans(into(text, x).text)
    assert found.broken == []
    assert into(into(text, x).text, x).text == into(text, x).text
    for line in text.split("\n"):
        assert line.partition("%")[2] in into(text, x).text


@pytest.mark.parametrize(
    ("one", "other"), [(bibtex.SPELLING, biblatex.SPELLING), (biblatex.SPELLING, bibtex.SPELLING)]
)
def test_an_entry_keeps_its_own_names_of_fields_in_either_dialect(one: Spelling, other: Spelling) -> None:
    old = into("", LASLETT, spelling=one).text
    assert into(old, LASLETT, spelling=other).text == old


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("", ""),
        ("@book{a, title={A}}", ""),
        ("@article{a, journal={A}, year=2000}", "bibtex"),
        ("@article{a, journaltitle={A}, date={2000}}", "biblatex"),
        ("@online{a, url={x}}", "biblatex"),
        ("@phdthesis{a, school={x}, year=1}", "bibtex"),
    ],
)
def test_the_dialect_of_a_file_shows_in_its_types_and_fields(text: str, dialect: str) -> None:
    assert file_dialect(text) == dialect


def test_a_study_type_is_brought_up_to_date_in_the_field_that_the_entry_has() -> None:
    trial = replace(LASLETT, study_type="rct")
    old = KEPT.replace("  file ", "  studytype = {cohort},\n  file ")
    assert into(old, trial).text == old.replace("{cohort}", "{rct}")
    own = "@article{laslett2005, studytype = {cohort}, doi = {10.1016/j.math.2005.01.003}}\n"
    assert "verbc" not in into(own, trial, spelling=biblatex.SPELLING).text


@pytest.mark.parametrize("own", ["studytype = {Diagnostic study}", "studytype = {RCT}"])
def test_a_persons_own_words_in_the_field_of_the_study_type_stay(own: str) -> None:
    old = KEPT.replace("  file ", f"  {own},\n  file ")
    assert into(old, replace(LASLETT, study_type="rct")).text == old


def test_what_a_person_keeps_in_verbc_stays() -> None:
    old = "@article{laslett2005,\n  doi = {10.1016/j.math.2005.01.003},\n  verbc = {my shelf},\n}\n"
    done = into(old, replace(LASLETT, study_type="rct"), spelling=biblatex.SPELLING)
    assert "  verbc = {my shelf},\n" in done.text
    assert done.text.count("verbc") == 1


@pytest.mark.parametrize(
    "own",
    [
        "eprint = {arXiv:2101.00001v2},\n  archivePrefix = {arXiv}",
        "eprint = {2101.00001},\n  eprinttype = {arxiv}",
        "eprint = {ZACDOQ},\n  eprinttype = {philpapers}",
    ],
)
@pytest.mark.parametrize("spelling", [bibtex.SPELLING, biblatex.SPELLING])
def test_a_persons_own_archive_stays(own: str, spelling: Spelling) -> None:
    text = f"@misc{{x2001,\n  title = {{A title of its own}},\n  {own},\n  entrysubtype = {{article}},\n}}\n"
    work = Work(
        type="article", title="A title of its own", other_ids=(Identifier("arxiv", "2101.00001"),), pmid="1"
    )
    for each in (work, replace(work, pmid="")):
        done = into(text, Entry("x2001", each), spelling=spelling).text
        assert own in done
        assert done.count("eprint ") == 1


def test_arxivs_number_joins_an_entry_that_has_none() -> None:
    paper = replace(LASLETT, work=replace(LASLETT_2005, other_ids=(Identifier("arxiv", "2101.00001"),)))
    end = "  file      = {:/home/me/laslett.pdf:PDF},\n"
    added = "  eprint    = {2101.00001},\n  archiveprefix = {arXiv},\n"
    assert into(KEPT, paper).text == KEPT.replace(end, end + added)


KEYLESS = "@article{Own:, author = {A. {\\O}stg{\\aa}rd and Bea B.}, title = {A Title of {SIJ} Pain}, year = 2005}\n"


def test_a_work_without_an_identifier_is_known_by_its_title_year_and_first_author() -> None:
    work = Work(
        type="article-journal",
        title="A title of SIJ pain",
        author=(Name(family="Østgård", given="Anna"),),
        issued=PartialDate(2005),
    )
    done = into(KEYLESS, Entry("ostgard2005", work))
    assert (done.text, [each.code for each in done.problems if each.code != "missing-field"]) == (
        KEYLESS,
        ["known-by-another-key"],
    )


@pytest.mark.parametrize(
    "change",
    [
        {"title": "A title of SIJ pains"},
        {"author": (Name(family="Other", given="Anna"),)},
        {"author": ()},
        {"issued": PartialDate(2009)},
    ],
)
def test_a_work_with_another_title_year_or_first_author_is_added(change: dict[str, Any]) -> None:
    work = Work(
        type="article-journal",
        title="A title of SIJ pain",
        author=(Name(family="Østgård", given="Anna"),),
        issued=PartialDate(2005),
    )
    assert into(KEYLESS, Entry("ostgard2005", replace(work, **change))).added == ["ostgard2005"]
    assert into(
        KEYLESS.replace("year", "doi = {10.1000/x}, year"), Entry("o", replace(work, doi="10.1000/y"))
    ).added
