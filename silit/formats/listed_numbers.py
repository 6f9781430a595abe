"""ISBNs and ISSNs as programs write them into one field: one, or several in a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_PARTING = re.compile(r"[\s,;/]+")


def listed_numbers(texts: Iterable[str], normalise: Callable[[str], str]) -> tuple[str, ...]:
    """The numbers that `normalise` finds in the texts, each once: "03064530 (ISSN)", "1895-5770, 1356-689X",
    "978 0 443 06963 5"."""
    found: dict[str, None] = {}
    for text in texts:
        parts = filter(None, map(normalise, _PARTING.split(text)))
        found |= dict.fromkeys(parts) or dict.fromkeys(filter(None, [normalise(text)]))
    return tuple(found)
