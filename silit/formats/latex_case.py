"""Which capitals of a title a style may set in lower case: where English writes titles in capitals, most of them.

A capital in the midst of a sentence is a name and is kept. A title "in Title Case" or in capitals only says nothing of the
kind; there, what the work's abstract, keywords and headings write with a capital is kept, and the rest needs no braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from silit.formats.latex_writing import WORD
from silit.markup import plain
from silit.model.proper_nouns import ABBREVIATIONS, ORGANIZATIONS, PROPER_NOUNS, UNMISTAKABLE
from silit.model.work import Work

_PART_END = re.compile(r"([:?!;—–]|(?<!\bvs)\.)\s+|\s[-–—]\s")
_HYPHEN = re.compile(r"[-–/]")
_POSSESSIVE = re.compile(r"['’]s?$")
# A capital behind a word of the same sentence.
_IN_SENTENCE = re.compile(r"(?<=[^\W\d_A-Z] )[^\W\d_a-z][^\W_]*(?:[-'’][^\W_]+)*")
_ARTICLES = frozenset("A An The".split())
# Title Case leaves them small.
_SMALL = frozenset(
    "after among and between before during for from into over than that through under upon using versus with within without".split()
)
_VOWEL = frozenset("AEIOUY")
_NO_VOWELS = frozenset("DR MR MRS ST VS".split())
_ROMAN = re.compile(r"I{2,3}|I[VX]|VI{1,3}|XI{1,3}|XI?V")
_ORDINAL = re.compile(r"\d+(?:ST|ND|RD|TH|S)")
# So many capitals, and this share of the longer words, make Title Case.
_FEWEST = 3
_SHARE = 0.7
_LONG = 4


def bare_words(work: Work) -> frozenset[str]:
    """The words of the work's title that need no braces to keep their capitals, as they are written there."""
    title = plain(work.title)
    if title[1:] == title[1:].lower() or not work.language.lower().startswith("en"[: len(work.language)]):
        # German writes every noun with a capital; no style should set a title in another language in lower case.
        return frozenset()
    bare: set[str] = set()
    kept: set[str] = set()
    parts = [(part, after, WORD.findall(part)) for part, after in _parts(title)]
    titled = any(_is_title_case(words[1:]) for _, _, words in parts)
    for part, after, words in parts:
        shouted = len(words) >= _FEWEST and part.isupper()
        in_capitals = shouted or _is_title_case(words[1:], fewest=1 if titled else _FEWEST)
        (bare if in_capitals else kept).update(words[1:])
        # BibTeX itself keeps the capital that begins the title, and that behind a colon.
        if shouted or after == ":" or (not after and in_capitals):
            bare.update(words[:1])
        elif after:
            kept.update(words[:1])
        if not shouted:
            kept.update(word for word in words if not _is_common_form(word))
    bare -= kept
    return frozenset(_without_names(bare, work)) if bare else frozenset()


def _parts(title: str) -> Iterable[tuple[str, str]]:
    """The parts of the title, each with the sign before it."""
    start, after = 0, ""
    for end in _PART_END.finditer(title):
        yield title[start : end.start()], after
        start, after = end.end(), end[1] or "-"
    yield title[start:], after


def _is_title_case(words: Sequence[str], fewest: int = _FEWEST) -> bool:
    long = [
        word
        for word in words
        if len(word) >= _LONG and word not in _SMALL and (word.islower() or _is_common_form(word))
    ]
    capitals = sum(not word.islower() for word in long)
    return capitals >= fewest and capitals >= _SHARE * len(long)


def _is_common_form(word: str) -> bool:
    """Whether no capital but that of the word, or of each of its parts, is in it."""
    return word in _ARTICLES or all(
        len(part) > 1 and part.isalpha() and part[1:] == part[1:].lower() for part in _HYPHEN.split(word)
    )


def _without_names(words: Iterable[str], work: Work) -> Iterable[str]:
    names = _names(work) | UNMISTAKABLE
    shouted = [word for word in words if word.isupper() and len(word) > 1]
    title = work.title.casefold()
    organizations = {
        word for name in ORGANIZATIONS if name.casefold() in title for word in name.casefold().split()
    }
    known = set(WORD.findall(" ".join((work.abstract, *work.keyword)))) if shouted else set()
    for word in words:
        parts = {_POSSESSIVE.sub("", part) for part in (word, *_HYPHEN.split(word))}
        if (
            parts.isdisjoint(names)
            and word not in known
            and word.casefold() not in organizations
            and not (word.isupper() and any(map(_is_abbreviation, _HYPHEN.split(word))))
            and names.isdisjoint(part.capitalize() for part in parts)
        ):
            yield word


def _is_abbreviation(word: str) -> bool:
    """Whether a word of a title in capitals only would have them in any title: "DNA", "L5", "CT", "III"."""
    word = word.removesuffix("'S").removesuffix("’S")
    if word in ABBREVIATIONS or _ROMAN.fullmatch(word):
        return True
    if _ORDINAL.fullmatch(word) or not word.isascii():
        return False
    letters = re.sub("[^A-Z]", "", word)
    # English has no word without a vowel.
    is_word = letters in _NO_VOWELS or not _VOWEL.isdisjoint(letters)
    return bool(letters) and (letters != word or (len(word) > 1 and not is_word))


def _names(work: Work) -> set[str]:
    """What the abstract writes with a capital in the midst of sentences, keywords beside others in lower case, and the names
    in headings."""
    abstract = _IN_SENTENCE.findall(work.abstract)
    small = set(re.findall(r"[^\W\d_A-Z][^\W\d_]+", work.abstract)) if abstract else set()
    names = {word for word in abstract if word.lower() not in small}
    terms = [*(heading.descriptor for heading in work.mesh), *work.keyword]
    spelt = {part for term in terms for word in WORD.findall(term) for part in (word, *_HYPHEN.split(word))}
    names.update(PROPER_NOUNS & {_POSSESSIVE.sub("", word) for word in spelt})
    if any(word[:1].islower() for word in work.keyword):
        names.update(word for term in work.keyword for word in WORD.findall(term) if word[:1].isupper())
    return {_POSSESSIVE.sub("", name) for name in names}
