"""Authors and editors as NLM prints them (Citing Medicine, 2nd ed., chapter 1, "Author"; ICMJE sample references)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from silit.model.names import Name

MAXIMUM = 6
NOT_RECORDED = "[authors not recorded]"
_SUFFIXES = {"ii": "2nd", "iii": "3rd", "iv": "4th", "v": "5th", "jnr": "Jr", "snr": "Sr"}
_PART = re.compile(r"[^\s.\-‐‑–]+")


def names(people: Sequence[Name], *, complete: bool = True) -> str:
    """ "Laslett M, Aprill CN": the first six, then "et al."; `complete=False` ends any list so."""
    shown = [written for written in map(name, people[:MAXIMUM]) if written]
    if shown and (len(people) > MAXIMUM or not complete):
        shown.append("et al.")
    return ", ".join(shown)


def name(person: Name) -> str:
    """ "van der Wurff P", "Rose ME Jr"; a group as it is."""
    if person.literal:
        return " ".join(person.literal.split())
    parts = (person.full_family, _initials(person), _suffix(person.suffix))
    return " ".join(" ".join(part for part in parts if part).split())


def _initials(person: Name) -> str:
    if person.initials:
        return "".join(_PART.findall(person.initials))
    parts: list[str] = _PART.findall(person.given)
    if len(parts) == 1 and 1 < len(parts[0]) <= 3 and parts[0].isupper():
        return parts[0]  # initials already: "JW"
    capitalised = [part for part in parts if part[0].isupper()]
    if not capitalised and person.given == person.given.upper():
        return person.given  # a script without capitals has no initials
    return "".join(part[0].upper() for part in capitalised or parts)


def _suffix(suffix: str) -> str:
    bare = suffix.strip().rstrip(".")
    return _SUFFIXES.get(bare.lower(), bare)
