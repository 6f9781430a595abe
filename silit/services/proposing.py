"""Works of the library that a citation number may stand for, by the sentences that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from silit.articles.markers import Marker
from silit.library import Library
from silit.library.query import Query, Years
from silit.library.search import search
from silit.library.works import entries
from silit.markup import plain
from silit.model.entries import Entry
from silit.model.folding import fold

# Long ones in Latin letters; a word of Japanese or Korean has two or three signs.
_WORD = re.compile(r"[a-z]{4,}|[^\W\d_a-z]{2,}")
_STOP = re.compile(r"[.?!]\s+|[.?!]\Z|[“”\"]")
_ADDRESS = re.compile(r"https?://\S+|\bdoi:\s*\S+", re.IGNORECASE)
_LOOKED_AT = 300
_STEM = 5
# Words that say nothing about what a sentence is about.
_EMPTY = frozenset(
    "about above after again against also although always among another because been before being below between both "
    "could does doing down during each even every example found from further have having here into itself just like "
    "made make many more most much must often only other over same several should show shown since some such than that "
    "their them then there these they this those through under until very well were what when where whether which while "
    "will with within without would your they're author often article image called things thing lots "
    "include including maybe evident issues array".split()
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A work that fits every sentence with a number; `shared` are the words that it shares with them, those of the
    first sentence first."""

    entry: Entry
    shared: tuple[str, ...]


def propose(library: Library, name: str, markers: Sequence[Marker], limit: int = 5) -> tuple[Proposal, ...]:
    """The works of the library, at most `limit`, that fit all sentences in which `name` stands, best first. It is a
    number, or a ref of a marker (`fn:…`)."""
    sentences = [_words(marker.sentence) for marker in markers if stands_in(name, marker)]
    return _fitting(library, [words for words in sentences if words], limit)


def stands_in(name: str, marker: Marker) -> bool:
    """Whether a marker cites what has this number, ref or name of a note."""
    return name in (*marker.refs, marker.note_name) or (name.isdecimal() and int(name) in marker.numbers)


def title_in(reference: str) -> str:
    """The part of an author's reference that is most likely its title: the longest between two full stops."""
    text = _ADDRESS.sub("", reference)
    return max((part.strip() for part in _STOP.split(text)), key=len)


def propose_for_text(library: Library, text: str, limit: int = 5) -> tuple[Proposal, ...]:
    """The works that fit any text best, such as an entry of an author's own list."""
    words = _words(text)
    return _fitting(library, [words] if words else [], limit)


def works_of_author(library: Library, family: str, year: int, limit: int = 20) -> tuple[Entry, ...]:
    """The works of an author that are of this year, or of one beside it."""
    words = re.findall(r"[^\W_]+", fold(family))
    if not words:
        return ()
    query = Query(match=f'{{author}} : "{" ".join(words)}"', years=(Years(year - 1, year + 1),))
    with library.reading():
        return tuple(entries(library.connection, search(library.connection, query, limit=limit).ids))


def _fitting(library: Library, sentences: Sequence[Sequence[str]], limit: int) -> tuple[Proposal, ...]:
    if not sentences:
        return ()
    with library.reading():
        ranked = [_ranks(library, words) for words in sentences]
        common = set(ranked[0]).intersection(*ranked[1:])
        # The sum of reciprocal ranks: to be near the top everywhere counts more than to lead once.
        best = sorted(common, key=lambda work: (-sum(1 / (10 + ranks[work]) for ranks in ranked), work))[
            :limit
        ]
        found = entries(library.connection, best)
    return tuple(Proposal(entry, _shared(entry, sentences)) for entry in found)


def _ranks(library: Library, words: Sequence[str]) -> dict[int, int]:
    any_word = " OR ".join(f'"{word}"' for word in words)
    query = Query(match=f"{{title abstract keyword}} : ({any_word})")
    ids = search(library.connection, query, limit=_LOOKED_AT).ids
    return {work_id: rank for rank, work_id in enumerate(ids)}


def _words(sentence: str) -> list[str]:
    words = _WORD.findall(fold(sentence))
    return list(dict.fromkeys(word for word in words if word not in _EMPTY))[:40]


def _shared(entry: Entry, sentences: Sequence[Sequence[str]]) -> tuple[str, ...]:
    work = entry.work
    text = " ".join(
        (plain(work.title), work.abstract, *work.keyword, *(term.descriptor for term in work.mesh))
    )
    stems = {word[:_STEM] for word in _WORD.findall(fold(text))}
    wanted = dict.fromkeys(word for words in sentences for word in words)
    return tuple(word for word in wanted if word[:_STEM] in stems)
