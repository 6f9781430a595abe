"""Real answers of PubMed, where they are at hand."""

from __future__ import annotations

import functools
import random
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from silit.errors import UnreadableFormatError
from silit.formats.pubmed_xml import read_file, read_record
from silit.markup import parse_inline, to_html
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.integrity import assess, is_notice
from silit.model.names import Name
from silit.model.records import Record
from silit.model.terms import Relation
from silit.model.work import Work

RECORDED = Path(__file__).resolve().parents[2].parent / "shared" / "recorded" / "pubmed"
pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason=f"recorded answers are not here: {RECORDED.name}"
)


@functools.cache
def files() -> dict[str, bytes]:
    """Every recorded file that holds records, by its name."""
    found = {str(path.relative_to(RECORDED)): path.read_bytes() for path in sorted(RECORDED.rglob("*.xml"))}
    return {name: data for name, data in found.items() if b"<PubmedArticle>" in data}


@functools.cache
def records() -> dict[str, Record]:
    """Every recorded record by its PMID."""
    found = {}
    for data in files().values():
        for result in read_file(BytesIO(data)):
            if result.value is not None:
                found[result.value.source_id] = result.value
    return found


def work(pmid: str) -> Work:
    return records()[pmid].work


def test_every_recorded_record_is_read_without_a_serious_problem() -> None:
    read, codes = 0, []
    for data in files().values():
        for result in read_file(BytesIO(data)):
            read += result.value is not None
            codes += [problem.code for problem in result.problems]
    assert read == sum(data.count(b"<PubmedArticle>") for data in files().values()) > 240
    # Two excerpts were recorded without their dates; one file lists deleted records.
    assert sorted(codes) == ["deleted-at-pubmed"] + ["no-date"] * 2


def test_every_recorded_file_without_records_is_refused() -> None:
    others = [
        path for path in sorted(RECORDED.rglob("*.*ml")) if str(path.relative_to(RECORDED)) not in files()
    ]
    assert len(others) > 20
    for path in others:
        with path.open("rb") as stream, pytest.raises(UnreadableFormatError) as caught:
            list(read_file(stream))
        assert caught.value.hint


def test_a_kept_record_gives_the_same_work_again() -> None:
    for record in records().values():
        result = read_record(record.raw)
        assert (result.value, result.problems) == (record.work, record.problems)


def test_every_work_holds_what_its_fields_promise() -> None:
    for record in records().values():
        found = record.work
        assert found.pmid == record.source_id
        assert found.title
        assert not found.title.endswith(".") or found.title.endswith("...")
        ElementTree.fromstring(f"<p>{to_html(parse_inline(found.title))}</p>")
        for text in (found.title, found.container_title, found.volume, found.page, *found.keyword):
            assert text == " ".join(text.split())
        assert found.doi == found.doi.lower()
        assert not any("@" in place for name in found.author for place in name.affiliations)
        assert all(name.initials or name.literal for name in found.author)
        assert found.issued is not None or record.problems


def test_real_files_that_are_damaged_never_fail_otherwise_than_said() -> None:
    chance = random.Random(20190101)
    several = [data for data in files().values() if len(data) < 60_000]
    for data in several:
        for _ in range(6):
            damaged = bytearray(data)
            for _ in range(chance.randint(1, 8)):
                start = chance.randrange(len(damaged))
                damaged[start : start + chance.randint(0, 40)] = chance.randbytes(chance.randint(0, 6))
            try:
                for result in read_file(BytesIO(bytes(damaged))):
                    assert result.value is not None or result.problems
            except UnreadableFormatError as error:
                assert error.message


def test_the_human_genome_has_all_its_authors_and_its_consortium() -> None:
    found = work("11237011")
    assert found.author[0] == Name(
        "Lander",
        "E S",
        initials="ES",
        affiliations=(
            "Whitehead Institute for Biomedical Research, Center for Genome Research, Cambridge, MA 02142, USA.",
        ),
    )
    assert Name(literal="International Human Genome Sequencing Consortium") in found.author
    assert (found.title, found.volume, found.issue, found.page, found.issued, found.doi) == (
        "Initial sequencing and analysis of the human genome",
        "409",
        "6822",
        "860-921",
        PartialDate(2001, 2, 15),
        "10.1038/35057062",
    )


