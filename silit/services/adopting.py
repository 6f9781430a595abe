"""`silit article adopt`: from bare numbers to citations, each shown first, none guessed."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from silit.articles.adopt import Adoption, accounted, adopt
from silit.articles.citations import find_citations
from silit.articles.document import Span
from silit.articles.markers import Marker, find_markers
from silit.articles.read_document import read_document
from silit.articles.reference_list import ReferenceList, find_reference_list
from silit.errors import UsageError
from silit.library import Library
from silit.library.works import entries, ids_of_each_identifier, ids_of_keys
from silit.model.citations import Citation
from silit.model.identifiers import LOOKED_UP, Identifier, find_paper_identifiers, parse_identifier
from silit.services.article_file import ArticleFile, require_closed, write_article_file
from silit.services.article_memory import kept_no_citations, remember
from silit.services.building import cited_works
from silit.services.find import find_ids
from silit.services.reference_matching import (
    MatchedReference,
    keys_of_author_years,
    keys_of_list,
    keys_of_notes,
    match_references,
    strange_identifiers,
)
from silit.services.refs import Reading, read_ref


@dataclass(frozen=True, slots=True)
class AdoptionPlan:
    """What adopting an article would do. Nothing is written yet.

    `adoption` has the new text, the markers that change and those that are left. `keys` are the papers that are known,
    by number or ref. `to_add` are identifiers in the article that the library does not have.
    """

    file: ArticleFile
    markers: tuple[Marker, ...]
    citations: tuple[Citation, ...]
    references: tuple[MatchedReference, ...]
    keys: Mapping[str, str]
    adoption: Adoption
    to_add: tuple[Identifier, ...] = ()

    @property
    def unsettled(self) -> tuple[Marker, ...]:
        """The markers that have no paper: those that are left, and those that become an open place."""
        without = [each for each in self.adoption.changed if self.open_names(each)]
        return tuple(sorted((*self.adoption.left, *without), key=lambda marker: marker.span))

    @property
    def open_places(self) -> tuple[str, ...]:
        """The numbers that an earlier run left open in the text (`[@?6]`) and that have no paper yet, smallest first."""
        names = {item.key[1:] for one in self.citations for item in one.items if item.is_open}
        return _in_order(name for name in names if not (name.isdecimal() and name in self.keys))

    @property
    def is_settled(self) -> bool:
        """Whether every number in the new text has a paper, as far as silit can tell."""
        return not self.unsettled and not self.open_places

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.adoption.replacements)

    def open_names(self, marker: Marker) -> tuple[str, ...]:
        """What a person can name a paper for: the numbers of a marker that have none yet, else its refs (`fn:…`), else
        the name of its note."""
        if marker.note_name:
            return () if marker.note_name in self.keys else (marker.note_name,)
        if not marker.refs or (len(marker.numbers) == 1 and len(marker.refs) == 1):
            names = tuple(map(str, marker.numbers))
            known = any(ref in self.keys or _work_identifier(ref) for ref in marker.refs)
            return () if known else tuple(name for name in names if name not in self.keys)
        return tuple(ref for ref in marker.refs if ref not in self.keys and not _work_identifier(ref))

    def names_without_paper(self, held: Collection[Span] = ()) -> tuple[str, ...]:
        """All of these names but those of markers at `held`, the numbers first; also the names of entries in the
        author's list that no paper was found for."""
        asked = (marker for marker in self.unsettled if marker.span not in held)
        names = {name for marker in asked for name in self.open_names(marker)}
        names |= {one.entry.name for one in self.references if not accounted(one.entry, self.keys)}
        return _in_order(names)

    def doubtful(self) -> dict[str, str]:
        """Names to cite keys that only wait for a person's word: those of markers that are left although their papers
        are known."""
        asked = (marker for marker in self.adoption.left if marker.verdict == "ask")
        names = (name for marker in asked for name in (*marker.refs, *map(str, marker.numbers)))
        return {name: self.keys[name] for name in names if name in self.keys}

    def names_nowhere(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the names that a person gave a paper, but neither a marker, nor an open place, nor an entry has."""
        there = {name for one in self.references for name in (one.entry.name, one.entry.label)}
        for marker in self.markers:
            there.update((*map(str, marker.numbers), *marker.refs, marker.note_name))
        there.update(item.key[1:] for one in self.citations for item in one.items if item.is_open)
        return tuple(name for name in names if name not in there)

    def places_at(self, positions: Iterable[tuple[int, int]]) -> tuple[str, ...]:
        """The places (see Marker) of the markers at these lines and columns; UsageError names a position with none."""
        document = self.file.document
        by_position = {document.place(marker.span.start): marker.place for marker in self.markers}
        for line, column in positions:
            if (line, column) not in by_position:
                raise UsageError(
                    f"Nothing in line {line}, column {column} of {self.file.path.name} looks like a citation.",
                    hint=f"silit article adopt {shlex.quote(str(self.file.path))} shows where they stand.",
                )
        return tuple(by_position[position] for position in positions)


def plan_adoption(
    library: Library,
    file: ArticleFile,
    maps: Mapping[str, str] | None = None,
    known: frozenset[int] = frozenset(),
    notes: Mapping[str, str] | None = None,
    no_citations: Collection[str] = (),
    citations: Collection[Span] = (),
    held: Collection[Span] = (),
) -> AdoptionPlan:
    """What adopting the article would do.

    `maps` give the REF of numbers, each a work of the library (NotFoundError names those that are not). `known` are the
    numbers of a list that is not in the text. `notes` are the texts of WordPress's core footnotes by id. Markers whose place
    is among `no_citations` are none, a person said, nor are those that were said to be none before; those at `citations`
    are some, and those at `held` stay as they are for now. UnreadableFormatError when a code block is never closed.
    """
    document = file.document
    require_closed(document)
    listed = find_reference_list(document)
    given = _cite_keys(library, maps or {})
    numbers = frozenset(int(name) for name in given if name.isdecimal())
    # What a person maps is known, but only a list says that other numbers are not.
    has_list = bool(known or (listed and listed.numbers))
    found_markers = find_markers(document, known | numbers if has_list else None, listed)
    said = kept_no_citations(library, file.path).union(no_citations)
    markers = tuple(
        replace(marker, verdict="cite") if marker.span in citations else marker
        for marker in found_markers
        if marker.place not in said
    )
    with library.reading():
        found = _known_works(library, markers, listed, notes or {})
    by_text = keys_of_notes(library, _notes_in_words(markers, notes or {}, found))
    references = match_references(library, listed, found) if listed else ()
    strange = strange_identifiers(references)
    sure = {**by_text, **found, **keys_of_list(references)}
    keys = {**{name: key for name, key in sure.items() if name not in strange}, **given}
    mentions = [ref for marker in markers if marker.kind == "author-year" for ref in marker.refs]
    keys = {**keys_of_author_years(mentions, references, keys), **keys}
    adoption = adopt(document, markers, keys, by_person=frozenset(given), references=listed, held=held)
    cited = find_citations(document)
    to_add = _unknown(markers, references, keys)
    return AdoptionPlan(file, markers, cited, references, keys, adoption, to_add)


def write_adoption(plan: AdoptionPlan) -> Path | None:
    """Writes the article's new text. The copy of the old file; None when there was nothing to write. UsageError when the
    file was changed since it was read."""
    return write_article_file(plan.file, plan.adoption.text) if plan.changes else None


def remember_adoption(library: Library, plan: AdoptionPlan) -> None:
    """Lets the library remember what the adopted article cites and which work had which number; LibraryError when it
    cannot be written."""
    after = read_document(plan.adoption.text.encode("utf-8"), plan.file.path.name)
    citations = find_citations(after)
    numbers = {key: int(name) for name, key in plan.keys.items() if name.isdecimal()}
    remember(library, plan.file.path, after.slug, citations, cited_works(library, citations), numbers)


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    """The names, numbers first, by their size; of any length, as a text may hold more digits than Python counts."""
    return tuple(sorted(names, key=lambda name: (not name.isdecimal(), len(name) * name.isdecimal(), name)))


def _notes_in_words(
    markers: Sequence[Marker], notes: Mapping[str, str], found: Mapping[str, str]
) -> dict[str, str]:
    """The texts of the notes that no identifier names the paper of."""
    within = {marker.note_name: marker.note for marker in markers if marker.note_name}
    core = {f"fn:{name}": text for name, text in notes.items() if f"fn:{name}" not in found}
    return within | core


def _cite_keys(library: Library, maps: Mapping[str, str]) -> dict[str, str]:
    """Name to cite key; NotFoundError names all REFs at once that the library does not have."""
    with library.reading():
        there = ids_of_keys(library.connection, maps.values())
        named = {name: ref if ref in there else _identified(ref) for name, ref in maps.items()}
        find_ids(library, list(named.values()))
        ids = {name: find_ids(library, [ref])[0] for name, ref in named.items()}
        keys = {
            work_id: entry.cite_key
            for work_id in set(ids.values())
            for entry in entries(library.connection, [work_id])
        }
    return {name: keys[work_id] for name, work_id in ids.items()}


def _identified(ref: str) -> str:
    """The identifier in a REF, else the REF itself."""
    reading = read_ref(ref)
    return str(reading.identifier) if isinstance(reading, Reading) else ref


def _known_works(
    library: Library, markers: Sequence[Marker], listed: ReferenceList | None, notes: Mapping[str, str]
) -> dict[str, str]:
    """Cite keys of the refs and identifiers that the article holds, as far as the library has them."""
    refs = {ref for marker in markers for ref in marker.refs}
    identifiers = {one for ref in refs if (one := _work_identifier(ref))}
    identifiers |= {one for entry in (listed.entries if listed else ()) for one in entry.identifiers}
    in_notes = {f"fn:{name}": find_paper_identifiers(text) for name, text in notes.items()}
    identifiers |= {one for found in in_notes.values() for one in found}
    keys = _keys_of_identifiers(library, identifiers)
    written = {ref: ref[1:] for ref in refs if ref[0] in "@#"}
    there = ids_of_keys(library.connection, written.values())
    keys.update({ref: key for ref, key in written.items() if key in there})
    first = {name: str(found[0]) for name, found in in_notes.items() if found}
    return keys | {name: keys.get(one, one) for name, one in first.items()}


def _keys_of_identifiers(library: Library, identifiers: Iterable[Identifier]) -> dict[str, str]:
    there = ids_of_each_identifier(library.connection, [(one.scheme, one.value) for one in identifiers])
    single = {pair: ids[0] for pair, ids in there.items() if len(ids) == 1}
    order = sorted(set(single.values()))
    cite_keys = {
        work_id: entry.cite_key
        for work_id, entry in zip(order, entries(library.connection, order), strict=True)
    }
    return {f"{scheme}:{value}": cite_keys[work_id] for (scheme, value), work_id in single.items()}


def _unknown(
    markers: Sequence[Marker], references: Sequence[MatchedReference], keys: Mapping[str, str]
) -> tuple[Identifier, ...]:
    """The identifiers that stand for papers the library does not have, best kind first for each."""
    wanted = [parse_identifier(keys.get(reference.match, reference.match)) for reference in references]
    refs = [ref for marker in markers for ref in marker.refs if ref not in keys]
    wanted += [_work_identifier(ref) for ref in refs]
    return tuple(dict.fromkeys(one for one in wanted if one is not None and one.scheme in LOOKED_UP))


def _work_identifier(ref: str) -> Identifier | None:
    scheme, _, value = ref.partition(":")
    return Identifier(scheme, value) if scheme in LOOKED_UP else None
