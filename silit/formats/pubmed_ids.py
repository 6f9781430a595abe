"""The identifiers of a PubMed record: its own, never those of the works in its reference list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from silit.formats.pubmed_text import text_of
from silit.model.identifiers import Identifier, normalise_doi, normalise_pmcid, normalise_pmid
from silit.results import Problem

# A DOI that is its own normal form but for the case, as nearly all are: it ends in a digit and no word is glued to it.
_PLAIN_DOI = re.compile(
    r"10\.\d{4,9}/(?!.*(?:pmc?id|epub|accessed|available))[a-z0-9()._-]*\d", re.ASCII | re.IGNORECASE
)
_PMCID = re.compile(r"PMC[0-9]+", re.IGNORECASE)
_MANUSCRIPT = re.compile(r"(NIHMS|EMS)-?([0-9]+)", re.IGNORECASE)
_BOOKSHELF = re.compile(r"NBK[0-9]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What a record calls itself. `doi`, `pmcid` in normal form, "" when missing; `other` are the rest worth keeping."""

    doi: str = ""
    pmcid: str = ""
    other: tuple[Identifier, ...] = ()
    problems: tuple[Problem, ...] = ()


def pmid_of(element: Element | None) -> str:
    """The digits of a PMID without leading zeros, "" when there is none."""
    return normalise_pmid(text_of(element)) if element is not None else ""


def identifiers_of(id_lists: Iterable[Element | None], locations: Iterable[Element]) -> Identifiers:
    """The identifiers in the record's own `ArticleIdList`s and `ELocationID`s.

    A DOI of the list counts before one of the locations, of which only valid ones count.
    """
    listed, located, pmcid = "", "", ""
    others: list[Identifier] = []
    problems: list[Problem] = []
    for id_list in id_lists:
        for element in id_list.findall("ArticleId") if id_list is not None else ():
            kind, value = element.get("IdType", "pubmed"), text_of(element)
            if kind == "doi":
                listed = listed or _doi(value, problems)
            elif kind in ("pmc", "pmcid"):
                found = _PMCID.search(value)
                pmcid = pmcid or (normalise_pmcid(found.group()) if found else "")
            else:
                others += _other(kind, value)
    for element in locations:
        if element.get("EIdType") == "doi" and element.get("ValidYN") != "N":
            value = text_of(element)
            located = located or (listed if value.lower() == listed else _doi(value, problems))
    if listed and located and listed != located:
        problems.append(
            Problem("doi-differs", f"two DOIs are given, {listed} and {located}; the first is kept.")
        )
    return Identifiers(listed or located, pmcid, tuple(dict.fromkeys(others)), tuple(problems))


def valid_pii(locations: Iterable[Element]) -> str:
    """The first valid publisher's item identifier among `ELocationID`s, "" when there is none."""
    for element in locations:
        if element.get("EIdType") == "pii" and element.get("ValidYN") != "N":
            return text_of(element)
    return ""


def _doi(value: str, problems: list[Problem]) -> str:
    doi = value.lower() if _PLAIN_DOI.fullmatch(value) else normalise_doi(value)
    if value and not doi:
        problems.append(Problem("bad-doi", f"{value!r} is given as a DOI, which it is not."))
    return doi


def _other(kind: str, value: str) -> list[Identifier]:
    if kind == "mid" and (manuscript := _MANUSCRIPT.fullmatch(value)):
        series = manuscript.group(1).upper()
        return [Identifier(series.lower(), series + manuscript.group(2))]
    if kind == "bookaccession" and _BOOKSHELF.fullmatch(value):
        return [Identifier("nbk", value.upper())]
    if kind == "pii" and value:
        return [Identifier("pii", value)]
    return []
