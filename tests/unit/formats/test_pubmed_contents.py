"""Abstracts, identifiers, types, indexing and relations of a PubMed record."""

from __future__ import annotations

import pytest
from support.pubmed_xml import article, codes, read, work_of

from silit.formats.marc_languages import bcp47
from silit.model.identifiers import Identifier
from silit.model.terms import MeshHeading, PublicationType, Relation
from silit.model.work import OtherAbstract, Work
from silit.results import Problem

REFERENCES = (
    "<ReferenceList><Reference><Citation>Another paper.</Citation><ArticleIdList>"
    "<ArticleId IdType='pubmed'>999</ArticleId><ArticleId IdType='doi'>10.1000/other</ArticleId>"
    "<ArticleId IdType='pmc'>PMC999</ArticleId></ArticleIdList></Reference></ReferenceList>"
)


def ids(*pairs: tuple[str, str]) -> str:
    inside = "".join(f"<ArticleId IdType='{kind}'>{value}</ArticleId>" for kind, value in pairs)
    return f"<ArticleIdList>{inside}</ArticleIdList>"


def with_abstract(paragraphs: str) -> Work:
    return work_of(article(inside=f"<Abstract>{paragraphs}</Abstract>"))


def test_a_structured_abstract_is_paragraphs_with_labels() -> None:
    work = with_abstract(
        "<AbstractText Label='BACKGROUND' NlmCategory='BACKGROUND'>Pain is\n common.</AbstractText>"
        "<AbstractText Label='Methods:'>We <i>looked</i>.</AbstractText>"
        "<AbstractText Label='UNLABELLED'>Nothing said.</AbstractText>"
        "<AbstractText NlmCategory='RESULTS'>We found.</AbstractText>"
        "<AbstractText NlmCategory='UNASSIGNED'>Or not.</AbstractText>"
        "<AbstractText Label='EMPTY'/>"
        "<CopyrightInformation>© 2005 Somebody.</CopyrightInformation>"
    )
    assert work.abstract == (
        "BACKGROUND: Pain is common.\n\nMethods: We looked.\n\nNothing said.\n\nRESULTS: We found.\n\nOr not."
    )
    assert work.rights == "© 2005 Somebody."


def test_other_abstracts_stand_beside_the_main_one() -> None:
    other = (
        "<OtherAbstract Type='plain-language-summary' Language='eng'><AbstractText>It hurts.</AbstractText></OtherAbstract>"
        "<OtherAbstract Type='Publisher' Language='ger'><AbstractText Label='ZIEL'>Es.</AbstractText></OtherAbstract>"
    )
    work = work_of(article(citation=other))
    assert work.abstract == ""
    assert work.other_abstracts == (
        OtherAbstract("plain-language-summary", "en", "It hurts."),
        OtherAbstract("Publisher", "de", "ZIEL: Es."),
    )


def test_a_work_never_takes_the_identifiers_of_its_references() -> None:
    work = work_of(article(data=ids(("pubmed", "101")) + REFERENCES))
    assert (work.pmid, work.doi, work.pmcid, work.other_ids) == ("101", "", "", ())


@pytest.mark.parametrize(
    "odd", ["&nosuch;\x02", "<!-- </ReferenceList> -->", "<Title>More</Title>" + REFERENCES]
)
def test_what_a_record_cites_changes_nothing_of_it(odd: str) -> None:
    own = ids(("pubmed", "101"), ("doi", "10.1000/own"))
    references = REFERENCES.replace("</ReferenceList>", f"{odd}</ReferenceList>") + REFERENCES
    assert work_of(article(data=own + references)) == work_of(article(data=own))


def test_a_tag_that_is_only_quoted_cuts_nothing_off() -> None:
    quoted = "<![CDATA[<ReferenceList>]]>"
    work = work_of(
        article(
            inside=f"<Abstract><AbstractText>See {quoted}.</AbstractText></Abstract>",
            data=ids(("doi", "10.1000/own")) + REFERENCES,
        )
    )
    assert (work.abstract, work.doi) == ("See <ReferenceList>.", "10.1000/own")


def test_the_listed_doi_counts_before_the_located_one() -> None:
    located = "<ELocationID EIdType='doi' ValidYN='Y'>10.1000/Located</ELocationID>"
    result = read(article(inside=located, data=ids(("doi", "10.1000/Listed"))))
    assert (result.value.doi, codes(result)) == ("10.1000/listed", ["doi-differs"])
    assert work_of(article(inside=located)).doi == "10.1000/located"
    assert work_of(article(inside=located, data=ids(("doi", "10.1000/LOCATED")))).doi == "10.1000/located"


