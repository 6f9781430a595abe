"""Laws of the PubMed reader: pages, and that nothing in a record or a file makes it fail otherwise than said."""

from __future__ import annotations

import string
from io import BytesIO
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st
from support.pubmed_xml import article, book, results_of, whole

from silit.errors import UnreadableFormatError
from silit.formats.pubmed_dates import parse_medline_date
from silit.formats.pubmed_pages import expand
from silit.formats.pubmed_text import clean, without_final_dot, without_translation_brackets
from silit.formats.pubmed_xml import read_file, read_record
from silit.model.identifiers import normalise_doi

FULL = article(
    title="<ArticleTitle>[Pain of the <i>sacroiliac</i> joint].</ArticleTitle>",
    language="<Language>ger</Language>",
    journal=(
        "<ISSN IssnType='Print'>1356-689X</ISSN><JournalIssue CitedMedium='Print'><Volume>10</Volume><Issue>3</Issue>"
        "<PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue>"
        "<Title>Manual therapy (London, England)</Title><ISOAbbreviation>Man. Ther.</ISOAbbreviation>"
    ),
    inside=(
        "<Pagination><StartPage>142</StartPage><EndPage>152</EndPage><MedlinePgn>142-52</MedlinePgn></Pagination>"
        "<ELocationID EIdType='doi' ValidYN='Y'>10.1000/x</ELocationID>"
        "<ELocationID EIdType='pii' ValidYN='Y'>e123</ELocationID>"
        "<ArticleDate DateType='Electronic'><Year>2005</Year><Month>12</Month><Day>30</Day></ArticleDate>"
        "<Abstract><AbstractText Label='METHODS'>We looked.</AbstractText></Abstract>"
        "<AuthorList CompleteYN='Y'><Author ValidYN='Y'><LastName>WIRTH</LastName><ForeName>J-P</ForeName>"
        "<Initials>JP</Initials><Suffix>Jr</Suffix><Identifier Source='ORCID'>0000-0002-1825-0097</Identifier>"
        "<AffiliationInfo><Affiliation>Berne. a@b.ch</Affiliation></AffiliationInfo></Author>"
        "<Author><CollectiveName>Group</CollectiveName></Author></AuthorList>"
        "<PublicationTypeList><PublicationType UI='D016428'>Journal Article</PublicationType></PublicationTypeList>"
        "<VernacularTitle>Schmerz.</VernacularTitle>"
        "<GrantList><Grant><GrantID>1</GrantID><Agency>A</Agency></Grant></GrantList>"
        "<DataBankList><DataBank><DataBankName>ISRCTN</DataBankName><AccessionNumberList>"
        "<AccessionNumber>1</AccessionNumber></AccessionNumberList></DataBank></DataBankList>"
    ),
    citation=(
        "<MedlineJournalInfo><Country>England</Country><MedlineTA>Man Ther</MedlineTA></MedlineJournalInfo>"
        "<CommentsCorrectionsList><CommentsCorrections RefType='ErratumIn'><RefSource>doi: 10.1000/y</RefSource>"
        "<PMID>3</PMID></CommentsCorrections></CommentsCorrectionsList>"
        "<MeshHeadingList><MeshHeading><DescriptorName UI='D1'>Joint</DescriptorName></MeshHeading></MeshHeadingList>"
        "<KeywordList><Keyword>pain</Keyword></KeywordList><CoiStatement>None.</CoiStatement>"
    ),
    data=(
        "<History><PubMedPubDate PubStatus='entrez'><Year>2005</Year><Month>1</Month><Day>1</Day></PubMedPubDate>"
        "</History><PublicationStatus>ppublish</PublicationStatus>"
        "<ArticleIdList><ArticleId IdType='doi'>10.1000/x</ArticleId></ArticleIdList>"
    ),
)
CHAPTER = book(
    "<ArticleTitle>Exercise</ArticleTitle><ContributionDate><Year>2023</Year></ContributionDate>",
    "<BookTitle>Back pain</BookTitle><Isbn>9780306406157</Isbn><PubDate><Year>2009</Year></PubDate>"
    "<BeginningDate><Year>2001</Year></BeginningDate><Volume>2</Volume>",
)
WHOLE = whole(FULL, "<DeleteCitation><PMID>9</PMID></DeleteCitation>", CHAPTER)
PATHS = [
    (record, index)
    for record in (FULL, CHAPTER)
    for index in range(sum(1 for _ in ElementTree.fromstring(record).iter()))
]
XML_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))
NUMBERS = st.integers(min_value=0, max_value=99_999)


