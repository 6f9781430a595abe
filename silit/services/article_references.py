"""The references of an article alone: as a block of footnotes, or as the keys of an export."""

from __future__ import annotations

from silit.articles import FOOTNOTE_RENDERERS, Footnote
from silit.articles.document import Document
from silit.errors import NotFoundError
from silit.library import Library
from silit.services.building import numbered


def article_keys(library: Library, document: Document) -> list[str]:
    """The cite keys of the works that the article cites, in the order of its numbers.

    UnknownCitationError names keys that the library lacks, NotFoundError says that the article cites nothing.
    """
    return [note.cite_key for note in _notes(library, document, "vancouver")]


def article_block(library: Library, document: Document, style: str, to: str) -> str:
    """The article's references as the block that `article build` puts under it, with links back to its marks."""
    return FOOTNOTE_RENDERERS[to](_notes(library, document, style), document.slug)


def _notes(library: Library, document: Document, style: str) -> tuple[Footnote, ...]:
    with library.reading():
        notes = numbered(library, document, style).notes
    if not notes:
        raise NotFoundError(
            f"{document.name} cites no paper; nothing was written.", hint="Cite by key: [@laslett2005]"
        )
    return notes
