"""The entries of the list that an author wrote under an article, each matched to its paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from silit.articles.adopt import accounted
from silit.articles.reference_list import ReferenceEntry, ReferenceList
from silit.formats.citation_text import read_citation
from silit.library import Library
from silit.library.works import entries, ids_of_keys
from silit.matching.citation_compare import compare
from silit.matching.citation_verdict import means_another
from silit.model.entries import Entry
from silit.model.folding import fold
from silit.model.identifiers import best_identifier
from silit.model.work import Work
from silit.services.citation_candidates import candidate_of_entry, settled
from silit.services.proposing import propose_for_text

ReferenceVerdict = Literal["sure", "check", "none"]
_MENTION = re.compile(
    r"((?:(?:van|von|de|der|den|di|la|le|del|ten|ter) )*[^\W\d_]+)\b.*?\b((?:1[89]|20)\d\d)"
)


@dataclass(frozen=True, slots=True)
class MatchedReference:
    """An entry of the author's list and its paper: `match` is a cite key of the library, else the entry's identifier
    (`doi:…`, to be added), else "".

    `verdict` is sure (an identifier, or title and enough of author, year, volume and page agree), check (a person should
    look: also when the identifier is that of a paper which the words do not mean), none. Only what is sure is used without
    a person's word.
    """

    entry: ReferenceEntry
    match: str
    verdict: ReferenceVerdict


def match_references(
    library: Library, listed: ReferenceList, found: Mapping[str, str]
) -> tuple[MatchedReference, ...]:
    """Each entry with its paper; `found` are the cite keys of the identifiers that the library has (`doi:…`)."""
    with library.reading():
        ids = ids_of_keys(library.connection, found.values())
        works = {one.cite_key: one.work for one in entries(library.connection, list(set(ids.values())))}
    return tuple(_match_reference(library, entry, found, works) for entry in listed.entries)


def strange_identifiers(references: Sequence[MatchedReference]) -> frozenset[str]:
    """The identifiers (`doi:…`) of entries whose words mean another paper: they say nothing for sure."""
    doubtful = (one.entry for one in references if one.verdict == "check")
    return frozenset(str(identifier) for entry in doubtful for identifier in entry.identifiers)


def _match_reference(
    library: Library, entry: ReferenceEntry, found: Mapping[str, str], works: Mapping[str, Work]
) -> MatchedReference:
    """The library first, then the identifier in the entry."""
    by_identifier = {found[str(one)] for one in entry.identifiers if str(one) in found}
    if len(by_identifier) == 1:
        key = by_identifier.pop()
        is_strange = key in works and _means_another(entry.text, works[key])
        return MatchedReference(entry, key, "check" if is_strange else "sure")
    if not by_identifier:
        key, level = match_text(library, entry.text)
        if level == "sure" or (key and not entry.identifiers):
            return MatchedReference(entry, key, level)
        if entry.identifiers:
            return MatchedReference(entry, str(best_identifier(entry.identifiers)), "sure")
    return MatchedReference(entry, "", "none")


def _means_another(text: str, work: Work) -> bool:
    """Whether a reference is plainly not one of this work, whatever identifier stands in it."""
    cited = read_citation(text)
    return means_another(cited, compare(cited, work))


def match_text(library: Library, text: str) -> tuple[str, ReferenceVerdict]:
    """The cite key of the work of the library that a reference in words means, and whether that is sure or only to be
    checked; ("", "none") where none fits."""
    return match_text_to(text, [one.entry for one in propose_for_text(library, text, limit=10)])


def match_text_to(text: str, works: Iterable[Entry]) -> tuple[str, ReferenceVerdict]:
    """As `match_text`, among these works alone."""
    cited = read_citation(text)
    found = settled(text, cited, [candidate_of_entry(cited, entry) for entry in works])
    if not found.candidates:
        return "", "none"
    return found.candidates[0].cite_key, "sure" if found.outcome == "sure" else "check"


def keys_of_list(references: Sequence[MatchedReference]) -> dict[str, str]:
    """What the list says for sure: the papers of its numbers and labels."""
    keys: dict[str, str] = {}
    for reference in references:
        if reference.verdict != "sure":
            continue
        entry = reference.entry
        names = [name for name in (entry.name, entry.label) if name]
        keys.update(dict.fromkeys((*names, *map(str, entry.identifiers)), reference.match))
    return keys


def keys_of_notes(library: Library, notes: Mapping[str, str]) -> dict[str, str]:
    """The papers of notes, name to text, that fit one work of the library for sure."""
    matches = {name: match_text(library, text) for name, text in notes.items()}
    return {name: key for name, (key, level) in matches.items() if level == "sure"}


def keys_of_author_years(
    mentions: Iterable[str], references: Sequence[MatchedReference], keys: Mapping[str, str]
) -> dict[str, str]:
    """The papers of mentions such as "Vleeming et al., 2012": those of the only entry of the list that begins with the
    name and has the year."""
    found = {}
    for mention in mentions:
        read = _MENTION.match(fold(mention))
        fitting = [one.entry for one in references if read and _is_of(one.entry.text, read[1], read[2])]
        key = accounted(fitting[0], keys) if len(fitting) == 1 else ""
        if key:
            found[mention] = key
    return found


def is_mentioned(text: str, mentions: Iterable[str]) -> bool:
    """Whether one of the mentions such as "Vleeming et al., 2012" can mean the entry with this text."""
    read = (_MENTION.match(fold(mention)) for mention in mentions)
    return any(one is not None and _is_of(text, one[1], one[2]) for one in read)


def _is_of(text: str, name: str, year: str) -> bool:
    folded = fold(text)
    return folded.startswith(name) and re.search(rf"\b{year}", folded) is not None
