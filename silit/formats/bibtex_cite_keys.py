"""The key of an entry as it can be cited in an article."""

from __future__ import annotations

import re

from silit.formats.bibtex_found import Found
from silit.model.cite_keys import citable_key

_HOSTILE = re.compile(r"[^\w:.#$%&+?<>~/-]+")
_SIGNS = re.compile(r"([:.#$%&+?<>~/-])[:.#$%&+?<>~/-]+")
_ENDS = ":.#$%&+?<>~/-"
_LONGEST = 200


def cite_key_of(entry: Found) -> str:
    """The entry's own key, else the nearest that can be cited, which is told as a problem; "" for an entry without one."""
    if not entry.key:
        return ""
    if key := citable_key(entry.key):
        return key
    near = citable_key(_nearest(entry.key))
    if near:
        message = f"The key {entry.key} cannot be cited in an article; here the entry is {near}."
        entry.tell("renamed-key", message, f"Cite it as [@{near}].")
    return near


def _nearest(key: str) -> str:
    """The key with single signs between letters and digits, and a letter before digits alone (they would be a PMID)."""
    near = _SIGNS.sub(r"\1", _HOSTILE.sub("-", key))[:_LONGEST].strip(_ENDS)
    return near if any(map(str.isalpha, near)) else f"ref{near}"
