"""Crossref's JSON as works: each rule, and whole records."""

from __future__ import annotations

import gzip
import io
import json
from typing import Any

import pytest

from silit.errors import UnreadableFormatError
from silit.formats.crossref_json import read_file, read_item, read_record
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.integrity import assess, is_notice
from silit.model.names import Name
from silit.model.records import Record
from silit.model.terms import Relation
from silit.model.work import Work


def item(**fields: Any) -> dict[str, Any]:
    """A small journal article; `published_print=` stands for "published-print"."""
    basis: dict[str, Any] = {"DOI": "10.1000/x", "type": "journal-article", "title": ["A title"]}
    return basis | {name.replace("_", "-"): value for name, value in fields.items()}


def work(**fields: Any) -> Work:
    return read_item(item(**fields)).value


def on(*parts: int | None) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


LASLETT = {
    "DOI": "10.1016/J.MATH.2005.01.003",
    "type": "journal-article",
    "title": [
        "Diagnosis of Sacroiliac Joint Pain: Validity of individual provocation tests and composites of tests"
    ],
    "container-title": ["Manual Therapy"],
    "short-container-title": ["Manual Therapy"],
    "author": [
        {"given": "Mark", "family": "Laslett", "sequence": "first", "affiliation": []},
        {"given": "Charles N.", "family": "Aprill", "sequence": "additional", "affiliation": []},
        {"given": "Barry", "family": "McDonald", "sequence": "additional", "affiliation": []},
        {"given": "Sharon B.", "family": "Young", "sequence": "additional", "affiliation": []},
    ],
    "issued": on(2005, 8),
    "published-print": on(2005, 8),
    "created": on(2005, 2, 25),
    "deposited": on(2018, 12, 6),
    "indexed": on(2024, 5, 1),
    "volume": "10",
    "issue": "3",
    "page": "207-218",
    "ISSN": ["1356-689X"],
    "issn-type": [{"type": "print", "value": "1356-689X"}],
    "publisher": "Elsevier BV",
    "language": "en",
    "subject": ["Rehabilitation"],
    "URL": "http://dx.doi.org/10.1016/j.math.2005.01.003",
    "resource": {"primary": {"URL": "https://linkinghub.elsevier.com/retrieve/pii/S1356689X05000469"}},
    "is-referenced-by-count": 300,
    "score": 1.0,
}


def test_a_whole_article_becomes_a_whole_work() -> None:
    assert read_item(LASLETT).value == Work(
        type="article-journal",
        title="Diagnosis of Sacroiliac Joint Pain: Validity of individual provocation tests and composites of tests",
        container_title="Manual Therapy",
        author=(
            Name(family="Laslett", given="Mark"),
            Name(family="Aprill", given="Charles N."),
            Name(family="McDonald", given="Barry"),
            Name(family="Young", given="Sharon B."),
        ),
        issued=PartialDate(2005, 8),
        volume="10",
        issue="3",
        page="207-218",
        publisher="Elsevier BV",
        language="en",
        doi="10.1016/j.math.2005.01.003",
        issn=("1356-689X",),
        url="https://linkinghub.elsevier.com/retrieve/pii/S1356689X05000469",
    )


def test_a_whole_preprint_becomes_a_whole_work() -> None:
    preprint = {
        "DOI": "10.1101/2020.01.22.914952",
        "type": "posted-content",
        "subtype": "preprint",
        "title": ["Discovery of a novel coronavirus"],
        "institution": [{"name": "bioRxiv"}],
        "publisher": "Cold Spring Harbor Laboratory",
        "group-title": "Microbiology",
        "posted": on(2020, 1, 23),
        "issued": on(2020, 1, 23),
        "accepted": on(2020, 1, 22),
        "author": [{"given": "Peng", "family": "Zhou", "ORCID": "http://orcid.org/0000-0002-1825-0097"}],
        "abstract": "<jats:title>Abstract</jats:title><jats:p>We report it.</jats:p>",
        "license": [{"URL": "http://creativecommons.org/licenses/by-nd/4.0/", "content-version": "vor"}],
        "relation": {
            "is-preprint-of": [
                {"id-type": "doi", "id": "10.1038/S41586-020-2012-7", "asserted-by": "subject"}
            ]
        },
    }
    assert read_item(preprint).value == Work(
        type="article",
        title="Discovery of a novel coronavirus",
        author=(Name(family="Zhou", given="Peng", orcid="0000-0002-1825-0097"),),
        issued=PartialDate(2020, 1, 23),
        available_date=PartialDate(2020, 1, 23),
        publisher="bioRxiv",
        genre="Preprint",
        abstract="We report it.",
        doi="10.1101/2020.01.22.914952",
        relations=(
            Relation(
                "is-preprint-of",
                Identifier("doi", "10.1038/s41586-020-2012-7"),
                asserted_by="crossref:publisher",
            ),
        ),
        rights="http://creativecommons.org/licenses/by-nd/4.0/",
    )