def test_an_invalid_location_gives_no_doi() -> None:
    assert work_of(article(inside="<ELocationID EIdType='doi' ValidYN='N'>10.1000/x</ELocationID>")).doi == ""


def test_a_pii_after_the_doi_does_not_blank_it() -> None:
    locations = (
        "<ELocationID EIdType='doi' ValidYN='Y'>10.1000/x</ELocationID>"
        "<ELocationID EIdType='pii' ValidYN='Y'>S0140-6736(09)61340-0</ELocationID>"
    )
    work = work_of(article(inside=locations))
    assert (work.doi, work.page) == ("10.1000/x", "")


def test_what_is_no_doi_is_reported() -> None:
    result = read(article(data=ids(("doi", "unknown"))))
    assert result.value.doi == ""
    assert result.problems == (
        Problem(
            "bad-doi",
            "PMID 101: 'unknown' is given as a DOI, which it is not.",
            "Look at https://pubmed.ncbi.nlm.nih.gov/101/ for what is right.",
        ),
    )


@pytest.mark.parametrize(
    ("kind", "value"), [("pmc", "PMC2582421"), ("pmcid", "pmc-id: PMC2582421;pmc-rdate: 2009;")]
)
def test_a_pmcid_is_found_in_either_form(kind: str, value: str) -> None:
    assert work_of(article(data=ids((kind, value)))).pmcid == "PMC2582421"


def test_manuscript_and_publisher_numbers_are_kept_and_the_rest_is_not() -> None:
    listed = ids(
        ("mid", "NIHMS415605"),
        ("mid", "EMS144800"),
        ("pii", "S1356-689X(05)00005-8"),
        ("sici", "x"),
        ("medline", "98765432"),
    )
    assert work_of(article(data=listed)).other_ids == (
        Identifier("nihms", "NIHMS415605"),
        Identifier("ems", "EMS144800"),
        Identifier("pii", "S1356-689X(05)00005-8"),
    )


def test_a_pmid_is_its_digits() -> None:
    assert work_of(article(pmid="<PMID Version='2'> 00101 </PMID>")).pmid == "101"


def types(*uis: str) -> str:
    inside = "".join(f"<PublicationType UI='{ui}'>Label {ui}</PublicationType>" for ui in uis)
    return f"<PublicationTypeList>{inside}</PublicationTypeList>"


@pytest.mark.parametrize(
    ("uis", "csl", "genre"),
    [
        (("D016428",), "article-journal", ""),
        ((), "article-journal", ""),
        (("D999999",), "article-journal", ""),
        (("D016428", "D016454"), "article-journal", "Review"),
        (("D016454", "D017418"), "article-journal", "Meta-Analysis"),
        (("D016422", "D016420"), "article-journal", "Letter"),
        (("D016428", "D000076942"), "article", "Preprint"),
        (("D064886",), "dataset", ""),
        (("D016425",), "article-journal", "Published Erratum"),
        (("D016440",), "article-journal", "Retraction Notice"),
    ],
)
def test_publication_types_are_matched_by_their_identifier(
    uis: tuple[str, ...], csl: str, genre: str
) -> None:
    work = work_of(article(inside=types(*uis)))
    assert (work.type, work.genre) == (csl, genre)
    assert work.publication_types == tuple(PublicationType(ui, f"Label {ui}") for ui in uis)
    assert work.study_type == ""


def test_a_heading_is_major_when_a_qualifier_is() -> None:
    headings = (
        "<MeshHeadingList><MeshHeading>"
        "<DescriptorName UI='D012446' MajorTopicYN='N'>Sacroiliac Joint</DescriptorName>"
        "<QualifierName UI='Q000503' MajorTopicYN='N'>physiopathology</QualifierName>"
        "<QualifierName UI='Q000293' MajorTopicYN='Y'>injuries</QualifierName></MeshHeading>"
        "<MeshHeading><DescriptorName UI='D017116' MajorTopicYN='Y'>Low Back Pain</DescriptorName></MeshHeading>"
        "<MeshHeading><DescriptorName UI='D006801' MajorTopicYN='N'>Humans</DescriptorName></MeshHeading>"
        "</MeshHeadingList>"
    )
    assert work_of(article(citation=headings)).mesh == (
        MeshHeading("D012446", "Sacroiliac Joint", ("physiopathology", "injuries"), True),
        MeshHeading("D017116", "Low Back Pain", (), True),
        MeshHeading("D006801", "Humans", (), False),
    )


