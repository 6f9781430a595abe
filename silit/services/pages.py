"""Where a work can be read about."""

from __future__ import annotations

from silit.model.archives import web_address
from silit.model.doi import doi_url
from silit.model.work import Work


def page_of(work: Work, *, pubmed: bool = False) -> str:
    """The https address of a work's page, "" when it has none: its DOI, else PubMed, PMC, its own address, an archive."""
    address = web_address(work)
    pages = [
        doi_url(work.doi) if work.doi else "",
        f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}/" if work.pmid else "",
        f"https://pmc.ncbi.nlm.nih.gov/articles/{work.pmcid}/" if work.pmcid else "",
        address if address.startswith(("https://", "http://")) else "",
    ]
    if pubmed:
        pages.insert(0, pages.pop(1))
    return next((page for page in pages if page), "")
