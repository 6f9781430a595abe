"""What a note without number and identifier is called by, so that a person can say which paper it is."""

from __future__ import annotations

import hashlib
import re

from silit.model.folding import fold

_WORD = re.compile(r"[a-z0-9]+")
_WORDS = 5


def note_name(text: str) -> str:
    """`note:` with the note's first words and four signs that tell it from others that begin so; the same for the same text."""
    words = _WORD.findall(fold(text))
    digest = hashlib.sha256(" ".join(words).encode()).hexdigest()[:4]
    return "note:" + "-".join((*words[:_WORDS], digest))
