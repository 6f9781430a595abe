"""Several descriptions of one work made into one, by the table in merge_table.py.

The result depends on the records and edits alone, not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from silit.errors import UsageError, did_you_mean
from silit.matching.merge_names import merged_authors
from silit.matching.merge_table import (
    BY_STATUS,
    CROSSREF_FIRST,
    CURATED,
    FIRST,
    PUBMED_FIRST,
    UNFINISHED,
    UNION,
    Order,
)
from silit.matching.merge_titles import merged_container_title, merged_original_title, merged_title
from silit.model.identifiers import Identifier
from silit.model.publication_types import stated_design
from silit.model.records import Record
from silit.model.terms import Relation
from silit.model.work import Work
from silit.model.work_json import fields_set
from silit.results import Problem

USER = "user"
DISAGREEMENT = "sources-disagree"
# Types that Crossref registers and PubMed takes for journal articles.
_REGISTERED_TYPES = frozenset({"article", "chapter", "thesis"})
_DEFAULTS: Mapping[str, object] = {field.name: field.default for field in fields(Work)}

_MAIN = frozenset({"doi", "pmid", "pmcid"})

Described = tuple[str, Work]
# The same descriptions, in each of the orders of trust.
ByOrder = Mapping[Order, tuple[Described, ...]]
# A value and the source that it comes from.
Sourced = tuple[object, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """One work, the source of each field that is set (`user` for edits), and where sources contradict each other."""

    work: Work
    provenance: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def merge(records: Iterable[Record], edits: Mapping[str, object] | None = None) -> Merged:
    """The work that `records` describe, with the user's `edits` (field -> value of Work) over everything.

    Of several records of one source under one identifier the newest counts. UsageError when an edit names no field of a work.
    """
    newest = _newest(records)
    if len(newest) == 1 and not edits:
        return _alone(newest[0])
    by_order: ByOrder = {order: _described(newest, order) for order in (PUBMED_FIRST, CROSSREF_FIRST)}
    chosen: dict[str, Sourced] = {}
    for name, (order, _) in FIRST.items():
        chosen[name] = _first(by_order[order], name)
    for name, (state, _) in BY_STATUS.items():
        chosen[name] = _first(_by_status(by_order, state), name)
    for name in UNION:
        chosen[name] = _union(by_order[PUBMED_FIRST], name)
    chosen |= _own_rules(by_order)
    work, provenance = _with_edits(chosen, edits or {})
    return Merged(work, provenance, tuple(_disagreements(work, provenance, by_order[PUBMED_FIRST])))


def _alone(record: Record) -> Merged:
    """What the rules leave of a single description, as most works have: no source to choose, nothing said twice."""
    work, described = record.work, ((record.source, record.work),)
    ruled: dict[str, object] = {
        name: _union(described, name)[0] for name in UNION if len(getattr(work, name)) > 1
    }
    if work.other_ids:
        ruled["other_ids"] = tuple(dict.fromkeys(one for one in work.other_ids if not _is_main(one, work)))
    if work.study_type:
        ruled["study_type"] = _study_type(described)[0]
    changed = {name: value for name, value in ruled.items() if value != getattr(work, name)}
    if changed:
        make: Callable[..., Work] = replace
        work = make(work, **changed)
    return Merged(work, dict.fromkeys(fields_set(work), record.source))


def _is_main(identifier: Identifier, work: Work) -> bool:
    return identifier.scheme in _MAIN and getattr(work, identifier.scheme) == identifier.value


def _newest(records: Iterable[Record]) -> list[Record]:
    """One record for each source and identifier, the newest first."""
    ordered = sorted(records, key=lambda record: (record.source_id, record.format, record.raw))
    ordered.sort(key=lambda record: record.retrieved, reverse=True)
    kept: dict[tuple[str, str], Record] = {}
    for record in ordered:
        kept.setdefault((record.source, record.source_id), record)
    return list(kept.values())


def _described(records: Sequence[Record], order: Order) -> tuple[Described, ...]:
    def rank(record: Record) -> tuple[int, str]:
        return (order.index(record.source) if record.source in order else len(order), record.source)

    return tuple((record.source, record.work) for record in sorted(records, key=rank))


def _first(described: Sequence[Described], name: str) -> Sourced:
    for source, work in described:
        value = getattr(work, name)
        if value != _DEFAULTS[name]:
            return value, source
    return _DEFAULTS[name], ""


def _by_status(by_order: ByOrder, state: str) -> tuple[Described, ...]:
    status = next((work.citation_status for source, work in by_order[PUBMED_FIRST] if source == "pubmed"), "")
    believed = status in CURATED if state == "curated" else status not in UNFINISHED
    return by_order[PUBMED_FIRST if believed else CROSSREF_FIRST]


def _union(described: Sequence[Described], name: str) -> Sourced:
    if name == "relations":
        return _relations(described)
    values: dict[str, object] = {}
    source = ""
    for each, work in described:
        for value in getattr(work, name):
            values.setdefault(str(value).casefold(), value)
            source = source or each
    return tuple(values.values()), source


def _relations(described: Sequence[Described]) -> tuple[tuple[Relation, ...], str]:
    """Every link, once for each who asserts it; a poorer copy lends what the first one lacks."""
    found: dict[tuple[object, ...], Relation] = {}
    source = ""
    for each, work in described:
        for relation in work.relations:
            about = relation.target or (relation.citation, relation.note)
            key = (relation.kind, about, relation.asserted_by)
            found[key] = _enriched(found.get(key, relation), relation)
            source = source or each
    return tuple(found.values()), source


def _enriched(relation: Relation, other: Relation) -> Relation:
    return replace(
        relation,
        citation=relation.citation or other.citation,
        note=relation.note or other.note,
        date=relation.date or other.date,
    )


def _own_rules(
    by_order: ByOrder,
) -> dict[str, Sourced]:
    pubmed_first, crossref_first = by_order[PUBMED_FIRST], by_order[CROSSREF_FIRST]
    title, title_source = merged_title(pubmed_first)
    authors, complete, authors_source = merged_authors(pubmed_first)
    return {
        **_type_and_genre(by_order),
        "title": (title, title_source),
        "original_title": merged_original_title(title, pubmed_first),
        "container_title": merged_container_title(pubmed_first),
        "author": (authors, authors_source),
        "authors_complete": (complete, authors_source),
        "page": _page(_by_status(by_order, "curated"), crossref_first),
        "study_type": _study_type(pubmed_first),
        **_identifiers(pubmed_first, crossref_first),
    }


def _type_and_genre(
    by_order: ByOrder,
) -> dict[str, Sourced]:
    value, source = _first(by_order[PUBMED_FIRST], "type")
    registered, registrar = _first(by_order[CROSSREF_FIRST], "type")
    if registrar in ("crossref", "doi.org") and registered in _REGISTERED_TYPES:
        value, source = registered, registrar
    alike = [each for each in by_order[PUBMED_FIRST] if each[1].type == value]
    return {"type": (value, source), "genre": _first(alike, "genre")}


def _page(believed: Sequence[Described], crossref_first: Sequence[Described]) -> Sourced:
    """The pages of the source that is believed, as a range when another one knows where they end."""
    page, source = _first(believed, "page")
    for other, work in (*believed, *crossref_first):
        first, dash, _ = work.page.partition("-")
        if dash and first == page:
            return work.page, other
    return page, source


def _study_type(described: Sequence[Described]) -> Sourced:
    """The stated study type; the starter collection's, or that of a file, only while PubMed states no design."""
    stated = [(source, work) for source, work in described if work.study_type not in ("", "unknown")]
    if any(source in ("starter", "import") for source, _ in stated) and _pubmed_states_design(described):
        stated = [(source, work) for source, work in stated if source not in ("starter", "import")]
    return next(((work.study_type, source) for source, work in stated), ("", ""))


