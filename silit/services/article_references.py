"""Which papers an article cites, for an export of just these."""

from __future__ import annotations

from silit.articles.document import Document
from silit.errors import NotFoundError
from silit.library import Library
from silit.services.building import numbered


def article_keys(library: Library, document: Document) -> list[str]:
    """The cite keys of the works that the article cites, in the order of its numbers.

    UnknownCitationError names keys that the library lacks, NotFoundError says that the article cites nothing.
    """
    with library.reading():
        notes = numbered(library, document).notes
    if not notes:
        raise NotFoundError(
            f"{document.name} cites no paper; nothing was written.", hint="Cite by key: [@laslett2005]"
        )
    return [note.cite_key for note in notes]
