"""What silit knows about a work beyond CSL: the `silit` object of `--json`, and CSL's `custom` in exported files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from silit.formats.json_values import mapping_of, mappings_of, text_of, texts_of
from silit.model.archives import archive_numbers, archive_page, web_address
from silit.model.claims import Evidence
from silit.model.entries import Entry
from silit.model.identifiers import Identifier
from silit.model.integrity import Integrity
from silit.model.names import Name
from silit.model.terms import MeshHeading, PublicationType, Relation
from silit.model.work import AuthorsComplete, OtherAbstract, Work

_COMPLETE: Mapping[str, bool | None] = {"yes": True, "no": False, "unknown": None}
# Facts that are plain texts, under their own names.
_TEXTS = ("issn_linking", "nlm_id", "conflict_of_interest", "rights", "citation_status")
_LISTS = ("trials", "grants")


def silit_object(entry: Entry) -> dict[str, object]:
    """Tags, evidence, study type, integrity, records and completeness, always; the rest of what is known where there is any.

    `authors_complete` is null where the authors were not seen. `levels` is empty and `inbox` false: who knows better fills
    them in.
    """
    work = entry.work
    shape: dict[str, object] = {
        "tags": list(entry.tags),
        "evidence": [_evidence(one) for one in entry.evidence],
        "study_type": entry.study_type if entry.study_type != "unknown" else work.study_type or "unknown",
        "levels": {},
        "integrity": _integrity(entry.integrity),
        "records": [
            {"source": record.source, "id": record.source_id, "retrieved": record.retrieved}
            for record in entry.records
        ],
        "authors_complete": _COMPLETE[work.authors_complete],
        "inbox": False,
    }
    return shape | {name: value for name, value in _more(entry).items() if value}


def with_custom(work: Work, custom: Mapping[str, object]) -> Work:
    """`work` with the facts that a `silit` object adds; its tags become suggested ones."""
    other_ids = tuple(filter(None, map(_read_identifier, _texts(custom, "other_ids"))))
    return replace(
        work,
        author=_with_initials(work.author, custom),
        authors_complete=_authors_complete(custom, work.authors_complete),
        study_type=_known_study_type(text_of(custom.get("study_type"))) or work.study_type,
        suggested_tags=tuple(dict.fromkeys([*work.suggested_tags, *_texts(custom, "tags")])),
        publication_types=tuple(
            PublicationType(ui, text_of(one.get("label")))
            for one in mappings_of(custom.get("publication_types"))
            if (ui := text_of(one.get("ui")))
        ),
        mesh=tuple(filter(None, map(_read_mesh, mappings_of(custom.get("mesh"))))),
        relations=tuple(filter(None, map(_read_relation, mappings_of(custom.get("relations"))))),
        other_ids=other_ids,
        url=_own_address(replace(work, other_ids=other_ids), custom),
        other_abstracts=tuple(
            OtherAbstract(text_of(one.get("kind")), text_of(one.get("language")), text)
            for one in mappings_of(custom.get("other_abstracts"))
            if (text := text_of(one.get("text")))
        ),
        trials=_texts(custom, "trials"),
        grants=_texts(custom, "grants"),
        issn_linking=text_of(custom.get("issn_linking")),
        nlm_id=text_of(custom.get("nlm_id")),
        conflict_of_interest=text_of(custom.get("conflict_of_interest")),
        rights=text_of(custom.get("rights")),
        citation_status=text_of(custom.get("citation_status")),
    )


def _own_address(work: Work, custom: Mapping[str, object]) -> str:
    """The address that the work has of its own: silit's items have that of an archive where there is none."""
    is_own = bool(text_of(custom.get("url"))) or work.url != web_address(replace(work, url=""))
    return work.url if is_own else ""


def _more(entry: Entry) -> dict[str, object]:
    work = entry.work
    more: dict[str, object] = {
        "publication_types": [{"ui": kind.ui, "label": kind.label} for kind in work.publication_types],
        "mesh": [
            {
                "ui": heading.ui,
                "descriptor": heading.descriptor,
                "qualifiers": list(heading.qualifiers),
                "major": heading.major,
            }
            for heading in work.mesh
        ],
        "relations": [relation_shape(relation) for relation in work.relations],
        "other_abstracts": [
            {"kind": one.kind, "language": one.language, "text": one.text} for one in work.other_abstracts
        ],
        "other_ids": [str(identifier) for identifier in work.other_ids],
        "url": work.url if work.url in map(archive_page, archive_numbers(work)) else "",
        "initials": _of_authors(work, lambda name: name.initials),
        "orcids": _of_authors(work, lambda name: name.orcid),
        "issued_literal": work.issued.literal if work.issued else "",
        "provenance": dict(entry.provenance),
        "notes": list(entry.notes),
        "other_keys": list(entry.other_keys),
        "added": entry.added,
    }
    more |= {name: getattr(work, name) for name in _TEXTS}
    return more | {name: list(getattr(work, name)) for name in _LISTS}


