"""What NLM says after a reference whose work was retracted, corrected or replaced: "Retraction in: …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from silit.markup import Inline, Inlines, Link, Text, strip_tags
from silit.model.doi import doi_url
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
    places = list(dict.fromkeys(place for place in map(_place, notices) if place))
    if not places:
        return (Text(f"{label.removesuffix(' in')} published."),)
    out: list[Inline] = [Text(f"{label}: ")]
    for place in places:
        out.extend((*place, Text("; ")))
    return closed(out[:-1])


def _place(notice: Relation) -> Inlines:
    """Where the notice stands: the source's own citation, and a link unless the citation names it."""
    citation = " ".join(notice.citation.split()).rstrip(".")
    link = identifier_link(notice.target) if notice.target else ()
    if not citation:
        return link
    if not notice.target or not link or notice.target.value.lower() in citation.lower():
        return (Text(citation),)
    return (Text(f"{citation}. "), *link)
