"""PubMed's authors -> names.

Rules: NLM, MEDLINE/PubMed Data Element (Field) Descriptions (Author, Corporate Author) and the DTD's AuthorList.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from silit.formats.pubmed_text import child_text, clean, text_of
from silit.model.identifiers import normalise_orcid
from silit.model.names import Name
from silit.model.work import AuthorsComplete

_SUFFIXES = {
    "jr": "Jr.",
    "sr": "Sr.",
    "1st": "I",
    "2nd": "II",
    "3rd": "III",
    "4th": "IV",
    "5th": "V",
    "6th": "VI",
}
# Lengths as in RFC 5321, 4.5.3.1.
_ADDRESS = r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
_EMAILS = re.compile(
    rf"\(?\s*(?:(?:electronic address|e-?mail(?: address(?:es)?)?)s?\s*:?\s*)?{_ADDRESS}"
    rf"(?:\s*(?:[,;]|\band\b|\bor\b)?\s*{_ADDRESS})*\s*\)?",
    re.IGNORECASE,
)
_LEFT_BETWEEN = re.compile(r"(?:\s*[,;.:]){2,}")
_LEFT_AT_END = " ,;:."
_INITIAL = re.compile(r"-?[^\W\d_a-z][a-zà-öø-ÿ]*|\S")
# Names of three letters and fewer may be written in capitals for good: "NG", "LI".
_LONGEST_KEPT_CAPITALS = 3
_WORD = re.compile(r"[^\W\d_]+")


def names_of(author_list: Element | None) -> tuple[Name, ...]:
    """The valid authors of an `AuthorList`, persons and groups in the source's order."""
    if author_list is None:
        return ()
    names = (name_of(author) for author in author_list.findall("Author") if author.get("ValidYN") != "N")
    return tuple(name for name in names if name is not None)


def completeness(author_list: Element | None) -> AuthorsComplete:
    """ "no" for a list that PubMed marks as cut; a work without a list is one without authors."""
    return "no" if author_list is not None and author_list.get("CompleteYN") == "N" else "yes"


def name_of(author: Element) -> Name | None:
    """The name in an `Author` element, None when it holds none."""
    family = given = initials = suffix = group = orcid = ""
    affiliations: list[str] = []
    for part in author:
        tag = part.tag
        if tag == "LastName":
            family = text_of(part)
        elif tag == "ForeName":
            given = text_of(part)
        elif tag == "Initials":
            initials = text_of(part)
        elif tag == "Suffix":
            suffix = text_of(part)
        elif tag == "CollectiveName":
            group = text_of(part)
        elif tag == "Identifier":
            if part.get("Source") == "ORCID":
                orcid = orcid or normalise_orcid(text_of(part))
        elif tag == "AffiliationInfo":
            affiliations.append(without_emails(child_text(part, "Affiliation")))
        elif tag == "Affiliation":  # records from before 2015 have it here
            affiliations.append(without_emails(text_of(part)))
    known = tuple(affiliation for affiliation in affiliations if affiliation)
    if not family:
        literal = group.rstrip(";") or given
        return Name(literal=literal, orcid=orcid, affiliations=known) if literal else None
    return Name(
        family=_out_of_capitals(family) if family.isupper() else family,
        given=(_out_of_capitals(given) if given.isupper() else given) or spelled_initials(initials),
        suffix=_SUFFIXES.get(suffix.casefold().rstrip("."), suffix) if suffix else "",
        initials=initials,
        orcid=orcid,
        affiliations=known,
    )


def spelled_initials(initials: str) -> str:
    """ "JA" as "J. A."; a hyphen stays: "J-P" as "J.-P."."""
    parts = (f"{part}." for part in _INITIAL.findall(initials.replace(".", " ")) if part != "-")
    return " ".join(parts).replace(" -", "-")


def without_emails(affiliation: str) -> str:
    """The affiliation without the e-mail addresses in it, which are nobody's to publish again."""
    if "@" not in affiliation:
        return affiliation
    rest = _LEFT_BETWEEN.sub(lambda run: run.group().strip()[-1], clean(_EMAILS.sub(" ", affiliation)))
    bare = rest.strip(_LEFT_AT_END)
    return f"{bare}." if bare and rest.endswith(".") else bare


def _out_of_capitals(name: str) -> str:
    """A name that was typed in capitals, in the usual case; what may be initials stays."""
    if (
        not name.isupper()
        or sum(map(str.isalpha, name)) <= _LONGEST_KEPT_CAPITALS
        or not _has_long_word(name)
    ):
        return name
    return _WORD.sub(_capitalised, name)


def _has_long_word(name: str) -> bool:
    return any(len(word) > _LONGEST_KEPT_CAPITALS - 1 for word in _WORD.findall(name))


def _capitalised(match: re.Match[str]) -> str:
    word = match.group()
    if word.startswith("MC") and len(word) > 3:
        return "Mc" + word[2] + _lower(word[3:])
    return word[0] + _lower(word[1:])


def _lower(word: str) -> str:
    # Python lowers the Turkish dotted capital to two characters.
    return word.replace("İ", "i").lower()
