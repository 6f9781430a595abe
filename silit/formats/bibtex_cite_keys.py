"""The key of an entry as it can be cited in an article."""

from __future__ import annotations

import re
import unicodedata

from silit.formats.bibtex_found import Found
from silit.model.cite_keys import citable_key
from silit.model.folding import fold

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_HOSTILE = re.compile(r"[^A-Za-z0-9_:.+/-]+")
_SIGNS = re.compile(r"([:.+/-])[:.+/-]+")
_ENDS = ":.+/-"
_LONGEST = 200


def cite_key_of(entry: Found) -> str:
    """The entry's own key, else the nearest that can be cited, which is told as a problem.

    "" for an entry without a key, and for one whose key has no letter: as a citation it would be a PMID or a DOI.
    """
    if not entry.key:
        return ""
    if key := citable_key(entry.key):
        return key
    near = citable_key(_nearest(entry.key))
    if near:
        message = f"{entry.key} is no key that an article can cite; here the entry is {near}."
        entry.tell("renamed-key", message, f"Cite it as [@{near}].")
    else:
        message = f"{entry.key} is no key that an article can cite; the entry gets one of silit's own."
        entry.tell("renamed-key", message, "`silit list` shows it.")
    return near


def _nearest(key: str) -> str:
    """The key in ASCII, with single signs between letters and digits."""
    near = _BEYOND_ASCII.sub(lambda letter: _ascii(letter[0]), unicodedata.normalize("NFC", key))
    return _SIGNS.sub(r"\1", _HOSTILE.sub("-", near))[:_LONGEST].strip(_ENDS)


def _ascii(letter: str) -> str:
    folded = fold(letter)
    return folded.capitalize() if letter.isupper() else folded
