"""The bundled collection is read whole, and the example claims point at the works that they mean."""

from __future__ import annotations

import io
import re
from importlib.resources import files

import pytest

from silit.errors import UnreadableFormatError
from silit.formats import starter_claims, starter_csv
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.records import Record
from silit.model.terms import Relation
from silit.model.work import Work

DATA = files("silit.data")


def records() -> list[Record]:
    results = list(starter_csv.read_file(io.BytesIO((DATA / "starter.csv").read_bytes())))
    assert [result.problems for result in results if result.problems] == []
    return [result.value for result in results if result.value]


RECORDS = records()
WORKS = {record.source_id: record.work for record in RECORDS}


def test_every_row_is_read_and_has_an_identifier_of_its_own() -> None:
    assert len(RECORDS) == 97
    assert len(WORKS) == 97
    for scheme in ("pmid", "doi", "pmcid"):
        values = [getattr(work, scheme) for work in WORKS.values() if getattr(work, scheme)]
        assert len(values) == len(set(values))


def test_a_row_becomes_the_whole_work() -> None:
    assert WORKS["12131388"] == Work(
        type="article-journal",
        title="Fluoroscopic positioning of sacroiliac screws in 88 patients",
        container_title="The Journal of Trauma",
        container_title_short="J Trauma",
        author=(
            Name(family="van den Bosch", given="E W", initials="EW"),
            Name(family="van Zwienen", given="C M", initials="CM"),
            Name(family="van Vugt", given="A B", initials="AB"),
        ),
        authors_complete="yes",
        issued=PartialDate(2002),
        volume="53",
        issue="1",
        page="44-48",
        doi="10.1097/00005373-200207000-00009",
        pmid="12131388",
        suggested_tags=("treatment",),
    )


def test_names_keep_suffixes_groups_and_spelled_given_names() -> None:
    assert Name(family="Polly", given="D W", suffix="Jr.", initials="DW") in WORKS["24519569"].author
    assert WORKS["10.14444/3028"].author[-1] == Name(literal="INSITE Study Group")
    assert WORKS["35400840"].author[2] == Name(family="d'Hemecourt", given="Charles A")
    assert WORKS["32605016"].author[2] == Name(family="In", given="Tae-sung")


def test_an_author_list_says_whether_it_is_whole() -> None:
    assert WORKS["28672319"].authors_complete == "no"
    assert (WORKS["11415579"].author, WORKS["11415579"].authors_complete) == ((), "unknown")
    assert (WORKS["28973594"].author, WORKS["28973594"].authors_complete) == ((), "yes")


def test_an_article_number_stands_as_page_and_as_number() -> None:
    assert (WORKS["25781325"].page, WORKS["25781325"].number) == ("e0116739", "e0116739")
    assert (WORKS["28973594"].page, WORKS["28973594"].number) == ("1188", "")


def test_every_range_of_pages_is_full() -> None:
    for work in WORKS.values():
        match = re.fullmatch(r"([A-Z]?)(\d+)-([A-Z]?)(\d+)", work.page)
        if "-" in work.page:
            assert match and match[1] == match[3] and int(match[2]) <= int(match[4]), work.title


def test_the_erratum_and_its_paper_name_each_other() -> None:
    assert WORKS["28973594"].relations == (
        Relation("ErratumFor", Identifier("pmid", "28672319"), asserted_by="pubmed"),
    )
    assert WORKS["28672319"].relations == (
        Relation("ErratumIn", Identifier("pmid", "28973594"), asserted_by="pubmed"),
    )
    assert WORKS["28973594"].study_type == "notice"


def test_a_protocol_is_not_a_trial_and_an_unstated_study_type_is_left_open() -> None:
    assert WORKS["19843340"].study_type == "protocol"
    assert WORKS["25352050"].study_type == "protocol"
    assert WORKS["28672319"].study_type == "rct"
    assert WORKS["9127914"].study_type == "anatomy"
    assert WORKS["12131388"].study_type == ""


def test_the_collection_holds_facts_and_no_abstracts() -> None:
    assert {work.abstract for work in WORKS.values()} == {""}


def test_a_kept_row_is_read_again_as_the_same_work() -> None:
    assert [starter_csv.read_record(record.raw).value for record in RECORDS] == [
        record.work for record in RECORDS
    ]


def test_the_stream_stays_open_for_whoever_opened_it() -> None:
    stream = io.BytesIO((DATA / "starter.csv").read_bytes())
    list(starter_csv.read_file(stream))
    assert not stream.closed


def test_a_bad_row_is_named_and_the_others_are_read() -> None:
    head, first, second, *_ = (DATA / "starter.csv").read_bytes().splitlines(keepends=True)
    bad = b"1,,,Title,,,perhaps,,,,,,,,,,\n"
    results = list(starter_csv.read_file(io.BytesIO(head + first + bad + second)))
    assert [result.value is not None for result in results] == [True, False, True]
    assert (results[1].problems[0].code, results[1].problems[0].line) == ("bad-starter-row", 3)


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00pmid"])
def test_what_is_no_starter_collection_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFormatError):
        list(starter_csv.read_file(io.BytesIO(data)))
    with pytest.raises(UnreadableFormatError):
        starter_csv.read_record(data)


def test_the_example_claims_point_at_the_works_that_they_mean() -> None:
    by_identifier = {f"pmid:{work.pmid}": work for work in WORKS.values() if work.pmid}
    by_identifier |= {f"doi:{work.doi}": work for work in WORKS.values()}
    claims = starter_claims.read_claims((DATA / "starter_claims.toml").read_text(encoding="utf-8"))
    sides = {}
    for example in claims:
        assert example.claim.example
        for stance in example.stances:
            work = by_identifier[str(stance.work)]
            sides[example.claim.slug, work.author[0].family, work.year] = stance.stance
    assert sides == {
        ("massage-lbp", "Cherkin", 2011): "supports",
        ("massage-lbp", "Kumar", 2013): "supports",
        ("massage-lbp", "Furlan", 2015): "inconclusive",
        ("manual-therapy-sij-pain", "Al-Subahi", 2017): "supports",
        ("manual-therapy-sij-pain", "Trager", 2024): "inconclusive",
        ("provocation-tests", "Laslett", 2005): "supports",
        ("provocation-tests", "Szadek", 2009): "supports",
        ("rf-denervation", "Cohen", 2008): "supports",
        ("rf-denervation", "Juch", 2017): "contradicts",
        ("acupuncture-pgp", "Elden", 2005): "supports",
        ("acupuncture-pgp", "Elden", 2008): "inconclusive",
    }
    assert {example.claim.slug: example.claim.question for example in claims} == {
        "massage-lbp": "treatment",
        "manual-therapy-sij-pain": "treatment",
        "provocation-tests": "diagnosis",
        "rf-denervation": "treatment",
        "acupuncture-pgp": "treatment",
    }


@pytest.mark.parametrize(
    "text",
    [
        "claim = 3",
        "[[claim]]\nslug = 'a'",
        "[[claim]]\nslug='a'\ntext='b'\nquestion=''\nstances=[{work='x', stance='supports'}]",
        "[[claim]]\nslug='a'\ntext='b'\nquestion=''\nstances=[{work='pmid:1', stance='likes'}]",
        "[[",
    ],
)
def test_a_file_that_holds_no_example_claims_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFormatError):
        starter_claims.read_claims(text)
