"""A reference as people paste it, taken apart: Vancouver, AMA, APA, Harvard, Chicago, MDPI, IEEE, Nature and their relatives."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from silit.formats.citation_authors import AuthorBlock, WrittenName, read_authors, says_et_al
from silit.formats.citation_cleaning import LONGEST, bare_reference, without_notices
from silit.formats.citation_place import Place, find_place, year_before
from silit.model.identifiers import Identifier, find_paper_identifiers

_QUOTED = re.compile(
    r"\"([^\"]{8,}?)[,.]?\"|(?:(?<=[ .,(])|^)'((?:[^']|(?<=\w)'(?=\w)){8,}?)[,.]?'(?=[ .,;:]|$)"
)
_DATE_IN_BRACKETS = re.compile(r"[ ,.]*\((?:\w+\.? )?(?:1[5-9]|20)\d\d[a-z]?(?:, ?[^()]{1,30})?\)[.,:]?\s*")
_BARE_DATE = re.compile(r"[ ,.]+(?:1[5-9]|20)\d\d[a-z]?[.,:]\s+")
_SENTENCE = re.compile(r"(?<!\bvs)(?<!\bcf)(?<!\be\.g)(?<!\bi\.e)(?<!\bSt)([.?!…])[\"']?\s+")
_IN = re.compile(r"[.,]? In:? (?=[A-Z\"])")
# "…pain, Man. Ther": a comma before the first piece of an abbreviated journal.
_AFTER_COMMA = re.compile(r", ((?:[A-Z][\w&]*\.? ?){1,3}\.)$")
_QUOTE_LEFT = re.compile(r"^[\s.,;:?!\"')\]]+")
_LEADING = " .,:;&-"
_LONGEST_ABBREVIATION = 2
_LONGEST_GROUP = 12
_LONGEST_FAMILY = 3
_WORDS_OF_A_BOOK = 4
_LONGEST_BOOK = 600


@dataclass(frozen=True, slots=True)
class CitedReference:
    """What a pasted reference says, each part as it is written, "" where it says nothing.

    `text` is the whole on one line without identifiers and notes; `author_text`, `title` and `container` are parts of it, a
    best guess where the style leaves no mark. `et_al`: not all authors are named.
    """

    text: str
    place: Place
    authors: tuple[WrittenName, ...] = ()
    et_al: bool = False
    title: str = ""
    container: str = ""
    identifiers: tuple[Identifier, ...] = ()

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
    def is_reference(self) -> bool:
        """Whether it says enough to look for its paper by: a title, and two of a year or volume, names, and a page."""
        words = len(re.findall(r"[^\W\d_]{2,}", self.title))
        place = self.place
        told = bool(place.year or place.volume) + bool(self.authors) + bool(place.first_page)
        # A book, or a report of a group, has a publisher behind its title in place of a journal.
        is_published = (
            bool(place.year and self.container)
            and words >= _WORDS_OF_A_BOOK
            and len(self.text) <= _LONGEST_BOOK
        )
        return (words >= 2 and told >= 2) or (words > 0 and told == 3) or is_published


def read_citation(text: str) -> CitedReference:
    """The parts of one reference; its identifiers are those that name papers, in the order in which they stand."""
    line = bare_reference(text)
    place = find_place(line)
    authors = read_authors(line)
    title, container, author_end = _title_and_container(line, place, authors)
    return CitedReference(
        text=line,
        authors=authors.names,
        et_al=authors.et_al or says_et_al(line[:author_end]),
        title=title,
        container=container,
        place=place,
        identifiers=find_paper_identifiers(without_notices(text[:LONGEST])),
    )


def with_title_at(cited: CitedReference, start: int, end: int) -> CitedReference:
    """The same reference when it is known where its title stands in `text`: what comes behind is read again."""
    tail = cited.text[end:]
    dated = year_before(cited.text[:start])
    place = find_place(tail, is_dated=bool(dated))
    if place.start == len(tail) and place.year_at >= 0:
        place = replace(place, start=place.year_at)
    container = _bare_container(_QUOTE_LEFT.sub("", tail[: place.start]))
    place = replace(place, start=place.start + end, year=dated or place.year)
    return replace(
        cited, place=place, container=container, et_al=cited.et_al or says_et_al(cited.text[:start])
    )


def _title_and_container(line: str, place: Place, authors: AuthorBlock) -> tuple[str, str, int]:
    """Title, container, and where what stands before the title ends."""
    head = line[: place.start]
    quoted = _QUOTED.search(head)
    if quoted:
        container = head[quoted.end() :].strip(_LEADING)
        return (quoted[1] or quoted[2]).strip(_LEADING), _bare_container(container), quoted.start()
    if untold := _of_nobody(head, place, authors):
        return untold
    start = _title_start(head, place, authors)
    title, container = _split(head[start:].strip(_LEADING))
    return title, _bare_container(container), start


def _of_nobody(head: str, place: Place, authors: AuthorBlock) -> tuple[str, str, int] | None:
    """The parts of APA's "Title. (2017). Journal, 318(12), 1199-1203", which names no author."""
    dated = None if authors.names or not place.first_page else _DATE_IN_BRACKETS.search(head)
    container = head[dated.end() :].strip(_LEADING) if dated else ""
    if dated is None or not container or _SENTENCE.search(container) or "," in container:
        return None
    title = head[: dated.start()].strip(_LEADING)
    return (title, container, 0) if len(title.split()) >= _WORDS_OF_A_BOOK else None


