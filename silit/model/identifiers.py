"""Identifiers of works and people, in one normal form each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from silit.model.check_digits import (
    normalise_isbn,
    normalise_issn,
    normalise_orcid,
    normalise_pmcid,
    normalise_pmid,
)
from silit.model.doi import (
    DOI_IN_TEXT,
    DOI_SEPARATOR,
    LONGEST,
    URL_IN_TEXT,
    arxiv_doi,
    doi_in_url,
    doi_url,
    normalise_doi,
    trimmed,
    unwrap_doi_text,
)

__all__ = [
    "LOOKED_UP",
    "Identifier",
    "best_identifier",
    "doi_url",
    "find_identifiers",
    "find_paper_identifiers",
    "normalise_doi",
    "normalise_isbn",
    "normalise_issn",
    "normalise_orcid",
    "normalise_pmcid",
    "normalise_pmid",
    "parse_identifier",
]


# The schemes by which a paper can be looked up, best first: a PMID is never shared by two papers, a DOI sometimes is.
LOOKED_UP = ("pmid", "doi", "pmcid")


@dataclass(frozen=True, slots=True)
class Identifier:
    """`scheme` is doi, pmid, pmcid, isbn, issn, nihms, nbk (NCBI Bookshelf), ppr (Europe PMC preprint), arxiv, trial
    or shortdoi; `value` its normal form: a bare lower-case DOI, a PMID without leading zeros, "PMC123", digits of an
    ISBN-13, "1356-689X"."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


# URLs that name a work by something other than a DOI: the pattern's group is the number.
_URL_FORMS = (
    ("pmid", r"pubmed\.ncbi\.nlm\.nih\.gov/(?:\?term=)?0*([1-9]\d{0,7})(?:[/?#&\[;]|%5B|\.\D|$)"),
    ("pmid", r"ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(?:\?term=)?0*([1-9]\d{0,7})(?:[/?#&\[;]|%5B|\.\D|$)"),
    ("pmid", r"ncbi\.nlm\.nih\.gov/.*[?&;]list_uids=0*([1-9]\d{0,7})(?:[/?#&\[;]|%5B|\.\D|$)"),
    ("pmid", r"europepmc\.org/(?:articles?|abstract)/med/0*([1-9]\d{0,7})(?:[/?#&\[;]|%5B|\.\D|$)"),
    ("pmid", r"identifiers\.org/pubmed[:/]0*([1-9]\d{0,7})(?:[/?#&\[;]|%5B|\.\D|$)"),
    ("pmcid", r"ncbi\.nlm\.nih\.gov/pmc/articles/(?:PMC)?([1-9]\d{0,8})(?!\w)"),
    ("pmcid", r"pmc\.ncbi\.nlm\.nih\.gov/articles/(?:PMC)?([1-9]\d{0,8})(?!\w)"),
    ("pmcid", r"europepmc\.org/articles?/(?:PMC/)?PMC([1-9]\d{0,8})(?!\w)"),
    ("pmcid", r"identifiers\.org/pmc[:/]PMC([1-9]\d{0,8})(?!\w)"),
    ("nihms", r"ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/mid/(NIHMS\d+)(?!\w)"),
    ("nbk", r"ncbi\.nlm\.nih\.gov/books/(NBK\d+)(?!\w)"),
    ("ppr", r"europepmc\.org/(?:articles?|abstract)/(?:ppr/)?(PPR\d+)(?!\w)"),
    ("arxiv", r"arxiv\.org/(?:abs|pdf|html)/(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})"),
    ("trial", r"clinicaltrials\.gov/.*?(NCT\d{8})(?!\w)"),
    ("trial", r"isrctn\.com/(ISRCTN\d{8})(?!\w)"),
    ("shortdoi", r"^(?:https?://)?(?:dx\.|www\.)?doi\.org/(?:10/)?([a-z0-9]{3,})/?$"),
)

# The same names in running text. A label is asked for wherever the number alone could be something else.
_TEXT_FORMS = (
    (
        "pmid",
        r"(?:\b(?:PMID|PubMed(?:\s*ID)?)\s*[:#=]?\s*|\binfo:pmid/|\bpubmed[:/])([1-9]\d{0,7})(?![\d.-]*\d)",
    ),
    ("pmcid", r"\bPMC\s?([1-9]\d{2,8})\b(?:\.\d+\b)?"),
    ("nihms", r"\b(NIHMS\d+)\b"),
    ("nbk", r"\b(NBK\d+)\b"),
    ("ppr", r"\b(PPR\d+)\b"),
    ("arxiv", r"\barXiv:\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?"),
    (
        "isbn",
        r"\bISBN(?:-1[03])?\s*:?\s*((?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dX])(?!\d)",
    ),
    ("issn", r"\b[ep]?-?ISSN(?:-L)?\s*[:=]?\s*(\d{4}-?\d{3}[\dX])\b"),
    ("shortdoi", r"\bdoi:\s*10/([a-z0-9]{3,})\b(?!/)"),
    ("trial", r"\b(NCT\d{8}|ISRCTN\d{8}|ACTRN\d{14}|DRKS\d{8}|EUCTR\d{4}-\d{6}-\d{2})\b"),
)
_NEXT_PMID = re.compile(
    r"\s*[,;]\s*(?!(?:1[5-9]|20)\d\d(?!\d))([1-9]\d{0,7})(?![\w.:/(-]*[\w(])|\s+([1-9]\d{4,7})\b"
)
_BARE_PMID = re.compile(r"[1-9]\d{4,7}")
_BARE_ISBN = re.compile(r"(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx]")
_BARE_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d-(?:1[5-9]|20)\d\d")
_BARE_SHORT_DOI = re.compile(r"10/(?=[a-z0-9]*[a-z])([a-z0-9]{3,})", re.IGNORECASE)
_PMCID_LABEL = re.compile(r"^PMCID\s*[:#=]?\s*(?=PMC)", re.IGNORECASE)


