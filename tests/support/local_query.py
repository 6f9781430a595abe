"""Enough of PubMed's search language to answer the searches that silit sends."""

from __future__ import annotations

import re
from collections.abc import Callable

from support.local_corpus import Corpus, Paper

_TOKEN = re.compile(
    r'\(|\)|(?:"[^"]*"|[^\s()\[\]":]+)(?:\s*:\s*(?:"[^"]*"|[^\s()\[\]":]+))?(?:\s*\[[^\]]*\])?'
)
_TERM = re.compile(r"(.*?)\s*(?:\[([^\]]*)\])?", re.DOTALL)
_TITLE, _MESH, _DATE, _ENTRY = ("ti", "title"), ("mh", "mesh", "majr"), ("dp", "pdat"), ("edat", "crdt")
_TEXT = ("tiab", "tw", "all", "ot", "all fields", "sb", "filter", "la", "sh", "pt", "au", "ta", "")
_KNOWN = (*_TITLE, *_MESH, *_DATE, *_ENTRY, *_TEXT, "doi", "aid", "lid", "pmid", "uid")


class Query:
    """A term read as PubMed reads it: operators from left to right, words without one ANDed, nothing ever malformed.

    `papers` are the hits, `translation` what was run, the lists what was not found.
    """

    def __init__(self, term: str, corpus: Corpus) -> None:
        self._all = set(corpus.by_pmid)
        self._by_pmid = corpus.by_pmid
        self._tokens = _TOKEN.findall(term)
        self._position = 0
        self.phrases_not_found: list[str] = []
        self.fields_not_found: list[str] = []
        self.quoted_not_found: list[str] = []
        self._scored = set(re.findall(r"\w{3,}", re.sub(r"\[[^\]]*\]", " ", term).lower())) - {"and", "not"}
        hits, self.translation = self._expression()
        self.papers = [corpus.by_pmid[pmid] for pmid in hits]

    def score(self, paper: Paper) -> int:
        """How many words of the term stand in the title."""
        return len(self._scored & set(re.findall(r"\w+", paper.title.lower())))

    def _expression(self) -> tuple[set[str], str]:
        hits: set[str] = set(self._all)
        shown = ""
        operator = "AND"
        while self._position < len(self._tokens):
            token = self._tokens[self._position]
            self._position += 1
            if token == ")":
                break
            if token in ("AND", "OR", "NOT"):
                operator = token
                continue
            more, text = self._group() if token == "(" else self._term(token)
            if not shown:
                hits, shown = more, text
            else:
                hits = {"AND": hits & more, "OR": hits | more, "NOT": hits - more}[operator]
                shown = f"{shown} {operator} {text}"
            operator = "AND"
        return (hits, shown) if shown else (set(self._all), "")

    def _group(self) -> tuple[set[str], str]:
        hits, shown = self._expression()
        return hits, f"({shown})"

    def _term(self, token: str) -> tuple[set[str], str]:
        match = _TERM.fullmatch(token)
        if match is None:
            return set(), token
        text, tag = match[1], (match[2] or "").lower().split(":")[0].strip()
        if tag not in _KNOWN:
            self.fields_not_found.append(match[2])
            tag = ""
        hits = {pmid for pmid in self._all if self._fits(text, tag)(self._by_pmid[pmid])}
        if not hits and '"' in text and " " in text.strip('"') and tag not in _DATE:
            self.quoted_not_found.append(token)
            fits = self._fits(text.replace('"', ""), tag)
            hits = {pmid for pmid in self._all if fits(self._by_pmid[pmid])}
        elif not hits and tag not in (*_DATE, *_ENTRY):
            self.phrases_not_found.append(token)
        return hits, f"{text}[{match[2] or 'All Fields'}]"

    def _fits(self, text: str, tag: str) -> Callable[[Paper], bool]:
        bare = text.replace('"', "").strip().lower()
        if tag in ("doi", "aid", "lid"):
            return lambda paper: paper.doi.lower() == bare
        if tag in ("pmid", "uid"):
            return lambda paper: paper.pmid == bare
        if tag in (*_DATE, *_ENTRY):
            first, _, last = (part.strip() for part in bare.partition(":"))
            length = len(first)
            if tag in _DATE:
                return lambda paper: first[:4] <= f"{paper.year:04d}" <= (last or first)[:4]
            return lambda paper: first <= paper.added.strftime("%Y/%m/%d")[:length] <= (last or first)
        words = bare.replace("-", " ").split()
        if '"' in text:
            phrase = re.compile(r"\b" + r"\s+".join(map(re.escape, words)) + r"\b")
            return lambda paper: phrase.search(_field(paper, tag)) is not None
        patterns = [
            re.compile(r"\b" + re.escape(word.rstrip("*")) + ("" if word.endswith("*") else r"\b"))
            for word in words
        ]
        return lambda paper: all(pattern.search(_field(paper, tag)) for pattern in patterns)


def _field(paper: Paper, tag: str) -> str:
    if tag in _TITLE:
        return paper.title.lower().replace("-", " ")
    if tag in _MESH:
        return " ".join(name for _, name in paper.mesh).lower()
    if tag == "pt":
        return paper.design[0].lower()
    return paper.words
