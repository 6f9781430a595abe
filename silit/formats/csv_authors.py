"""The authors in one cell of a table, in the ways in which programs write them there."""

from __future__ import annotations

import re

from silit.formats.csv_rows import python_list
from silit.formats.inline_html import clean_line
from silit.formats.listed_names import INITIALS, NAME_AND_INITIALS, listed_name
from silit.model.names import Name

_SCOPUS_NUMBER = re.compile(r"\s?\(\d{6,}\)")
# What is longer is no name.
_LONGEST_NAME = 300
_AND = re.compile(r"\s+(?:and|&)\s+")
# Words of groups: what has one is no "Given Family".
_GROUP_WORDS = frozenset(
    """group organization organisation society collaboration collaborators committee association team network institute
    university ministry council foundation consortium investigators college department centre center federation force
    panel task working study trial the of for
    academy agency alliance authority board bureau clinic clinics commission company corp corporation division forum
    government health healthcare hospital hospitals inc initiative international laboratory limited llc ltd medical
    medicine national office press program programme project registry research school service services union unit
    australia europe america canada""".split()
)
# What stands before a family name and is part of it.
_PARTICLES = frozenset(
    "af al bin da das de del della den der di dos du el ibn la le lo ten ter van vande vander von y zu zum zur".split()
)
_SUFFIX = re.compile(r"(?:jr|sr|II|III|IV)\.?", re.IGNORECASE)


def cell_authors(cell: str) -> tuple[Name, ...]:
    """The names in a cell: "Laslett, Mark; Aprill, Charles", "Laslett M, Aprill CN.", "Liu R., Adler D.G.",
    "Mark Laslett, Charles Aprill", "Mark Laslett; Charles Aprill", "['Laslett, Mark', 'Aprill, Charles']"."""
    text = _SCOPUS_NUMBER.sub("", cell).strip()
    if listed := python_list(text):
        return _names(listed)
    text = clean_line(text)
    for sign in (";", "|"):
        if sign in text:
            return _listed(text.split(sign))
    pieces = [piece.strip() for piece in _AND.split(text)]
    if len(pieces) > 1 and all("," in piece for piece in pieces):
        return _names(pieces)
    return _parted_by_commas(
        [piece.strip() for piece in re.split(r",|\s+(?:and|&)\s+", text) if piece.strip()]
    )


def _listed(pieces: list[str]) -> tuple[Name, ...]:
    """Names parted by a sign: where one is "Family, Given", one without a comma is no "Given Family"."""
    if any("," in piece for piece in pieces):
        return _names(pieces)
    return tuple(name for piece in pieces if (name := _natural(piece.strip())))


def _parted_by_commas(pieces: list[str]) -> tuple[Name, ...]:
    # PubMed ends its list with a full stop, which is no part of "CN".
    bare = [piece if _has_initials(piece) else piece.rstrip(".") for piece in pieces]
    if all(map(_has_initials, bare)):
        return _names(bare)
    givens = pieces[1::2]
    if len(pieces) % 2 == 0 and all(INITIALS.fullmatch(given) for given in givens):
        return _names([f"{family}, {given}" for family, given in zip(pieces[::2], givens, strict=True)])
    if len(pieces) == 2 and " " not in pieces[0]:
        return _names([", ".join(pieces)])
    return tuple(name for piece in pieces if (name := _natural(piece)))


def _has_initials(piece: str) -> bool:
    return len(piece) <= _LONGEST_NAME and NAME_AND_INITIALS.fullmatch(piece) is not None


def _natural(text: str) -> Name | None:
    """The name of "Mark Laslett", "Peter van der Wurff": a person, where nothing in it says that it is a group."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    particles = [word for word in words[1:-1] if word in _PARTICLES]
    others = [word for word in words if word not in particles]
    if not _is_person(others) or len(text) > _LONGEST_NAME or _has_initials(text):
        return listed_name(text)
    start = words.index(particles[0]) if particles else len(words) - 1
    parts = [" ".join(words[start:]), " ".join(words[:start]), suffix]
    return listed_name(", ".join(filter(None, parts)))


def _is_person(words: list[str]) -> bool:
    """Whether the words may be those of one person: two or three with capitals, none of which only groups have."""
    if not 2 <= len(words) <= 3 or _GROUP_WORDS & {word.casefold().strip(".") for word in words}:
        return False
    # "NHS England", and "MARK LASLETT", of whom nobody can tell.
    if any(len(word) > 2 and word.isupper() and word.isalpha() for word in words):
        return False
    return all(word[0].isupper() and not any(map(str.isdigit, word)) for word in words)


def _names(pieces: list[str]) -> tuple[Name, ...]:
    return tuple(name for piece in pieces if (name := listed_name(piece)))
