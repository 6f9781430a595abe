"""What several sources say of one work becomes one work, by a table."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from silit.errors import UsageError
from silit.matching.merge import DISAGREEMENT, Merged, merge
from silit.matching.merge_table import BY_STATUS, FIRST, OWN_RULE, UNION
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.records import Record
from silit.model.terms import PublicationType, Relation
from silit.model.work import Work

PUBMED = Work(
    type="article-journal",
    title="Effect of Lactobacillus on pelvic girdle pain",
    container_title="The journal of pain",
    container_title_short="J Pain",
    author=(
        Name(family="van der Wurff", given="P", initials="P"),
        Name(family="Laslett", given="M A", initials="MA"),
    ),
    issued=PartialDate(2009, 4),
    volume="10",
    issue="4",
    page="354-368",
    abstract="METHODS: We looked.",
    doi="10.1/OLD".lower(),
    pmid="19101212",
    pmcid="PMC1",
    issn=("1526-5900",),
    keyword=("Pelvis", "Pain"),
    publication_types=(PublicationType("D016449", "Randomized Controlled Trial"),),
    relations=(Relation("ErratumIn", Identifier("pmid", "2"), "J Pain. 2010", asserted_by="pubmed"),),
    language="en",
    citation_status="MEDLINE",
)
CROSSREF = Work(
    type="article-journal",
    title="Effect of <i>Lactobacillus</i> on Pelvic Girdle Pain",
    container_title="The Journal of Pain",
    author=(
        Name(family="Wurff", particle="van der", given="Peter", orcid="0000-0002-1825-0097"),
        Name(family="Laslett", given="Mark Anthony"),
    ),
    issued=PartialDate(2008, 12),
    volume="11",
    page="354",
    abstract="We looked.",
    doi="10.1/new",
    issn=("1526-5900", "1528-8447"),
    keyword=("pain", "Massage"),
    publisher="Elsevier BV",
    relations=(
        Relation(
            "updated-by:retraction", Identifier("doi", "10.1/r"), asserted_by="crossref:retraction-watch"
        ),
    ),
)
STARTER = Work(
    type="article-journal",
    title="Effect of lactobacillus",
    author=(Name(family="van der Wurff", given="P", initials="P"),),
    authors_complete="no",
    issued=PartialDate(2009),
    page="354-368",
    pmid="19101212",
    study_type="cohort",
    suggested_tags=("treatment",),
    relations=(Relation("ErratumIn", Identifier("pmid", "2"), asserted_by="pubmed"),),
)


def record(source: str, work: Work, retrieved: str = "2026-01-01T00:00:00Z", source_id: str = "") -> Record:
    source_id = source_id or work.pmid or work.doi
    return Record(source, source_id, f"{source}-format", repr(work).encode(), work, retrieved)


def merged(**works: Work) -> Merged:
    return merge([record(source.replace("_", "."), work) for source, work in works.items()])


def test_every_field_of_a_work_has_exactly_one_rule_and_each_rule_its_reason() -> None:
    ruled = [*FIRST, *BY_STATUS, *UNION, *OWN_RULE]
    assert sorted(ruled) == sorted(field.name for field in fields(Work))
    reasons = [rule[1] for rule in (*FIRST.values(), *BY_STATUS.values())] + [
        *UNION.values(),
        *OWN_RULE.values(),
    ]
    assert all(reasons)


def test_one_record_is_its_work() -> None:
    assert merged(pubmed=PUBMED).work == PUBMED
    assert merged(crossref=CROSSREF).work == CROSSREF
    assert merged(starter=STARTER).work == STARTER
    assert merge([]) == Merged(Work(), {})


def test_two_sources_become_the_best_of_both() -> None:
    both = merged(crossref=CROSSREF, pubmed=PUBMED)
    assert both.work == replace(
        PUBMED,
        title="Effect of <i>Lactobacillus</i> on pelvic girdle pain",
        container_title="The Journal of Pain",
        author=(
            Name(family="van der Wurff", given="Peter", initials="P", orcid="0000-0002-1825-0097"),
            Name(family="Laslett", given="Mark Anthony", initials="MA"),
        ),
        doi="10.1/new",
        other_ids=(Identifier("doi", "10.1/old"),),
        issn=("1526-5900", "1528-8447"),
        keyword=("Pelvis", "Pain", "Massage"),
        publisher="Elsevier BV",
        relations=PUBMED.relations + CROSSREF.relations,
    )
    assert both.provenance["title"] == "pubmed"
    assert both.provenance["doi"] == "crossref"
    assert both.provenance["publisher"] == "crossref"
    assert both.provenance["abstract"] == "pubmed"
    assert "edition" not in both.provenance


def test_a_disagreement_of_sources_is_told() -> None:
    problems = merged(crossref=CROSSREF, pubmed=PUBMED).problems
    assert [problem.code for problem in problems] == [DISAGREEMENT]
    assert problems[0].message == "pubmed has volume 10, crossref has 11; pubmed's is kept."


@pytest.mark.parametrize("status", ["Publisher", "In-Process", "In-Data-Review"])
def test_before_pubmed_is_done_crossref_knows_volume_and_date_earlier(status: str) -> None:
    work = merged(crossref=CROSSREF, pubmed=replace(PUBMED, citation_status=status)).work
    assert (work.volume, work.issue, work.issued) == ("11", "4", PartialDate(2008, 12))


def test_a_full_range_of_pages_is_kept_when_the_other_source_has_its_first_page_only() -> None:
    ahead = replace(PUBMED, citation_status="Publisher")
    assert merged(crossref=CROSSREF, pubmed=ahead).work.page == "354-368"
    assert merged(crossref=replace(CROSSREF, page="999-1001"), pubmed=ahead).work.page == "999-1001"
    assert merged(crossref=replace(CROSSREF, page="999-1001"), pubmed=PUBMED).work.page == "354-368"


def test_the_starter_collection_gives_way_but_what_only_it_has_stays() -> None:
    work = merged(starter=STARTER, crossref=CROSSREF).work
    assert work.title == CROSSREF.title
    assert work.author == tuple(
        replace(name, initials=initials) for name, initials in zip(CROSSREF.author, ("", ""), strict=True)
    )
    assert work.authors_complete == "yes"
    assert (work.pmid, work.study_type, work.suggested_tags) == ("19101212", "cohort", ("treatment",))


def test_the_study_type_of_the_starter_collection_stays_until_pubmed_states_a_design() -> None:
    unindexed = replace(PUBMED, publication_types=(PublicationType("D016428", "Journal Article"),))
    assert merged(starter=STARTER, pubmed=unindexed).work.study_type == "cohort"
    assert merged(starter=STARTER, pubmed=PUBMED).work.study_type == ""
    imported = Work(pmid="19101212", study_type="unknown")
    assert merge([record("import", imported), record("starter", STARTER)]).work.study_type == "cohort"


def test_one_relation_from_two_sources_is_one_with_all_that_is_known_of_it() -> None:
    assert merged(starter=STARTER, pubmed=PUBMED).work.relations == PUBMED.relations


def test_a_retraction_that_one_source_knows_is_kept() -> None:
    assert CROSSREF.relations[0] in merged(pubmed=PUBMED, crossref=CROSSREF, starter=STARTER).work.relations


@pytest.mark.parametrize(
    ("works", "authors", "complete"),
    [
        ({"pubmed": Work(), "crossref": Work()}, 0, "yes"),
        ({"starter": Work(authors_complete="unknown"), "crossref": Work()}, 0, "unknown"),
        ({"starter": Work(authors_complete="unknown"), "pubmed": Work()}, 0, "yes"),
        ({"starter": STARTER, "crossref": Work()}, 1, "no"),
        ({"starter": STARTER, "pubmed": replace(PUBMED, authors_complete="no")}, 2, "no"),
        (
            {
                "crossref": CROSSREF,
                "pubmed": replace(PUBMED, author=PUBMED.author[:1], authors_complete="no"),
            },
            2,
            "yes",
        ),
        (
            {
                "crossref": replace(CROSSREF, author=CROSSREF.author[:1]),
                "pubmed": replace(PUBMED, authors_complete="no"),
            },
            2,
            "no",
        ),
    ],
)
def test_a_cut_list_of_authors_is_replaced_by_a_whole_one(
    works: dict[str, Work], authors: int, complete: str
) -> None:
    work = merged(**works).work
    assert (len(work.author), work.authors_complete) == (authors, complete)


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("Mark Anthony", "Mark Anthony"),
        ("Mark A.", "Mark A."),
        ("Mark-Anthony", "Mark-Anthony"),
        ("MARK ANTHONY", "M A"),
        ("Mark", "M A"),
        ("Mary Beth", "M A"),
        ("M.A.", "M A"),
        ("", "M A"),
    ],
)
def test_a_spelled_given_name_is_taken_only_for_the_same_initials(given: str, taken: str) -> None:
    pubmed = Work(author=(Name(family="Laslett", given="M A", initials="MA"),), pmid="1")
    crossref = Work(author=(Name(family="Laslett", given=given),))
    assert merged(pubmed=pubmed, crossref=crossref).work.author == (
        Name(family="Laslett", given=taken, initials="MA"),
    )


def test_names_are_not_mixed_when_the_lists_name_different_people() -> None:
    pubmed = replace(PUBMED, author=PUBMED.author[::-1])
    assert merged(pubmed=pubmed, crossref=CROSSREF).work.author == pubmed.author


def test_the_original_title_of_a_translated_record_comes_from_the_publisher() -> None:
    pubmed = Work(title="Applicability of Gillet test", language="pt", pmid="1")
    crossref = Work(title="Aplicabilidade do teste de Gillet", doi="10.1/a")
    work = merged(pubmed=pubmed, crossref=crossref).work
    assert (work.title, work.original_title) == (pubmed.title, crossref.title)
    same = merged(pubmed=replace(pubmed, language="en"), crossref=crossref).work
    assert same.original_title == ""


@pytest.mark.parametrize("kind", ["article", "chapter", "thesis"])
def test_crossref_knows_preprints_chapters_and_theses(kind: str) -> None:
    work = merged(pubmed=PUBMED, crossref=replace(CROSSREF, type=kind, genre="some genre")).work
    assert (work.type, work.genre) == (kind, "some genre")


def test_the_newest_record_of_a_source_counts() -> None:
    older = record("pubmed", replace(PUBMED, volume="", issue="old"), "2025-01-01T00:00:00Z")
    newer = record("pubmed", PUBMED, "2026-01-01T00:00:00Z")
    assert merge([older, newer]).work == merge([newer, older]).work == PUBMED


def test_two_records_of_one_source_are_read_together() -> None:
    one = record("import", Work(title="Massage", doi="10.1/a"), "2025-01-01T00:00:00Z", "a.bib#1")
    two = record("import", Work(title="Massage!", volume="3"), "2026-01-01T00:00:00Z", "b.bib#7")
    assert merge([one, two]).work == Work(title="Massage!", doi="10.1/a", volume="3")


def test_what_the_user_edited_stands_over_every_source() -> None:
    edits = {"title": "My title", "volume": "", "issued": PartialDate(2010)}
    result = merge([record("pubmed", PUBMED)], edits)
    assert result.work == replace(PUBMED, title="My title", volume="", issued=PartialDate(2010))
    assert {name: result.provenance[name] for name in edits} == dict.fromkeys(edits, "user")


def test_authors_that_the_user_typed_are_all_the_authors() -> None:
    authors = (Name(family="Laslett"),)
    typed = merge([record("starter", STARTER)], {"author": authors})
    assert (typed.work.author, typed.work.authors_complete) == (authors, "yes")
    cut = merge([record("starter", STARTER)], {"author": authors, "authors_complete": "no"})
    assert cut.work.authors_complete == "no"


def test_an_edit_of_a_field_that_no_work_has_is_refused() -> None:
    with pytest.raises(UsageError) as stopped:
        merge([], {"titel": "x"})
    assert "title" in stopped.value.hint
