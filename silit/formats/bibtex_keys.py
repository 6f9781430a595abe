"""Cite keys as .bib files can hold them."""

from __future__ import annotations

import re
import unicodedata

from silit.model.folding import fold

# bibtex, biber, bibtool, bibclean and pandoc take letters of every script in a key.
_HOSTILE = re.compile(r"[^\w:.+/-]+")
_HOSTILE_OR_LETTER = re.compile(r"[^A-Za-z0-9_:.+/-]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def file_key(cite_key: str, taken: set[str], *, ascii_only: bool = False) -> str:
    """The key as it can be written, different from all that are `taken` (BibTeX does not tell cases apart); it is taken
    from now on."""
    normal = unicodedata.normalize("NFC", cite_key)
    if ascii_only:
        normal = _BEYOND_ASCII.sub(lambda match: fold(match[0]), normal)
    base = (_HOSTILE_OR_LETTER if ascii_only else _HOSTILE).sub("-", normal).strip("-") or "work"
    key, count = base, 1
    while key.lower() in taken:
        count += 1
        key = f"{base}-{count}"
    taken.add(key.lower())
    return key
