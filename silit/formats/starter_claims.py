"""The example claims of the starter collection, as TOML: each claim with the works on its sides."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any, cast

from silit.errors import UnreadableFormatError
from silit.model.claims import STANCES, Claim, Stance
from silit.model.identifiers import Identifier


@dataclass(frozen=True, slots=True)
class StarterStance:
    """What the work with this identifier says about a claim."""

    work: Identifier
    stance: Stance


@dataclass(frozen=True, slots=True)
class StarterClaim:
    """An example claim with its stances, in the order of the file."""

    claim: Claim
    stances: tuple[StarterStance, ...]


def read_claims(text: str) -> tuple[StarterClaim, ...]:
    """The claims of a starter file, each marked as an example; UnreadableFormatError when it is not such a file."""
    try:
        return tuple(_claim(table) for table in tomllib.loads(text)["claim"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableFormatError(f"The example claims cannot be read: {error}.") from error


def _claim(table: dict[str, Any]) -> StarterClaim:
    claim = Claim(str(table["slug"]), str(table["text"]), str(table["question"]), example=True)
    return StarterClaim(claim, tuple(_stance(row) for row in table["stances"]))


def _stance(row: dict[str, Any]) -> StarterStance:
    scheme, _, value = str(row["work"]).partition(":")
    if scheme not in ("doi", "pmid") or not value:
        raise ValueError(f"{row['work']!r} is neither a PMID nor a DOI")
    if row["stance"] not in STANCES:
        raise ValueError(f"there is no stance {row['stance']!r}")
    return StarterStance(Identifier(scheme, value), cast(Stance, row["stance"]))
