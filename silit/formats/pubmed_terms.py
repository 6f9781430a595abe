"""What PubMed says about a work beside its citation: types, indexing, links to other works, money and trials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from silit.formats.marc_languages import bcp47
from silit.formats.pubmed_ids import pmid_of
from silit.formats.pubmed_text import child_text, clean, text_of
from silit.model.identifiers import Identifier, normalise_doi
from silit.model.preprints import PREPRINT
from silit.model.terms import MeshHeading, PublicationType, Relation
from silit.model.work import OtherAbstract

# CSL types of publication types that are no journal articles.
_CSL_TYPES = {PREPRINT: "article", "D064886": "dataset", "D018431": "article-newspaper"}
# What kind of article it is, most telling first.
_GENRES = {
    PREPRINT: "Preprint",
    "D016440": "Retraction Notice",
    "D016425": "Published Erratum",
    "D000075742": "Expression of Concern",
    "D017418": "Meta-Analysis",
    "D000078182": "Systematic Review",
    "D016454": "Review",
    "D016422": "Letter",
    "D016421": "Editorial",
    "D016420": "Comment",
}
_NO_LABELS = frozenset({"", "UNLABELLED", "UNLABELED", "UNASSIGNED"})
_TRIAL_REGISTERS = re.compile(
    r"ClinicalTrials|ISRCTN|ANZCTR|ChiCTR|CRiS|CTRI|CTIS|DRKS|EudraCT|EUCTR|IRCT|ITMCTR|JapicCTI|JMACCT|JMA-IIA|JPRN|jRCT|KCT|LBCTR|"
    r"NTR|OMON|PACTR|PER|REPEC|ReBec|REBEC|RPCEC|SLCTR|TCTR|UMIN",
    re.IGNORECASE,
)
_TRIAL_NUMBER = re.compile(r"NCT\d{8}|ISRCTN\d{8}|ACTRN\d{14}|DRKS\d{8}|EUCTR\d{4}-\d{6}-\d{2}")
_DOI_IN_CITATION = re.compile(r"\bdoi:\s*(\S+)", re.IGNORECASE)


def publication_types(elements: Iterable[Element]) -> tuple[PublicationType, ...]:
    """The publication types with their unique identifiers, in PubMed's order."""
    return tuple(PublicationType(element.get("UI", ""), text_of(element)) for element in elements)


def csl_type(types: Iterable[PublicationType]) -> str:
    """The CSL type of an article with these publication types; unknown ones leave it a journal article."""
    return next((_CSL_TYPES[kind.ui] for kind in types if kind.ui in _CSL_TYPES), "article-journal")


def genre(types: Iterable[PublicationType]) -> str:
    """The most telling kind of article among the types, "" for a plain one."""
    present = {kind.ui for kind in types}
    return next((name for ui, name in _GENRES.items() if ui in present), "")


def mesh_headings(headings: Element | None) -> tuple[MeshHeading, ...]:
    """The MeSH headings; one is major when its descriptor or any qualifier is marked so."""
    if headings is None:
        return ()
    return tuple(
        heading for element in headings.findall("MeshHeading") if (heading := _mesh_heading(element))
    )


def keywords(lists: Iterable[Element]) -> tuple[str, ...]:
    """The keywords of every list, without end punctuation and without repetitions in another case."""
    found: dict[str, str] = {}
    for keyword_list in lists:
        for element in keyword_list.findall("Keyword"):
            word = text_of(element).rstrip(".; ")
            if word:
                found.setdefault(word.casefold(), word)
    return tuple(found.values())


def relations(corrections: Element | None) -> tuple[Relation, ...]:
    """The comments and corrections; the target is the PMID, else a DOI that the citation names, else missing."""
    if corrections is None:
        return ()
    return tuple(_relation(element) for element in corrections.findall("CommentsCorrections"))


def abstract_text(abstract: Element | None) -> str:
    """The paragraphs of an abstract, labels as "METHODS: …"; formulas and raised characters as plain text."""
    if abstract is None:
        return ""
    paragraphs = (_paragraph(element) for element in abstract.findall("AbstractText"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def other_abstracts(elements: Iterable[Element]) -> tuple[OtherAbstract, ...]:
    """The abstracts beside the main one: translations, plain-language summaries, those of other databases."""
    return tuple(
        OtherAbstract(element.get("Type", ""), bcp47(element.get("Language", "")), text)
        for element in elements
        if (text := abstract_text(element))
    )


def grants(grant_list: Element | None) -> tuple[str, ...]:
    """Each award once as "number/acronym/agency/country", as PubMed prints them."""
    if grant_list is None:
        return ()
    found: dict[tuple[str, str], str] = {}
    for grant in grant_list.findall("Grant"):
        number, agency = child_text(grant, "GrantID"), child_text(grant, "Agency")
        parts = (number, child_text(grant, "Acronym"), agency, child_text(grant, "Country"))
        if any(parts):
            found.setdefault((number, agency), "/".join(part for part in parts if part))
    return tuple(found.values())


def trials(banks: Element | None) -> tuple[str, ...]:
    """The trial registration numbers among the data bank accession numbers."""
    if banks is None:
        return ()
    numbers: dict[str, None] = {}
    for bank in banks.findall("DataBank"):
        registers = _TRIAL_REGISTERS.match(child_text(bank, "DataBankName")) is not None
        for element in bank.findall("AccessionNumberList/AccessionNumber"):
            number = text_of(element)
            if number and (registers or _TRIAL_NUMBER.fullmatch(number)):
                numbers[number] = None
    return tuple(numbers)


def _mesh_heading(element: Element) -> MeshHeading | None:
    descriptor: Element | None = None
    qualifiers: list[str] = []
    major = False
    for child in element:
        major = major or child.get("MajorTopicYN") == "Y"
        if child.tag == "DescriptorName":
            descriptor = child
        elif child.tag == "QualifierName":
            qualifiers.append(text_of(child))
    if descriptor is None:
        return None
    return MeshHeading(descriptor.get("UI", ""), text_of(descriptor), tuple(qualifiers), major)


def _relation(element: Element) -> Relation:
    citation = child_text(element, "RefSource")
    pmid = pmid_of(element.find("PMID"))
    target = Identifier("pmid", pmid) if pmid else _doi_in(citation)
    return Relation(
        element.get("RefType", ""), target, citation, child_text(element, "Note"), asserted_by="pubmed"
    )


def _doi_in(citation: str) -> Identifier | None:
    found = _DOI_IN_CITATION.search(citation)
    doi = normalise_doi(found.group(1).rstrip(".,;")) if found else ""
    return Identifier("doi", doi) if doi else None


def _paragraph(element: Element) -> str:
    text = text_of(element)
    label = clean(element.get("Label") or "").rstrip(" :")
    if "Label" not in element.attrib:
        label = element.get("NlmCategory") or ""
    if not text or label.upper() in _NO_LABELS:
        return text
    return f"{label}: {text}"
