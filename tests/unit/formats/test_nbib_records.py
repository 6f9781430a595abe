"""PubMed's text format gives the work that its XML gives for the same paper, where the format has the data."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from silit.formats import nbib, pubmed_xml
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.integrity import assess
from silit.model.work import Work
from silit.results import Result

# PMID 12131388, shortened, as EFetch gives it with retmode=xml and with rettype=medline.
XML = """<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
<PMID Version="1">12131388</PMID><Article PubModel="Print"><Journal><ISSN IssnType="Print">0022-5282</ISSN>
<JournalIssue CitedMedium="Print"><Volume>53</Volume><Issue>1</Issue><PubDate><Year>2002</Year><Month>Jul</Month></PubDate>
</JournalIssue><Title>The Journal of trauma</Title><ISOAbbreviation>J Trauma</ISOAbbreviation></Journal>
<ArticleTitle>Fluoroscopic positioning of sacroiliac screws in 88 patients.</ArticleTitle>
<Pagination><StartPage>44</StartPage><EndPage>48</EndPage><MedlinePgn>44-8</MedlinePgn></Pagination>
<Abstract><AbstractText Label="BACKGROUND">One.</AbstractText><AbstractText Label="METHODS">Two (n = 2).</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>van den Bosch</LastName><ForeName>Eric W</ForeName><Initials>EW</Initials>
<Identifier Source="ORCID">0000-0002-1825-0097</Identifier>
<AffiliationInfo><Affiliation>Rotterdam, The Netherlands. a@b.nl</Affiliation></AffiliationInfo></Author>
<Author ValidYN="Y"><LastName>Hellinger</LastName><ForeName>Frank R</ForeName><Initials>FR</Initials><Suffix>Jr</Suffix></Author>
<Author ValidYN="Y"><CollectiveName>Screw Group</CollectiveName></Author></AuthorList>
<Language>eng</Language><DataBankList CompleteYN="Y"><DataBank><DataBankName>ClinicalTrials.gov</DataBankName>
<AccessionNumberList><AccessionNumber>NCT02239640</AccessionNumber></AccessionNumberList></DataBank></DataBankList>
<GrantList CompleteYN="Y"><Grant><GrantID>R01 AR1</GrantID><Acronym>AR</Acronym><Agency>NIAMS NIH HHS</Agency>
<Country>United States</Country></Grant></GrantList>
<PublicationTypeList><PublicationType UI="D003160">Comparative Study</PublicationType>
<PublicationType UI="D016449">Randomized Controlled Trial</PublicationType></PublicationTypeList></Article>
<MedlineJournalInfo><Country>United States</Country><MedlineTA>J Trauma</MedlineTA><NlmUniqueID>0376373</NlmUniqueID>
<ISSNLinking>0022-5282</ISSNLinking></MedlineJournalInfo>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Trauma. 2003 Jan;54(1):1</RefSource>
<PMID Version="1">12345678</PMID></CommentsCorrections></CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName UI="D006801" MajorTopicYN="N">Humans</DescriptorName></MeshHeading>
<MeshHeading><DescriptorName UI="D001696" MajorTopicYN="N">Biomechanical Phenomena</DescriptorName>
<QualifierName UI="Q1" MajorTopicYN="N">physiology</QualifierName><QualifierName UI="Q2" MajorTopicYN="Y">methods</QualifierName>
</MeshHeading></MeshHeadingList><KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="Y">screws</Keyword></KeywordList>
<CoiStatement>None declared.</CoiStatement></MedlineCitation>
<PubmedData><History><PubMedPubDate PubStatus="pubmed"><Year>2002</Year><Month>7</Month><Day>18</Day></PubMedPubDate></History>
<PublicationStatus>ppublish</PublicationStatus><ArticleIdList><ArticleId IdType="pubmed">12131388</ArticleId>
<ArticleId IdType="doi">10.1097/00005373-200207000-00009</ArticleId><ArticleId IdType="pmc">PMC1234567</ArticleId>
</ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>"""
NBIB = """
PMID- 12131388
OWN - NLM
STAT- MEDLINE
IS  - 0022-5282 (Print)
IS  - 0022-5282 (Linking)
VI  - 53
IP  - 1
DP  - 2002 Jul
TI  - Fluoroscopic positioning of sacroiliac screws in
      88 patients.
PG  - 44-8
AB  - BACKGROUND: One. METHODS: Two
      (n = 2).
