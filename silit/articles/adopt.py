"""From markers to citations: what of an article changes when it is known which paper each number is."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from silit.articles.citations import find_citations, find_references_place, parse_citation_group
from silit.articles.document import Document, Replacement, Span, splice
from silit.articles.markers import Marker
from silit.articles.reference_list import ReferenceEntry, ReferenceList
from silit.model.identifiers import LOOKED_UP

REFERENCES_PLACE = "<!-- silit:references -->"
# They name their work by themselves, also before it is in the library.
_IDENTIFIERS = tuple(f"{scheme}:" for scheme in LOOKED_UP)
_OPEN_PLACE = re.compile(r"@\?(\d+)\b")


@dataclass(frozen=True, slots=True)
class Adoption:
    """What became of an article: its new `text`; the markers that became citations and those that were `left`; whether
    the author's list was taken out, and the entries that went with it although the text cites them nowhere."""

    text: str
    changed: tuple[Marker, ...]
    left: tuple[Marker, ...]
    list_removed: bool
    replacements: tuple[Replacement, ...]
    uncited: tuple[ReferenceEntry, ...] = ()


def adopt(
    document: Document,
    markers: Sequence[Marker],
    keys: Mapping[str, str],
    *,
    by_person: Set[str] = frozenset(),
    references: ReferenceList | None = None,
    held: Collection[Span] = (),
) -> Adoption:
    """The article with its markers as citations; every character outside of them, of open places that are filled, and
    of the reference list stays.

    `keys` give the cite key of each name: a number ("3"), or a ref of a marker (`doi:…`, `^1`, `fn:…`, `@key`). A number
    without a key becomes an open place (`[@?3]`). Markers with the verdict ask are changed only when each of their names
    was given by a person (`by_person`); those at `held` are not changed at all. The list is taken out only when every entry
    has a key and no marker that is left has a number beyond it, one without numbers only when each of its papers is cited;
    where text follows it, a comment keeps its place for the references.
    """
    texts = {
        marker: "" if marker.span in held else citation_of(document, marker, keys, by_person)
        for marker in markers
    }
    changes = [Replacement(marker.span, text) for marker, text in texts.items() if text]
    changes += _filled_places(document, keys)
    left = tuple(marker for marker, given in texts.items() if not given)
    changed = tuple(marker for marker, given in texts.items() if given)
    uncited = _uncited(document, references, changed, keys) if references else ()
    removed = (
        _removal(document, references, keys)
        if references and _covers(references, left, uncited, keys)
        else []
    )
    whole = tuple(sorted((*changes, *removed), key=lambda each: each.span))
    text = splice(document.text, whole)
    return Adoption(
        text,
        changed,
        left,
        bool(removed),
        whole,
        uncited if removed else (),
    )


def citation_of(document: Document, marker: Marker, keys: Mapping[str, str], by_person: Set[str]) -> str:
    """The citation that takes the place of a marker, as it is written in the article; "" when the marker stays."""
    if "<" in document.text[marker.span.start : marker.span.end] and not _is_element(document, marker.span):
        return ""  # to replace it would cut markup apart
    items = _items(marker, keys)
    if not items or (marker.verdict == "ask" and not _names(marker) <= set(by_person)):
        return ""
    written = "; ".join(_item(key, locator) for key, locator in dict(items).items())
    return _escaped(document, f"[{written}]")


def accounted(entry: ReferenceEntry, keys: Mapping[str, str]) -> str:
    """The cite key of an entry of the author's list, "" when none is known."""
    names = [entry.name, entry.label, *(str(identifier) for identifier in entry.identifiers)]
    return next((keys[name] for name in names if name in keys), "")


def _items(marker: Marker, keys: Mapping[str, str]) -> list[tuple[str, str]]:
    if marker.refs:
        return _named_items(marker, keys)
    if marker.note_name in keys:
        return [(keys[marker.note_name], "")]
    return _numbered_items(marker, keys)


def _numbered_items(marker: Marker, keys: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(keys.get(str(number), f"?{number}"), "") for number in marker.numbers]


def _named_items(marker: Marker, keys: Mapping[str, str]) -> list[tuple[str, str]]:
    """The works by their names; [] unless each has a key or is an identifier. A footnote may be known by its number."""
    items = []
    for ref, locator in zip(marker.refs, marker.locators, strict=True):
        key = keys.get(ref) or (ref if ref.startswith(_IDENTIFIERS) else "")
        if not key and len(marker.numbers) == 1:
            key = keys.get(str(marker.numbers[0]), "")
        if not key:
            return []
        items.append((key, locator))
    return items


def _names(marker: Marker) -> set[str]:
    return set(marker.refs) or {str(number) for number in marker.numbers} or {marker.note_name}


def _item(key: str, locator: str) -> str:
    written = f"@{key}, {locator}" if locator else f"@{key}"
    read = parse_citation_group(written)
    if len(read) == 1 and (read[0].key, read[0].locator) == (key, locator):
        return written
    return f"@{{{key}}}, {locator}" if locator else f"@{{{key}}}"


def _escaped(document: Document, citation: str) -> str:
    return html.escape(citation, quote=False) if document.format in ("html", "wordpress") else citation


def _is_element(document: Document, span: Span) -> bool:
    return document.text[span.start] == "<" and document.text[span.end - 1] == ">"


def _filled_places(document: Document, keys: Mapping[str, str]) -> Iterator[Replacement]:
    """Open places of an earlier run whose number has a paper now."""
    for citation in find_citations(document):
        for match in _OPEN_PLACE.finditer(document.text, citation.start, citation.end):
            if key := keys.get(match[1]):
                text = _escaped(document, _item(key, ""))
                yield Replacement(Span(match.start(), match.end()), text)


def _covers(
    references: ReferenceList,
    left: Sequence[Marker],
    uncited: Sequence[ReferenceEntry],
    keys: Mapping[str, str],
) -> bool:
    """Whether the numbers that are left are those of the list: others are doubted only because the list is there. What a
    list without numbers holds must be cited, else the text would lose it."""
    if not references.numbers:
        return not [entry for entry in uncited if entry.number is None and not entry.label]
    known = references.numbers | {int(name) for name in keys if name.isdigit()}
    return all(number in known for marker in left for number in marker.numbers)


def _uncited(
    document: Document, references: ReferenceList, changed: Iterable[Marker], keys: Mapping[str, str]
) -> tuple[ReferenceEntry, ...]:
    """The entries whose paper is cited nowhere in the new text."""
    cited = {key for marker in changed for key, _ in _items(marker, keys)}
    cited |= {item.key for citation in find_citations(document) for item in citation.items}
    return tuple(entry for entry in references.entries if accounted(entry, keys) not in cited)


def _removal(document: Document, references: ReferenceList, keys: Mapping[str, str]) -> list[Replacement]:
    if not references.is_removable or not all(accounted(entry, keys) for entry in references.entries):
        return []
    *others, last = references.spans
    follows = bool(document.text[last.end :].strip())
    keeps_place = follows and not others and find_references_place(document) is None
    removed = document.text[last.start : last.end]
    line_end = removed[len(removed.rstrip("\r\n")) :]
    place = f"{REFERENCES_PLACE}{line_end}" if keeps_place else ""
    return [*(Replacement(span, "") for span in others), Replacement(last, place)]
