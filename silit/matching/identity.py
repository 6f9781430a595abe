"""Whether two descriptions that share an identifier are of one work.

A shared PMID, PMCID or DOI usually settles it. It does not where chapters carry the DOI of their book, where a notice carries
that of its paper, where a record carries a wrong one, or where a preprint is filed under its article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from silit.markup import plain
from silit.matching.titles import family_key, part_number, title_key, title_similarity
from silit.model.identifiers import Identifier
from silit.model.integrity import is_notice
from silit.model.notice_titles import is_notice_title, is_reply_title
from silit.model.preprints import is_preprint
from silit.model.work import Work
from silit.results import Problem

CONFLICT = "identifier-conflict"
# Crossref advises to check a DOI found elsewhere against the title; below this the titles are of different works.
ALIKE = 0.8
_PARTS_OF_BOOKS = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia"})
# bioRxiv and medRxiv (old and new), Research Square, SSRN, OSF, PsyArXiv, Preprints.org, arXiv. A reference manager may call
# what is there an article.
_PREPRINT_PREFIXES = tuple(
    f"{prefix}/"
    for prefix in (
        "10.1101",
        "10.64898",
        "10.21203",
        "10.2139",
        "10.31219",
        "10.31234",
        "10.20944",
        "10.48550",
    )
)
_SCHEMES = ("pmid", "pmcid", "doi")
_FURTHER = frozenset((*_SCHEMES, "arxiv", "ppr", "nbk", "nihms"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is one work, why, and the problem to tell the user when an identifier must be wrong."""

    same: bool
    reason: str
    problem: Problem | None = None


def identifiers_of(work: Work) -> tuple[Identifier, ...]:
    """The PMID, PMCID and DOI of a work, then its other identifiers that name works (alias DOIs, arXiv's)."""
    own = (Identifier(scheme, getattr(work, scheme)) for scheme in _SCHEMES if getattr(work, scheme))
    others = (identifier for identifier in work.other_ids if identifier.scheme in _FURTHER)
    return tuple(dict.fromkeys((*own, *others)))


def shared_identifiers(one: Work, other: Work) -> tuple[Identifier, ...]:
    """The identifiers that both works have, in the order of `one`."""
    theirs = set(identifiers_of(other))
    return tuple(identifier for identifier in identifiers_of(one) if identifier in theirs)


def same_work(one: Work, other: Work) -> Verdict:
    """Whether `one` and `other` are one work; the answer does not depend on which is which."""
    shared = shared_identifiers(one, other)
    if not shared:
        return Verdict(False, "they share no identifier")
    different = next(_differences(one, other, shared), None)
    return different or Verdict(True, f"both are {_list(shared)}")


def _differences(one: Work, other: Work, shared: tuple[Identifier, ...]) -> Iterator[Verdict]:
    by_pmid = any(identifier.scheme == "pmid" for identifier in shared)
    if one.pmid and other.pmid and one.pmid != other.pmid and not by_pmid:
        yield Verdict(False, f"PubMed has them as two: {' and '.join(sorted((one.pmid, other.pmid)))}")
    alike = _alike(one, other)
    if _about_another(one) != _about_another(other) and not (
        _equal_titles(one, other) and (by_pmid or not _elsewhere(one, other))
    ):
        yield Verdict(False, "one is a notice or a reply, the other the paper that it is about")
    if _preprint_and_article(one, other) and not by_pmid and not any(map(_of_a_preprint_server, shared)):
        yield Verdict(False, "one is a preprint, the other is not")
    if not alike and {one.type, other.type} & _PARTS_OF_BOOKS:
        yield Verdict(False, "a part of a book may carry the book's identifier")
    if _different_parts(one, other):
        yield _conflict(one, other, shared, "the titles are of different parts")
    if not alike and not _same_first_author_and_year(one, other) and not _same_place(one, other):
        yield _conflict(one, other, shared, "title and first author or year differ")


def _alike(one: Work, other: Work) -> bool:
    """Whether the titles agree, or one of them is not known."""
    titles, others = _titles(one), _titles(other)
    if not titles or not others:
        return True
    return any(title_similarity(title, theirs) >= ALIKE for title in titles for theirs in others)


def _titles(work: Work) -> list[str]:
    return [title for title in (work.title, work.original_title) if title_key(title)]


def _about_another(work: Work) -> bool:
    return is_notice(work) or is_notice_title(work.title) or is_reply_title(work.title)


def _equal_titles(one: Work, other: Work) -> bool:
    keys = {title_key(work.title) for work in (one, other)} - {""}
    return len(keys) < 2


def _preprint_and_article(one: Work, other: Work) -> bool:
    preprints = [work for work in (one, other) if is_preprint(work)]
    articles = [work for work in (one, other) if work.type == "article-journal" and work not in preprints]
    return bool(preprints and articles)


def _of_a_preprint_server(identifier: Identifier) -> bool:
    return identifier.scheme == "doi" and identifier.value.startswith(_PREPRINT_PREFIXES)


def _elsewhere(one: Work, other: Work) -> bool:
    """Whether the two stand in different volumes or on different pages, as far as both say."""
    volumes = {work.volume for work in (one, other) if work.volume}
    pages = {_first_page(work) for work in (one, other) if work.page}
    return len(volumes) > 1 or len(pages) > 1


def _same_place(one: Work, other: Work) -> bool:
    return bool(one.volume and one.page) and not _elsewhere(one, other) and bool(other.volume and other.page)


def _first_page(work: Work) -> str:
    return work.page.partition("-")[0].casefold()


def _different_parts(one: Work, other: Work) -> bool:
    numbers = {part_number(one.title), part_number(other.title)}
    return None not in numbers and len(numbers) > 1


def _same_first_author_and_year(one: Work, other: Work) -> bool:
    if not (one.author and other.author and one.year and other.year):
        return False
    return family_key(one.author[0]) == family_key(other.author[0]) and abs(one.year - other.year) <= 1


def _conflict(one: Work, other: Work, shared: Iterable[Identifier], reason: str) -> Verdict:
    titles = " and ".join(f"“{plain(title)}”" for title in sorted((one.title, other.title)))
    problem = Problem(
        CONFLICT,
        f"{_list(shared)} stands on two works: {titles}.",
        hint="Both are kept. Look which of them the identifier belongs to, and mend the other with `silit edit`.",
    )
    return Verdict(False, reason, problem)


def _list(identifiers: Iterable[Identifier]) -> str:
    return ", ".join(sorted(map(str, identifiers)))
