"""A reference as people paste it, taken apart: Vancouver, AMA, APA, Harvard, Chicago, MDPI, IEEE, Nature and their relatives."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from silit.formats.citation_authors import WrittenName, read_authors, says_et_al
from silit.formats.citation_cleaning import LONGEST, bare_reference, with_open_links, without_notices
from silit.formats.citation_place import Place, find_place, year_before
from silit.formats.citation_title import (
    WORDS_OF_A_BOOK,
    bare_container,
    group_before,
    says_no_date,
    title_and_container,
)
from silit.model.identifiers import Identifier, find_paper_identifiers

_QUOTE_LEFT = re.compile(r"^[\s.,;:?!\"')\]]+")
_ADDRESS = re.compile(r"\bhttps?://(?:www\.)?([^\s<>\"]+)")
# Scripts without blanks: two signs are about a word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{2}|[^\W\d_]{2,}")
_LONGEST_FAMILY = 3
_LONGEST_JOURNAL = 5
_LONGEST_BOOK = 600


@dataclass(frozen=True, slots=True)
class CitedReference:
    """What a pasted reference says, each part as it is written, "" where it says nothing.

    `text` is the whole on one line without identifiers and notes; `author_text`, `title` and `container` are parts of it, a
    best guess where the style leaves no mark. `et_al`: not all authors are named. `group` stands where authors do,
    `is_undated`: it says that its work has no date; `addresses` are those of pages, without "https://".
    """

    text: str
    place: Place
    authors: tuple[WrittenName, ...] = ()
    et_al: bool = False
    title: str = ""
    container: str = ""
    identifiers: tuple[Identifier, ...] = ()
    group: str = ""
    is_undated: bool = False
    addresses: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The year that it gives."""
        return int(self.place.year) if self.place.year else None

    @property
    def first_family(self) -> str:
        """The family name that it begins with, "" where none can be told from the rest."""
        if self.authors:
            return self.authors[0].family
        first, comma, _ = self.text.partition(",")
        return first if comma and len(first.split()) <= _LONGEST_FAMILY and first[:1].isupper() else ""

    @property
    def journal(self) -> str:
        """The container; where it names none, the title, if that is short enough to be a journal before its volume."""
        is_short = bool(self.place.volume or self.place.year) and len(self.title.split()) <= _LONGEST_JOURNAL
        return self.container or (self.title if is_short else "")

    @property
    def is_reference(self) -> bool:
        """Whether it says enough to look for its paper by: a title, and two of a year or volume, names, and a page."""
        words = len(_WORD.findall(self.title))
        place = self.place
        is_dated = bool(place.year or place.volume or self.is_undated)
        told = is_dated + bool(self.authors) + bool(place.first_page)
        is_by_somebody = bool(self.authors) and words >= WORDS_OF_A_BOOK
        return (
            (words >= 2 and told >= 2)
            or is_by_somebody
            or (words > 0 and told == 3)
            or self._is_published(words, is_dated)
        )

    def _is_published(self, words: int, is_dated: bool) -> bool:
        """Whether it is of a book, a report or a page, which has a publisher or an address in place of a journal."""
        if len(self.text) > _LONGEST_BOOK or not words or not is_dated:
            return False
        by_whom = bool(self.authors or self.group)
        if self.container or (self.addresses and self.is_undated):
            return by_whom or words >= WORDS_OF_A_BOOK or (bool(self.addresses) and words >= 2)
        return (by_whom and bool(self.addresses)) or (bool(self.group) and words >= WORDS_OF_A_BOOK - 1)


def read_citation(text: str) -> CitedReference:
    """The parts of one reference; its identifiers are those that name papers, in the order in which they stand."""
    line = bare_reference(text)
    place = find_place(line)
    authors = read_authors(line)
    title, container, author_end = title_and_container(line, place, authors)
    return CitedReference(
        text=line,
        authors=authors.names,
        et_al=authors.et_al or says_et_al(line[:author_end]),
        title=title,
        container=container,
        place=place,
        identifiers=find_paper_identifiers(with_open_links(without_notices(text[:LONGEST]))),
        group="" if authors.names else group_before(line, author_end),
        is_undated=says_no_date(text[:LONGEST]),
        addresses=tuple(match[1].rstrip("/.,;)") for match in _ADDRESS.finditer(text[:LONGEST])),
    )


def with_title_at(cited: CitedReference, start: int, end: int) -> CitedReference:
    """The same reference when it is known where its title stands in `text`: what comes behind is read again."""
    tail = cited.text[end:]
    dated = year_before(cited.text[:start])
    place = find_place(tail, is_dated=bool(dated))
    if place.start == len(tail) and place.year_at >= 0:
        place = replace(place, start=place.year_at)
    container = bare_container(_QUOTE_LEFT.sub("", tail[: place.start]))
    place = replace(place, start=place.start + end, year=dated or place.year)
    return replace(
        cited, place=place, container=container, et_al=cited.et_al or says_et_al(cited.text[:start])
    )
