"""The short name of an article as a part of file names and ids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from silit.articles.document import Document
from silit.results import Problem

_HOSTILE = re.compile(r"[^\w.-]+")


def file_slug(document: Document) -> str:
    """The slug without what no file name should hold: folders, blanks, signs."""
    return _HOSTILE.sub("-", document.slug).strip("-.") or "article"


def slug_problems(document: Document) -> Iterator[Problem]:
    """A problem when the slug that the author gave cannot be used as it is."""
    used = file_slug(document)
    if document.front_matter.get("slug") and document.slug != used:
        yield Problem(
            "slug-changed",
            f"The slug {document.slug!r} cannot name a file; the built ones are called {used}.",
            "Give it letters, digits, hyphens and full stops only.",
            file=document.name,
            line=1,
        )
