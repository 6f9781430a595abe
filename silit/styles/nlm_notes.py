"""What NLM says after a reference whose work was retracted, corrected or replaced: "Retraction in: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from silit.markup import Inline, Inlines, Link, Text, strip_tags
from silit.model.doi import doi_url, normalise_doi
from silit.model.identifiers import Identifier
from silit.model.integrity import Integrity
from silit.model.terms import Relation

RETRACTED = " [Retracted]"
PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"
PMC = "https://pmc.ncbi.nlm.nih.gov/articles/"

# NLM's words for the reference types of PubMed's CommentsCorrections, then Crossref's update types; most serious first.
_LABELS = {
    "RetractionIn": "Retraction in",
    "RetractedandRepublishedIn": "Retracted and republished in",
    "updated-by:retraction": "Retraction in",
    "updated-by:withdrawal": "Withdrawal in",
    "updated-by:removal": "Removal in",
    "ExpressionOfConcernIn": "Expression of concern in",
    "updated-by:expression_of_concern": "Expression of concern in",
    "updated-by:partial_retraction": "Partial retraction in",
    "CorrectedandRepublishedIn": "Corrected and republished in",
    "ErratumIn": "Erratum in",
    "updated-by:correction": "Erratum in",
    "updated-by:corrigendum": "Erratum in",
    "updated-by:erratum": "Erratum in",
    "updated-by:err": "Erratum in",
    "updated-by:addendum": "Addendum in",
    "updated-by:clarification": "Clarification in",
    "UpdateIn": "Update in",
    "updated-by:new_version": "Update in",
    "updated-by:new_edition": "Update in",
}
_ORDER = {label: place for place, label in enumerate(dict.fromkeys(_LABELS.values()))}
# PubMed's citations of notices end so.
_DOI_AT_END = re.compile(r"[.;,]?\s*\bdoi:\s*(10\.\d{4,9}/\S+)$", re.IGNORECASE)
# Where a status rests on no notice that could be named.
_BARE = {"concern": "Expression of concern published.", "corrected": "Erratum published."}


def notes(integrity: Integrity) -> list[Inlines]:
    """One note for each kind of notice, the most serious first, each with its full stop."""
    found: dict[str, list[Relation]] = {}
    for notice in integrity.notices:
        label = _LABELS.get(notice.kind.replace("update-to:", "updated-by:"))
        if label:
            found.setdefault(label, []).append(notice)
    if not found:
        return [(Text(_BARE[integrity.status]),)] if integrity.status in _BARE else []
    return [_note(label, found[label]) for label in sorted(found, key=_ORDER.__getitem__)]


def identifier_link(identifier: Identifier) -> Inlines:
    """A linked identifier: the whole DOI address, "PMID: 123" or "PMCID: PMC123"; nothing for other schemes."""
    if identifier.scheme == "doi":
        return (Link(doi_url(identifier.value), (Text(f"https://doi.org/{identifier.value}"),)),)
    if identifier.scheme == "pmid" and re.fullmatch("[0-9]+", identifier.value):
        return (Link(f"{PUBMED}{identifier.value}/", (Text(f"PMID: {identifier.value}"),)),)
    if identifier.scheme == "pmcid" and re.fullmatch("[A-Z0-9]+", identifier.value):
        return (Link(f"{PMC}{identifier.value}/", (Text(f"PMCID: {identifier.value}"),)),)
    return ()


def closed(sentence: Sequence[Inline]) -> Inlines:
    """The sentence with its full stop, unless it ends with one, with "?", "!" or an address, which a stop would spoil."""
    shown = strip_tags(sentence).rstrip("\"”’'»")
    is_address = bool(sentence) and strip_tags(sentence[-1:]).startswith(("https://", "http://"))
    return tuple(sentence) if is_address or shown.endswith((".", "?", "!")) else (*sentence, Text("."))


def _note(label: str, notices: list[Relation]) -> Inlines:
    places = _distinct([place for place in map(_place, notices) if place])
    if not places:
        return (Text(f"{label.removesuffix(' in')} published."),)
    out: list[Inline] = [Text(f"{label}: ")]
    for place in places:
        out.extend((*place, Text("; ")))
    return closed(out[:-1])


def _place(notice: Relation) -> Inlines:
    """Where the notice stands: the source's own citation, and links to what identifies it."""
    citation = " ".join(notice.citation.split()).rstrip(".")
    named = _DOI_AT_END.search(citation)
    links: list[Inlines] = []
    if named:
        citation = citation[: named.start()]
        links.append(identifier_link(Identifier("doi", normalise_doi(named[1]) or named[1])))
    if notice.target and (link := identifier_link(notice.target)) and link not in links:
        links.append(link)
    out: list[Inline] = [Text(citation)] if citation else []
    for link in links:
        out.extend((Text(". " if out and out[-1] == Text(citation) else " "), *link) if out else link)
    return tuple(out)


def _distinct(places: list[Inlines]) -> list[Inlines]:
    """Each place once: a bare link says nothing new where a citation has the same link."""
    linked = [node for place in places if len(place) > 1 for node in place if isinstance(node, Link)]
    return [place for place in dict.fromkeys(places) if len(place) > 1 or place[0] not in linked]
