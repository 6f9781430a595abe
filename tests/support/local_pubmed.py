"""ESearch, EFetch, ECitMatch and PMC's converter over an invented corpus (NCBI Bookshelf NBK25499)."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from datetime import date

from support.local_answers import Reply, json_reply, text_reply
from support.local_corpus import Corpus, Paper
from support.local_query import Query
from support.local_renderings import pubmed_set

CAP = 9_999
SORTS = ("pub_date", "Author", "JournalName", "relevance")


class LocalPubMed:
    """Answers as the E-utilities do. With `shuffled`, EFetch answers in another order than it was asked."""

    def __init__(self, corpus: Corpus, *, keys: tuple[str, ...], shuffled: bool = False) -> None:
        self.corpus = corpus
        self.keys = keys
        self.shuffled = shuffled
        self._queries: dict[str, Query] = {}

    def refused(self, params: Mapping[str, str]) -> Reply | None:
        """NCBI's answer to a key that it does not know, an empty one included."""
        key = params.get("api_key")
        if key is None or key in self.keys:
            return None
        body = {"error": "API key invalid", "api-key": key, "type": "invalid", "status": "unknown"}
        return json_reply(body, status=400)

    def esearch(self, params: Mapping[str, str]) -> Reply:
        """PMIDs for a term, as JSON."""
        refused = self.refused(params)
        if refused:
            return refused
        term = params.get("term", "").strip()
        if not term:
            return _error("Empty term and query_key - nothing todo")
        start, size = int(params.get("retstart", "0")), int(params.get("retmax", "20"))
        if start > CAP - 1:
            return _error(
                f"Exception:\n\n'retstart' cannot be larger than {CAP - 1}. For PubMed, ESearch can only retrieve the"
                f" first {CAP:,} records matching the query."
            )
        messages = []
        if size > CAP:
            size = CAP
            messages.append("Start/count values were adjusted")
        sort = params.get("sort", "")
        if sort and sort not in SORTS:
            messages.append(f"Unknown sort schema '{sort}' ignored")
        query = self._queries.get(term) or Query(term, self.corpus)
        self._queries[term] = query
        found = [paper for paper in query.papers if _within(paper, params)]
        found.sort(key=lambda paper: -int(paper.pmid))
        if sort == "relevance":
            found.sort(key=lambda paper: -query.score(paper))
        if not found:
            messages.append("No items found.")
        shown = found[start : min(start + size, CAP)]
        result: dict[str, object] = {
            "count": str(len(found)),
            "retmax": str(len(shown)),
            "retstart": str(start),
            "idlist": [paper.pmid for paper in shown],
            "querytranslation": query.translation + _span_text(params),
        }
        if query.phrases_not_found or query.fields_not_found:
            result["errorlist"] = {
                "phrasesnotfound": query.phrases_not_found,
                "fieldsnotfound": query.fields_not_found,
            }
        if query.quoted_not_found or messages:
            result["warninglist"] = {
                "phrasesignored": [],
                "quotedphrasesnotfound": query.quoted_not_found,
                "outputmessages": messages,
            }
        return json_reply({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result})

    def efetch(self, params: Mapping[str, str]) -> Reply:
        """Records for PMIDs, as XML; unknown ones are left out without a word."""
        refused = self.refused(params)
        if refused:
            return refused
        asked = [each.strip() for each in params.get("id", "").split(",")]
        numbers = dict.fromkeys(str(int(each)) for each in asked if each.isdecimal() and int(each) > 0)
        if not numbers:
            text = "ID list is empty! Possibly it has no correct IDs."
            body = f'<?xml version="1.0"?>\n<eFetchResult>\n\t<ERROR>{text}</ERROR>\n</eFetchResult>\n'
            return text_reply(body, "text/xml", status=400)
        papers = [self.corpus.by_pmid[each] for each in numbers if each in self.corpus.by_pmid]
        if self.shuffled:
            random.Random(len(papers)).shuffle(papers)
        return text_reply(pubmed_set(papers), "text/xml")

    def ecitmatch(self, params: Mapping[str, str]) -> Reply:
        """One line for each citation "journal|year|volume|first page|author|key|", its last part the PMID or why there is
        none. Journal, volume and page decide; a wrong year or author does not hinder. A miss leaves the author out."""
        refused = self.refused(params)
        if refused:
            return refused
        if params.get("retmode") != "xml":
            return text_reply("Unsupported retmode", status=400)
        lines = [line for line in re.split(r"[\r\n]+", params.get("bdata", "")) if line]
        return text_reply("\n".join(self._matched(line) for line in lines) + "\n")

    def _matched(self, line: str) -> str:
        parts = [*line.split("|"), *[""] * 6][:6]
        journal, year, volume, page, author, key = (part.strip() for part in parts)
        known = [p for p in self.corpus.by_pmid.values() if _words(journal) in map(_words, p.journal[:2])]
        if not known:
            return f"{journal}|{year}|{volume}|{page}|{key}|NOT_FOUND;INVALID_JOURNAL"
        found = [
            p
            for p in known
            if volume in ("", p.volume) and page in ("", p.pages.split("-")[0]) and (volume or page)
        ]
        if len(found) > 1:
            by_author = [
                p for p in found if p.authors and author.startswith(p.authors[0][0]) and str(p.year) == year
            ]
            found = by_author or found
        if len(found) == 1:
            return f"{journal}|{year}|{volume}|{page}|{author}|{key}|{found[0].pmid}"
        if 1 < len(found) < 4:
            return f"{journal}|{year}|{volume}|{page}|{key}|AMBIGUOUS {','.join(p.pmid for p in found)}"
        return f"{journal}|{year}|{volume}|{page}|{key}|" + (
            f"AMBIGUOUS ({len(found)} citations)" if found else "NOT_FOUND"
        )

    def idconv(self, params: Mapping[str, str]) -> Reply:
        """PMIDs and DOIs for PMCIDs."""
        ids = [each for each in params.get("ids", "").split(",") if each]
        kinds = {each.upper().startswith("PMC") for each in ids}
        if not ids or len(ids) > 200 or len(kinds) > 1:
            return json_reply({"status": "error", "message": "Invalid request"}, status=400)
        return json_reply({"status": "ok", "records": [self._converted(each) for each in ids]})

    def _converted(self, pmcid: str) -> dict[str, object]:
        paper = self.corpus.by_pmcid.get(pmcid.upper())
        if paper is None:
            return {"requested-id": pmcid, "status": "error", "errmsg": "Identifier not found in PMC"}
        record: dict[str, object] = {"requested-id": pmcid, "pmcid": paper.pmcid}
        if paper.pmid:
            record["pmid"] = int(paper.pmid)
        if paper.doi:
            record["doi"] = paper.doi
        return record


def _words(journal: str) -> str:
    return " ".join(re.findall(r"\w+", journal.lower()))


def _within(paper: Paper, params: Mapping[str, str]) -> bool:
    """Whether a paper lies in the span that `datetype`, `mindate` and `maxdate` give."""
    if not params.get("mindate") or not params.get("maxdate"):
        return True
    day = paper.added if params.get("datetype") in ("edat", "crdt") else date(paper.year, paper.month, 1)
    return _parts(params["mindate"], "-01") <= day.isoformat() <= _parts(params["maxdate"], "-31")


def _parts(text: str, filler: str) -> str:
    parts = text.split("/")
    whole = "-".join(part.zfill(2) for part in parts)
    return whole + {1: ("-01" if filler == "-01" else "-12") + filler, 2: filler}.get(len(parts), "")


def _span_text(params: Mapping[str, str]) -> str:
    if not params.get("mindate"):
        return ""
    field = "Date - Entry" if params.get("datetype") == "edat" else "Date - Publication"
    return f" AND {params['mindate']}:{params['maxdate']}[{field}]"


def _error(text: str) -> Reply:
    return text_reply(
        json.dumps({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": {"ERROR": text}}),
        "application/json",
    )
