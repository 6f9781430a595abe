"""Lists of authors, put together from what several sources print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from silit.matching.titles import family_key
from silit.model.folding import fold
from silit.model.names import Name
from silit.model.work import AuthorsComplete, Work

Described = tuple[str, Work]


def merged_authors(described: Sequence[Described]) -> tuple[tuple[Name, ...], AuthorsComplete, str]:
    """The authors, whether they are all, and the source of the list; `described` is in order of trust.

    The first list that is whole; else the first that names anyone. Where the lists of others name the same people,
    spelled-out given names, ORCIDs and what else is missing are taken from them.
    """
    longest_cut = max((len(work.author) for _, work in described if not _whole(work)), default=0)
    named = [each for each in described if each[1].author]
    # A list that calls itself whole but is shorter than one that was cut is not.
    whole = [each for each in named if _whole(each[1]) and len(each[1].author) >= longest_cut]
    chosen = next(iter(whole or named), None)
    if chosen is None:
        return (), *_no_authors(described)
    source, work = chosen
    authors = work.author
    for _, other in described:
        if other is not work and _same_people(authors, other.author):
            authors = tuple(_completed(one, more) for one, more in zip(authors, other.author, strict=True))
    return authors, work.authors_complete, source


def _whole(work: Work) -> bool:
    return work.authors_complete == "yes"


def _no_authors(described: Sequence[Described]) -> tuple[AuthorsComplete, str]:
    """Without any author: PubMed says so when there is none, others may only not have been told."""
    for source, work in described:
        if source == "pubmed":
            return work.authors_complete, source
    for source, work in described:
        if not _whole(work):
            return work.authors_complete, source
    return "yes", ""


def _same_people(one: Sequence[Name], other: Sequence[Name]) -> bool:
    return len(one) == len(other) and all(
        family_key(a) == family_key(b) for a, b in zip(one, other, strict=True)
    )


def _completed(name: Name, other: Name) -> Name:
    """`name` with what only `other` knows about this person."""
    given = other.given if _spells_out(name, other) else name.given
    initials = name.initials or (other.initials if _initials(other) == _initials(name) else "")
    return replace(
        name,
        given=given,
        initials=initials,
        suffix=name.suffix or other.suffix,
        orcid=name.orcid or other.orcid,
        affiliations=name.affiliations or other.affiliations,
    )


def _spells_out(name: Name, other: Name) -> bool:
    """Whether `other` gives whole names for the very initials that are all `name` has."""
    return (
        not _has_whole_word(name.given)
        and _has_whole_word(other.given)
        and not other.given.isupper()
        and _initials(other) == _initials(name)
    )


def _has_whole_word(given: str) -> bool:
    return any(len(word.strip(".")) > 1 and not word.isupper() for word in _words(given))


def _initials(name: Name) -> str:
    if not _has_whole_word(name.given) and name.initials:
        return fold(name.initials).replace(" ", "").replace(".", "").replace("-", "")
    words = _words(name.given)
    return fold("".join(word if word.isupper() else word[0] for word in words)).replace(".", "")


def _words(given: str) -> list[str]:
    return given.replace(".", " ").replace("-", " ").split()