@pytest.mark.parametrize(
    ("crossref", "csl"),
    [
        ("journal-article", "article-journal"),
        ("book-chapter", "chapter"),
        ("book-section", "chapter"),
        ("monograph", "book"),
        ("edited-book", "book"),
        ("reference-entry", "entry-encyclopedia"),
        ("proceedings-article", "paper-conference"),
        ("journal-issue", "periodical"),
        ("dissertation", "thesis"),
        ("report-component", "report"),
        ("standard", "standard"),
        ("database", "dataset"),
        ("peer-review", "review"),
        ("component", "document"),
        ("article-journal", "article-journal"),
        ("something-new", "document"),
    ],
)
def test_crossref_types_become_csl_types(crossref: str, csl: str) -> None:
    result = read_item(item(type=crossref))
    assert result.value.type == csl
    assert [problem.code for problem in result.problems] == ["unknown-type"] * (crossref == "something-new")


@pytest.mark.parametrize(
    ("subtype", "csl", "genre"),
    [("preprint", "article", "Preprint"), ("other", "post-weblog", ""), ("dissertation", "thesis", "")],
)
def test_posted_content_is_told_by_its_subtype(subtype: str, csl: str, genre: str) -> None:
    posted = work(type="posted-content", subtype=subtype)
    assert (posted.type, posted.genre) == (csl, genre)


PRINT, ONLINE, ISSUED = on(2010, 3), on(2009, 11, 5), on(2009, 11, 5)


@pytest.mark.parametrize(
    ("fields", "issued", "online"),
    [
        (
            {"volume": "3", "published_print": PRINT, "published_online": ONLINE, "issued": ISSUED},
            "2010-03",
            "2009-11-05",
        ),
        (
            {"published_print": PRINT, "published_online": ONLINE, "issued": ISSUED},
            "2009-11-05",
            "2009-11-05",
        ),
        ({"volume": "3", "published_online": ONLINE, "issued": ISSUED}, "2009-11-05", "2009-11-05"),
        ({"volume": "3", "issued": on(2001)}, "2001", ""),
        (
            {"type": "book-chapter", "published_print": PRINT, "published_online": ONLINE},
            "2010-03",
            "2009-11-05",
        ),
        ({"type": "book-chapter", "issued": ISSUED, "published_online": on(2020)}, "2009-11-05", "2020"),
        (
            {"type": "posted-content", "posted": on(2020, 1, 2), "issued": on(2019)},
            "2020-01-02",
            "2020-01-02",
        ),
        ({"type": "dissertation", "approved": on(2013, 5), "issued": on(2014)}, "2013-05", ""),
        ({"created": on(2002, 7), "deposited": on(2010), "indexed": on(2020)}, "", ""),
        ({"issued": {"date-parts": [[None]]}}, "", ""),
        ({"issued": on(0)}, "", ""),
        ({"issued": on(1)}, "", ""),
        ({"issued": on(20007)}, "", ""),
        ({"issued": {"date-parts": [["2005", "8", "30"]]}}, "2005-08-30", ""),
        ({"issued": on(2005, 13, 1)}, "2005", ""),
        ({"issued": on(2005, 2, 30)}, "2005-02", ""),
        ({"issued": on(2005, None, 3)}, "2005", ""),
    ],
)
def test_the_cited_date_is_chosen_by_type_and_never_taken_from_bookkeeping(
    fields: dict[str, Any], issued: str, online: str
) -> None:
    made = work(**fields)
    assert (made.issued.iso if made.issued else "") == issued
    assert (made.available_date.iso if made.available_date else "") == online


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"given": "Mark", "family": "Laslett"}, Name(family="Laslett", given="Mark")),
        ({"family": "조혜린"}, Name(family="조혜린")),
        ({"given": "Suharto"}, Name(family="Suharto")),
        ({"name": "NICE &amp; Partners"}, Name(literal="NICE & Partners")),
        ({"given": "L", "family": "GUMLEY"}, Name(family="Gumley", given="L")),
        ({"given": "JOHN W.", "family": "MCKENZIE-O'NEIL"}, Name(family="McKenzie-O'Neil", given="John W.")),
        ({"given": "PETER", "family": "VAN DER WURFF"}, Name(family="van der Wurff", given="Peter")),
        ({"given": "AMY", "family": "LEE"}, Name(family="LEE", given="AMY")),
        ({"given": "SARAH", "family": "LEE"}, Name(family="Lee", given="Sarah")),
        ({"given": "AJ", "family": "Wakefield"}, Name(family="Wakefield", given="A J")),
        ({"family": "SMITH JA"}, Name(family="Smith", given="J A")),
        ({"family": "Smith, Jo"}, Name(family="Smith", given="Jo")),
        ({"given": "Jo", "family": "Smith, PhD, M.D."}, Name(family="Smith", given="Jo")),
        ({"given": "Jo, PT", "family": "Smith", "suffix": "PhD"}, Name(family="Smith", given="Jo")),
        ({"given": "Jo", "family": "Smith", "suffix": "Jr"}, Name(family="Smith", given="Jo", suffix="Jr.")),
        ({"given": "Jo", "family": "Smith Jr."}, Name(family="Smith", given="Jo", suffix="Jr.")),
        ({"given": "Jo", "family": "Smith", "suffix": "3rd"}, Name(family="Smith", given="Jo", suffix="III")),
        ({"given": "Jo*", "family": "Smith1†"}, Name(family="Smith", given="Jo")),
        ({"given": "M.D.", "family": "Ma"}, Name(family="Ma", given="M.D.")),
        ({"given": "M", "family": "Ba"}, Name(family="Ba", given="M")),
        (
            {
                "given": "Jo",
                "family": "de Vries",
                "affiliation": [{"name": "A  &amp; B"}, {"id": []}, {"name": "A & B"}],
            },
            Name(family="de Vries", given="Jo", affiliations=("A & B",)),
        ),
        (
            {"given": "Jo", "family": "S", "ORCID": "https://orcid.org/0000-0002-1825-0098"},
            Name(family="S", given="Jo"),
        ),
    ],
)
def test_a_contributor_becomes_a_name(person: dict[str, Any], name: Name) -> None:
    assert work(author=[person]).author == (name,)


