"""Numbers that prove themselves: ISBN, ISSN and ORCID with their check digits; PMID and PMCID, which have none.

Each function gives the one normal form, or "" when the text holds no such number.
"""

from __future__ import annotations

import re

_HYPHENS = str.maketrans(dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2212", "-"))
_ISBN = re.compile(r"(?<![\dXx-])((?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx])(?![\dXx-])")
_ISSN = re.compile(r"(?<![\dXx-])(\d{4})-?(\d{3}[\dXx])(?![\dXx-])")
_ORCID = re.compile(r"(?<![\dXx-])(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])(?![\dXx-])")
_PMID = re.compile(
    r"(?:(?:PMID|PubMed(?:\s*ID)?|info:pmid/)\s*[:#=]?\s*)?0*([1-9]\d{0,7})(?:\.0)?", re.IGNORECASE
)
_PMCID = re.compile(r"(?:PMCID\s*[:#=]?\s*)?(?:PMC)?\s?0*([1-9]\d{0,8})(?:\.\d+)?", re.IGNORECASE)
_PMCID_INSIDE = re.compile(r"\bPMC\s?([1-9]\d{2,8})\b", re.IGNORECASE)


def normalise_isbn(text: str) -> str:
    """The 13 digits of the ISBN in `text`, an ISBN-10 turned into its ISBN-13; "" without a valid one.

    Check digits after the ISBN Users' Manual, 7th edition, appendix 1.
    """
    for match in _ISBN.finditer(text.translate(_HYPHENS)):
        digits = re.sub(r"[- ]", "", match[1]).upper()
        if len(digits) == 13 and digits.isdigit() and _isbn13_check(digits[:12]) == digits[12]:
            return digits
        if len(digits) == 10 and _isbn10_check(digits[:9]) == digits[9]:
            stem = "978" + digits[:9]
            return stem + _isbn13_check(stem)
    return ""


def normalise_issn(text: str) -> str:
    """The ISSN in `text` as "1356-689X", check digit verified (ISO 3297); "" without a valid one."""
    for match in _ISSN.finditer(text.translate(_HYPHENS)):
        digits = (match[1] + match[2]).upper()
        total = sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True))
        if digits[7] == _modulo_11(-total):
            return f"{digits[:4]}-{digits[4:]}"
    return ""


def normalise_orcid(text: str) -> str:
    """The ORCID in `text` as "0000-0002-1825-0097", check digit verified (ISO 7064, MOD 11-2); "" without one."""
    for match in _ORCID.finditer(text.translate(_HYPHENS)):
        digits = "".join(match.groups()).upper()
        total = 0
        for digit in digits[:15]:
            total = (total + int(digit)) * 2
        if digits[15] == _modulo_11(12 - total):
            return "-".join(digits[start : start + 4] for start in range(0, 16, 4))
    return ""


def normalise_pmid(text: str) -> str:
    """The digits of a PMID (1 to 8, no leading zeros) when `text` is one, perhaps after "PMID:"; else ""."""
    match = _PMID.fullmatch(text.strip()) if text.isascii() else None
    return match[1] if match else ""


def normalise_pmcid(text: str) -> str:
    """ "PMC123" when `text` is a PMCID, with or without "PMC", or holds one ("pmc-id: PMC123;"); else "".

    A version ("PMC123.2") is dropped: it names the same article.
    """
    if not text.isascii():
        return ""
    match = _PMCID.fullmatch(text.strip()) or _PMCID_INSIDE.search(text)
    return f"PMC{match[1]}" if match else ""


def _isbn13_check(stem: str) -> str:
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(stem))
    return str(-total % 10)


def _isbn10_check(stem: str) -> str:
    return _modulo_11(-sum(int(digit) * (10 - index) for index, digit in enumerate(stem)))


def _modulo_11(number: int) -> str:
    return "0123456789X"[number % 11]
