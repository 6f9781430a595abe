"""Names of people as author-year styles print them: family name first, initials with full stops."""

from __future__ import annotations

import re

from silit.model.names import Name
from silit.styles.kinds import is_cjk

_PART = re.compile(r"[^\s.]+")
_HYPHENS = re.compile("[-‐‑–]")


def group(person: Name) -> str:
    """The name of a group in one line."""
    return " ".join(person.literal.split())


def inverted(person: Name, gap: str) -> str:
    """ "Gilstrap, L. C., Jr." with `gap` " ", "Gilstrap, L.C., Jr." with ""; a group as it is."""
    if person.literal:
        return group(person)
    if is_cjk(person.family):
        return person.family + person.given
    return ", ".join(
        filter(None, (person.full_family.strip(), initials(person, gap), _suffix(person.suffix)))
    )


def straight(person: Name, gap: str) -> str:
    """ "L. C. Gilstrap Jr.": as editors are named behind "In"."""
    if person.literal:
        return group(person)
    if is_cjk(person.family):
        return person.family + person.given
    parts = (initials(person, gap), person.full_family.strip(), _suffix(person.suffix))
    return " ".join(part for part in parts if part)


def initials(person: Name, gap: str) -> str:
    """ "J. A.", "J.-P." of the given names, else of the source's own initials; a script without capitals stays."""
    given = person.given.strip()
    if not given or (given.isupper() and len(given) <= 3 and given.isalpha()):
        return gap.join(f"{letter}." for letter in (given or person.initials) if letter.isalpha())
    if given == given.upper() == given.lower():
        return given
    parts = [shortened for part in _PART.findall(given) if (shortened := _shortened(part))]
    return gap.join(parts) or given


def _shortened(part: str) -> str:
    """ "Jean-Pierre" is "J.-P."; particles ("do") leave nothing."""
    if part.isalpha():
        return f"{part[0].upper()}." if part[0].isupper() else ""
    letters = [piece[0] for piece in _HYPHENS.split(part) if piece]
    return "-".join(f"{letter.upper()}." for letter in letters) if letters and letters[0].isupper() else ""


def _suffix(suffix: str) -> str:
    bare = suffix.strip()
    return f"{bare}." if bare.lower() in ("jr", "sr") else bare
