"""`silit footnotes`: references as a block to paste."""

from __future__ import annotations

from collections.abc import Iterable

from silit.articles import FOOTNOTE_RENDERERS, Footnote
from silit.model.entries import Entry
from silit.services.referencing import Look, style_for


def footnote_block(works: Iterable[Entry], look: Look, to: str, slug: str = "") -> str:
    """The works as numbered footnotes in their order; `slug` keeps the ids of two posts apart."""
    works = list(works)
    reference = style_for(works, look)
    footnotes = [
        Footnote(number, entry.cite_key, reference(entry.work, entry.integrity))
        for number, entry in enumerate(works, start=1)
    ]
    return FOOTNOTE_RENDERERS[to](footnotes, slug)