def test_a_retraction_notice_is_a_notice_and_its_authors_are_the_corrected_ones() -> None:
    found = work("9634358")
    assert [name.family for name in found.author] == [
        "Dunkel", "Scheer", "Zhu", "Whitley", "Schaffer", "Pavan-Langston",
    ]  # fmt: skip
    assert found.relations == (
        Relation(
            "RetractionOf",
            Identifier("pmid", "8393056"),
            "Dunkel EC, de Freitas D, Scheer DI, Siegel ML, Zhu Q, Whitley RJ, Schaffer PA, Pavan-Langston D. "
            "J Infect Dis. 1993 Aug;168(2):336-44",
            asserted_by="pubmed",
        ),
        Relation(
            "ErratumIn",
            None,
            "J Infect Dis 1998 Aug;178(2):601",
            "Whitely RJ [corrected to Whitley RJ]",
            "pubmed",
        ),
    )
    assert is_notice(found)
    assert assess(found, [("pubmed", "2026-01-01")]).status == "none-found"


def test_a_retracted_paper_is_retracted() -> None:
    found = work("9500320")
    assert assess(found, [("pubmed", "2026-01-01")]).status == "retracted"
    assert [relation.kind for relation in found.relations] == [
        "CommentIn",
        "RetractionIn",
        "ExpressionOfConcernIn",
    ]


def test_a_german_editorial_has_its_translated_and_its_own_title() -> None:
    found = work("38048813")
    assert (found.title, found.original_title, found.language, found.genre) == (
        "A Broader Scope - Bio-Psycho-Social Medicine In Global Focus",
        "A Broader Scope – Bio-psycho-soziale Medizin im globalen Fokus",
        "de",
        "Editorial",
    )
    assert (found.issued, found.available_date, found.page) == (
        PartialDate(2023, 12),
        PartialDate(2023, 12, 4),
        "487-488",
    )


def test_a_record_in_english_and_norwegian_is_english() -> None:
    found = work("36987902")
    assert (found.language, found.page, found.number) == ("en", "", "")
    assert (found.author[0].family, found.author[0].initials, found.author[0].orcid) == (
        "Bruserud",
        "Ø",
        "0000-0001-7093-6988",
    )


def test_a_title_with_nested_markup_and_odd_spaces_is_tidy() -> None:
    assert work("32025781").title == (
        "<b><i>Propionibacterium acnes</i></b> Host Inflammatory Response During Periprosthetic Infection "
        "Is Joint Specific"
    )


def test_a_formula_in_an_abstract_is_its_characters() -> None:
    found = work("29963580")
    assert "inhaled He3/Xe129 MRI ventilation" in found.abstract
    assert (found.page, found.number, found.publisher_place) == ("026002", "026002", "Bellingham, Wash.")
    assert Name(literal="Canadian Respiratory Research Network") in found.author


def test_a_range_over_the_turn_of_the_year_is_a_range() -> None:
    assert work("10188493").issued == PartialDate(1998, 12, end=PartialDate(1999, 1))
    assert work("23657305").issued == PartialDate(2013, 1, end=PartialDate(2013, 3))
    assert work("973217").issued == PartialDate(1976, season=3)
    assert work("21007460").issued == PartialDate(1944, end=PartialDate(1945))


def test_an_electronic_article_is_dated_by_its_day_online_and_located_by_its_number() -> None:
    found = work("18719013")
    assert (found.issued, found.page, found.number, found.trials) == (
        PartialDate(2008, 8, 21),
        "a1190",
        "a1190",
        ("ISRCTN63718836",),
    )
    assert found.abstract.startswith(
        "OBJECTIVE: To assess the effect of combined hormone replacement therapy"
    )
    assert "\n\nDESIGN: Randomised placebo controlled double blind trial.\n\n" in found.abstract
    assert work("30108519").number == "1034"


def test_an_erratum_without_authors_points_to_its_paper() -> None:
    found = work("38962805")
    assert (found.title, found.author, found.authors_complete) == ("Correction", (), "yes")
    assert [(relation.kind, str(relation.target)) for relation in found.relations] == [
        ("ErratumFor", "pmid:38446048")
    ]


def test_a_sici_doi_is_whole() -> None:
    assert work("10612833").doi == "10.1002/(sici)1098-1004(200001)15:1<114::aid-humu21>3.0.co;2-4"


def test_names_in_capitals_are_written_as_names() -> None:
    families = {name.family for record in records().values() for name in record.work.author}
    assert {"Wirth", "Colavolpe", "Lichtwitz"} <= families
    assert not {"WIRTH", "COLAVOLPE", "LICHTWITZ"} & families
