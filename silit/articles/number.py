"""From citations to numbers: each work has one, however often and under whatever keys it is cited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from silit.articles import Footnote
from silit.articles.document import Document, Span
from silit.articles.punctuation import Place, find_places
from silit.articles.short_names import short_names
from silit.errors import UnknownCitationError, UsageError, nearest
from silit.model.citations import Citation, CitationItem
from silit.model.entries import Entry
from silit.model.identifiers import parse_identifier
from silit.results import Problem
from silit.styles import Style

# What a cite key has and a handle has not: a year (or "nd") near its end, or a scheme in front.
_KEY_LIKE = re.compile(r"\d{4}[a-z]*$|nd[a-z]?$|^(?:doi|pmid|pmcid):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Use:
    """A number in a mark. `occurrence` counts the marks that cite the work, from 1."""

    number: int
    occurrence: int
    cite_key: str
    locator: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in the place of one or more citations: `lead` (text of the article), then `names` where the sentence
    speaks of the authors, the numbers of `uses` in ascending order, and `open_places` ("[@?6]"), as they were."""

    span: Span
    lead: str
    uses: tuple[Use, ...]
    open_places: str = ""
    names: str = ""


@dataclass(frozen=True, slots=True)
class NumberedArticle:
    """An article with its marks in the order of the text, and its notes in the order of their numbers.

    A mark without uses (open places only) is not among `marks`: its characters stay.
    """

    document: Document
    marks: tuple[Mark, ...]
    notes: tuple[Footnote, ...]
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()

    def numbers(self) -> dict[str, int]:
        """Cite key to number."""
        return {note.cite_key: note.number for note in self.notes}


def number_citations(
    document: Document,
    citations: Sequence[Citation],
    works: Mapping[str, Entry],
    style: Style,
    keep: Mapping[str, int] | None = None,
    known_keys: Callable[[], Iterable[str]] = tuple,
) -> NumberedArticle:
    """The article's numbers, by first use, or those of `keep` (cite key to number) with the others after the highest.

    `works` has every key of the citations as written, several keys for one work if need be. UnknownCitationError names
    all keys that it lacks, each with its line and the nearest of `known_keys`; UsageError when `keep` gives two works
    one number. A name such as "@spine_clinic" in the text, unlike any key, is no citation; a problem says so.
    """
    handles = dict.fromkeys(one for one in citations if _is_handle(one, works))
    citations = [one for one in citations if one not in handles]
    _refuse_unknown(document, citations, works, known_keys)
    places = find_places(document, citations)
    cited = {
        works[item.key].cite_key: works[item.key]
        for place in places
        for item in _items(place)
        if not item.is_open
    }
    numbers = _numbers(
        cited, {works[key].cite_key: kept for key, kept in (keep or {}).items() if key in works}
    )
    occurrences: Counter[str] = Counter()
    marks = tuple(_mark(place, works, numbers, occurrences) for place in places if _has_works(place))
    ordered = sorted(cited.values(), key=lambda entry: numbers[entry.cite_key])
    notes = tuple(
        Footnote(
            numbers[entry.cite_key],
            entry.cite_key,
            style(entry.work, entry.integrity),
            uses=occurrences[entry.cite_key],
        )
        for entry in ordered
    )
    problems = (
        *_problems(document, citations, ordered),
        *(_handle_problem(document, one) for one in handles),
    )
    return NumberedArticle(document, marks, notes, tuple(ordered), problems)


def _is_handle(citation: Citation, works: Mapping[str, Entry]) -> bool:
    """Whether `@name` in running text is a name at some social medium: not in the library, and without a year."""
    item = citation.items[0]
    if not citation.in_text or item.is_open or item.bare or item.locator or item.key in works:
        return False
    return not _KEY_LIKE.search(item.key)


def _handle_problem(document: Document, citation: Citation) -> Problem:
    return Problem(
        "not-cited",
        f"@{citation.items[0].key} is no key of the library; it was left as a name.",
        "Write a citation in brackets, [@KEY].",
        file=document.name,
        line=document.place(citation.start)[0],
    )


