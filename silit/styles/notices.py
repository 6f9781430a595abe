"""What befell a work: its retraction, correction or replacement, in the words of NLM, and where each notice stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from silit.formats.pubmed_pages import expand
from silit.markup import Inline, Inlines, Text
from silit.model.doi import normalise_doi
from silit.model.identifiers import Identifier
from silit.model.integrity import Integrity
from silit.model.terms import Relation
from silit.styles.links import identifier_link

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
_RETRACTIONS = ("Retraction", "Retracted and republished")
_ORDER = {label: place for place, label in enumerate(dict.fromkeys(_LABELS.values()))}
# PubMed's citations of notices end so.
_DOI_AT_END = re.compile(r"[.;,]?\s*\bdoi:\s*(10\.\d{4,9}/\S+)$", re.IGNORECASE)
# PubMed's citations of notices: "J Ex. 2021 May 3;13(5):300".
_CITATION = re.compile(
    r"(?P<journal>[^.;]+)\. (?P<year>\d{4})\b[^;:]*;(?P<volume>[^(:;]*)(?:\((?P<issue>[^)]*)\))?:(?P<pages>[^:;]+)"
)
# Where a status rests on no notice that could be named.
_BARE = {"concern": "Expression of concern", "corrected": "Erratum"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a notice stands: the source's own citation without its full stop ("" where it has none), and links to it."""

    citation: str
    links: tuple[Inlines, ...]

    @property
    def inlines(self) -> Inlines:
        """ "J Ex. 2021;13(1):9. https://doi.org/10.1000/r PMID: 9"."""
        out: list[Inline] = [Text(self.citation)] if self.citation else []
        for link in self.links:
            before = ". " if len(out) == 1 and self.citation else " "
            out.extend((Text(before), *link) if out else link)
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Notices:
    """All notices of one kind. `label` is NLM's ("Retraction in"); without places nothing says where they stand."""

    label: str
    places: tuple[Place, ...]

    @property
    def kind(self) -> str:
        """The label without "in": "Retraction"."""
        return self.label.removesuffix(" in")


@dataclass(frozen=True, slots=True)
class Printed:
    """The parts of a notice's citation; `volume` and `issue` may be "", `pages` are whole: "142-152"."""

    journal: str
    year: str
    volume: str
    issue: str
    pages: str


def printed(place: Place) -> Printed | None:
    """The parts of a citation that is written as PubMed writes them; None for any other."""
    cited = _CITATION.fullmatch(place.citation)
    if cited is None:
        return None
    volume, issue = cited["volume"].strip(), cited["issue"] or ""
    return Printed(cited["journal"], cited["year"], volume, issue, expand(cited["pages"]))


def notices_of(integrity: Integrity) -> list[Notices]:
    """One for each kind of notice, the most serious first."""
    if not integrity.notices and integrity.status not in _BARE:
        return []
    found: dict[str, list[Relation]] = {}
    for notice in integrity.notices:
        label = _LABELS.get(notice.kind.replace("update-to:", "updated-by:"))
        if label:
            found.setdefault(label, []).append(notice)
    if not found:
        return [Notices(_BARE[integrity.status], ())] if integrity.status in _BARE else []
    return [
        Notices(label, _distinct([_place(notice) for notice in found[label]]))
        for label in sorted(found, key=_ORDER.__getitem__)
    ]


def is_unsaid(integrity: Integrity, found: list[Notices]) -> bool:
    """Whether the work is retracted and none of its notices says so."""
    return integrity.status == "retracted" and not any(one.kind in _RETRACTIONS for one in found)


def _place(notice: Relation) -> Place:
    citation = " ".join(notice.citation.split()).rstrip(".")
    named = _DOI_AT_END.search(citation)
    links: list[Inlines] = []
    if named:
        citation = citation[: named.start()]
        links.append(identifier_link(Identifier("doi", normalise_doi(named[1]) or named[1])))
    if notice.target and (link := identifier_link(notice.target)) and link not in links:
        links.append(link)
    return Place(citation, tuple(links))


def _distinct(places: list[Place]) -> tuple[Place, ...]:
    """Each place once: a bare link says nothing new where a citation has the same link."""
    linked = [link for place in places if len(place.inlines) > 1 for link in place.links]
    kept = [
        place
        for place in dict.fromkeys(places)
        if place.inlines and (place.citation or not _is_known(place, linked))
    ]
    return tuple(kept)


def _is_known(place: Place, linked: list[Inlines]) -> bool:
    return len(place.links) == 1 and place.links[0] in linked