def relation_shape(relation: Relation) -> dict[str, object]:
    """`{"kind", "target", "citation", "note", "asserted_by", "date"}`; `target` as "doi:10.1016/…", null without one."""
    return {
        "kind": relation.kind,
        "target": str(relation.target) if relation.target else None,
        "citation": relation.citation,
        "note": relation.note,
        "asserted_by": relation.asserted_by,
        "date": relation.date,
    }


def _evidence(evidence: Evidence) -> dict[str, object]:
    return {
        "claim": evidence.claim,
        "stance": evidence.stance,
        "quote": evidence.quote,
        "quote_check": evidence.quote_check,
        "locator": evidence.locator,
        "note": evidence.note,
        "read": evidence.read,
        "suggested_by": evidence.suggested_by,
        "judged_by": evidence.judged_by,
        "judged_on": evidence.judged_on,
        "example": evidence.example,
    }


def _integrity(integrity: Integrity) -> dict[str, object]:
    return {
        "status": integrity.status,
        "checked": integrity.checked,
        "sources": list(integrity.sources),
        "notices": [relation_shape(notice) for notice in integrity.notices],
    }


def _of_authors(work: Work, part: Callable[[Name], str]) -> list[str]:
    """One text for each author, or nothing where no author has one."""
    parts = [part(name) for name in work.author]
    return parts if any(parts) else []


def _with_initials(names: tuple[Name, ...], custom: Mapping[str, object]) -> tuple[Name, ...]:
    initials, orcids = (_one_each(names, custom.get(known)) for known in ("initials", "orcids"))
    return tuple(
        # A group has neither.
        name if name.literal else replace(name, initials=letters or name.initials, orcid=orcid or name.orcid)
        for name, letters, orcid in zip(names, initials, orcids, strict=True)
    )


def _one_each(names: tuple[Name, ...], values: object) -> list[str]:
    """A text for each name, in order; empty ones where the list does not fit the names."""
    if isinstance(values, list) and len(values) == len(names):
        return [text_of(value) for value in values]
    return [""] * len(names)


def _authors_complete(custom: Mapping[str, object], otherwise: AuthorsComplete) -> AuthorsComplete:
    if "authors_complete" not in custom:
        return otherwise
    known: dict[object, AuthorsComplete] = {True: "yes", False: "no", None: "unknown"}
    value = custom["authors_complete"]
    return known[value] if value is None or isinstance(value, bool) else otherwise


def _known_study_type(text: str) -> str:
    return "" if text == "unknown" else text


def _read_mesh(shape: Mapping[str, object]) -> MeshHeading | None:
    ui, descriptor = text_of(shape.get("ui")), text_of(shape.get("descriptor"))
    if not descriptor:
        return None
    return MeshHeading(ui, descriptor, _texts(shape, "qualifiers"), shape.get("major") is True)


def _read_relation(shape: Mapping[str, object]) -> Relation | None:
    kind = text_of(shape.get("kind"))
    if not kind:
        return None
    return Relation(
        kind=kind,
        target=_read_identifier(text_of(shape.get("target"))),
        citation=text_of(shape.get("citation")),
        note=text_of(shape.get("note")),
        asserted_by=text_of(shape.get("asserted_by")),
        date=text_of(shape.get("date")),
    )


def _read_identifier(text: str) -> Identifier | None:
    scheme, _, value = text.partition(":")
    return Identifier(scheme, value) if scheme and value else None


def _texts(shape: Mapping[str, object], name: str) -> tuple[str, ...]:
    return tuple(texts_of(shape.get(name)))


def silit_part(item: Mapping[str, object]) -> Mapping[str, object]:
    """The `silit` object of an item, wherever it stands; empty where the item is not silit's."""
    own = mapping_of(item.get("silit")) or mapping_of(item.get("custom"))
    return own if "study_type" in own and "integrity" in own else {}
