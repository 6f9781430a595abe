"""`silit edit`: what the user knows better than the sources. It wins over every later fetch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from silit.errors import UsageError, did_you_mean
from silit.library import Action, Library
from silit.library.work_writing import put_edit, remove_edit
from silit.model.dates import PartialDate
from silit.model.doi import normalise_doi
from silit.model.names import Name
from silit.model.study_types import STUDY_TYPES
from silit.model.work_json import field_to_data
from silit.services.find import find_ids
from silit.services.store import refresh_work

# What is typed -> the field of Work it sets. Text fields are set as typed; the others have a reader below.
TEXT_FIELDS = (
    "title",
    "original_title",
    "container_title",
    "container_title_short",
    "collection_title",
    "volume",
    "issue",
    "page",
    "number",
    "edition",
    "publisher",
    "publisher_place",
    "genre",
    "language",
    "abstract",
    "url",
)
FIELDS = (*TEXT_FIELDS, "author", "editor", "issued", "doi", "pmid", "pmcid", "study_type", "type")
_ALIASES = {
    "year": "issued",
    "date": "issued",
    "journal": "container_title",
    "pages": "page",
    "authors": "author",
}


def edit_work(library: Library, key: str, changes: Mapping[str, str], back: Sequence[str] = ()) -> bool:
    """Sets fields to what the user says, and gives the fields in `back` back to the sources; whether anything changed.

    Names are written "Family, Given; Family, Given, Jr; {Group}", dates "2005-08-30", "2005-08" or "2005".
    UsageError for an unknown field or a malformed value; nothing is changed then.
    """
    (work_id,) = find_ids(library, [key])
    values = {_field(name): _value(_field(name), text) for name, text in changes.items()}
    fields_back = [_field(name) for name in back]
    with library.changing(Action("edit", f"{key} {' '.join((*values, *fields_back))}")):
        for name, value in values.items():
            put_edit(library.connection, work_id, name, field_to_data(name, value))
        for name in fields_back:
            remove_edit(library.connection, work_id, name)
        return refresh_work(library, work_id)


def _field(name: str) -> str:
    field = name.strip().casefold().replace("-", "_")
    field = _ALIASES.get(field, field)
    if field not in FIELDS:
        hint = did_you_mean(field, (*FIELDS, *_ALIASES)) or f"Fields: {', '.join(FIELDS)}."
        raise UsageError(f"A work has no field called {name!r} that can be edited.", hint=hint)
    return field


def _value(field: str, text: str) -> object:
    text = text.strip()
    if field in ("author", "editor"):
        return tuple(_name(part) for part in re.split(r"\s*;\s*", text) if part)
    if field == "issued":
        return _date(text)
    if field == "doi":
        return _identifier(field, text, normalise_doi(text))
    if field == "pmid":
        return _identifier(field, text, text.lstrip("0") if re.fullmatch(r"\d{1,8}", text) else "")
    if field == "pmcid":
        return _identifier(field, text, text.upper() if re.fullmatch(r"(?i)pmc\d+", text) else "")
    if field == "study_type" and text not in STUDY_TYPES:
        raise UsageError(f"{text!r} is not a study type.", hint=f"Known: {', '.join(STUDY_TYPES)}.")
    return text


def _name(text: str) -> Name:
    if text.startswith("{") and text.endswith("}"):
        return Name(literal=text[1:-1].strip())
    family, _, rest = (part.strip() for part in text.partition(","))
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if not family:
        raise UsageError(
            f"{text!r} is not a name.", hint='Write "Family, Given; Family, Given, Jr; {Group name}".'
        )
    return Name(family=family, given=given, suffix=suffix)


def _date(text: str) -> PartialDate | None:
    if not text:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text)
    if match:
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            return PartialDate(year or 0, month, day)
        except ValueError as error:
            raise UsageError(f"{text!r} is not a date: {error}.") from error
    raise UsageError(f"{text!r} is not a date.", hint="Write 2005, 2005-08 or 2005-08-30.")


def _identifier(field: str, text: str, normal: str) -> str:
    if text and not normal:
        raise UsageError(f"{text!r} is not a {field.upper()}.")
    return normal
