"""What tells that a book, a chapter, a report or a page is the one that a reference means, where no journal does."""

from __future__ import annotations

import re

from silit.formats.citation_text import CitedReference
from silit.markup import plain
from silit.matching.citation_words import CitationWords, Window, words_of
from silit.model.work import Work

IN_JOURNALS = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_VOLUME = re.compile(r"\bvol(?:ume)?\b\.? ?(\d{1,4})\b", re.IGNORECASE)
_EDITION = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th) (?:ed|edn|edition)\b", re.IGNORECASE)
_OLD_ADDRESS = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def agreeing_sources(
    cited: CitedReference, work: Work, words: CitationWords, title: Window | None
) -> set[str]:
    """Which of "journal" (the book, site or meeting that holds the work), "publisher" and "address" the reference names."""
    sources = {
        "journal": (work.container_title, work.event_title),
        "publisher": (work.publisher,),
    }
    found = {
        field
        for field, names in sources.items()
        if any(name and _stands(words_of(plain(name)), words, title) for name in names)
    }
    if work.url and _OLD_ADDRESS.sub("", work.url).rstrip("/") in cited.addresses:
        found.add("address")
    if cited.is_undated and work.year is None:
        found.add("year")
    return found


def known_sources(work: Work) -> frozenset[str]:
    """Which of the fields that tell one work from another of the same title this work has."""
    has = {
        "author": bool(work.author or work.editor),
        "year": True,
        "volume": bool(work.volume and work.type in IN_JOURNALS),
        "pages": bool(work.page or (work.number and work.type in IN_JOURNALS)),
        "journal": bool(work.container_title or work.event_title),
        "publisher": bool(work.publisher) and work.type not in IN_JOURNALS,
    }
    return frozenset(field for field, is_known in has.items() if is_known)


def volume_of_book(cited: CitedReference) -> str:
    """The volume that a reference to a book gives in digits."""
    found = _VOLUME.search(cited.text)
    return found[1] if found else ""


def edition_of_book(cited: CitedReference) -> str:
    """The edition that it gives in digits."""
    found = _EDITION.search(cited.text)
    return found[1] if found else ""


def _stands(name: list[str], words: CitationWords, title: Window | None) -> bool:
    """Whether the name stands beside the title, not in it."""
    behind = words.find(name, after=title.last if title else 0)
    if behind is not None:
        return True
    before = words.find(name)
    return title is not None and before is not None and before.last <= title.first
