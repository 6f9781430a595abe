"""A CSL-JSON item, whoever wrote it, as a work.

Read beside CSL's own names: the old names of the schema (`journalAbbreviation`, `shortTitle`, `event`), lists where CSL has
texts (content negotiation at doi.org), and PMIDs that stand in `note` (Zotero).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from silit.formats.access_dates import access_date
from silit.formats.crossref_types import csl_type, is_known
from silit.formats.csl_custom import silit_part, with_custom
from silit.formats.csl_dates import date_from_csl
from silit.formats.inline_html import clean_line, clean_paragraphs, clean_title
from silit.formats.json_values import first_text, mapping_of, text_of, texts_of
from silit.formats.language_tags import language_tag
from silit.formats.listed_numbers import listed_numbers
from silit.formats.pubmed_pages import expand
from silit.model.archives import as_in_archives
from silit.model.dates import PartialDate
from silit.model.identifiers import (
    find_identifiers,
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_orcid,
    normalise_pmcid,
    normalise_pmid,
)
from silit.model.names import Name
from silit.model.work import Work
from silit.results import Problem, Result

_DOI_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/", re.IGNORECASE)


def work_from_item(item: Mapping[str, object]) -> Result[Work]:
    """The work of a CSL-JSON item. What is not usable counts as missing; a date that cannot be read is a problem."""
    ids = _identifiers(item)
    issued = date_from_csl(item.get("issued"))
    custom = silit_part(item)
    work = Work(
        type=csl_type(text_of(item.get("type")), text_of(item.get("subtype"))),
        title=_title(item, "title"),
        title_short=_title(item, "title-short", "shortTitle"),
        original_title=_title(item, "original-title"),
        container_title=_title(item, "container-title"),
        container_title_short=_title(item, "container-title-short", "journalAbbreviation"),
        collection_title=_title(item, "collection-title"),
        author=_names(item, "author") or _names(item, "director") or _names(item, "composer"),
        editor=_names(item, "editor"),
        translator=_names(item, "translator"),
        issued=_with_literal(issued, text_of(custom.get("issued_literal"))),
        available_date=date_from_csl(item.get("available-date")),
        accessed=_accessed(item),
        volume=_line(item, "volume"),
        issue=_line(item, "issue"),
        page=expand(_line(item, "page", "page-first")),
        number=_line(item, "number", "article-number"),
        edition=_line(item, "edition", "version"),
        publisher=_line(item, "publisher", "authority"),
        publisher_place=_line(item, "publisher-place"),
        event_title=_line(item, "event-title", "event"),
        genre=_line(item, "genre"),
        medium=_line(item, "medium"),
        status=_line(item, "status"),
        language=language_tag(_line(item, "language")),
        abstract=clean_paragraphs(text_of(item.get("abstract"))),
        keyword=tuple(_keywords(item)),
        doi=ids.get("doi", ""),
        pmid=ids.get("pmid", ""),
        pmcid=ids.get("pmcid", ""),
        isbn=listed_numbers(texts_of(item.get("ISBN")), normalise_isbn),
        issn=listed_numbers(texts_of(item.get("ISSN")), normalise_issn),
        url=_url(item),
    )
    whole = with_custom(work, custom) if custom else as_in_archives(work)
    return Result(whole, tuple(_problems(item, issued)))


def _problems(item: Mapping[str, object], issued: PartialDate | None) -> Iterator[Problem]:
    key = text_of(item.get("id"))
    type_name = text_of(item.get("type"))
    if item.get("issued") and not issued:
        yield Problem(
            "bad-date", f"The date of {key or 'an item'} cannot be read: {item['issued']!r}"[:200], key=key
        )
    if item.get("accessed") and not _accessed(item):
        message = f"The day on which {key or 'an item'} was accessed cannot be read: {item['accessed']!r}"
        yield Problem("bad-date", message[:200], key=key)
    if type_name and not is_known(type_name):
        message = f"{key or 'An item'} is a {type_name!r}, which CSL does not know; it is kept as a document."
        yield Problem("unknown-type", message[:200], key=key)


def _with_literal(date: PartialDate | None, literal: str) -> PartialDate | None:
    return replace(date, literal=literal) if date and literal else date


def _accessed(item: Mapping[str, object]) -> PartialDate | None:
    """The day of access; in words of a person too, "5 March 2020"."""
    value = item.get("accessed")
    date = date_from_csl(value)
    if date and not date.literal:
        return date
    shape = mapping_of(value)
    return access_date(text_of(shape.get("raw")) or text_of(shape.get("literal")) or text_of(value)) or date


def _title(item: Mapping[str, object], *variables: str) -> str:
    return next((title for name in variables if (title := clean_title(first_text(item.get(name))))), "")


def _line(item: Mapping[str, object], *variables: str) -> str:
    return next((line for name in variables if (line := clean_line(first_text(item.get(name))))), "")


def _names(item: Mapping[str, object], role: str) -> tuple[Name, ...]:
    value = item.get(role)
    people = value if isinstance(value, list) else [value]
    return tuple(name for person in people if (name := _name(person)))


def _name(person: object) -> Name | None:
    shape = mapping_of(person)
    family, given = clean_line(text_of(shape.get("family"))), clean_line(text_of(shape.get("given")))
    if not family and not given:
        literal = clean_line(text_of(shape.get("literal")) or text_of(shape.get("name")) or text_of(person))
        return Name(literal=literal) if literal else None
    particles = (shape.get("dropping-particle"), shape.get("non-dropping-particle"))
    return Name(
        family=family or given,
        given=given if family else "",
        suffix=clean_line(text_of(shape.get("suffix"))),
        particle=" ".join(filter(None, (clean_line(text_of(particle)) for particle in particles))),
        orcid=normalise_orcid(text_of(shape.get("ORCID"))),
    )


def _identifiers(item: Mapping[str, object]) -> dict[str, str]:
    """DOI, PMID and PMCID under their schemes: their own variables first, then a DOI in the URL, then Zotero's note."""
    found = {
        "doi": normalise_doi(text_of(item.get("DOI"))),
        "pmid": normalise_pmid(text_of(item.get("PMID"))),
        "pmcid": normalise_pmcid(text_of(item.get("PMCID"))),
    }
    url = text_of(item.get("URL"))
    if not found["doi"] and _DOI_RESOLVER.match(url):
        found["doi"] = normalise_doi(url)
    for identifier in find_identifiers(text_of(item.get("note"))):
        if not found.get(identifier.scheme, "another scheme"):
            found[identifier.scheme] = identifier.value
    return found


def _keywords(item: Mapping[str, object]) -> Iterator[str]:
    for text in texts_of(item.get("keyword")):
        yield from (keyword for part in text.split(",") if (keyword := clean_line(part)))


def _url(item: Mapping[str, object]) -> str:
    url = text_of(item.get("URL"))
    return url if re.fullmatch(r"https?://[^\s<>\"]+", url) else ""
