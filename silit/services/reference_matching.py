"""The entries of the list that an author wrote under an article, each matched to its paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from silit.articles.reference_list import ReferenceEntry, ReferenceList
from silit.library import Library
from silit.matching.reference_text import Match, reference_match
from silit.model.identifiers import Identifier
from silit.services.proposing import propose_for_text

ReferenceVerdict = Literal["sure", "likely", "check", "none"]
# What can be looked up, best first.
_SCHEMES = ("pmid", "doi", "pmcid")


@dataclass(frozen=True, slots=True)
class MatchedReference:
    """An entry of the author's list and its paper: `match` is a cite key of the library, else the entry's identifier
    (`doi:…`, to be added), else "".

    `verdict` is sure (an identifier, or title, author, year and volume or page agree), likely (title, author and year),
    check (only the title), none. Only what is sure is used without a person's word.
    """

    entry: ReferenceEntry
    match: str
    verdict: ReferenceVerdict


def match_references(
    library: Library, listed: ReferenceList, found: Mapping[str, str]
) -> tuple[MatchedReference, ...]:
    """Each entry with its paper; `found` are the cite keys of the identifiers that the library has (`doi:…`)."""
    return tuple(_match_reference(library, entry, found) for entry in listed.entries)


def _match_reference(library: Library, entry: ReferenceEntry, found: Mapping[str, str]) -> MatchedReference:
    """The library first, then the identifier in the entry."""
    by_identifier = {found[str(one)] for one in entry.identifiers if str(one) in found}
    if len(by_identifier) == 1:
        return MatchedReference(entry, by_identifier.pop(), "sure")
    if not by_identifier:
        key, level = _by_text(library, entry.text)
        if level == "sure" or (level and not entry.identifiers):
            return MatchedReference(entry, key, level)
        if entry.identifiers:
            return MatchedReference(entry, str(_best(entry.identifiers)), "sure")
    return MatchedReference(entry, "", "none")


def _by_text(library: Library, text: str) -> tuple[str, Match | None]:
    """The one work of the library that fits best; of two that fit alike none is sure."""
    fitting: dict[Match, list[str]] = {"sure": [], "likely": [], "check": []}
    for proposal in propose_for_text(library, text, limit=10):
        level = reference_match(text, proposal.entry.work)
        if level:
            fitting[level].append(proposal.entry.cite_key)
    for level, keys in fitting.items():
        if keys:
            return keys[0], level if len(keys) == 1 else "check"
    return "", None


def keys_of_list(references: Sequence[MatchedReference]) -> dict[str, str]:
    """What the list says for sure: the papers of its numbers and labels."""
    keys: dict[str, str] = {}
    for reference in references:
        if reference.verdict != "sure":
            continue
        entry = reference.entry
        names = [str(entry.number)] if entry.number is not None else []
        names += [entry.label] if entry.label else []
        keys.update(dict.fromkeys((*names, *map(str, entry.identifiers)), reference.match))
    return keys


def _best(identifiers: Sequence[Identifier]) -> Identifier:
    return min(identifiers, key=lambda one: _SCHEMES.index(one.scheme))
