"""What a REF names: an identifier alone, a link that holds one, or a pasted reference in which one stands."""

from __future__ import annotations

from dataclasses import dataclass

from silit.errors import NotFoundError
from silit.model.identifiers import (
    LOOKED_UP,
    Identifier,
    best_identifier,
    find_paper_identifiers,
    parse_identifier,
)

_EXAMPLES = (
    "Give a PMID (19119403), a PMCID (PMC2582421), a DOI (10.1016/…), a link that holds one, or a whole reference with "
    "its title and year; `silit search` finds papers by words."
)
_SHOWN = 200


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
    if whole is not None:
        return NotFoundError(
            f"{ref} is an identifier ({whole.scheme}) that silit cannot look up.",
            hint="Give the paper's PMID, PMCID or DOI.",
        )
    return _within(ref)


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
