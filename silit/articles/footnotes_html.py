"""Footnotes as static HTML that needs no style sheet, no script and no plugin, and outlives all of them.

Roles are those of the W3C's Digital Publishing WAI-ARIA Module 1.1; `doc-endnote` on the items is deprecated there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from silit.articles import Footnote
from silit.articles.occurrences import letter
from silit.markup import to_html

# With the variation selector that keeps telephones from showing a picture.
BACK = "\u21a9\ufe0e"
_ID_HOSTILE = re.compile(r"[^a-z0-9_-]+")


def render(footnotes: Sequence[Footnote], slug: str) -> str:
    """A section with a heading and a numbered list. Items have the ids `silit-SLUG-ref-N`, unlike in any other post
    with another slug; without a slug they are `silit-ref-N`. A note's uses in an article have the ids
    `silit-SLUG-cite-Na`, b, c …, and each is linked from the item."""
    return f"{section(footnotes, slug)}\n"


def section(footnotes: Sequence[Footnote], slug: str, *, heading: bool = True) -> str:
    """The <section> element, one line an item, without a newline at its end; without `heading` where the author wrote one."""
    prefix = id_prefix(slug)
    items = "".join(f"{_item(note, prefix)}\n" for note in footnotes)
    listed = f"<ol>\n{items}</ol>\n" if items else ""
    if not heading:
        return f'<section class="silit-refs" role="doc-endnotes" aria-label="References">\n{listed}</section>'
    return (
        f'<section class="silit-refs" role="doc-endnotes" aria-labelledby="{prefix}-refs">\n'
        f'<h2 id="{prefix}-refs">References</h2>\n{listed}</section>'
    )


def id_prefix(slug: str) -> str:
    """What all ids of the post begin with: `silit-SLUG`, or `silit` without a slug."""
    kept = _ID_HOSTILE.sub("-", slug.lower()).strip("-")
    return f"silit-{kept}" if kept else "silit"


def _item(note: Footnote, prefix: str) -> str:
    reference = " ".join(to_html(note.reference).split())
    back = "".join(f" {_back_link(note.number, letter(use), prefix)}" for use in range(1, note.uses + 1))
    return f'<li id="{prefix}-ref-{note.number}" value="{note.number}">{reference}{back}</li>'


def _back_link(number: int, use: str, prefix: str) -> str:
    return (
        f'<a href="#{prefix}-cite-{number}{use}" role="doc-backlink" '
        f'aria-label="Back to citation {use} of reference {number}">{BACK}{use}</a>'
    )
