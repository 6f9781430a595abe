"""A record of MEDLINE's format as the element that PubMed's XML has for it, so that both become the same work.

MEDLINE's format says less: no ORCID's owner beside the author it follows, no markup in titles, no identifiers of MeSH headings,
no publishing model. The last is seen in how PubMed itself cites the paper (SO).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from silit.formats.nbib_authors import add_authors, add_editors
from silit.formats.nbib_terms import HEADING_UIS, RELATION_TAGS, TYPE_UIS
from silit.formats.tagged_fields import Fields

_TYPED_ISSN = re.compile(r"(\S+)\s*\((\w+)\)")
_LOCATION = re.compile(r"(.+?)\s*\[(\w+)\]")
_PMID_AT_END = re.compile(r"\s*\bPMID:?\s*(\d{1,8})\.?$")
_HISTORY = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2}).*?\[(\w+)\]")
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_OWNED_DATES = (("EDAT", "pubmed"), ("CRDT", "entrez"))


def article_element(fields: Fields) -> Element:
    """The `PubmedArticle` of a record of an article."""
    record = Element("PubmedArticle")
    citation = SubElement(record, "MedlineCitation", {"Status": fields.first("STAT")})
    _text(citation, "PMID", fields.first("PMID"))
    article = SubElement(citation, "Article", {"PubModel": _model(fields)})
    _add_journal(article, fields)
    _text(article, "ArticleTitle", fields.first("TI"))
    _text(SubElement(article, "Pagination"), "MedlinePgn", fields.first("PG"))
    for value, kind in _located(fields.every("LID")):
        _text(article, "ELocationID", value, EIdType=kind, ValidYN="Y")
    _add_abstract(article, fields)
    add_authors(article, fields.pairs)
    for language in fields.every("LA"):
        _text(article, "Language", language)
    _add_banks(article, fields)
    types = SubElement(article, "PublicationTypeList")
    _add_types(types, fields)
    _text(article, "VernacularTitle", fields.first("TT"))
    if day := _DAY.match(fields.first("DEP")):
        _add_day(SubElement(article, "ArticleDate", {"DateType": "Electronic"}), *day.groups())
    journal = SubElement(citation, "MedlineJournalInfo")
    _text(journal, "Country", fields.first("PL"))
    _text(journal, "MedlineTA", fields.first("TA"))
    _text(journal, "NlmUniqueID", fields.first("JID"))
    _text(journal, "ISSNLinking", _issns(fields, linking=True))
    _add_links(citation, fields)
    _add_headings(citation, fields)
    _add_keywords(citation, fields)
    _text(citation, "CoiStatement", fields.first("COIS"))
    _add_data(SubElement(record, "PubmedData"), fields)
    return record


def book_element(fields: Fields) -> Element:
    """The `PubmedBookArticle` of a record of a book, or of a chapter of one."""
    record = Element("PubmedBookArticle")
    document = SubElement(record, "BookDocument")
    _text(document, "PMID", fields.first("PMID"))
    _add_ids(SubElement(document, "ArticleIdList"), fields)
    book = SubElement(document, "Book")
    publisher = SubElement(book, "Publisher")
    _text(publisher, "PublisherName", fields.first("PB"))
    _text(publisher, "PublisherLocation", fields.first("PL"))
    _text(book, "BookTitle", fields.first("BTI"))
    _text(SubElement(book, "PubDate"), "MedlineDate", fields.first("DP"))
    add_editors(book, fields.pairs)
    _text(book, "CollectionTitle", fields.first("CTI"))
    for isbn in fields.every("ISBN"):
        _text(book, "Isbn", isbn.partition(" ")[0])
    _text(book, "Edition", fields.first("EN"))
    _text(book, "Volume", fields.first("VI"))
    if fields.first("TI"):
        _text(document, "ArticleTitle", fields.first("TI"))
    _text(document, "VernacularTitle", fields.first("TT"))
    _text(SubElement(document, "Pagination"), "MedlinePgn", fields.first("PG"))
    for language in fields.every("LA"):
        _text(document, "Language", language)
    add_authors(document, fields.pairs)
    _add_types(document, fields)
    _add_abstract(document, fields)
    if day := re.match(r"(\d{4})/(\d\d)/(\d\d)", fields.first("CTDT")):
        _add_day(SubElement(document, "ContributionDate"), *day.groups())
    _add_keywords(document, fields)
    data = SubElement(record, "PubmedBookData")
    _text(data, "PublicationStatus", fields.first("PST"))
    _add_history(SubElement(data, "History"), fields)
    return record


def _text(parent: Element, tag: str, text: str, **attributes: str) -> None:
    if text:
        SubElement(parent, tag, attributes).text = text


def _model(fields: Fields) -> str:
    """The publishing model: older files say it; of others, PubMed's own citation tells which date it cites."""
    if told := fields.first("PUBM"):
        return told
    cited = fields.first("SO")
    for words, model in (
        ("eCollection ", "Electronic-eCollection"),
        (" Print ", "Electronic-Print"),
        (" Epub ", "Print-Electronic"),
    ):
        if words in cited:
            return model
    return "Electronic" if fields.first("DEP") else "Print"


