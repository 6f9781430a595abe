"""The identifiers of a RIS record, wherever programs put them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from silit.formats.listed_numbers import listed_numbers
from silit.formats.tagged_fields import Fields
from silit.model.identifiers import (
    find_identifiers,
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)

_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)
_PUBMED = re.compile(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
_PUBMED_PAGE = re.compile(r"ncbi\.nlm\.nih\.gov/", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,8}")
# Tags that hold a DOI: its own; EndNote's electronic resource number; what publishers write instead.
_DOI_TAGS = ("DO", "DI", "L3")
_DOI_TEXTS = ("M3", "N1", "M1", "L1")
_PUBMED_TEXTS = ("UR", "L2", "AN", "M1", "M2", "N1", "C7", "C8")
# Where people write what they like; silit itself writes a number in M1.
_NOTES = frozenset({"N1", "M1"})
_LINKS = ("UR", "L2", "LK", "L1", "L3")


def identifiers(fields: Fields, *, in_notes: bool = True) -> dict[str, str]:
    """`doi`, `pmid` and `pmcid` in normal form, "" where the record has none; with `in_notes` those that only notes name, too."""
    found = dict.fromkeys(("doi", "pmid", "pmcid"), "")
    for scheme, value in _candidates(fields, frozenset() if in_notes else _NOTES):
        found[scheme] = found[scheme] or value
    return found


def number_of_a_book(text: str) -> bool:
    """Whether a text in SN holds an ISBN or an ISSN."""
    return bool(listed_numbers([text], normalise_isbn) or listed_numbers([text], normalise_issn))


def isbns(fields: Fields) -> tuple[str, ...]:
    """The valid ISBNs of SN, each once."""
    return listed_numbers(fields.every("SN"), normalise_isbn)


def issns(fields: Fields) -> tuple[str, ...]:
    """The valid ISSNs of SN, each once: "03064530 (ISSN)", "1895-5770 1895-5770"."""
    return listed_numbers(fields.every("SN"), normalise_issn)


def is_only_a_doi(text: str) -> bool:
    """Whether a text is nothing but a DOI, as some exporters leave it in the notes."""
    return bool(normalise_doi(text))


def _candidates(fields: Fields, passed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """(scheme, value), the surest first, but from `passed` tags."""
    for value in fields.every(*_DOI_TAGS, *(tag for tag in _DOI_TEXTS if tag not in passed)):
        yield "doi", normalise_doi(value.partition("\n")[0])
    for value in fields.every(*_LINKS):
        if _RESOLVER.match(value):
            yield "doi", normalise_doi(value.partition("\n")[0])
    yield from _from_numbers(fields)
    for value in fields.every("C2", "C6"):
        if value[:3].upper() == "PMC":
            yield "pmcid", normalise_pmcid(value)
    for value in fields.every(*(tag for tag in _PUBMED_TEXTS if tag not in passed)):
        if _PUBMED_PAGE.search(value) or "PM" in value.upper():
            yield from (
                (one.scheme, one.value)
                for one in find_identifiers(value[:2000])
                if one.scheme in ("pmid", "pmcid")
            )


def _from_numbers(fields: Fields) -> Iterator[tuple[str, str]]:
    """A bare number is a PMID only where the record comes from PubMed, from Scopus, which has it in C2, or Embase (C5)."""
    database = " ".join(fields.every("DB", "DP"))
    if _PUBMED.search(database):
        for value in fields.every("AN", "ID"):
            if _DIGITS.fullmatch(value):
                yield "pmid", normalise_pmid(value)
    if "embase" in database.casefold() and _DIGITS.fullmatch(fields.first("C5")):
        yield "pmid", normalise_pmid(fields.first("C5"))
    if "scopus" in database.casefold() and _DIGITS.fullmatch(fields.first("C2")):
        yield "pmid", normalise_pmid(fields.first("C2"))
