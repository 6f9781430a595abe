"""What each source is asked, and which of Crossref's loosely related answers are about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from silit.errors import UsageError
from silit.model.relevance import matches
from silit.model.topics import Topic
from silit.model.work import Work
from silit.services.query_tree import Group, fits, parse_search, plain_words, unbalanced


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """`pubmed` is PubMed's term, `crossref` the plain words of one search each, none where a query holds none; `topic` and
    `query` what is behind them, `words` the plain words of the query."""

    pubmed: str
    crossref: tuple[str, ...]
    topic: Topic | None = None
    query: str = ""
    words: str = ""
    needed: Group | None = None

    def is_about(self, work: Work) -> bool:
        """Whether a Crossref hit is kept: a word of the topic stands in it, and the query holds for it."""
        if self.topic is not None and not matches(self.topic.words, work):
            return False
        return self.needed is None or fits(self.needed, work)


def plan_search(query: str, topic: Topic | None) -> SearchPlan:
    """The plan for a query, a topic, or both at once (then both must hold).

    UsageError when there is nothing to ask, and for a bracket or quotation mark that lacks its other one.
    """
    query = " ".join(query.split())
    if query and not any(char.isalnum() for char in query):
        raise UsageError(
            f"{query!r} holds no word to search for.",
            hint='For instance: silit fetch "sacroiliac joint massage"',
        )
    lonely = unbalanced(query)
    if lonely:
        raise UsageError(
            f"In the search {query!r} a {lonely} lacks its other one.", hint="Add it, or leave it out."
        )
    if topic is None and not query:
        raise UsageError("There is nothing to search for.", hint="Give words, or --topic si-joint.")
    needed = parse_search(query)
    words = plain_words(needed)
    if topic is None:
        return SearchPlan(query, (words,) if words else (), None, query, words, needed)
    term = topic.pubmed_query() + (f" AND ({query})" if query else "")
    crossref = tuple(f"{words} {one}".strip() for one in topic.crossref_queries)
    return SearchPlan(term, crossref, topic, query, words, needed)


def require_words(plan: SearchPlan, sources: Collection[str]) -> None:
    """UsageError when none of `sources` can be asked, as Crossref cannot where a query holds only fields of PubMed's."""
    if not plan.crossref and set(sources) == {"crossref"}:
        raise UsageError(
            f"Crossref searches words alone, and {plan.query!r} holds only fields of PubMed's.",
            hint="Add a word of the title, or ask --source pubmed.",
        )
