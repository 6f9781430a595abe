"""A search as PubMed reads it, taken apart: what Crossref can be asked, and what a hit of Crossref's must hold.

The language: "Search field tags" and "Boolean operators" of PubMed's user guide (pubmed.ncbi.nlm.nih.gov/help). Operators are
in upper case and go from left to right; a tag belongs to the phrase, or the run of words, before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from silit.model.relevance import matches, matches_all_words
from silit.model.topics import TopicWord
from silit.model.work import Work

_TOKEN = re.compile(
    r'["“”](?P<phrase>[^"“”]*)["“”]|\[(?P<tag>[^\]]*)\]|(?P<bracket>[()])|(?P<word>[^\s()\[\]"“”]+)'
)
_OPERATORS = ("AND", "OR", "NOT")
_PEOPLE = frozenset(
    (
        "au",
        "author",
        "1au",
        "fau",
        "lastau",
        "author - first",
        "author - last",
        "ir",
        "cn",
        "ta",
        "journal",
        "jour",
    )
)
_DATES = frozenset("dp pdat edat crdt mhda lr ep ppdat epdat".split())
# What these fields hold stands neither in titles nor in abstracts, or Crossref does not know it.
_ELSEWHERE = frozenset(
    "la|lang|language|pt|ptyp|publication type|sb|subset|filter|pl|place of publication|ad|affl|affiliation|aid|doi|lid|pmid"
    "|uid|pmcid|is|issn|vi|volume|ip|issue|pg|page|gr|grant|si|secondary source id|nlmid|isbn|auid|cois|ps|pa".split(
        "|"
    )
)
_INITIALS = re.compile(r"[A-Z]{1,3}")

About = Literal["text", "people", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together, and where they are looked for."""

    words: tuple[str, ...]
    about: About = "text"


@dataclass(frozen=True, slots=True)
class Group:
    """Terms and groups, each with the operator before it."""

    steps: tuple[tuple[str, Term | Group], ...]


def parse_search(query: str) -> Group:
    """The search in `query`; whatever is typed means something, brackets
    and quotation marks without their other one too."""
    open_groups = [_Reading()]
    for match in _TOKEN.finditer(query):
        here = open_groups[-1]
        if match["bracket"] == "(":
            open_groups.append(_Reading())
        elif match["bracket"]:
            if len(open_groups) > 1:
                _close(open_groups)
        elif match["phrase"] is not None:
            here.step(Term(tuple(match["phrase"].split())))
        elif match["tag"] is not None:
            here.tag(match["tag"])
        else:
            here.word(match["word"])
    while len(open_groups) > 1:
        _close(open_groups)
    return open_groups[0].group()


def unbalanced(query: str) -> str:
    """The bracket or quotation mark that lacks its other one, "" where there is none."""
    depth = 0
    for match in _TOKEN.finditer(query):
        if match["bracket"]:
            depth += 1 if match["bracket"] == "(" else -1
        if depth < 0:
            return ")"
    if depth:
        return "("
    left = _TOKEN.sub("", query)
    return next((char for char in '"[]“”' if char in left), "")


def _close(open_groups: list[_Reading]) -> None:
    group = open_groups.pop().group()
    open_groups[-1].step(group)


def plain_words(group: Group) -> str:
    """The words to ask Crossref: without tags, operators, brackets, quotation marks and asterisks, what is excluded, and
    what stands in fields that Crossref does not search."""
    words = (re.sub(r'[*()\[\]"“”]', " ", word) for word in _wanted_words(group))
    parts = (part for word in words for part in word.split())
    return " ".join(part for part in parts if part not in _OPERATORS)


def fits(group: Group, work: Work) -> bool:
    """Whether the search holds for title, abstract and keywords, as far as those can tell (a language, for instance, they
    cannot). Authors and journals are compared where the search names them by their tags."""
    return _holds(group, work) is not False


def _wanted_words(group: Group) -> Iterator[str]:
    for operator, step in group.steps:
        if operator == "NOT":
            continue
        if isinstance(step, Group):
            yield from _wanted_words(step)
        elif step.about != "elsewhere":
            yield from step.words


def _holds(step: Term | Group, work: Work) -> bool | None:
    """True, False, or None where the work cannot tell."""
    if isinstance(step, Term):
        return _stands(step, work)
    result: bool | None = None
    for operator, part in step.steps:
        value = _holds(part, work)
        if value is None:
            continue
        if operator == "NOT":
            value = not value
        if result is None:
            result = value
        elif operator == "OR":
            result = result or value
        else:
            result = result and value
    return result


def _stands(term: Term, work: Work) -> bool | None:
    words = term.words
    if term.about == "elsewhere" or not any(char.isalnum() for word in words for char in word):
        return None
    if term.about == "people":
        names = [name.literal or name.family for name in (*work.author, *work.editor)]
        work = Work(title=" ".join([*names, work.container_title, work.container_title_short]))
        words = tuple(word for word in words if not _INITIALS.fullmatch(word)) or words
    whole = " ".join(word.replace("*", " ") for word in words if not _is_stem(word))
    return matches_all_words(whole, work) and all(
        matches((TopicWord(word),), work) for word in words if _is_stem(word)
    )


def _is_stem(word: str) -> bool:
    return word.endswith("*") and "*" not in word[:-1] and any(char.isalnum() for char in word)


class _Reading:
    """A group while it is read: its steps so far, the operator that waits for the next one, the words that stand open."""

    def __init__(self) -> None:
        self._steps: list[tuple[str, Term | Group]] = []
        self._operator = "AND"
        self._run: list[str] = []

    def word(self, text: str) -> None:
        if text in _OPERATORS:
            self._end_run()
            self._operator = text
        else:
            self._run.append(text)

    def step(self, step: Term | Group) -> None:
        self._end_run()
        self._put(step)

    def tag(self, text: str) -> None:
        about = _about(text)
        if self._run:
            if _field(text) in _DATES and len(self._run) > 1:
                date = self._run.pop()
                self._end_run()
                self._run = [date]
            self._end_run(about)
        elif self._steps:
            operator, phrase = self._steps[-1]
            if isinstance(phrase, Term):
                self._steps[-1] = (operator, Term(phrase.words, about))

    def group(self) -> Group:
        self._end_run()
        return Group(tuple(self._steps))

    def _end_run(self, about: About = "text") -> None:
        if self._run:
            self._put(Term(tuple(self._run), about))
            self._run = []

    def _put(self, step: Term | Group) -> None:
        self._steps.append((self._operator, step))
        self._operator = "AND"


def _field(tag: str) -> str:
    return tag.partition(":")[0].strip().lower()


def _about(tag: str) -> About:
    name = _field(tag)
    if name in _PEOPLE:
        return "people"
    return "elsewhere" if name in _ELSEWHERE or name in _DATES or name.startswith("date") else "text"
