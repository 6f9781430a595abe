"""`silit edit`: what the user knows better than the sources. It wins over every later fetch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from silit.errors import UsageError, did_you_mean
from silit.formats.csl_types import CSL_TYPES
from silit.library import Action, Library
from silit.library.work_writing import put_edit, remove_edit
from silit.library.works import entries, ids_of_identifiers
from silit.model.dates import PartialDate
from silit.model.doi import normalise_doi
from silit.model.identifiers import normalise_pmcid, normalise_pmid
from silit.model.study_types import STUDY_TYPES
from silit.model.work import Work
from silit.model.work_json import field_to_data
from silit.services.find import find_ids
from silit.services.store import refresh_work
from silit.services.typed_names import read_names
from silit.services.typed_text import require_whole

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
DATE_FIELDS = ("issued", "accessed")
FIELDS = (*TEXT_FIELDS, "author", "editor", *DATE_FIELDS, "doi", "pmid", "pmcid", "study_type", "type")
_IDENTIFIERS = ("doi", "pmid", "pmcid")
# A reference without one of these is none.
_NEVER_EMPTY = ("title", "type", "study_type")
_ALIASES = {
    "year": "issued",
    "date": "issued",
    "urldate": "accessed",
    "journal": "container_title",
    "pages": "page",
    "authors": "author",
}


def edit_work(library: Library, key: str, changes: Mapping[str, str], back: Sequence[str] = ()) -> bool:
    """Sets fields to what the user says, and gives the fields in `back` back to the sources; whether anything changed.

    Names are written "Family, Given; Family, Given, Jr; {Group}", dates "2005-08-30", "2005-08" or "2005".
    UsageError for an unknown field, a malformed value, or an identifier that another entry has; nothing is changed then.
    """
    (work_id,) = find_ids(library, [key])
    work = entries(library.connection, [work_id])[0].work
    values = {_field(name): _value(_field(name), text, work) for name, text in changes.items()}
    fields_back = [_field(name) for name in back]
    with library.changing(Action("edit", f"{key} {' '.join((*values, *fields_back))}")):
        for name, value in values.items():
            if name in _IDENTIFIERS and value and value != getattr(work, name):
                _check_is_free(library, work_id, name, str(value))
            put_edit(library.connection, work_id, name, field_to_data(name, value))
        for name in fields_back:
            remove_edit(library.connection, work_id, name)
        return refresh_work(library, work_id)


def _field(name: str) -> str:
    field = name.strip().casefold().replace("-", "_")
    field = _ALIASES.get(field, field)
    if field not in FIELDS:
        hint = did_you_mean(field, (*FIELDS, *_ALIASES)) or f"Fields: {', '.join(FIELDS)}."
        raise UsageError(f"A paper has no field called {name!r} that can be edited.", hint=hint)
    return field


def _check_is_free(library: Library, work_id: int, scheme: str, value: str) -> None:
    """One entry per work: an identifier that another one has would make two of one, or one of two."""
    others = [
        other for other in ids_of_identifiers(library.connection, [(scheme, value)]) if other != work_id
    ]
    if others:
        key = entries(library.connection, others[:1])[0].cite_key
        raise UsageError(
            f"{scheme.upper()} {value} is that of {key}; nothing was changed.",
            hint=f"When {key} has it wrongly, mend that one first; when both are one paper, remove the poorer one.",
        )


def _value(field: str, text: str, work: Work) -> object:
    text = require_whole(text, f"the {field}").strip()
    if not text and field in _NEVER_EMPTY:
        raise UsageError(
            f"A paper cannot be without a {field}; nothing was changed.",
            hint=f"To give it back to the sources: --reset {field}",
        )
    if field in ("author", "editor"):
        return read_names(text, getattr(work, field))
    if field in DATE_FIELDS:
        return _date(text)
    if field == "doi":
        return _identifier(field, text, normalise_doi(text))
    if field == "pmid":
        return _identifier(field, text, normalise_pmid(text))
    if field == "pmcid":
        return _identifier(field, text, normalise_pmcid(text))
    if field == "study_type" and text not in STUDY_TYPES:
        raise UsageError(f"{text!r} is not a study type.", hint=f"Known: {', '.join(STUDY_TYPES)}.")
    if field == "type" and text not in CSL_TYPES:
        raise UsageError(f"{text!r} is not a type of work.", hint=did_you_mean(text, CSL_TYPES))
    return text


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
