"""Works as JSON for keeping: every field of Work under its own name, fields at their default left out.

This is the library's own form. What other programs read is CSL-JSON (`silit.formats.csl_json`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.terms import MeshHeading, PublicationType, Relation
from silit.model.work import OtherAbstract, Work

Data = dict[str, Any]


def work_to_json(work: Work) -> str:
    """The work as compact JSON text."""
    return data_to_json(work_to_data(work))


def data_to_json(data: Data) -> str:
    """What `work_to_data` gave, as compact JSON text."""
    return _JSON.encode(data)


def work_from_json(text: str) -> Work:
    """The work that `work_to_json` wrote."""
    return work_from_data(json.loads(text))


def fields_set(work: Work) -> list[str]:
    """The names of the fields that are not at their default."""
    return [
        name
        for (name, default), value in zip(_WORK_DEFAULTS, _WORK_VALUES(work), strict=True)
        if value != default
    ]


def work_to_data(work: Work) -> Data:
    """The work as plain dicts, lists, strings and numbers."""
    return {
        name: value if type(value) is str else field_to_data(name, value)
        for (name, default), value in zip(_WORK_DEFAULTS, _WORK_VALUES(work), strict=True)
        if value != default
    }


def work_from_data(data: Mapping[str, Any]) -> Work:
    """The work that `work_to_data` took apart; unknown names are left aside."""
    return Work(**{name: field_from_data(name, data[name]) for name, _ in _WORK_DEFAULTS if name in data})


def field_to_data(name: str, value: Any) -> Any:
    """One field of Work as plain data."""
    encode = _ENCODE.get(name)
    if encode is None:
        return list(value) if isinstance(value, tuple) else value
    return (
        [encode(item) for item in value] if isinstance(value, tuple) else (encode(value) if value else None)
    )


def field_from_data(name: str, data: Any) -> Any:
    """One field of Work from the plain data that `field_to_data` made."""
    decode = _DECODE.get(name)
    if isinstance(data, list):
        return tuple(data) if decode is None else tuple(decode(item) for item in data)
    return data if decode is None or data is None else decode(data)


def _defaults(cls: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(cls))


def _values(cls: type) -> Callable[[Any], tuple[Any, ...]]:
    """Takes all fields of a `cls` at once, twice as fast as one by one; `cls` has more than one."""
    return attrgetter(*(field.name for field in fields(cls)))


def _encoder(cls: type) -> Callable[[Any], Data]:
    defaults = _defaults(cls)
    values = _values(cls)

    def encode(value: Any) -> Data:
        return {
            name: list(item) if isinstance(item, tuple) else item
            for (name, default), item in zip(defaults, values(value), strict=True)
            if item != default
        }

    return encode


def _encode_name(name: Name) -> Data:
    # By hand, as a work has more names and headings than all else: three times as fast as the encoder for any class.
    data: Data = {}
    if name.family:
        data["family"] = name.family
    if name.given:
        data["given"] = name.given
    if name.suffix:
        data["suffix"] = name.suffix
    if name.particle:
        data["particle"] = name.particle
    if name.initials:
        data["initials"] = name.initials
    if name.literal:
        data["literal"] = name.literal
    if name.orcid:
        data["orcid"] = name.orcid
    if name.affiliations:
        data["affiliations"] = list(name.affiliations)
    return data


def _encode_mesh(heading: MeshHeading) -> Data:
    data: Data = {"ui": heading.ui, "descriptor": heading.descriptor}
    if heading.qualifiers:
        data["qualifiers"] = list(heading.qualifiers)
    if heading.major:
        data["major"] = True
    return data


def _encode_date(date: PartialDate) -> Data:
    data = _encode_plain_date(date)
    if date.end is not None:
        data["end"] = _encode_plain_date(date.end)
    return data


def _decode_date(data: Data) -> PartialDate:
    end = data.get("end")
    return PartialDate(**{**data, "end": PartialDate(**end) if end else None})


def _encode_relation(relation: Relation) -> Data:
    data = _encode_plain_relation(relation)
    if relation.target is not None:
        data["target"] = [relation.target.scheme, relation.target.value]
    return data


def _decode_relation(data: Data) -> Relation:
    target = data.get("target")
    return Relation(**{**data, "target": Identifier(*target) if target else None})


def _decode_name(data: Data) -> Name:
    if "affiliations" in data:
        data = {**data, "affiliations": tuple(data["affiliations"])}
    return Name(**data)


def _decode_mesh(data: Data) -> MeshHeading:
    return MeshHeading(**{**data, "qualifiers": tuple(data.get("qualifiers", ()))})


_encode_plain_date = _encoder(PartialDate)
_encode_plain_relation = _encoder(Relation)
_WORK_DEFAULTS = _defaults(Work)
_WORK_VALUES = _values(Work)
# A work holds no cycle that would have to be looked for.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)

_ENCODE: Mapping[str, Callable[[Any], Any]] = {
    "author": _encode_name,
    "editor": _encode_name,
    "translator": _encode_name,
    "issued": _encode_date,
    "available_date": _encode_date,
    "accessed": _encode_date,
    "other_abstracts": _encoder(OtherAbstract),
    "other_ids": lambda identifier: [identifier.scheme, identifier.value],
    "publication_types": _encoder(PublicationType),
    "mesh": _encode_mesh,
    "relations": _encode_relation,
}
_DECODE: Mapping[str, Callable[[Any], Any]] = {
    "author": _decode_name,
    "editor": _decode_name,
    "translator": _decode_name,
    "issued": _decode_date,
    "available_date": _decode_date,
    "accessed": _decode_date,
    "other_abstracts": lambda data: OtherAbstract(**data),
    "other_ids": lambda data: Identifier(*data),
    "publication_types": lambda data: PublicationType(**data),
    "mesh": _decode_mesh,
    "relations": _decode_relation,
}
