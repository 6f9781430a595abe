"""Indexing terms and links between works, as the sources give them."""

from __future__ import annotations

from dataclasses import dataclass

from silit.model.identifiers import Identifier


@dataclass(frozen=True, slots=True)
class PublicationType:
    """A PubMed publication type. Match on `ui` (D016449): the labels have changed over the years."""

    ui: str
    label: str


@dataclass(frozen=True, slots=True)
class MeshHeading:
    """A MeSH descriptor with its qualifiers.

    `major` is true when the descriptor or any qualifier is marked as a major topic, as NLM defines a major heading.
    """

    ui: str
    descriptor: str
    qualifiers: tuple[str, ...] = ()
    major: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from this work to another one, in the source's own word.

    `kind` is PubMed's RefType (`RetractionIn`, `ErratumIn`, `UpdateIn`, `CommentOn` …; DTD pubmed_250101,
    CommentsCorrections), or for Crossref `updated-by:TYPE`, `update-to:TYPE` (types with underscores:
    `updated-by:retraction`) and the names of its `relation` object (`is-preprint-of`).
    `citation` and `note` are the source's text; `target` is missing where the source gives no identifier.
    `asserted_by` is who says so (`pubmed`, `crossref:publisher`, `crossref:retraction-watch`); `date` is ISO.
    """

    kind: str
    target: Identifier | None = None
    citation: str = ""
    note: str = ""
    asserted_by: str = ""
    date: str = ""
