"""Where a RIS record says that its work stands, for every type: the whole, the series, the event, the number, the people."""

from __future__ import annotations

import io

import pytest

from silit.formats.ris import read_file
from silit.formats.ris_types import CSL_OF_RIS
from silit.model.names import Name
from silit.model.work import Work


def one(reference_type: str, fields: str) -> Work:
    text = f"TY  - {reference_type}\nTI  - T\n{fields}\nER  - \n"
    (result,) = read_file(io.BytesIO(text.encode()))
    assert result.value is not None
    return result.value.work


@pytest.mark.parametrize("tag", ["T2", "JF", "JO"])
@pytest.mark.parametrize("reference_type", ["BLOG", "ELEC", "WEB", "DATA", "GEN", "NEWS", "MGZN", "ICOMM"])
def test_a_page_a_post_or_a_data_set_stands_in_its_site(reference_type: str, tag: str) -> None:
    work = one(reference_type, f"{tag}  - Backs and Bones")
    assert (work.container_title, work.collection_title) == ("Backs and Bones", "")


@pytest.mark.parametrize(
    "reference_type", ["BOOK", "EBOOK", "EDBOOK", "SER", "CLSWK", "COMP", "MAP", "RPRT", "STAND"]
)
def test_a_book_a_report_or_a_map_has_its_series_there(reference_type: str) -> None:
    work = one(reference_type, "T2  - Spine Topics")
    assert (work.container_title, work.collection_title) == ("", "Spine Topics")


@pytest.mark.parametrize(
    "reference_type", sorted(set(CSL_OF_RIS) - {"CASE", "CHART", "EQUA", "FIGURE", "SLIDE"})
)
def test_no_type_loses_its_second_title(reference_type: str) -> None:
    work = one(reference_type, "T2  - Second")
    assert "Second" in (work.container_title, work.collection_title)


@pytest.mark.parametrize(
    ("reference_type", "fields", "expected"),
    [
        ("CHAP", "T2  - Book\nT3  - Series", ("Book", "Series", "")),
        ("DICT", "T2  - Dictionary", ("Dictionary", "", "")),
        ("CONF", "T2  - Congress\nC3  - Proceedings\nT3  - Series", ("Proceedings", "Series", "Congress")),
        ("CONF", "T2  - Proceedings", ("Proceedings", "", "")),
        ("SLIDE", "T2  - Congress", ("", "", "Congress")),
        ("BILL", "T2  - Code\nT3  - Body", ("Code", "Body", "")),
        ("STAT", "T2  - Code", ("Code", "", "")),
        ("HEAR", "T2  - Committee", ("Committee", "", "")),
        ("CASE", "A2  - Reporter", ("Reporter", "", "")),
        ("JOUR", "T2  - Journal\nT3  - Section", ("Journal", "Section", "")),
        ("WEB", "J2  - Short", ("Short", "", "")),
        ("MUSIC", "T2  - Album\nT3  - Series", ("Album", "Series", "")),
        ("FIGURE", "T2  - Drawing Program 3", ("", "", "")),
    ],
)
def test_whole_series_and_event_are_what_zotero_makes_of_them(
    reference_type: str, fields: str, expected: tuple[str, str, str]
) -> None:
    work = one(reference_type, fields)
    assert (work.container_title, work.collection_title, work.event_title) == expected


