"""What becomes of every element and telling attribute of PubMed XML.

One row a path: where its content goes in a `Work` ("" when it is left out), and why or how. A path that ends in "/**" stands
for everything below it. `docs/pubmed-xml.md` is made from this table by `python tests/recorded/pubmed_xml_paths.py --write`.
"""

from __future__ import annotations

from typing import NamedTuple

MATH = "{http://www.w3.org/1998/Math/MathML}"


class Row(NamedTuple):
    """`path` below the record, `field` of Work ("" when left out), `how`: the rule, or the reason for leaving it out."""

    path: str
    field: str
    how: str


_INLINE = ("b", "i", "sub", "sup")
_BOOKKEEPING = "bookkeeping of NLM, not about the work"
LAYOUT = "only holds the elements below it"
_OTHER_WORKS = "describes other works; the raw record keeps it"

_A = "PubmedArticle/MedlineCitation/Article"
_C = "PubmedArticle/MedlineCitation"
_D = "PubmedArticle/PubmedData"
_B = "PubmedBookArticle/BookDocument"


def _inline(path: str, field: str, how: str) -> list[Row]:
    return [Row(f"{path}/{tag}", field, how) for tag in _INLINE]


def _date(path: str, field: str, how: str) -> list[Row]:
    return [Row(path, field, how), *(Row(f"{path}/{part}", field, how) for part in ("Year", "Month", "Day"))]


def _people(path: str, field: str) -> list[Row]:
    return [
        Row(path, field, LAYOUT),
        Row(f"{path}/@CompleteYN", "authors_complete", 'N: "no"'),
        Row(f"{path}/@Type", "author, editor", "which of the two the list is"),
        Row(f"{path}/Author", field, "a person or a group, in the source's order"),
        Row(f"{path}/Author/@ValidYN", field, "N is a superseded misspelling and left out"),
        Row(f"{path}/Author/@EqualContrib", "", "no reference shows it"),
        Row(f"{path}/Author/LastName", "Name.family", "capitals become the usual case"),
        Row(f"{path}/Author/ForeName", "Name.given", "as it stands"),
        Row(f"{path}/Author/Initials", "Name.initials", "also the given name where there is no ForeName"),
        Row(f"{path}/Author/Suffix", "Name.suffix", '"Jr" as "Jr.", "3rd" as "III"'),
        Row(f"{path}/Author/CollectiveName", "Name.literal", "a group, in its place"),
        Row(f"{path}/Author/Identifier", "Name.orcid", "normalised, check digit verified"),
        Row(f"{path}/Author/Identifier/@Source", "Name.orcid", "ORCID only"),
        Row(f"{path}/Author/AffiliationInfo", "Name.affiliations", LAYOUT),
        Row(f"{path}/Author/AffiliationInfo/Affiliation", "Name.affiliations", "without e-mail addresses"),
        Row(f"{path}/Author/AffiliationInfo/Identifier", "", "names the organisation, not the author"),
        Row(
            f"{path}/Author/AffiliationInfo/Identifier/@Source", "", "names the organisation, not the author"
        ),
    ]


def _abstract(path: str, field: str) -> list[Row]:
    text = f"{path}/AbstractText"
    return [
        Row(path, field, LAYOUT),
        Row(text, field, "one paragraph each"),
        Row(f"{text}/@Label", field, 'before its paragraph: "METHODS: …"'),
        Row(f"{text}/@NlmCategory", field, "the label where there is no Label"),
        *_inline(text, field, "its text"),
        Row(f"{text}/u", field, "its text"),
        Row(f"{text}/{MATH}math/**", field, "the characters of the formula"),
        Row(f"{text}/DispFormula/**", field, "the characters of the formula"),
        Row(f"{path}/CopyrightInformation", "rights", "never part of the abstract"),
    ]


def _ids(path: str) -> list[Row]:
    return [
        Row(path, "doi, pmcid, other_ids", LAYOUT),
        Row(f"{path}/ArticleId", "doi, pmcid, other_ids", "the record's own list only"),
        Row(
            f"{path}/ArticleId/@IdType",
            "doi, pmcid, other_ids",
            "doi, pmc, pmcid, mid, pii, bookaccession; the rest are repetitions or out of use",
        ),
    ]


