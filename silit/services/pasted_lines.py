"""Whether a line of a pasted list is the rest of the entry before it, or begins something of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from silit.formats.citation_authors import read_authors
from silit.formats.citation_cleaning import LONGEST, bare_reference
from silit.formats.citation_text import CitedReference, read_citation
from silit.model.identifiers import find_identifiers, parse_identifier

FEWEST_WORDS = 4
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# How a new entry begins where nothing numbers it: a family name, then initials or a given name behind a comma.
_NAME = re.compile(
    r"(?:[a-zß-ÿ']{1,4} ){0,3}[^\W\d_a-zß-öø-ÿ][\w'’-]+(?: [^\W\d_a-zß-öø-ÿ][\w'’-]+){0,2}(?:,? (?:[^\W\d_a-zß-öø-ÿ]{1,4}\b|[^\W\d_a-zß-öø-ÿ]\.)|, [^\W\d_a-zß-öø-ÿ])"
)
_ENDS_WHOLE = re.compile(r"(?:[.)\]\d/]|https?://\S+)$")
_ENDS_SENTENCE = re.compile(r"[.!?:…]$")
# What begins here goes on in the next line: "PMID:", "Available from:".
_ENDS_WITH_LABEL = re.compile(r"(?:\b(?:PMC?ID|doi|from|at)\s*:?|[-–:/,])$", re.IGNORECASE)
_SMALL_WORD = re.compile(r"\b[a-zß-öø-ÿ][\w'’-]*")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FEWEST_WORDS_OF_PROSE = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line without what surrounds it."""

    text: str
    number: int
    is_indented: bool


def begins_with_name(text: str) -> bool:
    """Whether it begins as a reference does, with an author."""
    return _NAME.match(text) is not None


def goes_on(before: str, line: Line, *, is_numbered: bool) -> bool:
    """Whether a line is the rest of a wrapped entry, `before`. With numbers the beginning of one may be short."""
    if parse_identifier(before) is not None or len(before) > LONGEST:
        return False
    if len(before.split()) < FEWEST_WORDS and not is_numbered:
        return line.is_indented
    if _ENDS_WITH_LABEL.search(before) and parse_identifier(line.text) is not None:
        return True
    if parse_identifier(line.text) is not None:
        return line.is_indented or _may_be_of(before, line.text)
    if _is_prose(before) and not line.is_indented:
        return False
    if not is_numbered and _is_reference_of_its_own(before, line.text):
        return False
    if not _is_whole(before):
        return True
    if begins_with_name(line.text):
        return False
    if not _WORD.search(bare_reference(line.text)):
        return True  # "Epub 2010 Dec 3.", "[PubMed]"
    return line.is_indented or not (_could_begin(line.text) or _is_said_of_something_else(line.text))


@lru_cache(maxsize=8)
def _read(text: str) -> CitedReference:
    """The same entry is asked about several times while its lines are read."""
    return read_citation(text)


def _may_be_of(before: str, identifier: str) -> bool:
    """Whether an identifier on a line of its own may be that of the reference above: it names none of its kind. Bare
    digits are a REF of their own."""
    one = parse_identifier(identifier)
    if one is None or identifier.isdecimal() or not _read(before).is_reference:
        return False
    return all(other.scheme != one.scheme for other in find_identifiers(before))


def _is_whole(before: str) -> bool:
    """Whether an entry could end here."""
    if not _ENDS_WHOLE.search(before) or _ENDS_WITH_LABEL.search(before) or not _names_source(before):
        return False
    cited = _read(before)
    if cited.authors and not cited.title:
        return False
    return not cited.is_reference or bool(cited.container or cited.place.volume or cited.identifiers)


def _is_reference_of_its_own(before: str, text: str) -> bool:
    """Whether a line is a whole reference behind one without a date, and not the rest of that one's authors."""
    if not begins_with_name(text) or not _names_source(text) or not _ENDS_SENTENCE.search(before):
        return False
    cited = _read(text)
    return cited.is_reference and bool(cited.container) and bool(_read(before).title)


def _could_begin(text: str) -> bool:
    """Whether a line after a whole entry is long enough to be one of its own."""
    return not text[:1].islower() and len(text.split()) >= FEWEST_WORDS and _names_source(text)


def _names_source(text: str) -> bool:
    return bool(_YEAR.search(text) or find_identifiers(text))


def _is_said_of_something_else(text: str) -> bool:
    """Whether it is words of its own behind a whole entry: no note such as "[PubMed]", no place, no rest of a title."""
    bare = bare_reference(text)
    if not bare or text[:1].islower() or re.search(r"\d", bare) or _ENDS_WITH_LABEL.search(text):
        return False
    return len(_WORD.findall(bare)) >= _FEWEST_WORDS_OF_PROSE


def _is_prose(text: str) -> bool:
    """Whether it is a sentence about the list and no reference, nor the beginning of one."""
    if not _ENDS_SENTENCE.search(text) or _names_source(text):
        return False
    words = len(_WORD.findall(text))
    is_sentence = len(_SMALL_WORD.findall(text)) * 2 > words >= _FEWEST_WORDS_OF_PROSE
    return is_sentence and not read_authors(text).names
