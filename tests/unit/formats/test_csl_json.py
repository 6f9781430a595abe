"""CSL-JSON out, and in again."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import Any

import pytest

from silit.errors import UnreadableFormatError
from silit.formats.csl_json import (
    entry_json,
    item_from_work,
    read_file,
    read_record,
    silit_object,
    work_from_item,
    write,
)
from silit.formats.csl_types import CSL_TYPES
from silit.model.claims import Evidence
from silit.model.dates import PartialDate
from silit.model.entries import Entry, RecordSummary
from silit.model.identifiers import Identifier
from silit.model.integrity import Integrity
from silit.model.names import Name
from silit.model.records import Record
from silit.model.terms import MeshHeading, PublicationType, Relation
from silit.model.work import OtherAbstract, Work

# The variables that csl-data.json (CSL 1.0.2) allows in an item, of those that silit writes.
SCHEMA_VARIABLES = frozenset(
    "abstract accessed author available-date collection-title container-title container-title-short custom DOI edition editor"
    " event-title genre id ISBN ISSN issue issued keyword language medium number original-title page PMCID PMID publisher"
    " publisher-place status title title-short translator type URL volume".split()
)
RETRACTION = Relation(
    "updated-by:retraction",
    Identifier("doi", "10.1000/notice"),
    note="Retraction",
    asserted_by="crossref:publisher",
    date="2010-02-06",
)
WORK = Work(
    type="article-journal",
    title="Effects of <i>in vivo</i> loading & p < 0.05",
    title_short="Loading",
    original_title="Belastung",
    container_title="Manual Therapy",
    container_title_short="Man Ther",
    author=(
        Name(family="van der Wurff", given="Peter", initials="P", orcid="0000-0002-1825-0097"),
        Name(family="Vries", given="Jo", particle="de", suffix="Jr."),
        Name(family="Suharto"),
        Name(literal="The SI Joint Group"),
        Name(family="Suharto"),
    ),
    editor=(Name(family="Editor", given="E"),),
    translator=(Name(family="Translator"),),
    authors_complete="no",
    issued=PartialDate(2005, 8, 30),
    available_date=PartialDate(2005, 2),
    accessed=PartialDate(2020, 3, 5),
    volume="10",
    issue="3",
    page="207-218",
    number="12",
    edition="2",
    publisher="Elsevier",
    publisher_place="Edinburgh",
    event_title="A meeting",
    genre="Review",
    medium="Internet",
    status="ppublish",
    language="en",
    abstract="AIM: To look.\n\nRESULTS: p < 0.05 & so on.",
    other_abstracts=(OtherAbstract("plain-language-summary", "en", "Simply."),),
    keyword=("massage", "sacroiliac joint"),
    doi="10.1016/j.math.2005.01.003",
    pmid="16038856",
    pmcid="PMC2582421",
    isbn=("9780306406157",),
    issn=("1356-689X", "0140-6736"),
    issn_linking="1356-689X",
    nlm_id="9610207",
    url="https://example.org/paper",
    other_ids=(Identifier("nihms", "NIHMS123"),),
    publication_types=(PublicationType("D016428", "Journal Article"),),
    mesh=(MeshHeading("D012446", "Sacroiliac Joint", ("injuries",), True),),
    relations=(RETRACTION,),
    study_type="cohort",
    trials=("NCT01234567",),
    grants=("NIH: R01",),
    conflict_of_interest="None.",
    rights="https://creativecommons.org/licenses/by/4.0/",
    citation_status="MEDLINE",
)
ENTRY = Entry(
    cite_key="vanderwurff2005",
    work=WORK,
    tags=("massage",),
    evidence=(
        Evidence("vanderwurff2005", "claim", "supports", quote="It helps.", quote_check="found", read="full"),
    ),
    integrity=Integrity("retracted", "2026-01-02", ("crossref",), (RETRACTION,)),
    records=(RecordSummary("crossref", "10.1016/j.math.2005.01.003", "2026-01-02T03:04:05Z"),),
    notes=("read again",),
    provenance={"title": "pubmed"},
    other_keys=("wurff2005",),
)


def test_a_whole_work_becomes_a_whole_item() -> None:
    assert item_from_work(WORK, "vanderwurff2005") == {
        "id": "vanderwurff2005",
        "type": "article-journal",
        "title": "Effects of <i>in vivo</i> loading & p < 0.05",
        "title-short": "Loading",
        "original-title": "Belastung",
        "container-title": "Manual Therapy",
        "container-title-short": "Man Ther",
        "author": [
            {"family": "van der Wurff", "given": "Peter"},
            {"family": "Vries", "given": "Jo", "suffix": "Jr.", "non-dropping-particle": "de"},
            {"family": "Suharto"},
            {"literal": "The SI Joint Group"},
            {"family": "Suharto"},
        ],
        "editor": [{"family": "Editor", "given": "E"}],
        "translator": [{"family": "Translator"}],
        "issued": {"date-parts": [[2005, 8, 30]]},
        "available-date": {"date-parts": [[2005, 2]]},
        "accessed": {"date-parts": [[2020, 3, 5]]},
        "volume": "10",
        "issue": "3",
        "page": "207-218",
        "number": "12",
        "edition": "2",
        "publisher": "Elsevier",
        "publisher-place": "Edinburgh",
        "event-title": "A meeting",
        "genre": "Review",
        "medium": "Internet",
        "status": "ppublish",
        "language": "en",
        "DOI": "10.1016/j.math.2005.01.003",
        "PMID": "16038856",
        "PMCID": "PMC2582421",
        "URL": "https://example.org/paper",
        "abstract": "AIM: To look.\n\nRESULTS: p < 0.05 & so on.",
        "ISBN": "9780306406157",
        "ISSN": "1356-689X 0140-6736",
        "keyword": "massage, sacroiliac joint",
    }


def test_a_work_of_which_nothing_is_known_has_only_a_key_and_a_type() -> None:
    assert item_from_work(Work(), "nd") == {"id": "nd", "type": "document"}


def test_initials_stand_in_for_a_given_name_that_is_not_known() -> None:
    item = item_from_work(Work(author=(Name(family="Laslett", initials="MJ"),)), "k")
    assert item["author"] == [{"family": "Laslett", "given": "M. J."}]


def test_what_silit_knows_stands_in_an_object_of_its_own() -> None:
    notice = {
        "kind": "updated-by:retraction",
        "target": "doi:10.1000/notice",
        "citation": "",
        "note": "Retraction",
        "asserted_by": "crossref:publisher",
        "date": "2010-02-06",
    }
    assert silit_object(ENTRY) == {
        "tags": ["massage"],
        "evidence": [
            {
                "claim": "claim",
                "stance": "supports",
                "quote": "It helps.",
                "quote_check": "found",
                "locator": "",
                "note": "",
                "read": "full",
                "suggested_by": "",
                "judged_by": "",
                "judged_on": "",
                "example": False,
            }
        ],
        "study_type": "cohort",
        "levels": {},
        "integrity": {
            "status": "retracted",
            "checked": "2026-01-02",
            "sources": ["crossref"],
            "notices": [notice],
        },
        "records": [
            {"source": "crossref", "id": "10.1016/j.math.2005.01.003", "retrieved": "2026-01-02T03:04:05Z"}
        ],
        "authors_complete": False,
        "inbox": False,
        "publication_types": [{"ui": "D016428", "label": "Journal Article"}],
        "mesh": [
            {"ui": "D012446", "descriptor": "Sacroiliac Joint", "qualifiers": ["injuries"], "major": True}
        ],
        "relations": [notice],
        "other_abstracts": [{"kind": "plain-language-summary", "language": "en", "text": "Simply."}],
        "other_ids": ["nihms:NIHMS123"],
        "initials": ["P", "", "", "", ""],
        "orcids": ["0000-0002-1825-0097", "", "", "", ""],
        "provenance": {"title": "pubmed"},
        "notes": ["read again"],
        "other_keys": ["wurff2005"],
        "issn_linking": "1356-689X",
        "nlm_id": "9610207",
        "conflict_of_interest": "None.",
        "rights": "https://creativecommons.org/licenses/by/4.0/",
        "citation_status": "MEDLINE",
        "trials": ["NCT01234567"],
        "grants": ["NIH: R01"],
    }


def test_an_entry_of_which_nothing_is_known_has_the_promised_names_all_the_same() -> None:
    assert silit_object(Entry("nd", Work(authors_complete="unknown"))) == {
        "tags": [],
        "evidence": [],
        "study_type": "unknown",
        "levels": {},
        "integrity": {"status": "not-checked", "checked": "", "sources": [], "notices": []},
        "records": [],
        "authors_complete": None,
        "inbox": False,
    }


def test_the_study_type_of_the_entry_counts_before_that_of_the_work() -> None:
    assert silit_object(Entry("k", Work(), study_type="rct"))["study_type"] == "rct"
    assert silit_object(Entry("k", Work(study_type="cohort")))["study_type"] == "cohort"


def test_json_answers_have_the_object_under_silit_and_files_under_custom() -> None:
    item, own = item_from_work(WORK, "vanderwurff2005"), silit_object(ENTRY)
    assert entry_json(ENTRY) == {**item, "silit": own}
    assert json.loads(write([ENTRY, ENTRY]).value) == [{**item, "custom": own}] * 2
    assert write([]).value == "[]\n"


def test_a_sign_that_turns_the_text_is_written_in_digits_and_read_back() -> None:
    entry = replace(ENTRY, work=replace(WORK, title="a\u202eb \u0645\u200c\u0646"))
    written = write([entry]).value
    assert '"title": "a\\u202eb \u0645\u200c\u0646"' in written
    assert json.loads(written)[0]["title"] == entry.work.title


def test_a_file_holds_only_variables_of_the_csl_schema() -> None:
    (item,) = json.loads(write([ENTRY]).value)
    assert set(item) <= SCHEMA_VARIABLES
    assert item["type"] in CSL_TYPES
    for role in ("author", "editor", "translator"):
        for name in item[role]:
            assert set(name) <= {"family", "given", "suffix", "non-dropping-particle", "literal"}
    for variable, value in item.items():
        if variable not in (
            "author",
            "editor",
            "translator",
            "issued",
            "available-date",
            "accessed",
            "custom",
        ):
            assert isinstance(value, str)


def test_a_written_file_is_read_to_the_same_work_with_tags_to_suggest() -> None:
    (result,) = read_file(io.BytesIO(write([ENTRY]).value.encode()))
    record = result.value
    assert isinstance(record, Record)
    assert (record.source, record.source_id, record.format) == ("import", "vanderwurff2005", "csl-json")
    expected = Work(
        **{name: getattr(WORK, name) for name in WORK.__slots__} | {"suggested_tags": ("massage",)}
    )
    assert record.work == expected
    assert read_record(record.raw).value == expected


@pytest.mark.parametrize(
    ("date", "csl"),
    [
        (PartialDate(2005), {"date-parts": [[2005]]}),
        (PartialDate(2005, 8, 30), {"date-parts": [[2005, 8, 30]]}),
        (PartialDate(1998, 12, end=PartialDate(1999, 1)), {"date-parts": [[1998, 12], [1999, 1]]}),
        (PartialDate(2000, season=1), {"date-parts": [[2000]], "season": 1}),
        (PartialDate(2000, circa=True), {"date-parts": [[2000]], "circa": True}),
    ],
)
def test_dates_go_out_and_come_back(date: PartialDate, csl: dict[str, Any]) -> None:
    assert item_from_work(Work(issued=date), "k")["issued"] == csl
    assert work_from_item({"issued": csl}).value.issued == date


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [["2005", "8"]]}, PartialDate(2005, 8)),
        ({"date-parts": [[2005, 13]]}, PartialDate(2005)),
        ({"date-parts": [[2005, 2, 30]]}, PartialDate(2005, 2)),
        ({"date-parts": [[2005]], "season": "Fall"}, PartialDate(2005, season=3)),
        ({"raw": "2005-08-30"}, PartialDate(2005, 8, 30)),
        ({"raw": "1998-12/1999-01"}, PartialDate(1998, 12, end=PartialDate(1999, 1))),
        ({"literal": "Spring 2005"}, PartialDate(2005, season=1)),
        ({"literal": "4th Quarter 2005"}, PartialDate(2005, literal="4th Quarter 2005")),
        ({"raw": "May 2020"}, PartialDate(2020, 5)),
        ({"raw": "30 August 2005"}, PartialDate(2005, 8, 30)),
        ({"raw": "August 30, 2005"}, PartialDate(2005, 8, 30)),
        ("2005 Aug", PartialDate(2005, 8)),
        ({"raw": "1950~"}, PartialDate(1950, circa=True)),
        ("2005-08", PartialDate(2005, 8)),
    ],
)
def test_dates_of_other_programs_are_read(issued: object, date: PartialDate) -> None:
    result = work_from_item({"id": "k", "issued": issued})
    assert (result.value.issued, result.problems) == (date, ())


@pytest.mark.parametrize(
    "accessed",
    [
        {"date-parts": [["2020", "3", "5"]]},
        {"raw": "2020-03-05"},
        {"raw": "2020-03-05T09:15:22Z"},
        {"literal": "5 March 2020"},
        "2020-03-05",
    ],
)
def test_the_day_of_access_is_read_however_it_is_written(accessed: object) -> None:
    result = work_from_item({"id": "k", "accessed": accessed})
    assert (result.value.accessed, result.problems) == (PartialDate(2020, 3, 5), ())


def test_a_day_of_access_that_cannot_be_read_is_a_problem_too() -> None:
    result = work_from_item({"id": "k", "accessed": {"literal": "last week"}})
    assert result.value.accessed is None
    assert [(problem.code, problem.key) for problem in result.problems] == [("bad-date", "k")]
    assert "accessed" in result.problems[0].message


def test_a_date_that_cannot_be_read_is_a_problem() -> None:
    result = work_from_item({"id": "k", "issued": {"literal": "in press"}})
    assert result.value.issued is None
    assert [(problem.code, problem.key) for problem in result.problems] == [("bad-date", "k")]


@pytest.mark.parametrize(
    ("item", "work"),
    [
        (
            {"type": "journal-article", "container-title": ["Spine"]},
            Work("article-journal", container_title="Spine"),
        ),
        ({"title": "<em>E. coli</em> &amp; pain"}, Work(title="<i>E. coli</i> & pain")),
        ({"title": '<span class="nocase">SI</span> joint'}, Work(title="SI joint")),
        ({"shortTitle": "A", "journalAbbreviation": "B"}, Work(title_short="A", container_title_short="B")),
        ({"event": "A meeting"}, Work(event_title="A meeting")),
        ({"page": "142–52"}, Work(page="142-152")),
        ({"volume": 10, "issue": 3, "PMID": 16038856}, Work(volume="10", issue="3", pmid="16038856")),
        ({"PMCID": "2582421"}, Work(pmcid="PMC2582421")),
        ({"note": "PMID: 16038856\nPMCID: PMC2582421"}, Work(pmid="16038856", pmcid="PMC2582421")),
        (
            {"URL": "https://doi.org/10.1000/X"},
            Work(doi="10.1000/x", url="https://doi.org/10.1000/X"),
        ),
        ({"URL": "javascript:alert(1)"}, Work()),
        ({"ISSN": "1356-689X, 0140-6736"}, Work(issn=("1356-689X", "0140-6736"))),
        ({"ISBN": "978 0 306 40615 7"}, Work(isbn=("9780306406157",))),
        ({"ISBN": ["0-306-40615-2"]}, Work(isbn=("9780306406157",))),
        ({"keyword": "a,b , c"}, Work(keyword=("a", "b", "c"))),
        ({"language": "German"}, Work(language="de")),
        (
            {
                "author": [
                    {
                        "family": "Wurff",
                        "given": "P",
                        "dropping-particle": "van",
                        "non-dropping-particle": "der",
                    }
                ]
            },
            Work(author=(Name(family="Wurff", given="P", particle="van der"),)),
        ),
        (
            {"author": ["A Group", {"name": "B Group"}, {"given": "Suharto"}, {}, None, 3]},
            Work(
                author=(
                    Name(literal="A Group"),
                    Name(literal="B Group"),
                    Name(family="Suharto"),
                    Name(literal="3"),
                )
            ),
        ),
        ({"author": {"literal": "One"}}, Work(author=(Name(literal="One"),))),
        ({"custom": {"anything": 1}}, Work()),
    ],
)
def test_items_of_other_programs_are_read(item: dict[str, Any], work: Work) -> None:
    assert work_from_item(item).value == work


def test_a_type_that_csl_does_not_know_is_kept_as_a_document() -> None:
    result = work_from_item({"id": "k", "type": "podcast"})
    assert result.value.type == "document"
    assert [problem.code for problem in result.problems] == ["unknown-type"]


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        ('[{"id": "a", "title": "A"}, {"DOI": "10.1000/B"}]', ["a", "10.1000/b"]),
        ('{"items": [{"id": 7, "title": "A"}]}', ["7"]),
        ('{"references": [{"id": "a", "title": "A"}]}', ["a"]),
        ('{"id": "a", "title": "A"}\n{"id": "b", "title": "B"}', ["a", "b"]),
        ("[]", []),
    ],
)
def test_files_of_every_shape_are_read(raw: str, ids: list[str]) -> None:
    results = list(read_file(io.BytesIO(raw.encode())))
    assert [result.value.source_id for result in results if result.value] == ids
    assert len(results) == len(ids)


def test_an_empty_item_is_a_problem_beside_the_others() -> None:
    results = list(read_file(io.BytesIO(b'[{"id": "a"}, 3, {"id": "b", "title": "B"}]')))
    assert [result.value.source_id if result.value else result.problems[0].code for result in results] == [
        "empty-record",
        "not-a-work",
        "b",
    ]


@pytest.mark.parametrize("raw", [b"", b"[1]", b'[{"id": "a"}, {"id": "b"}]', b"nonsense"])
def test_a_kept_item_that_is_none_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableFormatError):
        read_record(raw)


def test_a_number_in_an_archive_is_the_address_where_there_is_no_other() -> None:
    work = Work(type="article", title="Attention", other_ids=(Identifier("arxiv", "1706.03762"),))
    assert item_from_work(work, "a") == {
        "id": "a",
        "type": "article",
        "title": "Attention",
        "URL": "https://arxiv.org/abs/1706.03762",
    }
    assert "URL" not in item_from_work(replace(work, doi="10.1/a"), "a")


@pytest.mark.parametrize(
    "item",
    [
        {"URL": "http://arxiv.org/abs/1706.03762v5"},
        {"number": "arXiv:1706.03762", "publisher": "arXiv"},
        {"DOI": "10.48550/arXiv.1706.03762"},
        {"container-title": "arXiv preprint arXiv:1706.03762"},
        {"container-title": "arXiv", "page": "arXiv:1706.03762"},
    ],
)
def test_a_number_in_arxiv_is_found_wherever_other_programs_put_it(item: dict[str, str]) -> None:
    work = work_from_item({"type": "article-journal", "title": "Attention"} | item).value
    assert work.other_ids == (Identifier("arxiv", "1706.03762"),)
    assert (work.number, work.page) == ("", "")
    if "container-title" in item:
        assert (work.type, work.container_title) == ("article", "arXiv")
