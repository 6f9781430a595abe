"""The people of a record in MEDLINE's format: FAU and AU are one person, AD and AUID belong to the one before them."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

_SUFFIXES = frozenset({"jr", "sr", "1st", "2nd", "3rd", "4th", "5th", "6th", "ii", "iii", "iv"})
_ET_AL = frozenset({"et al", "et al."})
_AUTHORS = {"full": "FAU", "short": "AU"}
_EDITORS = {"full": "FED", "short": "ED"}


def add_authors(parent: Element, pairs: Iterable[tuple[str, str]]) -> None:
    """Puts the `AuthorList` of FAU, AU, CN, AUID and AD under `parent`, where there is anybody."""
    _add_list(parent, pairs, _AUTHORS, {"CompleteYN": "Y"})


def add_editors(parent: Element, pairs: Iterable[tuple[str, str]]) -> None:
    """Puts the `AuthorList` of FED and ED under `parent`, where there is anybody."""
    _add_list(parent, pairs, _EDITORS, {"CompleteYN": "Y", "Type": "editors"})


def _add_list(
    parent: Element, pairs: Iterable[tuple[str, str]], tags: dict[str, str], attributes: dict[str, str]
) -> None:
    people = Element("AuthorList", attributes)
    author: Element | None = None
    full = ""
    for tag, value in pairs:
        if not value:
            continue
        if tag in tags.values() and value.casefold() in _ET_AL:
            people.set("CompleteYN", "N")
        elif tag == tags["full"]:
            if full and author is not None:
                _name(author, full, "")
            author, full = SubElement(people, "Author"), value
        elif tag == tags["short"]:
            if not full or author is None:
                author = SubElement(people, "Author")
            _name(author, full, value)
            full = ""
        elif tag == "CN" and tags is _AUTHORS:
            author = SubElement(people, "Author")
            SubElement(author, "CollectiveName").text = value
        elif author is not None:
            _more(author, tag, value)
    if full and author is not None:
        _name(author, full, "")
    if len(people) or people.get("CompleteYN") == "N":
        parent.append(people)


def _more(author: Element, tag: str, value: str) -> None:
    if tag == "AD":
        SubElement(SubElement(author, "AffiliationInfo"), "Affiliation").text = value
    elif tag == "AUID" and value.startswith("ORCID"):
        SubElement(author, "Identifier", {"Source": "ORCID"}).text = value.partition(":")[2].strip()


def _name(author: Element, full: str, short: str) -> None:
    """Family name, given names, initials and suffix of "van den Bosch, Eric W Jr" and "van den Bosch EW Jr"."""
    family, comma, given = (part.strip() for part in full.partition(","))
    words = short.split()
    suffix = words.pop() if len(words) > 2 and words[-1].casefold().rstrip(".") in _SUFFIXES else ""
    if not full:
        family, initials = (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (short, "")
    else:
        rest = words[len(family.split()) :]
        initials = rest[0] if comma and len(rest) == 1 else ""
    if suffix and given.endswith(f" {suffix}"):
        given = given.removesuffix(suffix).rstrip(" ,")
    for tag, text in (("LastName", family), ("ForeName", given), ("Initials", initials), ("Suffix", suffix)):
        if text:
            SubElement(author, tag).text = text
