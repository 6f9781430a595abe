"""What each source is asked, and which of Crossref's loosely related answers are about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from silit.errors import UsageError
from silit.model.relevance import matches, matches_all_words
from silit.model.topics import Topic
from silit.model.work import Work

_TAG = re.compile(r"\[[^\]]*\]")
_OPERATOR = re.compile(r"\b(?:AND|OR)\b")
# What is excluded is a word, a phrase or a group behind NOT.
_EXCLUDED = re.compile(r'\bNOT\s+(?:\([^()]*\)|"[^"]*"|\S+)(?:\[[^\]]*\])?')
_ALTERNATIVES = re.compile(r"\bOR\b")


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """`pubmed` is PubMed's term, `crossref` the plain words of one search each; `topic` and `query` what is behind them."""

    pubmed: str
    crossref: tuple[str, ...]
    topic: Topic | None = None
    query: str = ""

    def is_about(self, work: Work) -> bool:
        """Whether a Crossref hit is kept: a word of the topic stands in it, and all the words of the query.

        Of a query with OR, all the words of one alternative.
        """
        if self.topic is not None and not matches(self.topic.words, work):
            return False
        if not self.query:
            return True
        return any(
            matches_all_words(plain_words(one), work)
            for one in _ALTERNATIVES.split(_without_excluded(self.query))
        )


def plan_search(query: str, topic: Topic | None) -> SearchPlan:
    """The plan for a query, a topic, or both at once (then both must hold). UsageError when there is nothing to ask."""
    query = " ".join(query.split())
    if query and not any(char.isalnum() for char in plain_words(query)):
        raise UsageError(
            f"{query!r} holds no word to search for.",
            hint='For instance: silit fetch "sacroiliac joint massage"',
        )
    if topic is None:
        if not query:
            raise UsageError("There is nothing to search for.", hint="Give words, or --topic si-joint.")
        return SearchPlan(query, (plain_words(query),), None, query)
    term = topic.pubmed_query()
    if not query:
        return SearchPlan(term, topic.crossref_queries, topic)
    words = plain_words(query)
    return SearchPlan(
        f"{term} AND ({query})", tuple(f"{words} {one}" for one in topic.crossref_queries), topic, query
    )


def plain_words(query: str) -> str:
    """A query without PubMed's tags, operators, brackets, quotes and asterisks, and without what it excludes."""
    text = _OPERATOR.sub(" ", _TAG.sub(" ", _without_excluded(query)))
    return " ".join(re.sub(r'[()"*]', " ", text).split())


def _without_excluded(query: str) -> str:
    return _EXCLUDED.sub(" ", query)