def _add_journal(article: Element, fields: Fields) -> None:
    journal = SubElement(article, "Journal")
    _text(journal, "ISSN", _issns(fields, linking=False))
    issue = SubElement(journal, "JournalIssue")
    _text(issue, "Volume", fields.first("VI"))
    _text(issue, "Issue", fields.first("IP"))
    _text(SubElement(issue, "PubDate"), "MedlineDate", fields.first("DP"))
    _text(journal, "Title", fields.first("JT"))
    _text(journal, "ISOAbbreviation", fields.first("TA"))


def _issns(fields: Fields, *, linking: bool) -> str:
    """The linking ISSN, or the journal's own: the first one that is not linking."""
    for value in fields.every("IS"):
        typed = _TYPED_ISSN.match(value)
        number, kind = typed.groups() if typed else (value, "")
        if (kind == "Linking") == linking:
            return str(number)
    return ""


def _located(values: Iterable[str]) -> list[tuple[str, str]]:
    """(value, kind) of "10.1118/1.4748329 [doi]"."""
    return [(match[1], match[2]) for value in values if (match := _LOCATION.fullmatch(value))]


def _add_abstract(parent: Element, fields: Fields) -> None:
    abstract = SubElement(parent, "Abstract")
    for paragraph in abstract_paragraphs(fields.first("AB")):
        _text(abstract, "AbstractText", paragraph)
    _text(abstract, "CopyrightInformation", fields.first("CI").removeprefix("Copyright information: "))


_LABEL = re.compile(r"(?:^|(?<=[.?!)\]]) )(?=(?:[A-Z][A-Z /&,-]{4,60}|AIMS?|GOAL|DATA): )")


def abstract_paragraphs(text: str) -> list[str]:
    """A structured abstract parted before its labels ("METHODS: "), which stand in one run there; any other one is whole."""
    starts = [match.end() for match in _LABEL.finditer(text)]
    if not starts or starts[0] != 0:
        return [text] if text else []
    ends = [*starts[1:], len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _add_banks(article: Element, fields: Fields) -> None:
    banks = SubElement(article, "DataBankList")
    for value in fields.every("SI"):
        name, _, number = value.partition("/")
        bank = SubElement(banks, "DataBank")
        _text(bank, "DataBankName", name)
        _text(SubElement(bank, "AccessionNumberList"), "AccessionNumber", number)
    grants = SubElement(article, "GrantList")
    for value in fields.every("GR"):
        # It is the form in which silit keeps a grant: number/acronym/agency/country.
        _text(SubElement(grants, "Grant"), "GrantID", value)


def _add_types(parent: Element, fields: Fields) -> None:
    for label in fields.every("PT"):
        whole = label.capitalize() if label.isupper() else label
        _text(parent, "PublicationType", whole, UI=TYPE_UIS.get(label.casefold(), ""))


def _add_links(citation: Element, fields: Fields) -> None:
    links = SubElement(citation, "CommentsCorrectionsList")
    for tag, value in fields.pairs:
        if tag not in RELATION_TAGS or not value:
            continue
        link = SubElement(links, "CommentsCorrections", {"RefType": RELATION_TAGS[tag]})
        pmid = _PMID_AT_END.search(value)
        _text(link, "RefSource", value[: pmid.start()] if pmid else value)
        _text(link, "PMID", pmid[1] if pmid else "")


def _add_headings(citation: Element, fields: Fields) -> None:
    headings = SubElement(citation, "MeshHeadingList")
    for value in fields.every("MH"):
        descriptor, *qualifiers = value.split("/")
        heading = SubElement(headings, "MeshHeading")
        name = descriptor.removeprefix("*")
        _text(heading, "DescriptorName", name, UI=HEADING_UIS.get(name.casefold(), ""), **_major(descriptor))
        for qualifier in qualifiers:
            _text(heading, "QualifierName", qualifier.removeprefix("*"), **_major(qualifier))


def _major(name: str) -> dict[str, str]:
    return {"MajorTopicYN": "Y" if name.startswith("*") else "N"}


def _add_keywords(citation: Element, fields: Fields) -> None:
    keywords = SubElement(citation, "KeywordList")
    for value in fields.every("OT"):
        _text(keywords, "Keyword", value.removeprefix("*"))


def _add_data(data: Element, fields: Fields) -> None:
    _text(data, "PublicationStatus", fields.first("PST"))
    _add_history(SubElement(data, "History"), fields)
    _add_ids(SubElement(data, "ArticleIdList"), fields)


def _add_ids(ids: Element, fields: Fields) -> None:
    for value, kind in _located(fields.every("AID")):
        _text(ids, "ArticleId", value, IdType=kind)
    _text(ids, "ArticleId", fields.first("PMC"), IdType="pmc")
    for manuscript in fields.every("MID"):
        _text(ids, "ArticleId", manuscript, IdType="mid")


def _add_history(history: Element, fields: Fields) -> None:
    seen = set()
    for value in fields.every("PHST"):
        if match := _HISTORY.match(value):
            seen.add(match[4])
            _add_day(SubElement(history, "PubMedPubDate", {"PubStatus": match[4]}), *match.group(1, 2, 3))
    for tag, status in _OWNED_DATES:
        if status not in seen and (match := re.match(r"(\d{4})/(\d\d)/(\d\d)", fields.first(tag))):
            _add_day(SubElement(history, "PubMedPubDate", {"PubStatus": status}), *match.groups())


def _add_day(parent: Element, year: str, month: str, day: str) -> None:
    for tag, value in (("Year", year), ("Month", month), ("Day", day)):
        _text(parent, tag, value)
