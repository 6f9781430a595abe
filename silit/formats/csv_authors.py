"""The authors in one cell of a table, in the ways in which programs write them there."""

from __future__ import annotations

import re

from silit.formats.csv_rows import python_list
from silit.formats.inline_html import clean_line
from silit.formats.listed_names import INITIALS, NAME_AND_INITIALS, listed_name
from silit.model.names import Name

_SCOPUS_NUMBER = re.compile(r"\s?\(\d{6,}\)")
_AND = re.compile(r"\s+(?:and|&)\s+")
# Words of groups: what has one is no "Given Family".
_GROUP_WORDS = frozenset(
    """group organization organisation society collaboration collaborators committee association team network institute
    university ministry council foundation consortium investigators college department centre center federation force
    panel task working study trial the of for""".split()
)


def cell_authors(cell: str) -> tuple[Name, ...]:
    """The names in a cell: "Laslett, Mark; Aprill, Charles", "Laslett M, Aprill CN.", "Liu R., Adler D.G.",
    "Mark Laslett, Charles Aprill", "['Laslett, Mark', 'Aprill, Charles']"."""
    text = _SCOPUS_NUMBER.sub("", cell).strip()
    if listed := python_list(text):
        return _names(listed)
    text = clean_line(text)
    for sign in (";", "|"):
        if sign in text:
            return _names(text.split(sign))
    pieces = [piece.strip() for piece in _AND.split(text)]
    if len(pieces) > 1 and all("," in piece for piece in pieces):
        return _names(pieces)
    return _parted_by_commas(
        [piece.strip() for piece in re.split(r",|\s+(?:and|&)\s+", text) if piece.strip()]
    )


def _parted_by_commas(pieces: list[str]) -> tuple[Name, ...]:
    # PubMed ends its list with a full stop, which is no part of "CN".
    bare = [piece if NAME_AND_INITIALS.fullmatch(piece) else piece.rstrip(".") for piece in pieces]
    if all(NAME_AND_INITIALS.fullmatch(piece) for piece in bare):
        return _names(bare)
    givens = pieces[1::2]
    if len(pieces) % 2 == 0 and all(INITIALS.fullmatch(given) for given in givens):
        return _names([f"{family}, {given}" for family, given in zip(pieces[::2], givens, strict=True)])
    if len(pieces) == 2 and " " not in pieces[0]:
        return _names([", ".join(pieces)])
    return tuple(name for piece in pieces if (name := _natural(piece)))


def _natural(text: str) -> Name | None:
    """The name of "Mark Laslett": a person, where nothing in it says that it is a group."""
    words = text.split()
    personal = 2 <= len(words) <= 4 and not _GROUP_WORDS & {word.casefold().strip(".") for word in words}
    if personal and all(word[0].isupper() for word in words) and not NAME_AND_INITIALS.fullmatch(text):
        return listed_name(f"{words[-1]}, {' '.join(words[:-1])}")
    return listed_name(text)


def _names(pieces: list[str]) -> tuple[Name, ...]:
    return tuple(name for piece in pieces if (name := listed_name(piece)))
