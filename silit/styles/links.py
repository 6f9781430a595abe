"""Identifiers and addresses of works as links."""

from __future__ import annotations

import re
from urllib.parse import quote

from silit.markup import Inlines, Link, Text
from silit.model.archives import web_address
from silit.model.dates import PartialDate
from silit.model.doi import doi_url
from silit.model.identifiers import Identifier
from silit.model.work import Work

PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"
PMC = "https://pmc.ncbi.nlm.nih.gov/articles/"
_URL_SAFE = "%/:?#@!$&()*+,;=~-._"
_PMID = re.compile("[0-9]+")
_PMCID = re.compile("[A-Z0-9]+")
_WEB = re.compile(r"https?://\S", re.IGNORECASE)


def doi_link(doi: str) -> Inlines:
    """The DOI as a whole address (Crossref's display guidelines); nothing for ""."""
    return (Link(doi_url(doi), (Text(f"https://doi.org/{doi}"),)),) if doi else ()


def pmid_link(pmid: str) -> Inlines:
    """ "PMID: 123"; nothing for what is no PMID."""
    return (Link(f"{PUBMED}{pmid}/", (Text(f"PMID: {pmid}"),)),) if _PMID.fullmatch(pmid) else ()


def pmcid_link(pmcid: str) -> Inlines:
    """ "PMCID: PMC123"; nothing for what is no PMCID."""
    return (Link(f"{PMC}{pmcid}/", (Text(f"PMCID: {pmcid}"),)),) if _PMCID.fullmatch(pmcid) else ()


def identifier_link(identifier: Identifier) -> Inlines:
    """A linked identifier: the whole DOI address, "PMID: 123" or "PMCID: PMC123"; nothing for other schemes."""
    make = {"doi": doi_link, "pmid": pmid_link, "pmcid": pmcid_link}.get(identifier.scheme)
    return make(identifier.value) if make else ()


def web_link(url: str) -> Inlines:
    """The address as a link to itself; nothing for what is no web address."""
    url = url.strip()
    if not _WEB.match(url):
        return ()
    return (Link(quote(url, safe=_URL_SAFE, errors="replace"), (Text(url),)),)


def is_known_by_address(work: Work) -> bool:
    """Whether nothing but a web address leads to the work."""
    return not (work.doi or work.pmid or work.pmcid) and _WEB.match(web_address(work).strip()) is not None


def looked_at(work: Work) -> PartialDate | None:
    """The day on which somebody looked at the web address of the work; None where a DOI leads to it, which does not change."""
    if work.accessed is None or work.doi or not _WEB.match(web_address(work).strip()):
        return None
    return work.accessed


def address(work: Work) -> Inlines:
    """What leads to a work where a style prints one address: the DOI, else the web address, else PMC, else PubMed."""
    if work.doi:
        return doi_link(work.doi)
    if found := web_link(web_address(work)):
        return found
    if _PMCID.fullmatch(work.pmcid):
        return web_link(f"{PMC}{work.pmcid}/")
    return web_link(f"{PUBMED}{work.pmid}/") if _PMID.fullmatch(work.pmid) else ()