def _terms(path: str, field: str, how: str) -> list[Row]:
    return [
        Row(path, field, LAYOUT),
        Row(f"{path}/@Owner", "", "author keywords and those of other indexers count alike"),
        Row(f"{path}/Keyword", field, how),
        Row(f"{path}/Keyword/@MajorTopicYN", "", "means something for MeSH headings only"),
        *_inline(f"{path}/Keyword", field, "its text"),
    ]


def _grants(path: str) -> list[Row]:
    return [
        Row(path, "grants", LAYOUT),
        Row(f"{path}/@CompleteYN", "", "says nothing about a single grant"),
        Row(f"{path}/Grant", "grants", '"number/acronym/agency/country", each once'),
        *(
            Row(f"{path}/Grant/{part}", "grants", "part of the line")
            for part in ("GrantID", "Acronym", "Agency", "Country")
        ),
    ]


def _history(path: str) -> list[Row]:
    entry = f"{path}/PubMedPubDate"
    how = "the date where nothing else gives one; circa when it is PubMed's own"
    return [
        Row(path, "issued", LAYOUT),
        *_date(entry, "issued", how),
        Row(f"{entry}/@PubStatus", "issued", "epublish, ppublish, aheadofprint, else pubmed, entrez"),
        Row(f"{entry}/Hour", "", "a date of publication has none"),
        Row(f"{entry}/Minute", "", "a date of publication has none"),
        Row(f"{entry}/Second", "", "a date of publication has none"),
    ]


