"""Footnotes in Markdown: `[^laslett2005]: Laslett M, …`, one line each.

Paste the block at the end of the article and cite with `[^laslett2005]` in the text. GitHub, Hugo, Jekyll, pandoc and PHP
Markdown Extra read this form; they number the notes by first use and most of them leave out notes that nothing cites.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from silit.articles import Footnote
from silit.markup import to_markdown

# What a footnote's label may hold in every one of them: no blank, no bracket, no caret.
_LABEL_HOSTILE = re.compile(r"[^A-Za-z0-9_.:+/-]+")


def render(footnotes: Sequence[Footnote], slug: str) -> str:
    """One note a line, labelled with the cite key. `slug` has no use here."""
    return "\n".join(map(_note, footnotes)) + "\n"


def label(cite_key: str) -> str:
    """The cite key as the label between "[^" and "]"."""
    return _LABEL_HOSTILE.sub("-", cite_key) or "note"


def _note(note: Footnote) -> str:
    return f"[^{label(note.cite_key)}]: {' '.join(to_markdown(note.reference).split())}"
