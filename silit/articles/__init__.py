"""Footnotes as the places where posts are published want them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from silit.markup import Inlines
from silit.registry import Registry


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered note: `number` from 1, the cite key, and the reference that a style made.

    `uses` is how many marks of an article lead to it, each with a way back; 0 where there is no article.
    """

    number: int
    cite_key: str
    reference: Inlines
    uses: int = 0


# Footnotes and the slug that keeps ids apart between posts -> the block to paste, ending in one newline.
FootnoteRenderer = Callable[[Sequence[Footnote], str], str]

FOOTNOTE_RENDERERS: Registry[FootnoteRenderer] = Registry(
    "footnote format",
    {
        "markdown": "silit.articles.footnotes_markdown:render",
        "html": "silit.articles.footnotes_html:render",
        "wordpress": "silit.articles.footnotes_wordpress:render",
        "text": "silit.articles.footnotes_text:render",
    },
)