TABLE: tuple[Row, ...] = (
    Row("PubmedArticle", "", LAYOUT),
    Row(_C, "", LAYOUT),
    Row(f"{_C}/@Status", "citation_status", "how final the record is"),
    Row(f"{_C}/@Owner", "", _BOOKKEEPING),
    Row(f"{_C}/@IndexingMethod", "", _BOOKKEEPING),
    Row(f"{_C}/@VersionID", "", _BOOKKEEPING),
    Row(f"{_C}/@VersionDate", "", _BOOKKEEPING),
    Row(f"{_C}/PMID", "pmid", "digits, no leading zeros"),
    Row(f"{_C}/PMID/@Version", "", "a PMID names its latest version"),
    *_date(f"{_C}/DateCreated", "", _BOOKKEEPING),
    *_date(f"{_C}/DateCompleted", "", _BOOKKEEPING),
    *_date(f"{_C}/DateRevised", "", _BOOKKEEPING),
    Row(_A, "", LAYOUT),
    Row(f"{_A}/@PubModel", "issued", "says which date is the cited one"),
    Row(f"{_A}/Journal", "", LAYOUT),
    Row(f"{_A}/Journal/ISSN", "issn", "check digit verified"),
    Row(f"{_A}/Journal/ISSN/@IssnType", "", "either names the journal"),
    Row(f"{_A}/Journal/JournalIssue", "", LAYOUT),
    Row(f"{_A}/Journal/JournalIssue/@CitedMedium", "", "the publishing model says more"),
    Row(f"{_A}/Journal/JournalIssue/Volume", "volume", "as it stands"),
    Row(f"{_A}/Journal/JournalIssue/Issue", "issue", "as it stands"),
    *_date(f"{_A}/Journal/JournalIssue/PubDate", "issued", "by the publishing model"),
    Row(f"{_A}/Journal/JournalIssue/PubDate/Season", "issued", "a season, or a range of months"),
    Row(f"{_A}/Journal/JournalIssue/PubDate/MedlineDate", "issued", "a range, or a year with its words"),
    Row(f"{_A}/Journal/Title", "container_title, publisher_place", "a place in brackets at its end is split off"),
    Row(f"{_A}/Journal/ISOAbbreviation", "container_title_short", "where there is no MedlineTA"),
    Row(f"{_A}/ArticleTitle", "title", "without its final dot and a translation's brackets"),
    *_inline(f"{_A}/ArticleTitle", "title", "stays as a tag"),
    Row(f"{_A}/ArticleTitle/b/i", "title", "stays as a tag"),
    Row(f"{_A}/ArticleTitle/i/sub", "title", "stays as a tag"),
    Row(f"{_A}/ArticleTitle/i/sup", "title", "stays as a tag"),
    Row(f"{_A}/ArticleTitle/u", "title", "its text"),
    Row(f"{_A}/ArticleTitle/{MATH}math/**", "title", "the characters of the formula"),
    Row(f"{_A}/VernacularTitle", "original_title", "the title itself where there is no other"),
    *_inline(f"{_A}/VernacularTitle", "original_title", "stays as a tag"),
    Row(f"{_A}/Pagination", "page", LAYOUT),
    Row(f"{_A}/Pagination/MedlinePgn", "page, number", "ranges written out; an article number in both"),
    Row(f"{_A}/Pagination/StartPage", "page", "where there is no MedlinePgn"),
    Row(f"{_A}/Pagination/EndPage", "page", "where there is no MedlinePgn"),
    Row(f"{_A}/ELocationID", "doi, page, number", "a DOI where the list has none; a pii that is a locator"),
    Row(f"{_A}/ELocationID/@EIdType", "doi, page, number", "doi or pii"),
    Row(f"{_A}/ELocationID/@ValidYN", "doi, page, number", "N is left out"),
    *_abstract(f"{_A}/Abstract", "abstract"),
    *_people(f"{_A}/AuthorList", "author"),
    Row(f"{_A}/Language", "language", "the first, as BCP 47"),
    Row(f"{_A}/DataBankList", "trials", LAYOUT),
    Row(f"{_A}/DataBankList/@CompleteYN", "", "says nothing about a single number"),
    Row(f"{_A}/DataBankList/DataBank", "trials", LAYOUT),
    Row(f"{_A}/DataBankList/DataBank/DataBankName", "trials", "tells registers of trials from other data banks"),
    Row(f"{_A}/DataBankList/DataBank/AccessionNumberList", "trials", LAYOUT),
    Row(
        f"{_A}/DataBankList/DataBank/AccessionNumberList/AccessionNumber",
        "trials",
        "registration numbers; those of sequences and data sets stay in the raw record",
    ),
    *_grants(f"{_A}/GrantList"),
    Row(f"{_A}/PublicationTypeList", "publication_types", LAYOUT),
    Row(f"{_A}/PublicationTypeList/PublicationType", "publication_types, type, genre", "all of them"),
    Row(f"{_A}/PublicationTypeList/PublicationType/@UI", "publication_types, type, genre", "what is matched on"),
    *_date(f"{_A}/ArticleDate", "available_date, issued", "online; cited by the publishing model"),
    Row(f"{_A}/ArticleDate/@DateType", "", "Electronic is the only one"),
    Row(f"{_C}/MedlineJournalInfo", "", LAYOUT),
    Row(f"{_C}/MedlineJournalInfo/Country", "publisher_place", "where the journal's title has no place"),
    Row(f"{_C}/MedlineJournalInfo/MedlineTA", "container_title_short", "as it stands"),
    Row(f"{_C}/MedlineJournalInfo/NlmUniqueID", "nlm_id", "as it stands"),
    Row(f"{_C}/MedlineJournalInfo/ISSNLinking", "issn_linking", "check digit verified"),
    Row(f"{_C}/ChemicalList/**", "", "substances are not what SI-joint papers are found by; the raw record keeps them"),
    Row(f"{_C}/SupplMeshList/**", "", "protocols, rare diseases and organisms; the raw record keeps them"),
    Row(f"{_C}/CitationSubset", "", _BOOKKEEPING),
    Row(f"{_C}/CommentsCorrectionsList", "relations", LAYOUT),
    Row(f"{_C}/CommentsCorrectionsList/CommentsCorrections", "relations", "one relation each"),
    Row(f"{_C}/CommentsCorrectionsList/CommentsCorrections/@RefType", "relations", "its kind"),
    Row(f"{_C}/CommentsCorrectionsList/CommentsCorrections/RefSource", "relations", "its citation"),
    Row(f"{_C}/CommentsCorrectionsList/CommentsCorrections/PMID", "relations", "its target"),
    Row(f"{_C}/CommentsCorrectionsList/CommentsCorrections/PMID/@Version", "", "a PMID names its latest version"),
    Row(f"{_C}/CommentsCorrectionsList/CommentsCorrections/Note", "relations", "its note"),
    Row(f"{_C}/GeneSymbolList/**", "", "NLM ended it in 1996"),
    Row(f"{_C}/MeshHeadingList", "mesh", LAYOUT),
    Row(f"{_C}/MeshHeadingList/MeshHeading", "mesh", "one heading each"),
    Row(f"{_C}/MeshHeadingList/MeshHeading/DescriptorName", "mesh", "the descriptor"),
    Row(f"{_C}/MeshHeadingList/MeshHeading/DescriptorName/@UI", "mesh", "its identifier"),
    Row(f"{_C}/MeshHeadingList/MeshHeading/DescriptorName/@MajorTopicYN", "mesh", "makes the heading major"),
    Row(f"{_C}/MeshHeadingList/MeshHeading/DescriptorName/@Type", "", "Geographic: the descriptor says so itself"),
    Row(f"{_C}/MeshHeadingList/MeshHeading/DescriptorName/@AutoHM", "", _BOOKKEEPING),
    Row(f"{_C}/MeshHeadingList/MeshHeading/QualifierName", "mesh", "a qualifier"),
    Row(f"{_C}/MeshHeadingList/MeshHeading/QualifierName/@UI", "", "the name is unique"),
    Row(f"{_C}/MeshHeadingList/MeshHeading/QualifierName/@MajorTopicYN", "mesh", "makes the heading major"),
    Row(f"{_C}/MeshHeadingList/MeshHeading/QualifierName/@AutoHM", "", _BOOKKEEPING),
    Row(f"{_C}/NumberOfReferences", "", "NLM ended it in 2010"),
    Row(f"{_C}/PersonalNameSubjectList/**", "", "people whom the work is about, not who made it"),
    Row(f"{_C}/OtherID", "", "numbers of databases that are closed"),
    Row(f"{_C}/OtherID/@Source", "", "numbers of databases that are closed"),
    *_abstract(f"{_C}/OtherAbstract", "other_abstracts"),
    Row(f"{_C}/OtherAbstract/@Type", "other_abstracts", "its kind"),
    Row(f"{_C}/OtherAbstract/@Language", "other_abstracts", "its language, as BCP 47"),
    *_terms(f"{_C}/KeywordList", "keyword", "without end punctuation, each once"),
    Row(f"{_C}/CoiStatement", "conflict_of_interest", "as plain text"),
    *_inline(f"{_C}/CoiStatement", "conflict_of_interest", "its text"),
    Row(f"{_C}/SpaceFlightMission", "", "of no use to a reader of this field"),
    Row(f"{_C}/InvestigatorList/**", "", "investigators are not authors"),
    Row(f"{_C}/GeneralNote", "", "remarks of indexers of closed databases"),
    Row(f"{_C}/GeneralNote/@Owner", "", "remarks of indexers of closed databases"),
    Row(_D, "", LAYOUT),
    *_history(f"{_D}/History"),
    Row(f"{_D}/PublicationStatus", "status", "ppublish, epublish, aheadofprint"),
    *_ids(f"{_D}/ArticleIdList"),
    Row(f"{_D}/ObjectList/**", "", "points to the publisher's media"),
    Row(f"{_D}/ReferenceList/**", "", _OTHER_WORKS),
    Row("PubmedBookArticle", "", LAYOUT),
    Row(_B, "", LAYOUT),
    Row(f"{_B}/PMID", "pmid", "digits, no leading zeros"),
    Row(f"{_B}/PMID/@Version", "", "a PMID names its latest version"),
    *_ids(f"{_B}/ArticleIdList"),
    Row(f"{_B}/Book", "", LAYOUT),
    Row(f"{_B}/Book/Publisher", "publisher", LAYOUT),
    Row(f"{_B}/Book/Publisher/PublisherName", "publisher", "as it stands"),
    Row(f"{_B}/Book/Publisher/PublisherLocation", "publisher_place", "as it stands"),
    Row(f"{_B}/Book/BookTitle", "title, container_title", "the title of a book, the container of a chapter"),
    Row(f"{_B}/Book/BookTitle/@book", "", "an address inside Bookshelf"),
    *_inline(f"{_B}/Book/BookTitle", "title, container_title", "stays as a tag"),
    *_date(f"{_B}/Book/PubDate", "issued", "the cited date, but for chapters of a book still being written"),
    Row(f"{_B}/Book/PubDate/Season", "issued", "a season"),
    Row(f"{_B}/Book/PubDate/MedlineDate", "issued", "a range, or a year with its words"),
    *_date(f"{_B}/Book/BeginningDate", "issued", "without an end: the book is still being written"),
    *_date(f"{_B}/Book/EndingDate", "issued", "the end of a range where there is no PubDate"),
    *_people(f"{_B}/Book/AuthorList", "author, editor"),
    Row(f"{_B}/Book/Volume", "volume", "as it stands"),
    Row(f"{_B}/Book/VolumeTitle", "volume", "where there is no Volume"),
    Row(f"{_B}/Book/Edition", "edition", "as it stands"),
    Row(f"{_B}/Book/CollectionTitle", "collection_title", "as it stands"),
    Row(f"{_B}/Book/CollectionTitle/@book", "", "an address inside Bookshelf"),
    Row(f"{_B}/Book/Isbn", "isbn", "as ISBN-13, check digit verified"),
    Row(f"{_B}/Book/ELocationID", "doi", "a book's DOI; a chapter does not take it"),
    Row(f"{_B}/Book/ELocationID/@EIdType", "doi", "doi only"),
    Row(f"{_B}/Book/ELocationID/@ValidYN", "doi", "N is left out"),
    Row(f"{_B}/Book/Medium", "medium", "as it stands"),
    Row(f"{_B}/Book/ReportNumber", "number", "as it stands"),
    Row(f"{_B}/LocationLabel", "", "the number of a chapter inside Bookshelf"),
    Row(f"{_B}/LocationLabel/@Type", "", "the number of a chapter inside Bookshelf"),
    Row(f"{_B}/ArticleTitle", "title", "makes it a chapter when it is not the book's"),
    Row(f"{_B}/ArticleTitle/@book", "", "an address inside Bookshelf"),
    Row(f"{_B}/ArticleTitle/@part", "", "an address inside Bookshelf"),
    Row(f"{_B}/ArticleTitle/@sec", "", "an address inside Bookshelf"),
    *_inline(f"{_B}/ArticleTitle", "title", "stays as a tag"),
    Row(f"{_B}/VernacularTitle", "original_title", "as for an article"),
    Row(f"{_B}/Pagination", "page", LAYOUT),
    Row(f"{_B}/Pagination/MedlinePgn", "page", "ranges written out"),
    Row(f"{_B}/Language", "language", "the first, as BCP 47"),
    *_people(f"{_B}/AuthorList", "author, editor"),
    Row(f"{_B}/InvestigatorList/**", "", "investigators are not authors"),
    Row(f"{_B}/PublicationType", "publication_types, genre", "all of them"),
    Row(f"{_B}/PublicationType/@UI", "publication_types, genre", "what is matched on"),
    *_abstract(f"{_B}/Abstract", "abstract"),
    *_abstract(f"{_B}/OtherAbstract", "other_abstracts"),
    Row(f"{_B}/OtherAbstract/@Type", "other_abstracts", "its kind"),
    Row(f"{_B}/OtherAbstract/@Language", "other_abstracts", "its language, as BCP 47"),
    Row(f"{_B}/Sections/**", "", "the table of contents"),
    *_terms(f"{_B}/KeywordList", "keyword", "without end punctuation, each once"),
    *_date(f"{_B}/ContributionDate", "issued", "dates a chapter of a book still being written"),
    *_date(f"{_B}/DateRevised", "", _BOOKKEEPING),
    Row(f"{_B}/CitationString", "", "silit makes its own"),
    *_grants(f"{_B}/GrantList"),
    Row(f"{_B}/ItemList/**", "", "synonyms for a search inside Bookshelf"),
    Row(f"{_B}/ReferenceList/**", "", _OTHER_WORKS),
    Row("PubmedBookArticle/PubmedBookData", "", LAYOUT),
    *_history("PubmedBookArticle/PubmedBookData/History"),
    Row("PubmedBookArticle/PubmedBookData/PublicationStatus", "status", "as it stands"),
    *_ids("PubmedBookArticle/PubmedBookData/ArticleIdList"),
    Row("PubmedBookArticle/PubmedBookData/ObjectList/**", "", "points to the publisher's media"),
    Row("DeleteCitation", "", "becomes problems, not works"),
    Row("DeleteCitation/PMID", "", "one problem `deleted-at-pubmed` for all"),
    Row("DeleteCitation/PMID/@Version", "", "a PMID names its latest version"),
)  # fmt: skip
