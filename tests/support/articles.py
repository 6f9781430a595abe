"""Articles for tests: works to cite, and an article from its text in one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from support.works import LASLETT_2005, retracted

from silit.articles.citations import find_citations
from silit.articles.number import NumberedArticle, number_citations
from silit.articles.read_document import read_document
from silit.model.entries import Entry
from silit.model.integrity import Integrity
from silit.styles.vancouver import reference

CHECKED = Integrity("none-found", "2026-11-01", ("pubmed",))
A = Entry("a2005", replace(LASLETT_2005, title="First"), "diagnostic-accuracy", integrity=CHECKED)
B = Entry("b2010", replace(LASLETT_2005, title="Second", author=LASLETT_2005.author[:2]), integrity=CHECKED)
C = Entry(
    "c2015", replace(LASLETT_2005, title="Third", author=LASLETT_2005.author[:1]), integrity=retracted()
)
# One work answers to two keys.
WORKS = {"a2005": A, "older-a": A, "b2010": B, "c2015": C}


def numbered(text: str, name: str = "post.md", keep: Mapping[str, int] | None = None) -> NumberedArticle:
    """The article with its numbers; the works are those of WORKS."""
    document = read_document(text.encode("utf-8", "surrogatepass"), name)
    return number_citations(document, find_citations(document), WORKS, reference, keep, lambda: list(WORKS))
