"""Footnotes as plain text: "1. Reference", one line each, for places that know no markup."""

from __future__ import annotations

from collections.abc import Sequence

from silit.articles import Footnote
from silit.markup import to_text


def render(footnotes: Sequence[Footnote], slug: str) -> str:
    """One numbered line a note, never wrapped. `slug` has no use here."""
    lines = [f"{note.number}. {' '.join(to_text(note.reference).split())}" for note in footnotes]
    return "\n".join(lines) + "\n"
