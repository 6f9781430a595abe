"""Names as reference managers and databases write them into one line: "Laslett, Mark", "Adler D.G.", "World Health Organization"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from silit.formats.inline_html import clean_line
from silit.formats.pubmed_names import spelled_initials
from silit.model.names import Name

_SUFFIX = re.compile(r"(?:jr|sr|[2-6](?:nd|rd|th)|I{2,3}|IV|VI?)\.?", re.IGNORECASE)
# "D.G.", "D. G.", "J.-P.", "TJ": what are only initials.
INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]*)+|[A-ZÀ-Þ](?:-?[A-ZÀ-Þ]){0,3}")
NAME_AND_INITIALS = re.compile(r"(.*[^\W\d_]{2,}.*?)\s+((?:[A-ZÀ-Þ]\.[\s-]?)+|[A-ZÀ-Þ](?:-?[A-ZÀ-Þ]){0,3})")
# What is longer is no name; looking for initials in it would take long.
_LONGEST_NAME = 300
_ET_AL = frozenset({"et al", "et al.", "others", "and others"})


def listed_name(text: str) -> Name | None:
    """The name in `text`; None where it names nobody.

    "Family, Given" and "Family, Given, Jr." are persons, so is "Family IN"; several words without a comma, and anything
    with a comma behind it (EndNote's sign for a group), are a group; one word is a person with one name.
    """
    text = clean_line(text)
    if not text.strip(" ,;.") or text.casefold() in _ET_AL:
        return None
    if len(text) > _LONGEST_NAME:
        return Name(literal=text)
    family, comma, rest = (part.strip() for part in text.partition(","))
    if not family:
        return Name(literal=rest)
    if comma and not rest:
        return Name(literal=family) if " " in family else Name(family=family)
    if comma:
        return _person(family, rest)
    if match := NAME_AND_INITIALS.fullmatch(text):
        return _person(match[1], match[2])
    return Name(literal=text) if " " in text else Name(family=text)


def listed_names(texts: Iterable[str]) -> tuple[Name, ...]:
    """The names in the values of a repeated field; a value may hold several, parted by semicolons."""
    pieces = (piece for text in texts for piece in re.split(r"[;\n]", text))
    return tuple(name for piece in pieces if (name := listed_name(piece)))


def is_cut(texts: Iterable[str]) -> bool:
    """Whether the list of names ends with "et al."."""
    return any(text.strip().casefold() in _ET_AL for text in texts)


def written_name(name: Name) -> str:
    """The name in the form that `listed_name` reads, and reference managers do."""
    if name.literal:
        single = (
            " " in name.literal and "," not in name.literal and not NAME_AND_INITIALS.fullmatch(name.literal)
        )
        return name.literal if single else f"{name.literal},"
    given = name.given or spelled_initials(name.initials)
    parts = [name.full_family, given, name.suffix] if name.suffix else [name.full_family, given]
    return ", ".join(parts) if given or name.suffix else name.full_family


def _person(family: str, rest: str) -> Name:
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if suffix and _SUFFIX.fullmatch(given) and not _SUFFIX.fullmatch(suffix):
        given, suffix = suffix, given
    if not given:
        return Name(family=family, suffix=suffix)
    if not INITIALS.fullmatch(given):
        return Name(family=family, given=given, suffix=suffix)
    spelled = spelled_initials(given) if "." in given or given.isupper() else given
    return Name(family=family, given=spelled, suffix=suffix, initials=re.sub(r"[.\s]", "", given))
