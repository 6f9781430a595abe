"""docs/pubmed-xml.md is what its table generates."""

from __future__ import annotations

from support.pubmed_path_table import TABLE
from support.pubmed_paths import PAGE, is_known, page, paths_in, unknown_in
from support.pubmed_xml import article, book, whole

from silit.model.work import Work


def test_the_page_is_what_the_table_generates() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_no_path_has_two_rows() -> None:
    paths = [row.path for row in TABLE]
    assert sorted(paths) == sorted(set(paths))


def test_every_row_names_fields_that_a_work_has_and_says_why() -> None:
    for row in TABLE:
        for field in row.field.split(", "):
            assert not field or field.startswith("Name.") or field in Work.__slots__
        assert row.how


def test_a_path_that_the_table_does_not_know_is_found() -> None:
    record = article(citation="<Surprise kind='new'><Inside/></Surprise><ChemicalList><New/></ChemicalList>")
    data = whole(record, book("", "<BookTitle>Back Pain</BookTitle>"))
    top = "PubmedArticle/MedlineCitation/Surprise"
    assert unknown_in([data]) == [top, f"{top}/@kind", f"{top}/Inside"]
    assert paths_in(data)["PubmedArticle/MedlineCitation/ChemicalList/New"] == 1
    assert is_known("PubmedArticle/MedlineCitation/ChemicalList/New")
