"""Archives in which a work may have a number beside its DOI, PMID and PMCID, and what such a number leads to.

arXiv; the preprints that Europe PMC lists; NCBI's Bookshelf; the manuscript system of the NIH.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from silit.model.doi import ARXIV_DOI, bare_number
from silit.model.identifiers import Identifier, parse_identifier
from silit.model.work import Work

# Scheme -> what a number looks like, and its page. What looks otherwise is passed over: it may come from anywhere.
_PAGES = {
    "arxiv": (r"\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7}", "https://arxiv.org/abs/{}"),
    "ppr": (r"PPR\d+", "https://europepmc.org/article/PPR/{}"),
    "nbk": (r"NBK\d+", "https://www.ncbi.nlm.nih.gov/books/{}/"),
    "nihms": (r"NIHMS\d+", "https://pmc.ncbi.nlm.nih.gov/articles/mid/{}/"),
}
# Those in which nothing is but manuscripts that were posted before peer review.
PREPRINTS = ("arxiv", "ppr")
# Most texts name no archive, and need no closer look.
_HINTS = re.compile("arxiv|europepmc|ppr|nbk|nihms", re.IGNORECASE)
# What stands in the place of a journal: "arXiv preprint arXiv:1706.03762" (Google Scholar), "arXiv e-prints" (ADS), "arXiv".
_AS_JOURNAL = re.compile(
    r"arxiv(?:\.org)?(?:\s+(?:e-?prints?|pre-?prints?))?,?\s*(?:(arxiv:\S+)(?:\s*\[[\w.-]+\])?)?\.?|(arxiv:\S+)(?:\s*\[[\w.-]+\])?",
    re.IGNORECASE,
)


def archive_numbers(work: Work) -> tuple[Identifier, ...]:
    """The numbers of a work in archives, in their order."""
    return tuple(one for one in work.other_ids if is_archive_number(one))


def is_archive_number(identifier: Identifier) -> bool:
    """Whether an identifier is a number in one of the archives."""
    shape, _ = _PAGES.get(identifier.scheme, ("(?!)", ""))
    return re.fullmatch(shape, identifier.value) is not None


def archive_page(identifier: Identifier) -> str:
    """The address of a number's page: https://arxiv.org/abs/1706.03762."""
    number = bare_number(identifier.value) if identifier.scheme == "arxiv" else identifier.value
    return _PAGES[identifier.scheme][1].format(number)


def shown_number(identifier: Identifier) -> str:
    """A number as it is cited: "arXiv:1706.03762", "NBK1234"."""
    return f"arXiv:{identifier.value}" if identifier.scheme == "arxiv" else identifier.value


def web_address(work: Work) -> str:
    """The work's own address; where nothing else leads to it, the page of its number in an archive."""
    if work.url or work.doi or work.pmid or work.pmcid:
        return work.url
    return next(map(archive_page, archive_numbers(work)), "")


def without_archive_page(work: Work) -> Work:
    """The work without an address that the number in an archive makes again: silit wrote it."""
    is_made = bool(work.url) and work.url == web_address(replace(work, url=""))
    return replace(work, url="") if is_made else work


def archive_as_journal(journal: str) -> Identifier | None:
    """The number in arXiv that somebody gave as the name of a journal; None where there is none."""
    match = _AS_JOURNAL.fullmatch(journal.strip())
    found = parse_identifier(match[1] or match[2]) if match and (match[1] or match[2]) else None
    return found if found and found.scheme == "arxiv" else None


def is_arxiv(name: str) -> bool:
    """Whether the name of a journal, or of a publisher, is one of arXiv's."""
    name = name.strip()
    return name[:5].lower() == "arxiv" and _AS_JOURNAL.fullmatch(name) is not None


def as_in_archives(work: Work, texts: Iterable[str] = ()) -> Work:
    """A work of somebody's file with its archive numbers among its identifiers: those that `texts`, its DOI, its address, its
    journal and its own number are. What stands in arXiv and no journal is an article of CSL's: a preprint."""
    journal = work.container_title
    work = with_archive_numbers(work, texts)
    is_in_arxiv = is_arxiv(journal) or (
        not journal and any(one.scheme == "arxiv" for one in archive_numbers(work))
    )
    return replace(work, type="article") if is_in_arxiv and work.type == "article-journal" else work


def with_archive_numbers(work: Work, texts: Iterable[str] = ()) -> Work:
    """The work with these numbers, as `as_in_archives`, and its type as it was."""
    found = numbers_told(work.doi, (*texts, work.url, work.number, work.page))
    journal = work.container_title
    if journals := archive_as_journal(journal) if journal else None:
        found = (journals, *found)
        work = replace(work, container_title="arXiv")
    if not found:
        return work
    numbers = {shown_number(one).casefold() for one in found}
    return replace(
        work,
        other_ids=tuple(dict.fromkeys((*work.other_ids, *found))),
        number="" if work.number.casefold() in numbers else work.number,
        page="" if work.page.casefold() in numbers else work.page,
    )


def numbers_told(doi: str, texts: Iterable[str]) -> tuple[Identifier, ...]:
    """The archive numbers that whole texts are ("arXiv:1706.03762", an address), and the one in a DOI of arXiv's, once each."""
    told = [parse_identifier(text) for text in texts if _HINTS.search(text)]
    if doi.startswith(ARXIV_DOI):
        told.append(parse_identifier(f"arXiv:{doi.removeprefix(ARXIV_DOI)}"))
    return tuple(dict.fromkeys(one for one in told if one and is_archive_number(one)))
