"""The list of references that an author wrote under the text: its entries, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from silit.articles.document import Document, Span
from silit.articles.reference_elements import reference_elements
from silit.articles.reference_lines import reference_lines
from silit.articles.reference_parts import RawEntry, RawList
from silit.formats.citation_cleaning import without_notices
from silit.model.identifiers import Identifier, find_paper_identifiers


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """One entry: its number (None without one), its label where the text cites it by one (`^note`), its text on one
    line, where it stands, the identifiers in it, also those in links, and its position in the list, from 1."""

    number: int | None
    label: str
    text: str
    span: Span
    identifiers: tuple[Identifier, ...]
    position: int = 0

    @property
    def name(self) -> str:
        """What a person names it by: its number, else its label, else its position (`entry:2`)."""
        return str(self.number) if self.number is not None else self.label or f"entry:{self.position}"


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """The entries in their order, and what to take out to take out the list: its heading and its wrapping are in
    `spans`. `is_removable` is False where that would tear markup apart."""

    entries: tuple[ReferenceEntry, ...]
    spans: tuple[Span, ...]
    is_removable: bool = True

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers that the list has a paper for."""
        return frozenset(entry.number for entry in self.entries if entry.number is not None)


def find_reference_list(document: Document) -> ReferenceList | None:
    """The last list under a heading such as "References"; without one, numbered entries that end the text and look like
    references; Markdown's note definitions. None where there is neither.
    """
    raw = (
        reference_elements(document)
        if document.format in ("html", "wordpress")
        else reference_lines(document)
    )
    if raw is None:
        return None
    return ReferenceList(tuple(_entries(raw)), raw.spans, raw.is_removable)


def _entries(raw: RawList) -> Iterable[ReferenceEntry]:
    return (_entry(entry, position) for position, entry in enumerate(raw.entries, start=1))


def _entry(raw: RawEntry, position: int) -> ReferenceEntry:
    found = find_paper_identifiers(f"{without_notices(raw.text)}\n{raw.hidden}")
    return ReferenceEntry(raw.number, raw.label, " ".join(raw.text.split()), raw.span, found, position)
