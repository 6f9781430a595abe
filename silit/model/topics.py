"""A topic: a search that someone thought about once, with a name and the reason for each of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from silit.errors import UsageError, did_you_mean


@dataclass(frozen=True, slots=True)
class TopicPart:
    """A piece of a PubMed search, and why it is there. `query` needs no brackets around it."""

    name: str
    explanation: str
    query: str


@dataclass(frozen=True, slots=True)
class TopicWord:
    """Words that show that a work belongs to a topic.

    A "*" at the end of `phrase` stands for any ending. Where `beside` is given, one of those must stand in the
    work as well ("SIJ" beside "joint*").
    """

    phrase: str
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A named search strategy.

    `parts` are alternatives for PubMed, `modules` optional narrowings by name; `crossref_queries` are plain words, one
    search each; a Crossref hit belongs to the topic when one of `words` stands in it.
    """

    name: str
    title: str
    description: str
    parts: tuple[TopicPart, ...]
    modules: tuple[TopicPart, ...]
    crossref_queries: tuple[str, ...]
    words: tuple[TopicWord, ...]

    def pubmed_query(self, modules: Iterable[str] = ()) -> str:
        """The search for PubMed, every group in brackets; each named module narrows it further.

        UsageError names the known modules when one is unknown.
        """
        groups = [_any_of(part.query for part in self.parts)]
        groups += [f"({self._module(name).query})" for name in modules]
        return " AND ".join(groups)

    def _module(self, name: str) -> TopicPart:
        known = {module.name: module for module in self.modules}
        if name not in known:
            hint = did_you_mean(name, known) or f"Known: {', '.join(known) or 'none'}."
            raise UsageError(f"The topic {self.name!r} has no module {name!r}.", hint=hint)
        return known[name]


def _any_of(queries: Iterable[str]) -> str:
    return "(" + " OR ".join(f"({query})" for query in queries) + ")"