FAU - van den Bosch, Eric W
AU  - van den Bosch EW
AUID- ORCID: 0000-0002-1825-0097
AD  - Rotterdam, The Netherlands. a@b.nl
FAU - Hellinger, Frank R Jr
AU  - Hellinger FR Jr
CN  - Screw Group
LA  - eng
SI  - ClinicalTrials.gov/NCT02239640
GR  - R01 AR1/AR/NIAMS NIH HHS/United States
PT  - Comparative Study
PT  - Randomized Controlled Trial
PL  - United States
TA  - J Trauma
JT  - The Journal of trauma
JID - 0376373
RIN - J Trauma. 2003 Jan;54(1):1. PMID: 12345678
MH  - Humans
MH  - Biomechanical Phenomena/physiology/*methods
OTO - NOTNLM
OT  - *screws
COIS- None declared.
PMC - PMC1234567
EDAT- 2002/07/18 10:00
AID - 10.1097/00005373-200207000-00009 [doi]
PST - ppublish
SO  - J Trauma. 2002 Jul;53(1):44-8. doi: 10.1097/00005373-200207000-00009.
"""


def work_of(text: str) -> Work:
    (result,) = nbib.read_file(io.BytesIO(text.encode()))
    assert result.value is not None
    return result.value.work


def test_the_same_paper_is_the_same_work_in_both_formats() -> None:
    (from_xml,) = pubmed_xml.read_file(io.BytesIO(XML.encode()))
    assert from_xml.value is not None
    link = from_xml.value.work.relations[0]
    # MEDLINE's format ends a citation with a full stop.
    expected = replace(from_xml.value.work, relations=(replace(link, citation=f"{link.citation}."),))
    assert work_of(NBIB) == expected
    assert assess(work_of(NBIB), [("pubmed", "")]).status == "retracted"


@pytest.mark.parametrize(
    ("dates", "issued", "online"),
    [
        (
            "DP  - 2006\nDEP - 20060110\nSO  - B. 2006 Jan 10;7:10.",
            PartialDate(2006, 1, 10),
            PartialDate(2006, 1, 10),
        ),
        (
            "DP  - 2006 Mar 1\nDEP - 20051223\nSO  - B. 2006 Mar 1;22(5):6. Epub 2005 Dec 23.",
            PartialDate(2006, 3, 1),
            PartialDate(2005, 12, 23),
        ),
        (
            "DP  - 2019\nDEP - 20190305\nSO  - B. 2019 Mar 5;1:2. eCollection 2019.",
            PartialDate(2019, 3, 5),
            PartialDate(2019, 3, 5),
        ),
        ("DP  - 1998 Dec-1999 Jan", PartialDate(1998, 12, end=PartialDate(1999, 1)), None),
        (
            "PHST- 2005/06/17 00:00 [received]\nEDAT- 2005/07/01 06:00",
            PartialDate(2005, 7, 1, circa=True),
            None,
        ),
    ],
)
def test_the_cited_date_is_the_one_that_pubmed_cites(
    dates: str, issued: PartialDate, online: PartialDate | None
) -> None:
    work = work_of(f"PMID- 1\nTI  - T.\n{dates}\n")
    assert (work.issued, work.available_date) == (issued, online)


def test_a_chapter_of_a_book_at_ncbi_is_one() -> None:
    work = work_of(
        "PMID- 29262188\nSTAT- Publisher\nTI  - Sacroiliac Joint Pain\nBTI - StatPearls\nFAU - Raj, Marc A\nAU  - Raj MA\n"
        "LA  - eng\nPT  - Study Guide\nPL  - Treasure Island (FL)\nPB  - StatPearls Publishing\nDP  - 2024 Jan\n"
        "CTDT- 2023/08/14\nAID - NBK470299 [bookaccession]\n"
    )
    assert (work.type, work.title, work.container_title) == ("chapter", "Sacroiliac Joint Pain", "StatPearls")
    assert (work.publisher, work.publisher_place) == ("StatPearls Publishing", "Treasure Island (FL)")
    assert work.other_ids == (Identifier("nbk", "NBK470299"),)


def test_older_records_have_short_names_alone_and_say_how_they_were_published() -> None:
    work = work_of(
        "PMID- 1\nPUBM- Electronic\nDP  - 2006\nDEP - 20060110\nTI  - T.\nAU  - Smith JA Jr\nAU  - et al.\n"
    )
    assert [(name.family, name.given, name.initials, name.suffix) for name in work.author] == [
        ("Smith", "J. A.", "JA", "Jr.")
    ]
    assert (work.authors_complete, work.issued) == ("no", PartialDate(2006, 1, 10))


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("AIM: One. RESULTS: Two (P<.01). CONCLUSION: Three.", 3),
        ("The ratio was OR: 1.2. DNA: none.", 1),
        ("We found RESULTS: none.", 1),
    ],
)
def test_a_structured_abstract_has_a_paragraph_for_each_label(text: str, paragraphs: int) -> None:
    work = work_of(f"PMID- 1\nTI  - T.\nDP  - 2001\nAB  - {text}\n")
    assert work.abstract.count("\n\n") + 1 == paragraphs
    assert work.abstract.replace("\n\n", " ") == text


def test_a_record_that_cannot_be_read_costs_only_itself() -> None:
    results: list[Result[object]] = list(
        nbib.read_file(io.BytesIO(b"PMID- 0000\nTI  - One.\n\nPMID- 2\nTI  - Two.\nDP  - 2001\n"))
    )
    assert [result.value is None for result in results] == [True, False]
    assert (results[0].problems[0].line, results[0].problems[0].message) == (
        1,
        "The PubMed record has no PMID.",
    )


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_what_only_python_takes_for_the_end_of_a_line_is_none_when_a_kept_record_is_read(sign: str) -> None:
    text = f"PMID- 1\nTI  - One{sign}two.\nIS  - 0039-2499 ({sign}Linking)\n"
    [result] = nbib.read_file(io.BytesIO(text.encode()))
    assert result.value is not None
    assert nbib.read_record(result.value.raw).value == result.value.work