def _title_start(head: str, place: Place, authors: AuthorBlock) -> int:
    dated = _DATE_IN_BRACKETS.match(head, authors.end) or _BARE_DATE.match(head, authors.end)
    if dated:
        return dated.end()
    if 0 <= place.year_at < len(head) and head[place.year_at - 1 : place.year_at] == "(":
        # A group, or names in a form of their own, before the year in brackets that APA and Harvard set there.
        closing = head.find(")", place.year_at)
        if closing > 0 and head[: place.year_at].count(". ") < len(head[: place.year_at]) / 8:
            return closing + 1
    if authors.names:
        return authors.end
    first = _SENTENCE.search(head)
    is_group = first is not None and len(head[: first.start()].split()) <= _LONGEST_GROUP
    if (
        first is not None
        and is_group
        and len(_SENTENCE.findall(head)) > 1
        and len(head[first.end() :]) > first.start()
    ):
        return first.end()
    return 0


def _split(text: str) -> tuple[str, str]:
    """Title and container of "Title. Journal" and "Title, Journal"; abbreviations with full stops stay together."""
    if inside := _IN.search(text):
        return text[: inside.start()].strip(_LEADING), text[inside.end() :].strip(_LEADING)
    sentences = _sentences(text)
    if len(sentences) == 1:
        title, comma, container = text.rpartition(", ")
        shorter = len(container.split()) < len(title.split())
        return (title, container) if comma and shorter and container[:1].isupper() else (text, "")
    cut = len(sentences) - 1
    while cut > 1 and _is_abbreviation(sentences[cut - 1]):
        cut -= 1
    title, container = " ".join(sentences[:cut]), " ".join(sentences[cut:])
    if begun := _AFTER_COMMA.search(title):
        title, container = title[: begun.start()], f"{begun[1]} {container}"
    return title.strip(_LEADING), container.strip(_LEADING)


def _sentences(text: str) -> list[str]:
    found = []
    start = 0
    for match in _SENTENCE.finditer(text):
        if text[match.end() : match.end() + 1]:
            found.append(text[start : match.end()].strip())
            start = match.end()
    return [*found, text[start:].strip()]


def _is_abbreviation(sentence: str) -> bool:
    """Whether it is a piece of an abbreviated journal: "J.", "Man.", "BMC Musculoskelet."."""
    words = sentence.split()
    return sentence.endswith(".") and len(words) <= _LONGEST_ABBREVIATION and sentence[:1].isupper()


def _bare_container(text: str) -> str:
    """Without "In:", and without the year and the comma that some styles set behind it."""
    bare = re.sub(r"^(?:in|en):? (?=[A-Z\"])", "", text, flags=re.IGNORECASE)
    return re.sub(r"[ ,.(]+(?:1[5-9]|20)\d\d[a-z]?\)?$", "", bare).strip(_LEADING)
