"""Whether two names are of one journal: in full, abbreviated as NLM and ISO 4 do, or with a place in brackets behind."""

from __future__ import annotations

import re

from silit.matching.citation_words import words_of

_IN_BRACKETS = re.compile(r"\([^()]*\)")
# ISO 4 leaves out articles, prepositions and conjunctions.
_LEFT_OUT = frozenset(
    "the a an of for in on and et de la le les du des der die das und fur y en e i al to & part section usa u s a uk us".split()
)
_NOT_OF_THE_NAME = frozenset("internet online print electronic serial journal".split())


def same_journal(cited: str, full: str, short: str) -> bool:
    """Whether `cited` is the journal with this full name and abbreviation, either of which may be ""."""
    ours = _forms(cited)
    theirs = [form for name in (full, short) if name for form in _forms(name)]
    if not theirs or not any(ours):
        return True
    return any(_agree(one, other) for one in ours if one for other in theirs if other)


def _forms(name: str) -> list[list[str]]:
    """The words of the name, also without what stands in brackets, and without a subtitle."""
    bare = _IN_BRACKETS.sub(" ", name)
    forms = [name, bare, re.split(r" ?[:=] | - ", bare, maxsplit=1)[0]]
    found = [[word for word in words_of(form) if word not in _LEFT_OUT] for form in forms]
    kept = [list(words) for words in {tuple(words) for words in found if words}]
    return kept or [words_of(name)]


def _agree(one: list[str], other: list[str]) -> bool:
    """Word for word, where a word may be the beginning of the other or leave out letters after its first ("Dtsch")."""
    if one == other or "".join(one) == "".join(other):
        return True
    if _initials(one) == "".join(other) or _initials(other) == "".join(one):
        return True
    shorter, longer = sorted((_trimmed(one), _trimmed(other)), key=lambda words: sum(map(len, words)))
    return len(shorter) == len(longer) and all(map(_abbreviates, shorter, longer))


def _trimmed(words: list[str]) -> list[str]:
    rest = [word for word in words if word not in _NOT_OF_THE_NAME or word == "journal"]
    return rest or words


def _initials(words: list[str]) -> str:
    """ "british medical journal" is "bmj" too."""
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _abbreviates(short: str, long: str) -> bool:
    if len(short) > len(long):
        short, long = long, short
    if long.startswith(short):
        return True
    if short[0] != long[0] or len(short) < 2:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short) and len(short) < len(long)