def test_authors_keep_order_and_repetitions_and_nameless_ones_are_left_out() -> None:
    people = [
        {"family": "B"},
        {"family": "A"},
        {"family": "B"},
        {"role": [{"role": "author"}]},
        {"name": "Group"},
    ]
    assert [name.display for name in work(author=people).author] == ["B", "A", "B", "Group"]


def test_a_whole_list_in_one_name_is_taken_apart_and_et_al_says_that_it_goes_on() -> None:
    made = work(author=[{"family": "Smith JA, van Dyk B, Ng C"}, {"family": "et al."}])
    assert made.author == (
        Name(family="Smith", given="J A"),
        Name(family="van Dyk", given="B"),
        Name(family="Ng", given="C"),
    )
    assert made.authors_complete == "no"


def test_editors_and_translators_stand_apart() -> None:
    made = work(type="book", editor=[{"family": "E"}], translator=[{"family": "T"}])
    assert (made.author, made.editor, made.translator) == ((), (Name(family="E"),), (Name(family="T"),))


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": ["Massage"], "subtitle": ["a review"]}, "Massage: a review"),
        ({"title": ["Massage: A review"], "subtitle": ["a review"]}, "Massage: A review"),
        ({"title": ["Massage:"], "subtitle": ["a review"]}, "Massage: a review"),
        ({"title": ["Does it help?"], "subtitle": ["A review"]}, "Does it help? A review"),
        ({"title": [""], "subtitle": []}, ""),
        ({"title": None}, ""),
        ({"title": [""], "original_title": ["Die Massage"]}, "Die Massage"),
        ({"title": ["", "Second"]}, "Second"),
        ({"title": "A string"}, "A string"),
        ({"title": ["Seasonables for planting /"]}, "Seasonables for planting"),
    ],
)
def test_the_title_takes_its_subtitle_once(fields: dict[str, Any], title: str) -> None:
    result = read_item(item(**fields))
    assert result.value.title == title
    assert [problem.code for problem in result.problems] == ["no-title"] * (not title)


def test_other_titles_are_kept_where_they_say_something_else() -> None:
    made = work(title=["Massage"], short_title=["MASSAGE"], original_title=["Die Massage"])
    assert (made.title_short, made.original_title) == ("", "Die Massage")


