"""Authors and editors as NLM prints them (Citing Medicine, 2nd ed., chapter 1, "Author"; ICMJE sample references)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from silit.model.names import Name
from silit.styles.kinds import is_cjk

MAXIMUM = 6
NOT_RECORDED = "[authors not recorded]"
_SUFFIXES = {"ii": "2nd", "iii": "3rd", "iv": "4th", "v": "5th", "jnr": "Jr", "snr": "Sr"}
_PART = re.compile(r"[^\s.\-‐‑–]+")


def names(people: Sequence[Name], *, complete: bool = True, most: int = MAXIMUM, shown: int = MAXIMUM) -> str:
    """ "Laslett M, Aprill CN": up to `most` names, of a longer list the first `shown`, then "et al.".

    `complete=False` ends any list so; one of `most` names is then part of a longer one.
    """
    is_cut = len(people) > most or (len(people) == most and not complete)
    written = [text for text in map(name, people[:shown] if is_cut else people) if text]
    if written and (is_cut or not complete):
        written.append("et al.")
    return ", ".join(written)


def name(person: Name) -> str:
    """ "van der Wurff P", "Rose ME Jr"; a group as it is."""
    if person.literal:
        return " ".join(person.literal.split())
    if is_cjk(person.family):
        return person.family + person.given
    initials = person.initials if person.initials.isalpha() else _initials(person)
    whole = f"{person.full_family} {initials}" if initials else person.full_family
    if person.suffix:
        whole = f"{whole} {_suffix(person.suffix)}"
    return " ".join(whole.split())


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