@pytest.mark.parametrize(
    ("reference_type", "fields", "number"),
    [
        ("RPRT", "SN  - NG59", "NG59"),
        ("RPRT", "SN  - Report Number", "Report Number"),
        ("RPRT", "M1  - WHO/2004.1", "WHO/2004.1"),
        ("GOVDOC", "SN  - 99-1", "99-1"),
        ("STAND", "SN  - ISO 690", "ISO 690"),
        ("PAT", "SN  - US4629783", "US4629783"),
        ("PAT", "IS  - US4629783", "US4629783"),
        ("BILL", "M1  - H.R. 1", "H.R. 1"),
        ("BILL", "VL  - S. 5", "S. 5"),
        ("BILL", "VL  - 12\nT2  - Code", ""),
        ("HEAR", "M1  - 7", "7"),
        ("STAT", "M1  - 111-148", "111-148"),
        ("BILL", "M1  - Bill Number", "Bill Number"),
        ("CASE", "SV  - 08-205", "08-205"),
        ("DATA", "NV  - ICPSR 4", "ICPSR 4"),
        ("RPRT", "M1  - doi: 10.1000/x", ""),
        ("BOOK", "SN  - no number", ""),
        ("RPRT", "SN  - nan", ""),
    ],
)
def test_a_number_is_read_where_the_type_has_it(reference_type: str, fields: str, number: str) -> None:
    assert one(reference_type, fields).number == number


def test_a_report_with_an_issn_or_isbn_has_no_other_number() -> None:
    work = one("RPRT", "SN  - 1356-689X\nSN  - 9780306406157")
    assert (work.number, work.issn, work.isbn) == ("", ("1356-689X",), ("9780306406157",))


def test_the_issue_of_an_article_that_is_only_online_may_stand_in_m1() -> None:
    assert one("EJOUR", "M1  - 3").issue == "3"
    assert one("EJOUR", "M1  - doi 10.1000/x").issue == ""


@pytest.mark.parametrize(
    ("reference_type", "fields", "author", "editor", "translator"),
    [
        ("BOOK", "AU  - A, B\nA2  - Series, Ed\nA3  - Ed, Itor\nA4  - Trans, Lator", "A", "Ed", "Trans"),
        ("BOOK", "AU  - A, B\nA2  - Ed, Itor", "A", "Ed", ""),
        ("EDBOOK", "AU  - Ed, Itor", "", "Ed", ""),
        ("CHAP", "AU  - A, B\nA2  - Ed, Itor\nA3  - Series, Ed", "A", "Ed", ""),
        ("DICT", "AU  - A, B\nA4  - Trans, Lator", "A", "", "Trans"),
        ("PCOMM", "AU  - A, B\nA2  - Who, Got", "A", "", ""),
        ("CASE", "A2  - Reporter, U", "", "", ""),
        ("CONF", "AU  - A, B\nA4  - Sponsor, Rich", "A", "", ""),
    ],
)
def test_the_people_are_who_the_type_says(
    reference_type: str, fields: str, author: str, editor: str, translator: str
) -> None:
    work = one(reference_type, fields)

    def families(names: tuple[Name, ...]) -> str:
        return " ".join(name.family for name in names)

    assert (families(work.author), families(work.editor), families(work.translator)) == (
        author,
        editor,
        translator,
    )


@pytest.mark.parametrize("missing", ["nan", "NaN", "None", "null", "N/A"])
def test_a_word_for_what_is_not_there_is_no_volume_issue_or_page(missing: str) -> None:
    work = one("JOUR", f"VL  - {missing}\nIS  - {missing}\nSP  - 1\nEP  - {missing}")
    assert (work.volume, work.issue, work.page) == ("", "", "1")


def test_such_a_word_may_be_a_name() -> None:
    assert one("JOUR", "AU  - Nan").author == (Name("Nan"),)


def test_a_season_stands_behind_the_day() -> None:
    issued = one("JOUR", "PY  - 2010///Fall").issued
    assert issued is not None
    assert (issued.year, issued.season) == (2010, 3)


@pytest.mark.parametrize(
    ("reference_type", "fields", "page"),
    [
        ("BOOK", "SP  - 612", ""),
        ("THES", "SP  - xii, 230", ""),
        ("MPCT", "SP  - 90 min", ""),
        ("BOOK", "SP  - 10\nEP  - 20", "10-20"),
        ("BOOK", "SP  - 10-20", "10-20"),
        ("CHAP", "SP  - 612", "612"),
        ("JOUR", "SP  - 612", "612"),
    ],
)
def test_how_many_pages_a_whole_work_has_is_no_page(reference_type: str, fields: str, page: str) -> None:
    assert one(reference_type, fields).page == page
