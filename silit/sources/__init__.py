"""The services that silit asks. The table names those that can be searched; each is imported on first use.

http = Http.from_settings(settings, on_wait=tell)
pubmed = SOURCES["pubmed"].from_settings(http, settings)
"""

from __future__ import annotations

from typing import Any

from silit.registry import Registry

# Each is a class with `name`, `from_settings(http, settings)` and a `search` of its own shape: PubMed answers with
# PMIDs to fetch, Crossref with pages of records.
SOURCES: Registry[Any] = Registry(
    "source",
    {
        "pubmed": "silit.sources.pubmed:PubMed",
        "crossref": "silit.sources.crossref:Crossref",
    },
)