@cache
def _compiled(forms: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    # On first use: a command that meets no identifier does not wait for them.
    return tuple((scheme, re.compile(pattern, re.IGNORECASE)) for scheme, pattern in forms)


def parse_identifier(text: str) -> Identifier | None:
    """The identifier that the whole of `text` is, in any of its written forms, or that a URL names; else None.

    5 to 8 digits alone are a PMID; fewer are not, so that a year never becomes one.
    """
    if len(text) > LONGEST:
        return None
    whole = trimmed(unwrap_doi_text(text).strip().lstrip("<([{'\"“‘`"))
    if re.fullmatch(r"\S+", whole) and (found := _in_url(whole)):
        return found
    if doi := normalise_doi(text):
        return Identifier("doi", doi)
    whole = _PMCID_LABEL.sub("", whole)
    for scheme, pattern in _compiled(_TEXT_FORMS):
        match = pattern.fullmatch(whole)
        if match and (found := _identifier(scheme, match[1])):
            return found
    return _bare(whole)


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """Every identifier in running text, once each, in the order in which they stand.

    URLs and DOIs count as they are; numbers count only behind their label ("PMID:", "ISBN"). ORCIDs are not works.
    """
    # "=" at a line's end is quoted-printable's soft break, from text that came by e-mail.
    rest = re.sub(r"(?<=\S)=\r?\n", "", unwrap_doi_text(text))
    found: list[tuple[int, Identifier]] = []
    for pattern, read in ((URL_IN_TEXT, _in_url), (DOI_IN_TEXT, _in_doi)):
        for match in pattern.finditer(rest):
            pieces = [one for piece in DOI_SEPARATOR.split(match[0]) if (one := read(piece))]
            if pieces:
                found += [(match.start(), one) for one in pieces]
                rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    for scheme, pattern in _compiled(_TEXT_FORMS):
        for match in pattern.finditer(rest):
            if one := _identifier(scheme, match[1]):
                found.append((match.start(), one))
                if scheme == "pmid":
                    found += _further_pmids(rest, match.end())
    found.sort(key=lambda pair: pair[0])
    return tuple(dict.fromkeys(one for _, one in found))


def find_paper_identifiers(text: str) -> tuple[Identifier, ...]:
    """Those of `find_identifiers` by which a paper can be looked up; where there is none, numbers in arXiv as the DOIs that
    arXiv gave to them."""
    found = find_identifiers(text)
    papers = tuple(one for one in found if one.scheme in LOOKED_UP)
    return papers or tuple(Identifier("doi", arxiv_doi(one.value)) for one in found if one.scheme == "arxiv")


def best_identifier(identifiers: Iterable[Identifier]) -> Identifier:
    """The one that says most of some, all of which can be looked up."""
    return min(identifiers, key=lambda one: LOOKED_UP.index(one.scheme))


def _in_url(token: str) -> Identifier | None:
    if len(token) > LONGEST:
        return None
    token = trimmed(token)
    for scheme, pattern in _compiled(_URL_FORMS):
        if match := pattern.search(token):
            return _identifier(scheme, match[1])
    doi = doi_in_url(token) if URL_IN_TEXT.match(token) else ""
    return Identifier("doi", doi) if doi else None


def _in_doi(token: str) -> Identifier | None:
    doi = normalise_doi(token)
    return Identifier("doi", doi) if doi else None


def _further_pmids(text: str, position: int) -> list[tuple[int, Identifier]]:
    """The rest of a list such as "PMID: 19119403, 22994881"."""
    found = []
    while match := _NEXT_PMID.match(text, position):
        found.append((match.start(), Identifier("pmid", match[1] or match[2])))
        position = match.end()
    return found


def _identifier(scheme: str, value: str) -> Identifier | None:
    """The identifier in its normal form; None where check digits tell that it is none."""
    if scheme == "shortdoi":
        normal = f"10/{value.lower()}"
    elif scheme == "arxiv":
        normal = value.lower()
    elif scheme in _NORMALISERS:
        normal = _NORMALISERS[scheme](value)
    else:
        normal = value.upper()
    return Identifier(scheme, normal) if normal else None


_NORMALISERS = {
    "pmid": normalise_pmid,
    "pmcid": normalise_pmcid,
    "isbn": normalise_isbn,
    "issn": normalise_issn,
}


def _bare(whole: str) -> Identifier | None:
    """A number without a label, where its shape leaves no doubt."""
    if _BARE_PMID.fullmatch(whole):
        return Identifier("pmid", whole)
    if match := _BARE_SHORT_DOI.fullmatch(whole):
        return _identifier("shortdoi", match[1])
    if _BARE_ISBN.fullmatch(whole):
        return _identifier("isbn", whole)
    if _BARE_ISSN.fullmatch(whole) and not _YEARS.fullmatch(whole):
        return _identifier("issn", whole)
    return None
