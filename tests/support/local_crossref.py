"""Crossref's REST API and doi.org over an invented corpus."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from urllib.parse import quote

from support.local_answers import Reply, json_reply, text_reply
from support.local_corpus import Corpus, Paper
from support.local_renderings import crossref_item, csl_item

PARAMETERS = frozenset(
    "query query.bibliographic query.title query.author query.container-title rows offset sample cursor select filter"
    " facet sort order mailto".split()
)
FILTERS = frozenset("doi issn type from-pub-date until-pub-date from-index-date updates has-abstract".split())
CSL = "application/vnd.citationstyles.csl+json"
# list: (public, polite); single: (public, polite) - requests a second since December 2025.
LIMITS = {"list": (1, 3), "single": (5, 10)}


class LocalCrossref:
    """Answers as the Crossref REST API does. `pool_headers` false leaves the rate headers out, as also happens."""

    def __init__(self, corpus: Corpus, *, pool_headers: bool = True, stale_after: int | None = None) -> None:
        self.corpus = corpus
        self.pool_headers = pool_headers
        # After so many pages a cursor is stale, once.
        self.stale_after = stale_after
        self._pages = 0

    def works(self, params: Mapping[str, str], *, polite: bool) -> Reply:
        """`/works`: search, filters, offset or cursor."""
        problem = _list_problem(params)
        headers = self._headers("list", polite)
        if problem:
            return json_reply(
                {"status": "failed", "message-type": "validation-failure", "message": [problem]},
                status=400,
                headers=headers,
            )
        found = [paper for paper in self.corpus.in_crossref if _passes(paper, params.get("filter", ""))]
        words = re.findall(
            r"\w+", " ".join(params[each] for each in params if each.startswith("query")).lower()
        )
        if words:
            scores = {paper.number: _score(paper, set(words)) for paper in found}
            found = sorted(
                (p for p in found if scores[p.number]), key=lambda p: (-scores[p.number], p.number)
            )
        rows = int(params.get("rows", "20"))
        start = int(params.get("offset", "0"))
        message: dict[str, object] = {"facets": {}, "total-results": len(found), "items-per-page": rows}
        if "cursor" in params:
            position = _position(params["cursor"])
            self._pages += 1
            if position is None or (self.stale_after is not None and self._pages == self.stale_after + 1):
                return text_reply("Resource not found.", status=404, headers=headers)
            start = position
            message["next-cursor"] = _cursor(start + rows)
        message["items"] = [crossref_item(paper) for paper in found[start : start + rows]]
        message["query"] = {"start-index": start, "search-terms": " ".join(words) or None}
        return json_reply(_envelope("work-list", message), headers=headers)

    def work(self, doi: str, params: Mapping[str, str], *, polite: bool) -> Reply:
        """`/works/{doi}`: one work, a redirect for an alias, or "Resource not found."."""
        headers = self._headers("single", polite)
        unknown = [name for name in params if name != "mailto"]
        if unknown:
            problem = {
                "type": "parameter-not-allowed",
                "value": unknown[0],
                "message": "This route does not support it",
            }
            body = {"status": "failed", "message-type": "validation-failure", "message": [problem]}
            return json_reply(body, status=400, headers=headers)
        alias = self.corpus.by_alias.get(doi.lower())
        if alias is not None:
            return Reply(301, b"", {**headers, "Location": "/works/" + quote(alias.doi, safe="")})
        paper = self.corpus.by_doi.get(doi.lower())
        if paper is None or paper not in self.corpus.in_crossref:
            return text_reply("Resource not found.", status=404, headers=headers)
        return json_reply(_envelope("work", crossref_item(paper)), headers=headers)

    def agency(self, dois: str) -> Reply:
        """`doiRA/`: the agency of each DOI, in the order asked."""
        answers = []
        for doi in dois.split(","):
            paper = self.corpus.by_doi.get(doi.lower()) or self.corpus.by_alias.get(doi.lower())
            known = (
                {"DOI": doi, "RA": paper.agency} if paper else {"DOI": doi, "status": "DOI does not exist"}
            )
            answers.append(known)
        return json_reply(answers)

    def negotiation(self, doi: str, accept: str) -> Reply:
        """`doi.org/{doi}`: a redirect to the agency's CSL-JSON."""
        paper = self.corpus.by_doi.get(doi.lower())
        if paper is None:
            return text_reply(
                "<!DOCTYPE html><html><body>DOI Not Found</body></html>", "text/html", status=404
            )
        if CSL not in accept:
            return Reply(302, b"", {"Location": "https://landing.invalid/"})
        return Reply(302, b"", {"Location": "/crosscite/" + quote(paper.doi, safe="")})

    def crosscite(self, doi: str) -> Reply:
        """The agency's own answer to content negotiation."""
        return json_reply(csl_item(self.corpus.by_doi[doi.lower()]), headers={"Content-Type": CSL})

    def _headers(self, route: str, polite: bool) -> dict[str, str]:
        if not self.pool_headers:
            return {}
        pool = f"{'polite' if polite else 'public'}-{'array' if route == 'list' else 'single'}"
        return {
            "x-rate-limit-limit": str(LIMITS[route][polite]),
            "x-rate-limit-interval": "1s",
            "x-concurrency-limit": "3" if polite else "1",
            "x-api-pool": pool,
        }