@given(NUMBERS, NUMBERS, st.sampled_from(["", "S", "e", "Suppl", "R"]))
def test_a_range_survives_its_abbreviation(first: int, second: int, prefix: str) -> None:
    start, end = sorted((first, second))
    printed = str(end)
    if len(str(start)) == len(printed):
        kept = next((i for i, (a, b) in enumerate(zip(str(start), printed, strict=True)) if a != b), 0)
        printed = printed[kept:]
    whole_range = f"{prefix}{start}-{prefix}{end}"
    assert expand(f"{prefix}{start}-{printed}") == whole_range
    assert expand(f"{prefix}{start}-{prefix}{printed}") == whole_range


@given(st.text(string.digits + "SeIiVv-–,; .[]", max_size=20) | st.text(max_size=20))
def test_expanding_pages_twice_changes_nothing_more(pages: str) -> None:
    assert expand(expand(pages)) == expand(pages)


@given(st.text(string.digits + "-/ JanFebSpring.", max_size=24) | st.text(max_size=24))
def test_any_medline_date_is_read_or_is_none(text: str) -> None:
    date = parse_medline_date(text)
    assert date is None or str(date.year) in text
    assert date is None or date.end is None or date.end.year >= date.year


@given(st.text())
def test_clean_text_is_clean(text: str) -> None:
    once = clean(text.replace("&", ""))
    assert clean(once) == once
    assert once == once.strip()
    assert "  " not in once


@given(st.text())
def test_titles_lose_one_dot_at_most_and_only_whole_brackets(title: str) -> None:
    assert title.startswith(without_final_dot(title))
    assert len(title.rstrip()) - len(without_final_dot(title).rstrip()) <= 1 + title.count(" ")
    assert without_translation_brackets(title) in title


@given(
    st.lists(
        st.sampled_from([*"0123456789abcXYZ().;_/-<>%&", "Epub", "PMID", "pmcid", "available", ".pdf"]),
        max_size=12,
    )
)
def test_a_doi_of_pubmed_is_the_one_that_any_text_would_give(parts: list[str]) -> None:
    doi = "10.1000/" + "".join(parts)
    record = article(data=f"<ArticleIdList><ArticleId IdType='doi'>{escape(doi)}</ArticleId></ArticleIdList>")
    assert read_record(record.encode()).value.doi == normalise_doi(clean(doi))


@given(st.sampled_from(PATHS), XML_TEXT)
def test_any_text_in_any_element_is_read(place: tuple[str, int], text: str) -> None:
    record, index = place
    root = ElementTree.fromstring(record)
    list(root.iter())[index].text = text
    try:
        result = read_record(ElementTree.tostring(root))
    except UnreadableFormatError as error:
        # Only the PMID can make a record unreadable.
        assert list(root.iter())[index].tag == "PMID"
        assert "PMID" in error.message
    else:
        assert result.value.pmid


@given(XML_TEXT)
def test_a_title_of_any_text_comes_with_the_same_letters(text: str) -> None:
    record = article(title=f"<ArticleTitle>{escape(text)}</ArticleTitle>")
    [result] = results_of(whole(record))
    assert result.value is not None
    letters = [c for c in clean(text) if c.isalnum()]
    placeholder = result.value.work.title == ""
    assert placeholder or [c for c in result.value.work.title if c.isalnum()] == letters


@given(st.sampled_from(PATHS))
def test_a_record_without_any_one_of_its_elements_is_read_or_refused(place: tuple[str, int]) -> None:
    record, index = place
    root = ElementTree.fromstring(record)
    gone = list(root.iter())[index]
    for parent in root.iter():
        if gone in list(parent):
            parent.remove(gone)
    try:
        assert read_record(ElementTree.tostring(root)).value.pmid
    except UnreadableFormatError as error:
        assert gone.tag in ("PMID", "MedlineCitation", "Article", "BookDocument", "Book")
        assert error.message


MUTATIONS = st.lists(
    st.tuples(
        st.integers(0, len(WHOLE) - 1),
        st.integers(0, 12),
        st.sampled_from([b"", b"<", b">", b"&", b"\x00", b"\xff", b"<!--", b"]]>", b"</", b"<?", b"'"])
        | st.binary(max_size=6),
    ),
    min_size=1,
    max_size=6,
)


@given(MUTATIONS)
def test_a_damaged_file_gives_records_and_problems_or_is_refused(
    mutations: list[tuple[int, int, bytes]],
) -> None:
    data = WHOLE
    for start, length, put in mutations:
        data = data[:start] + put + data[start + length :]
    try:
        for result in read_file(BytesIO(data)):
            assert result.value is not None or result.problems
    except UnreadableFormatError as error:
        assert error.message


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    try:
        assert results_of(data) == []
    except UnreadableFormatError as error:
        assert error.message


@given(st.integers(0, len(WHOLE) - 1))
def test_a_cut_file_is_never_taken_for_a_whole_one(length: int) -> None:
    given_before = []
    try:
        given_before.extend(read_file(BytesIO(WHOLE[:length])))
    except UnreadableFormatError:
        pass
    else:
        raise AssertionError("a cut file was read to its end without a word")
    assert results_of(WHOLE)[: len(given_before)] == given_before