@pytest.mark.parametrize(
    ("type_name", "titles", "container", "collection"),
    [
        ("journal-article", ["Health &amp; Care"], "Health & Care", ""),
        ("book-chapter", ["The Book"], "The Book", ""),
        ("book-chapter", ["A Series Title", "The Book"], "The Book", "A Series Title"),
        (
            "book-chapter",
            ["The Book", "SpringerBriefs in Medicine"],
            "The Book",
            "SpringerBriefs in Medicine",
        ),
        ("proceedings-article", ["Lecture Notes in X", "Proc. of Y"], "Proc. of Y", "Lecture Notes in X"),
        ("book-chapter", ["Studies in A", "Studies in B"], "Studies in B", "Studies in A"),
        ("monograph", ["A Series"], "", "A Series"),
        ("journal-article", [], "", ""),
    ],
)
def test_a_book_is_told_from_the_series_it_stands_in(
    type_name: str, titles: list[str], container: str, collection: str
) -> None:
    made = work(type=type_name, container_title=titles)
    assert (made.container_title, made.collection_title) == (container, collection)


def test_a_short_container_title_that_repeats_the_full_one_is_none() -> None:
    assert work(container_title=["Spine"], short_container_title=["spine"]).container_title_short == ""
    assert (
        work(container_title=["Manual Therapy"], short_container_title=["Man Ther"]).container_title_short
        == "Man Ther"
    )


@pytest.mark.parametrize(
    ("fields", "page", "number"),
    [
        ({"page": "142-152"}, "142-152", ""),
        ({"page": "142–52"}, "142-152", ""),
        ({"page": "142 -- 152"}, "142-152", ""),
        ({"page": "604-604"}, "604", ""),
        ({"page": "n/a-n/a"}, "", ""),
        ({"page": "no-no"}, "", ""),
        ({"page": "e3811", "article_number": "e3811"}, "e3811", "e3811"),
        ({"article_number": "e70021"}, "e70021", "e70021"),
        ({"page": "n/a", "article_number": "12"}, "12", "12"),
        ({"page": "295-310", "article_number": "S0269964801153015"}, "295-310", ""),
        ({"article_number": "2053951719836258"}, "2053951719836258", "2053951719836258"),
        ({"page": "S1487-S1513"}, "S1487-S1513", ""),
        ({"page": "vi-vii"}, "vi-vii", ""),
        ({"page": 12}, "12", ""),
    ],
)
def test_pages_are_full_ranges_and_an_article_number_stands_in_for_none(
    fields: dict[str, Any], page: str, number: str
) -> None:
    made = work(**fields)
    assert (made.page, made.number) == (page, number)


def test_the_issue_may_stand_in_the_journal_issue() -> None:
    assert work(journal_issue={"issue": "4"}).issue == "4"
    assert read_item(item() | {"special_numbering": "S4"}).value.issue == "S4"
    assert read_item(item() | {"special_numbering": "C"}).value.issue == ""


def test_numbers_of_books_and_journals_are_proved_and_listed_once() -> None:
    made = work(
        ISBN=["http://id.crossref.org/isbn/0306406152", "9780306406157", "9780306406158"],
        ISSN=["1356-689X", "1234-5678"],
        issn_type=[{"type": "electronic", "value": "0140-6736"}],
    )
    assert (made.isbn, made.issn) == (("9780306406157",), ("1356-689X", "0140-6736"))


def test_the_rest_of_a_record_finds_its_place() -> None:
    made = work(
        type="dissertation",
        degree=["Doctor of Philosophy (PhD)"],
        institution=[{"name": "University of Iowa", "place": ["Iowa City :"]}],
        publisher="The Press,",
        event={"name": "A meeting"},
        edition_number="2/e",
        language="EN_gb",
        clinical_trial_number=[{"clinical-trial-number": "nct03797326"}],
        funder=[{"name": "NIH", "award": ["R01", "R02"]}, {"name": "CIHR"}],
        license=[
            {"URL": "https://www.elsevier.com/tdm/userlicense/1.0/", "content-version": "tdm"},
            {"URL": "http://creativecommons.org/licenses/by/4.0/", "content-version": "am"},
        ],
    )
    assert made == Work(
        type="thesis",
        title="A title",
        genre="Doctor of Philosophy (PhD)",
        publisher="University of Iowa",
        publisher_place="Iowa City",
        event_title="A meeting",
        edition="2",
        language="en-GB",
        doi="10.1000/x",
        trials=("NCT03797326",),
        grants=("NIH: R01", "NIH: R02", "CIHR"),
        rights="http://creativecommons.org/licenses/by/4.0/",
    )