def test_keywords_lose_end_punctuation_and_repetitions() -> None:
    lists = (
        "<KeywordList Owner='NOTNLM'><Keyword>Sacroiliac joint;</Keyword><Keyword>pain.</Keyword>"
        "<Keyword><i>in vivo</i></Keyword><Keyword> </Keyword></KeywordList>"
        "<KeywordList Owner='NLM'><Keyword>Pain</Keyword><Keyword>pelvis</Keyword></KeywordList>"
    )
    assert work_of(article(citation=lists)).keyword == ("Sacroiliac joint", "pain", "in vivo", "pelvis")


def correction(kind: str, inside: str) -> str:
    return f"<CommentsCorrections RefType='{kind}'>{inside}</CommentsCorrections>"


def test_comments_and_corrections_are_relations_in_pubmeds_own_words() -> None:
    corrections = (
        correction("RetractionIn", "<RefSource>Spine. 2010;35:1.</RefSource>")
        + correction("ErratumIn", "<RefSource>Spine. 2009;34:2</RefSource><PMID>55</PMID><Note>Dose</Note>")
        + correction("UpdateIn", "<RefSource>J. 2011. doi: 10.1000/ABC.</RefSource>")
    )
    work = work_of(article(citation=f"<CommentsCorrectionsList>{corrections}</CommentsCorrectionsList>"))
    assert work.relations == (
        Relation("RetractionIn", None, "Spine. 2010;35:1.", asserted_by="pubmed"),
        Relation("ErratumIn", Identifier("pmid", "55"), "Spine. 2009;34:2", "Dose", "pubmed"),
        Relation("UpdateIn", Identifier("doi", "10.1000/abc"), "J. 2011. doi: 10.1000/ABC.", asserted_by="pubmed"),
    )  # fmt: skip
    assert work.pmid == "101"


def test_each_grant_is_kept_once() -> None:
    nih = "<GrantID>R01 AR1</GrantID><Acronym>AR</Acronym><Agency>NIAMS</Agency><Country>United States</Country>"
    grants = f"<Grant>{nih}</Grant><Grant>{nih}</Grant><Grant><Agency>MRC</Agency><Country/></Grant>"
    work = work_of(article(inside=f"<GrantList>{grants}</GrantList>"))
    assert work.grants == ("R01 AR1/AR/NIAMS/United States", "MRC")


def test_trial_numbers_are_told_from_other_data() -> None:
    banks = "".join(
        f"<DataBank><DataBankName>{name}</DataBankName><AccessionNumberList><AccessionNumber>{number}"
        "</AccessionNumber></AccessionNumberList></DataBank>"
        for name, number in (
            ("ClinicalTrials.gov", "NCT01681004"),
            ("ClinicalTrials.gov", "NCT01681004"),
            ("GENBANK", "AF078607"),
            ("ISRCTN", "ISRCTN63718836"),
            ("a new register", "DRKS00000001"),
            ("ANZCTR", "12605000039606"),
        )
    )
    work = work_of(article(inside=f"<DataBankList>{banks}</DataBankList>"))
    assert work.trials == ("NCT01681004", "ISRCTN63718836", "DRKS00000001", "12605000039606")


def test_status_and_conflict_of_interest_are_kept() -> None:
    coi = "<CoiStatement><b>Competing interests</b>: None.</CoiStatement>"
    status = "<PublicationStatus>aheadofprint</PublicationStatus>"
    work = work_of(article(citation=coi, data=status, status="Publisher"))
    assert (work.conflict_of_interest, work.status, work.citation_status) == (
        "Competing interests: None.",
        "aheadofprint",
        "Publisher",
    )


def test_the_people_an_article_is_about_and_its_investigators_are_no_authors() -> None:
    people = (
        "<InvestigatorList><Investigator><LastName>I</LastName></Investigator></InvestigatorList>"
        "<PersonalNameSubjectList><PersonalNameSubject><LastName>P</LastName></PersonalNameSubject></PersonalNameSubjectList>"
    )
    assert work_of(article(citation=people)).author == ()


@pytest.mark.parametrize(
    ("marc", "tag"),
    [
        ("eng", "en"),
        ("ENG", "en"),
        ("ger", "de"),
        ("fre", "fr"),
        ("chi", "zh"),
        ("jpn", "ja"),
        ("nor", "no"),
        ("scr", "hr"),
        ("mul", "mul"),
        ("und", ""),
        ("", ""),
    ],
)
def test_marc_languages_become_bcp_47(marc: str, tag: str) -> None:
    assert bcp47(marc) == tag
