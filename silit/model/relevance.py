"""Whether a found work is about what was searched for.

Crossref answers a search with everything loosely like it, so a hit is looked at before it is kept: in title, abstract
and keywords, with case, accents, hyphens and simple plurals set aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from silit.markup import plain
from silit.model.folding import fold
from silit.model.topics import TopicWord
from silit.model.work import Work

_TOKEN = re.compile(r"[^\W_]+")
_COMPOUND = re.compile(r"[^\W_]+(?:['’-][^\W_]+)+")
# Words that say nothing about a subject, so that their absence says nothing either.
_EMPTY = frozenset({"a", "an", "and", "by", "for", "in", "of", "on", "or", "the", "to", "vs", "with"})


def matches(words: Iterable[TopicWord], work: Work) -> bool:
    """Whether one of a topic's words stands in the work."""
    text = _spaced(" \n ".join(_fields(work)))
    return any(
        _stands(word.phrase, text) and (not word.beside or any(_stands(near, text) for near in word.beside))
        for word in words
    )


def matches_all_words(query: str, work: Work) -> bool:
    """Whether all the words of a plain query stand in the work, in any order and place."""
    there = set(_words(" \n ".join(_fields(work))))
    asked = [word for word in fold(query).split() if word not in _EMPTY]
    return all(_asked_stands(word, there) for word in asked)


def _fields(work: Work) -> Iterator[str]:
    yield plain(work.title)
    yield plain(work.original_title)
    yield work.abstract
    yield from (other.text for other in work.other_abstracts)
    yield from work.keyword
    yield from (heading.descriptor for heading in work.mesh)


def _spaced(text: str) -> str:
    """Folded words parted by single blanks, with a blank at both ends and a bar where a field ends."""
    fields = (" ".join(_TOKEN.findall(field)) for field in fold(text).split("\n"))
    return " " + " | ".join(fields) + " "


def _stands(phrase: str, text: str) -> bool:
    words = " ".join(_TOKEN.findall(fold(phrase)))
    return bool(words) and (f" {words}" if phrase.endswith("*") else f" {words} ") in text


def _words(text: str) -> Iterator[str]:
    folded = fold(text)
    yield from map(_singular, _TOKEN.findall(folded))
    # "sacro-iliac" is also "sacroiliac".
    yield from (_singular("".join(_TOKEN.findall(word))) for word in _COMPOUND.findall(folded))


def _asked_stands(word: str, there: set[str]) -> bool:
    parts = [_singular(part) for part in _TOKEN.findall(word)]
    return all(part in there for part in parts) or _singular("".join(_TOKEN.findall(word))) in there


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]
