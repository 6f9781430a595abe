"""A work as lines of `field: value` for an editor, and back to what was changed in them."""

from __future__ import annotations

from silit.errors import UsageError
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.services.editing import FIELDS
from silit.services.typed_names import typed_names


def edit_sheet(entry: Entry) -> str:
    """One line a field; lines that begin with # say how."""
    head = (
        f"# {entry.cite_key}: change what is wrong and save. What you change wins over every later fetch.\n"
        '# Names: "Family, Given; Family, Given, Jr; {Group name}". Dates: 2005, 2005-08 or 2005-08-30.\n'
    )
    return head + "".join(f"{field}: {value}\n" for field, value in _lines(entry).items())


def changes_of_sheet(entry: Entry, text: str) -> dict[str, str]:
    """The fields that differ from `edit_sheet(entry)`, as typed."""
    before = _lines(entry)
    changes = {}
    # Some editors put a byte-order mark in front.
    for line in text.removeprefix("\ufeff").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        field, colon, value = line.partition(":")
        if not colon or field.strip() not in before:
            raise UsageError(f"{line!r} is not a line of `field: value`; nothing was changed.")
        if value.strip() != before[field.strip()]:
            changes[field.strip()] = value.strip()
    return changes


def _lines(entry: Entry) -> dict[str, str]:
    return {field: _shown(entry, field) for field in FIELDS}


def _shown(entry: Entry, field: str) -> str:
    value = getattr(entry.work, field)
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, tuple):
        return typed_names(value)
    return " ".join(str(value).split())
