"""What a REF names: an identifier alone, a link that holds one, or a pasted reference in which one stands."""

from __future__ import annotations

from dataclasses import dataclass

from silit.errors import NotFoundError
from silit.model.archives import archive_page, is_archive_number
from silit.model.doi import arxiv_doi
from silit.model.identifiers import (
    LOOKED_UP,
    Identifier,
    best_identifier,
    find_paper_identifiers,
    parse_identifier,
)

_EXAMPLES = (
    "Give a PMID (19119403), a PMCID (PMC2582421), a DOI (10.1016/…), a number in arXiv (arXiv:1706.03762), a link that holds one, or a whole reference with "
    "its title and year; `silit search` finds papers by words."
)
_SHOWN = 200
# Identifiers by which none of the services that silit asks knows a paper.
_KINDS = {
    "ppr": "a number of Europe PMC's preprints",
    "nbk": "a number in NCBI's Bookshelf",
    "nihms": "a number in the NIH's manuscript system",
    "trial": "the number of a registered trial",
    "isbn": "an ISBN",
    "issn": "an ISSN",
    "shortdoi": "a shortened DOI",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a REF was taken for, and what the user should know about that ("" where it is plain)."""

    identifier: Identifier
    remark: str = ""


def read_ref(ref: str) -> Reading | NotFoundError:
    """The identifier to look up, or why there is none."""
    whole = parse_identifier(ref)
    if whole is not None and whole.scheme in LOOKED_UP:
        return Reading(whole, f"{ref}: digits alone are taken as a PMID." if ref.isdecimal() else "")
    if whole is not None and whole.scheme == "arxiv":
        doi = arxiv_doi(whole.value)
        return Reading(Identifier("doi", doi), f"{ref} is looked up by the DOI that arXiv gave to it: {doi}.")
    if whole is not None:
        return _not_looked_up(ref, whole)
    return _within(ref)


def _not_looked_up(ref: str, whole: Identifier) -> NotFoundError:
    hint = "Give the paper's PMID, PMCID or DOI."
    if is_archive_number(whole):
        hint = f"Give the paper's PMID, PMCID or DOI; its page may name them: {archive_page(whole)}"
    kind = _KINDS.get(whole.scheme, whole.scheme.upper())
    return NotFoundError(
        f"{ref} is {kind}; silit asks PubMed, PMC, Crossref and doi.org, which know no papers by it.",
        hint=hint,
    )


def _quoted(ref: str) -> str:
    """A REF in a message; of a long text its beginning."""
    return repr(ref if len(ref) <= _SHOWN else ref[: _SHOWN - 1] + "…")


def _within(ref: str) -> Reading | NotFoundError:
    found = find_paper_identifiers(ref)
    if not found:
        return _holds_none(ref)
    schemes = [one.scheme for one in found]
    if len(set(schemes)) < len(schemes):
        return NotFoundError(
            f"{_quoted(ref)} holds several identifiers: {', '.join(one.value for one in found)}.",
            hint="Give each of them as a REF of its own.",
        )
    best = best_identifier(found)
    return Reading(best, f"{_quoted(ref)} is looked up by its {best.scheme.upper()}: {best.value}.")


def _holds_none(ref: str) -> NotFoundError:
    if ref.isdecimal() and len(ref) < 5:
        return NotFoundError(
            f"{ref} could be a year or a page, so it is not taken as a PMID.",
            hint=f"If it is one: silit add PMID:{ref}",
        )
    return NotFoundError(f"{_quoted(ref)} holds no PMID, PMCID or DOI.", hint=_EXAMPLES)
