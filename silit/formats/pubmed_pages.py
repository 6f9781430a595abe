"""PubMed's pagination: "142-52" written out, and page ranges told from e-locators."""

from __future__ import annotations

import re

_DASHES = re.compile(r" ?[-‐‑‒–—−][-‐‑‒–—− ]*")
_PARTS = re.compile(r"([,;]\s*)")
# A word may stand before a range: "quiz 1096-8", "Suppl:3-8".
_RANGE = re.compile(
    r"(?P<lead>(?:[A-Za-z]+[ :]\s*)?)"
    r"(?P<prefix>[A-Za-z]*)(?P<start>\d{1,12})(?P<suffix>[A-Za-z]*)"
    r"\s*-\s*"
    r"(?P<end_prefix>[A-Za-z]*)(?P<end>\d{1,12})(?P<end_suffix>[A-Za-z]*)",
    re.ASCII,
)
_LOCATOR = re.compile(
    r"[eE]\d[\w.]*"  # e0123456
    r"|[a-z]\d{3,}"  # b2520, but S119 is a page of a supplement
    r"|[A-Za-z]{2,}[A-Za-z0-9.]*\d[\w.]*"  # CD002020, ooae099, bmj.k123
    r"|\d+\.e\d+"  # 4002.e26
    r"|\d{6,}",  # 110870
    re.ASCII,
)
_SINGLE = re.compile(r"[\w.]+", re.ASCII)
_PII_LOCATOR = re.compile(r"[A-Za-z.]*\d[A-Za-z0-9.]*", re.ASCII)
_PII_OF_A_SERIAL = re.compile(r"S\d{6,}[\dX]*", re.ASCII)
_LONGEST_LOCATOR = 12


def expand(pages: str) -> str:
    """The pages with every abbreviated end written out: "142-52" is "142-152", "S12-8" is "S12-S18".

    What is no plain range (roman numerals, chains, differing prefixes, an end before its start) stays as it is.
    Abbreviated ends: NLM, MEDLINE/PubMed Data Element (Field) Descriptions, Pagination.
    """
    parts = _PARTS.split(with_hyphens(pages).strip())
    return "".join(part if index % 2 else _expand_range(part) for index, part in enumerate(parts))


def with_hyphens(pages: str) -> str:
    """The pages with a bare hyphen for a dash of any kind, and for several, as LaTeX and typewriters have them."""
    return _DASHES.sub("-", pages)


def is_locator(page: str) -> bool:
    """Whether a single value is an article number ("e90009", "CD002020") by its form, not a page."""
    return bool(_LOCATOR.fullmatch(page))


def is_single(page: str) -> bool:
    """Whether the value is one page or one number, no range and no list."""
    return bool(_SINGLE.fullmatch(page))


def locator_of_pii(pii: str, doi: str) -> str:
    """The e-locator that a publisher's item identifier is, or "" when it is another kind of identifier.

    DOIs, serial item identifiers ("S0140-6736(09)61340-0") and long or hyphenated numbers locate nothing for a reader.
    """
    usable = (
        len(pii) <= _LONGEST_LOCATOR
        and pii.casefold() != doi.casefold()
        and _PII_LOCATOR.fullmatch(pii)
        and not _PII_OF_A_SERIAL.fullmatch(pii)
    )
    return pii if usable else ""


def _expand_range(part: str) -> str:
    match = _RANGE.fullmatch(part)
    if match is None:
        return part
    lead, prefix, start, suffix, end_prefix, end, end_suffix = match.groups()
    if end_prefix not in ("", prefix) or suffix != end_suffix:
        return part
    whole_end = start[: max(0, len(start) - len(end))] + end
    if int(whole_end) < int(start):
        return part
    return f"{lead}{prefix}{start}{suffix}-{prefix}{whole_end}{suffix}"
