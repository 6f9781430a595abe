"""What arrives at the local services: whose route it is, and how many of its kind a second are allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from support.local_crossref import LIMITS

EUTILS, IDCONV, DOI = "/entrez/eutils/", "/tools/idconv/api/v1/articles/", "/doi.org/"


@dataclass(frozen=True)
class Request:
    """One request as it arrived: `at` in seconds of `time.monotonic()`, `params` from the address or the form, `body` as sent."""

    at: float
    route: str
    method: str
    target: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    body: str = ""


def route_of(path: str) -> str:
    """The name of the route that a path belongs to."""
    for name in ("esearch", "efetch"):
        if path == f"{EUTILS}{name}.fcgi":
            return name
    if path == f"{EUTILS}ecitmatch.cgi":
        return "ecitmatch"
    if path.startswith(IDCONV):
        return "idconv"
    if path in ("/works", "/v1/works"):
        return "works"
    if path.startswith("/works/"):
        return "work"
    if path.startswith(DOI + "doiRA/"):
        return "agency"
    if path.startswith(DOI):
        return "negotiation"
    return "crosscite" if path.startswith("/crosscite/") else "unknown"


def is_polite(request: Request) -> bool:
    """Whether a request names an address, as Crossref looks for it."""
    return bool(request.params.get("mailto")) or "mailto:" in request.headers.get("user-agent", "")


def limit_of(request: Request) -> tuple[str, int | None]:
    """The pool that a request counts in, and how many a second that pool allows."""
    if request.route in ("esearch", "efetch", "ecitmatch"):
        return ("ncbi-key", 10) if request.params.get("api_key") else ("ncbi", 3)
    if request.route in ("works", "work"):
        kind = "list" if request.route == "works" else "single"
        return f"crossref-{kind}", LIMITS[kind][is_polite(request)]
    return request.route, None