def _items(place: Place) -> list[CitationItem]:
    return [item for citation in place.citations for item in citation.items]


def _has_works(place: Place) -> bool:
    return any(not item.is_open for item in _items(place))


def _numbers(cited: Iterable[str], keep: Mapping[str, int]) -> dict[str, int]:
    kept = {key: keep[key] for key in cited if key in keep}
    twice = sorted(number for number, count in Counter(kept.values()).items() if count > 1)
    if twice or any(number < 1 for number in kept.values()):
        raise UsageError(
            f"Two works are to keep the number {twice[0]}."
            if twice
            else "Numbers of references begin with 1.",
            hint="Give each work a number of its own, or build without keeping them.",
        )
    following = max(kept.values(), default=0) + 1
    for key in cited:
        if key not in kept:
            kept[key] = following
            following += 1
    return kept


def _mark(
    place: Place, works: Mapping[str, Entry], numbers: Mapping[str, int], occurrences: Counter[str]
) -> Mark:
    by_work: dict[str, list[CitationItem]] = {}
    for item in _items(place):
        if not item.is_open:
            by_work.setdefault(works[item.key].cite_key, []).append(item)
    uses = []
    for key in sorted(by_work, key=numbers.__getitem__):
        occurrences[key] += 1
        uses.append(
            Use(
                numbers[key],
                occurrences[key],
                key,
                _joined(item.locator for item in by_work[key]),
                _joined(item.prefix for item in by_work[key]),
            )
        )
    first = place.citations[0]
    spoken_of = first.in_text and not first.items[0].bare
    return Mark(
        place.span,
        place.lead,
        tuple(uses),
        "".join(f"[@{item.key}]" for item in _items(place) if item.is_open),
        short_names(works[first.items[0].key].work) if spoken_of else "",
    )


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _refuse_unknown(
    document: Document,
    citations: Iterable[Citation],
    works: Mapping[str, Entry],
    known_keys: Callable[[], Iterable[str]],
) -> None:
    lines: dict[str, int] = {}
    for citation in citations:
        for item in citation.items:
            if not item.is_open and item.key not in works and item.key not in lines:
                lines[item.key] = document.place(citation.start)[0]
    if not lines:
        return
    known = list(known_keys())
    guesses = [(key, nearest(key, known)) for key in lines]
    meant = "; ".join(f"for {key}: {', '.join(close)}" for key, close in guesses if close)
    named = ", ".join(f"{key} (line {line})" for key, line in lines.items())
    raise UnknownCitationError(
        f"{document.name} cites what the library does not have: {named}.",
        hint=f"Did you mean {meant}?" if meant else _how_to_add(lines),
    )


def _how_to_add(keys: Iterable[str]) -> str:
    identifiers = [str(found) for key in keys if ":" in key and (found := parse_identifier(key))]
    named = " ".join(identifiers) if identifiers else "REF"
    return f"Add the work with `silit add {named}`, or correct the key."


def _problems(
    document: Document, citations: Sequence[Citation], entries: Iterable[Entry]
) -> Iterable[Problem]:
    if not citations:
        yield Problem(
            "no-citations",
            "The article cites nothing; it has no list of references.",
            "Cite with [@KEY]; `silit list` shows the keys.",
            file=document.name,
        )
    for citation in citations:
        for item in citation.items:
            if item.is_open:
                yield Problem(
                    "open-place",
                    f"[@{item.key}] has no paper yet; it is left as it is.",
                    "Put the cite key in its place.",
                    file=document.name,
                    line=document.place(citation.start)[0],
                )
    for entry in entries:
        if entry.integrity.status == "retracted":
            yield Problem(
                "retracted",
                f"{entry.cite_key} is retracted; its reference says so.",
                "Say so in the text too, or take the citation out.",
                file=document.name,
                key=entry.cite_key,
            )
