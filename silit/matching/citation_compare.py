"""A pasted reference held against the work that it means, field by field."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from silit.formats.citation_text import CitedReference, with_title_at
from silit.formats.pubmed_pages import expand
from silit.markup import plain
from silit.matching.citation_authors_compare import compare_authors
from silit.matching.citation_journal import same_journal
from silit.matching.citation_source import (
    IN_JOURNALS,
    agreeing_sources,
    edition_of_book,
    volume_of_book,
)
from silit.matching.citation_words import CitationWords, Window, words_of
from silit.matching.identity import ALIKE
from silit.matching.titles import title_key, title_similarity
from silit.model.folding import fold
from silit.model.notice_titles import without_state
from silit.model.work import Work

# A title that is not there word for word may still be the same one, but is no proof by itself.
_MOST_BY_LIKENESS = 0.94
_FEWEST_WORDS = 4
_FEWEST_CUT_SHORT = 2
_SUBTITLE = re.compile(r"[:?.!] | - ")
_PART_OF_VOLUME = re.compile(r"(?<=\w)[ -](?:Suppl|Supp|Pt|Part|Spec).*", re.IGNORECASE)
_STOP = re.compile(r"[.,:?!\"')\]]\s+")
_LABEL = re.compile(r"^(?:vol(?:ume)?|no|nr|issue|iss|number|pp?|pages?|art(?:icle)?)\b\.? ?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the reference and the work differ, with both values as they are shown."""

    field: str
    cited: str
    found: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How like the titles are, 0 to 1; which of title, author, year, journal, volume, pages, publisher and address
    agree, which of the reference's fields differ. What one of the two does not say is in neither."""

    title: float
    agreeing: frozenset[str]
    differences: tuple[Difference, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return tuple(difference.field for difference in self.differences)


def compare(cited: CitedReference, work: Work) -> Comparison:
    """The comparison of a reference with a work.

    Abbreviated ranges are written out, initials, journals and spellings of two sides of the Atlantic compared as people
    do; identifiers count as fields.
    """
    words = CitationWords(cited.text)
    likeness, window, is_equal = _title(cited, work, words)
    if window is not None:
        start, end = words.place_in_text(window.first), words.place_in_text(window.last - 1, end=True)
        cited = with_title_at(cited, start, end)
    authors = compare_authors(cited, work, words, window.first if window is not None else None)
    found: list[Difference] = []
    if authors is not None:
        found += [Difference(*one) for one in authors.differences]
    if not is_equal:
        found.append(Difference("title", cited.title, plain(work.title)))
    if not _journal_agrees(cited, work, journal_is_anywhere=_begins_anywhere(likeness, window)):
        found.append(
            Difference("journal", cited.container, work.container_title or work.container_title_short)
        )
    found += [one for field in _FIELDS if (one := field(cited, work)) is not None]
    names = {one.field for one in found}
    agreeing = {field for field, has in _said(cited, work).items() if has and field not in names}
    if work.type not in IN_JOURNALS:
        agreeing |= agreeing_sources(cited, work, words, window)
    if authors is not None and authors.first_agrees:
        agreeing.add("author")
    return Comparison(likeness, frozenset(agreeing), tuple(found))


def _title(cited: CitedReference, work: Work, words: CitationWords) -> tuple[float, Window | None, bool]:
    """How like, where the title stands in the reference, and whether it is the same word for word."""
    titles = [plain(without_state(title)).strip("[]") for title in (work.title, work.original_title) if title]
    if not titles:
        return 0.0, None, True
    whole = [window for title in titles if (window := words.find(words_of(title))) and window.whole]
    if whole:
        # A translated title stands behind the original.
        first, last = min(one.first for one in whole), max(one.last for one in whole)
        return 1.0, Window(first, last, whole=True), True
    for title in titles:
        window = _without_subtitle(cited, title, words) or _cut_short(cited, title, words)
        if window is not None:
            return 1.0, window, True
    return max(_likeness(cited, title, words) for title in titles), None, False


def _likeness(cited: CitedReference, title: str, words: CitationWords) -> float:
    by_parts = title_similarity(cited.title, title) if cited.title else 0.0
    wanted = words_of(title)
    by_place = min(words.likeness(wanted), _MOST_BY_LIKENESS) if len(wanted) >= _FEWEST_WORDS else 0.0
    mains = [words_of(title[: match.start()]) for match in _SUBTITLE.finditer(title)]
    has_main = any(
        len(main) >= _FEWEST_WORDS and (window := words.find(main)) and window.whole for main in mains
    )
    return max(min(by_parts, 0.99), by_place, ALIKE if has_main else 0.0)


def _without_subtitle(cited: CitedReference, title: str, words: CitationWords) -> Window | None:
    """Where the title without its subtitle stands, or where the reference has a subtitle that the work lacks."""
    said = words_of(cited.title)
    for one, other in ((title, said), (cited.title, words_of(title))):
        mains = [words_of(one[: match.start()]) for match in _SUBTITLE.finditer(one)]
        if any(len(main) >= _FEWEST_WORDS and "".join(main) == "".join(other) for main in mains):
            return words.find(min(said, words_of(title), key=len))
    return None


def _cut_short(cited: CitedReference, title: str, words: CitationWords) -> Window | None:
    """Where a title that ends in an ellipsis begins this one."""
    head, ellipsis, _ = cited.title.partition("…")
    if not ellipsis and not any(f"{cited.title}{blank}…" in cited.text for blank in ("", " ")):
        return None
    begun, whole = words_of(head), words_of(title)
    if len(begun) < _FEWEST_CUT_SHORT or whole[: len(begun)] != begun or len(begun) == len(whole):
        return None
    window = words.find(begun)
    goes_on = window is not None and words.word(window.last) == whole[len(begun)]
    return None if goes_on else window


def _begins_anywhere(likeness: float, title: Window | None) -> bool:
    """Whether nothing tells where the journal begins: the title is only alike, or stands before its authors."""
    return likeness >= ALIKE if title is None else title.first == 0


def _journal_agrees(cited: CitedReference, work: Work, *, journal_is_anywhere: bool) -> bool:
    if work.type not in IN_JOURNALS or not work.container_title or not cited.container:
        return True
    names = (work.container_title, work.container_title_short)
    if same_journal(cited.container, *names):
        return True
    if not journal_is_anywhere:
        return False
    head = cited.text[: cited.place.start]
    return any(same_journal(head[stop.end() :], *names) for stop in _STOP.finditer(head))


def _year(cited: CitedReference, work: Work) -> Difference | None:
    if cited.year is None or work.year is None or cited.year == work.year:
        return None
    if work.issued is not None and work.issued.end is not None and cited.year == work.issued.end.year:
        return None
    online = work.available_date.year if work.available_date else None
    # Without a volume the paper was cited when it was online only.
    if cited.year == online and not cited.place.volume and not cited.place.first_page:
        return None
    shown = f"{work.year} (online {online})" if online and online != work.year else str(work.year)
    return Difference("year", str(cited.year), shown)


def _volume(cited: CitedReference, work: Work) -> Difference | None:
    if work.type not in IN_JOURNALS and not cited.place.volume:
        said = volume_of_book(cited)
        return _part("volume", said, work.volume) if work.volume.isdecimal() else None
    # "56 (Pt 10)" is a volume with its part in one source, volume and issue in another.
    if _number(cited.place.volume + cited.place.issue) == _number(work.volume):
        return None
    return _part("volume", _volume_and_issue(cited, work)[0], work.volume)


def _edition(cited: CitedReference, work: Work) -> Difference | None:
    known = re.match(r"\d+", work.edition)
    return _part("edition", edition_of_book(cited), known[0]) if known else None


def _issue(cited: CitedReference, work: Work) -> Difference | None:
    if _number(cited.place.volume + cited.place.issue) == _number(work.volume):
        return None
    return _part("issue", _volume_and_issue(cited, work)[1], work.issue)


def _volume_and_issue(cited: CitedReference, work: Work) -> tuple[str, str]:
    """Those of the reference; "14 Suppl 1" is volume and issue where the work has a supplement as its issue."""
    place = cited.place
    begun = _PART_OF_VOLUME.search(place.volume)
    if begun and not place.issue and not _PART_OF_VOLUME.search(work.volume):
        return place.volume[: begun.start()], begun[0].strip()
    return place.volume, place.issue


def _part(field: str, said: str, known: str) -> Difference | None:
    if not said or not known or _number(said) == _number(known):
        return None
    return Difference(field, said, known)


def _number(text: str) -> str:
    bare = fold(_LABEL.sub("", text.strip()))
    for long, short in (("supplement", "suppl"), ("part", "pt")):
        bare = bare.replace(long, short)
    return re.sub(r"[^\w]|(?<!\d)0+(?=\d)", "", bare).removeprefix("suppl") or bare


def _pages(cited: CitedReference, work: Work) -> Difference | None:
    place = cited.place
    if not place.first_page or not (work.page or work.number):
        return None
    said = f"{place.first_page}-{place.last_page}" if place.last_page else place.first_page
    first, last = _range(said)
    others = [_range(part) for part in (re.split(r"[,;]", work.page)[0], work.number) if part]
    if any(first == other or (first == _without_e(other)) for other, _ in others) and not any(
        last and end and last != end for other, end in others if other == first
    ):
        return None
    return Difference("pages", expand(said), work.page or work.number)


def _without_e(page: str) -> str:
    """An article number without its letter: "e90009" is also written "90009"."""
    return page[1:] if page[:1] == "e" and page[1:].isdecimal() and len(page) > 4 else page


def _range(pages: str) -> tuple[str, str]:
    first, _, last = expand(_LABEL.sub("", pages.strip())).partition("-")
    return fold(first).strip(" ."), fold(last).strip(" .")


def _identifiers(cited: CitedReference, work: Work) -> Difference | None:
    for one in cited.identifiers:
        known = getattr(work, one.scheme, "")
        others = {other.value for other in work.other_ids if other.scheme == one.scheme}
        if known and one.value != known and one.value not in others:
            return Difference(one.scheme.upper(), one.value, known)
    return None


_FIELDS: tuple[Callable[[CitedReference, Work], Difference | None], ...] = (
    _year,
    _volume,
    _edition,
    _issue,
    _pages,
    _identifiers,
)


def _names_journal(cited: CitedReference, work: Work) -> bool:
    if work.type not in IN_JOURNALS or not work.container_title or not cited.journal:
        return False
    return bool(cited.container) or same_journal(
        cited.journal, work.container_title, work.container_title_short
    )


def _said(cited: CitedReference, work: Work) -> dict[str, bool]:
    place = cited.place
    return {
        "year": bool(place.year and work.year),
        "volume": bool(place.volume and work.volume),
        "pages": bool(place.first_page and (work.page or work.number)),
        "journal": _names_journal(cited, work),
        "title": bool(cited.title and title_key(work.title)),
    }