def test_updates_say_what_happened_to_whom_and_who_says_so() -> None:
    made = work(
        updated_by=[
            {
                "DOI": "10.1000/N1",
                "type": "Expression-of-Concern",
                "label": "Expression of concern",
                "source": "publisher",
            },
            {
                "DOI": "10.1000/N2",
                "type": "retraction",
                "source": "retraction-watch",
                "updated": on(2010, 2, 6),
            },
            {
                "DOI": "10.1000/N2",
                "type": "retraction",
                "source": "retraction-watch",
                "updated": on(2010, 2, 6),
            },
            {"DOI": "10.1000/N3"},
            {"type": "correction"},
        ]
    )
    assert made.relations == (
        Relation(
            "updated-by:expression_of_concern",
            Identifier("doi", "10.1000/n1"),
            note="Expression of concern",
            asserted_by="crossref:publisher",
        ),
        Relation(
            "updated-by:retraction",
            Identifier("doi", "10.1000/n2"),
            asserted_by="crossref:retraction-watch",
            date="2010-02-06",
        ),
        Relation("updated-by:correction", asserted_by="crossref:publisher"),
    )
    assert assess(made, [("crossref", "2026-01-02T00:00:00Z")]).status == "retracted"


def test_a_notice_is_known_by_its_update_and_a_paper_that_updates_itself_is_none() -> None:
    notice = work(update_to=[{"DOI": "10.1000/paper", "type": "retraction"}])
    itself = work(update_to=[{"DOI": "10.1000/X", "type": "retraction"}])
    assert (is_notice(notice), is_notice(itself)) == (True, False)
    assert assess(itself, [("crossref", "2026-01-02")]).status == "retracted"


def test_relations_point_at_identifiers_of_every_kind() -> None:
    relation = {
        "is-review-of": [{"id-type": "doi", "id": "https://doi.org/10.1000/Y", "asserted-by": "object"}],
        "is-supplement-to": [{"id-type": "uri", "id": "https://example.org/data"}],
        "has-related-material": {"id-type": "pmid", "id": "123"},
        "empty": [],
        "odd": None,
    }
    by = "crossref:publisher"
    assert work(relation=relation).relations == (
        Relation("is-review-of", Identifier("doi", "10.1000/y"), asserted_by=by),
        Relation("is-supplement-to", None, "https://example.org/data", asserted_by=by),
        Relation("has-related-material", Identifier("pmid", "123"), asserted_by=by),
    )


def test_a_kept_record_is_read_again_to_the_same_work() -> None:
    message = {"status": "ok", "message-type": "work", "message": LASLETT}
    assert read_record(json.dumps(LASLETT).encode()) == read_item(LASLETT)
    assert read_record(json.dumps(message).encode()) == read_item(LASLETT)


@pytest.mark.parametrize(
    "raw", [b"", b"<html>", b"[]", b"{}", b'{"message-type": "work-list", "message": {"items": []}}']
)
def test_a_kept_record_that_is_none_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableFormatError):
        read_record(raw)


SECOND = item(DOI="10.1000/second")


@pytest.mark.parametrize(
    "raw",
    [
        json.dumps(
            {"message-type": "work-list", "message": {"items": [LASLETT, SECOND], "total-results": 9}}
        ),
        json.dumps([LASLETT, SECOND], indent=2),
        json.dumps(LASLETT) + "\n" + json.dumps({"message-type": "work", "message": SECOND}),
        json.dumps([{"message-type": "work", "message": LASLETT}, SECOND]),
    ],
)
def test_a_file_of_any_shape_gives_the_same_records(raw: str) -> None:
    expected = [
        Record(
            source="crossref",
            source_id=one["DOI"].lower(),
            format="crossref-json",
            raw=json.dumps(one, separators=(",", ":")).encode(),
            work=read_item(one).value,
        )
        for one in (LASLETT, SECOND)
    ]
    assert [result.value for result in read_file(io.BytesIO(raw.encode()))] == expected
    assert [result.value for result in read_file(io.BytesIO(gzip.compress(raw.encode())))] == expected


def test_what_is_no_work_is_a_problem_and_an_empty_answer_is_none() -> None:
    lines = b'{"message-type": "member-list", "message": {"items": []}}\n' + json.dumps(SECOND).encode()
    results = list(read_file(io.BytesIO(lines)))
    assert [result.problems[0].code if result.problems else "" for result in results] == ["not-a-work", ""]
    empty = b'{"status": "ok", "message-type": "work-list", "message": {"items": [], "total-results": 0}}'
    assert list(read_file(io.BytesIO(empty))) == []