def _envelope(kind: str, message: object) -> dict[str, object]:
    return {"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}


def _list_problem(params: Mapping[str, str]) -> dict[str, str] | None:
    for name in params:
        if name not in PARAMETERS:
            return {
                "type": "unknown-parameter",
                "value": name,
                "message": f"Parameter {name} specified but there is no such parameter",
            }
    for name, most in (("rows", 1000), ("offset", 10_000)):
        value = params.get(name, "0")
        if not value.isdecimal() or int(value) > most:
            text = f"Integer specified as {value} but must be a positive integer less than or equal to {most}"
            return {"type": "integer-not-valid", "value": value, "message": text}
    if "cursor" in params and ("offset" in params or "sample" in params):
        text = "Cursor cannot be combined with offset or sample"
        return {"type": "cursor-with-offset-or-sample", "value": "", "message": text}
    for each in filter(None, params.get("filter", "").split(",")):
        name, found, value = each.partition(":")
        if name not in FILTERS:
            return {
                "type": "filter-not-available",
                "value": name,
                "message": f"Filter {name} specified but there is no such filter",
            }
        if not found:
            return {
                "type": "pair-list-form-invalid",
                "value": each,
                "message": "Pair list form specified as parameter invalid",
            }
        if name.endswith("-date") and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
            return {
                "type": "date-not-valid",
                "value": value,
                "message": f"Date specified as {value} but must be of the form: yyyy",
            }
    return None


def _passes(paper: Paper, filters: str) -> bool:
    given: dict[str, list[str]] = {}
    for each in filter(None, filters.split(",")):
        name, _, value = each.partition(":")
        given.setdefault(name, []).append(value.lower())
    day = f"{paper.year:04d}-{paper.month:02d}-01"
    return (
        ("doi" not in given or paper.doi.lower() in given["doi"])
        and all(day >= value for value in given.get("from-pub-date", []))
        and all(day <= value for value in given.get("until-pub-date", []))
        and ("type" not in given or "journal-article" in given["type"])
    )


def _score(paper: Paper, words: set[str]) -> int:
    title = set(re.findall(r"\w+", paper.title.lower()))
    return 2 * len(words & title) + len(words & set(re.findall(r"\w+", paper.words)))


def _cursor(position: int) -> str:
    # Bytes that make base64 use "+", "/" and "=", which a client must encode.
    return base64.b64encode(b"\xfb\xef\xbe\xff\xff" + str(position).zfill(8).encode()).decode()


def _position(cursor: str) -> int | None:
    if cursor == "*":
        return 0
    try:
        whole = base64.b64decode(cursor, validate=True)
    except ValueError:
        return None
    return int(whole[5:]) if whole[:5] == b"\xfb\xef\xbe\xff\xff" else None
