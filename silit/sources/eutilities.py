"""Requests to NCBI's E-utilities (NCBI Bookshelf NBK25499): who asks, how fast, and what a refusal means.

Everything goes by POST, so that long searches fit and neither key nor address stands in a URL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from silit.errors import SilitError
from silit.sources.calls import Answer, Call, Check
from silit.sources.citation_match import check_matches
from silit.sources.http import Http
from silit.sources.pubmed_answers import (
    SearchAnswer,
    check_fetch,
    check_search,
    refusal,
    search_answer,
    search_refusal,
)

TOOL = "silit"
# NCBI allows 3 requests a second, 10 with a key; at exactly that pace its limiter still trips (Biopython, Bio.Entrez).
GAP = 0.37
GAP_WITH_KEY = 0.11


class EUtilities:
    """ESearch, EFetch and ECitMatch for PubMed. An `email` or `api_key` that is not set is not sent: NCBI refuses empty keys."""

    def __init__(self, http: Http, base_url: str, email: str, api_key: str) -> None:
        self._http = http
        self._base = base_url
        self._identity = {"tool": TOOL}
        if email:
            self._identity["email"] = email
        if api_key:
            self._identity["api_key"] = api_key
        self._keyed = bool(api_key)

    def search(self, form: Mapping[str, str]) -> SearchAnswer:
        """One page of an ESearch; UsageError when PubMed will not run the term."""
        answer = self._send("esearch.fcgi", {"db": "pubmed", "retmode": "json", **form}, check_search)
        self._raise(search_refusal(answer, form.get("term", "")))
        return search_answer(answer)

    def fetch(self, pmids: Sequence[str], *, tries: int) -> bytes:
        """The PubmedArticleSet of these PMIDs, whole; FaultyAnswerError after `tries` bad answers."""
        # The type of record has no name but this: any rettype gives text (NBK25499, table 1).
        form = {"db": "pubmed", "retmode": "xml", "id": ",".join(pmids)}
        return self._send("efetch.fcgi", form, check_fetch, read_timeout=120.0, tries=tries).body

    def match(self, lines: str, *, tries: int) -> str:
        """ECitMatch's answer to citations, one a line, in its own form."""
        form = {"db": "pubmed", "retmode": "xml", "bdata": lines}
        # It parts the fields of a citation at pipes as they are, not at encoded ones.
        return self._send("ecitmatch.cgi", form, check_matches, tries=tries, literal="|").text

    def _send(
        self,
        path: str,
        form: Mapping[str, str],
        check: Check,
        *,
        read_timeout: float = 60.0,
        tries: int = 5,
        literal: str = "",
    ) -> Answer:
        call = Call(
            service="PubMed",
            lane="pubmed-key" if self._keyed else "pubmed",
            gap=GAP_WITH_KEY if self._keyed else GAP,
            url=self._base + path,
            form={**form, **self._identity},
            literal=literal,
            read_timeout=read_timeout,
            tries=tries,
        )
        answer = self._http.send(call, check)
        self._raise(refusal(answer))
        return answer

    def _raise(self, error: SilitError | None) -> None:
        if error is not None:
            raise type(error)(self._http.redact(error.message), hint=error.hint)