def _pubmed_states_design(described: Sequence[Described]) -> bool:
    return any(stated_design(work.publication_types) for source, work in described if source == "pubmed")


def _identifiers(
    pubmed_first: Sequence[Described], crossref_first: Sequence[Described]
) -> dict[str, Sourced]:
    main = {
        "doi": _first(crossref_first, "doi"),
        "pmid": _first(pubmed_first, "pmid"),
        "pmcid": _first(pubmed_first, "pmcid"),
    }
    mains = {Identifier(scheme, str(value)) for scheme, (value, _) in main.items()}
    others: dict[Identifier, str] = {}
    for source, work in pubmed_first:
        own = [Identifier(scheme, getattr(work, scheme)) for scheme in main if getattr(work, scheme)]
        for identifier in (*own, *work.other_ids):
            if identifier not in mains:
                others.setdefault(identifier, source)
    return {**main, "other_ids": (tuple(others), next(iter(others.values()), ""))}


def _with_edits(chosen: Mapping[str, Sourced], edits: Mapping[str, object]) -> tuple[Work, dict[str, str]]:
    for name in edits:
        if name not in _DEFAULTS:
            raise UsageError(f"A work has no field {name!r}.", hint=did_you_mean(name, _DEFAULTS))
    values = {name: value for name, (value, _) in chosen.items()}
    if "author" in edits:
        # Who types a list of authors types all of it, unless he says otherwise.
        values["authors_complete"] = "yes"
    values |= edits
    provenance = {
        name: source
        for name, (value, source) in chosen.items()
        if name not in edits and source and values[name] == value != _DEFAULTS[name]
    }
    make: Callable[..., Work] = Work
    return make(**values), provenance | dict.fromkeys(edits, USER)


def _disagreements(
    work: Work, provenance: Mapping[str, str], described: Sequence[Described]
) -> Iterable[Problem]:
    """Contradictions between sources that a reader of the reference would trip over."""
    for name in ("volume", "page", "issued"):
        kept, by = _comparable(work, name), provenance.get(name, "")
        for source, other in described:
            theirs = _comparable(other, name)
            if by not in ("", USER) and source != by and kept and theirs and not _agree(name, kept, theirs):
                yield Problem(DISAGREEMENT, f"{by} has {name} {kept}, {source} has {theirs}; {by}'s is kept.")


def _comparable(work: Work, name: str) -> str:
    if name == "issued":
        return str(work.year or "")
    value: str = getattr(work, name)
    return value.partition("-")[0] if name == "page" else value


def _agree(name: str, one: str, other: str) -> bool:
    if name == "issued":
        # Online in December, printed in January: every source has its reasons.
        return abs(int(one) - int(other)) <= 1
    return one.casefold() == other.casefold()
