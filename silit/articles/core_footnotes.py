"""Footnotes as WordPress itself keeps them (6.3 and later): marks in the text, the notes in the post's meta.

Source of the rules: WordPress' block library, `footnotes` block and `core/footnote` format, and `excerpt_remove_footnotes`,
whose pattern knows the attributes only in this order. Each mark has a note of its own: the editor multiplies a shared one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from silit.articles.number import Mark, NumberedArticle
from silit.markup import Text, to_html

BLOCK = "<!-- wp:footnotes /-->"


class CoreFootnotes:
    """Writes an article's marks with running numbers, and then the meta `footnotes` that belongs to them."""

    def __init__(self, article: NumberedArticle, prefix: str) -> None:
        self._prefix = prefix
        self._references = {note.cite_key: to_html(note.reference) for note in article.notes}
        self._first: dict[tuple[int, int], int] = {}
        count = 0
        for mark in article.marks:
            self._first[(mark.span.start, mark.span.end)] = count + 1
            count += len(mark.uses)
        self._marks = article.marks

    def marker(self, mark: Mark) -> str:
        """A superscript for each work, parted by a thin blank, which an excerpt can show."""
        first = self._first[(mark.span.start, mark.span.end)]
        notes = "\u2009".join(self._note_mark(number) for number in range(first, first + len(mark.uses)))
        return f"{to_html((Text(mark.names),))}{notes}{to_html((Text(mark.open_places),))}"

    def meta(self) -> str:
        """The value of the post's meta `footnotes`: a JSON text, one entry a mark, in the order of the marks."""
        return json.dumps(list(self._entries(self._marks)), ensure_ascii=False)

    def _note_mark(self, number: int) -> str:
        name = self._id(number)
        return f'<sup data-fn="{name}" class="fn"><a href="#{name}" id="{name}-link">{number}</a></sup>'

    def _id(self, number: int) -> str:
        return f"{self._prefix}-fn-{number}"

    def _entries(self, marks: Iterable[Mark]) -> Iterable[dict[str, str]]:
        for mark in marks:
            first = self._first[(mark.span.start, mark.span.end)]
            for number, use in enumerate(mark.uses, start=first):
                before = f"{to_html((Text(use.prefix),))} " if use.prefix else ""
                place = f" {to_html((Text(use.locator),))}." if use.locator else ""
                content = f"{before}{self._references[use.cite_key]}{place}"
                yield {"id": self._id(number), "content": " ".join(content.split())}
