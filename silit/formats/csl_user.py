"""What the user of a CSL-JSON file's program has given a work: the key that he cites it by, and his notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from silit.formats.csl_custom import silit_part
from silit.formats.inline_html import well_formed
from silit.formats.json_values import text_of, texts_of
from silit.formats.ris_notes import plain_note
from silit.model.cite_keys import citable_key
from silit.model.identifiers import parse_identifier

# Numbers that programs give items for themselves: Word's and Mendeley's ITEM-1, Zotero's 12/ABCD2345, UUIDs.
_PROGRAMS_OWN = re.compile(
    r"ITEM-\d+|(?:\d+/)?(?=[A-Z]*\d)[A-Z0-9]{8}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|Cite"
)
_KEY_IN_NOTE = re.compile(r"^[ \t]*citation key:[ \t]*(\S+)[ \t]*$", re.IGNORECASE | re.MULTILINE)
# Zotero's Extra holds lines for fields that Zotero lacks ("PMID: 1", "tex.ids: x"); whole sentences are its user's.
_FIELD_LINE = re.compile(r"\s*[\w .-]{2,30}:\s*\S.*")


def cite_key(item: Mapping[str, object]) -> str:
    """The key by which the file's program cites the item: `citation-key`, else the one in Zotero's note, else an `id`
    that looks like a key; "" without one that can be cited."""
    if key := citable_key(text_of(item.get("citation-key"))) or key_in_extra(text_of(item.get("note"))):
        return key
    identity = text_of(item.get("id"))
    if _PROGRAMS_OWN.fullmatch(identity) and not silit_part(item):
        return ""
    return "" if parse_identifier(identity) else citable_key(identity)


def notes(item: Mapping[str, object]) -> tuple[str, ...]:
    """The notes of the item: silit's own, else what stands in `annote` and, beside fields of Zotero's, in `note`."""
    if own := silit_part(item):
        return tuple(texts_of(own.get("notes")))
    return tuple(dict.fromkeys(filter(None, _notes(item))))


def _notes(item: Mapping[str, object]) -> Iterator[str]:
    yield plain_note(well_formed(text_of(item.get("annote"))))
    yield note_in_extra(text_of(item.get("note")))


def note_in_extra(extra: str) -> str:
    """What a person wrote into Zotero's Extra, without the lines that stand for fields; "" without any."""
    return plain_note("\n".join(line for line in extra.split("\n") if not _FIELD_LINE.fullmatch(line)))


def key_in_extra(extra: str) -> str:
    """The cite key that Zotero's Extra names, "" without one that can be cited."""
    named = _KEY_IN_NOTE.search(extra)
    return citable_key(named[1]) if named else ""
