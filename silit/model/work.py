"""The one middle: everything that comes in becomes a Work, everything that goes out starts from one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.terms import MeshHeading, PublicationType, Relation

AuthorsComplete = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class OtherAbstract:
    """An abstract beside the main one: a plain-language summary, a translation."""

    kind: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Work:
    """A citable thing. Field names are CSL 1.0.2 variables in snake case, with PubMed's facts beside them.

    Text: `title`, `container_title`, `original_title` and `collection_title` hold only the tags <i> <b> <sup> <sub>; every
    other character is itself ("&", "<"). `abstract` is plain text, its paragraphs parted by "\\n\\n", labels as
    "METHODS: …".
    `page` is the full range with a hyphen ("142-152", "S12-S18") or, where there is none, the e-locator ("e90009");
    an article number stands in `number` too. `doi` is bare and lower case, `pmid` digits, `pmcid` "PMC123".
    `language` is BCP 47 ("en"). `issued` is the cited date; `available_date` the online one; `accessed` the day on which
    somebody looked at `url`, for pages that change.
    `authors_complete` is "no" where the source cut the list, "unknown" where the authors were not seen
    (an empty list with "yes" is a work without authors).
    `study_type` is set only where a source states one; evidence/ derives it otherwise.
    """

    type: str = "document"
    title: str = ""
    title_short: str = ""
    original_title: str = ""
    container_title: str = ""
    container_title_short: str = ""
    collection_title: str = ""
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    translator: tuple[Name, ...] = ()
    authors_complete: AuthorsComplete = "yes"
    issued: PartialDate | None = None
    available_date: PartialDate | None = None
    accessed: PartialDate | None = None
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    edition: str = ""
    publisher: str = ""
    publisher_place: str = ""
    event_title: str = ""
    genre: str = ""
    medium: str = ""
    status: str = ""
    language: str = ""
    abstract: str = ""
    other_abstracts: tuple[OtherAbstract, ...] = ()
    keyword: tuple[str, ...] = ()
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()
    issn_linking: str = ""
    nlm_id: str = ""
    url: str = ""
    other_ids: tuple[Identifier, ...] = ()
    publication_types: tuple[PublicationType, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    relations: tuple[Relation, ...] = ()
    study_type: str = ""
    trials: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()
    conflict_of_interest: str = ""
    rights: str = ""
    citation_status: str = ""
    suggested_tags: tuple[str, ...] = ()

    @property
    def year(self) -> int | None:
        """The cited year."""
        return self.issued.year if self.issued else None
