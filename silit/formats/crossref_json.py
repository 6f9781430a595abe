"""Crossref's JSON (REST API, "work" and "work-list" messages) as works.

Any field may be missing, null, empty or of another kind than documented: what is not usable counts as missing, and nothing
stops the rest. Titles of content negotiation, strings in place of lists, are read too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from silit.errors import UnreadableFormatError
from silit.formats.crossref_dates import cited_and_online
from silit.formats.crossref_names import read_names
from silit.formats.crossref_relations import read_relations
from silit.formats.crossref_titles import (
    containers,
    edition_of,
    first_title,
    issue_of,
    page_and_number,
    short_container,
    title_of,
    unless_same,
    without_isbd,
)
from silit.formats.crossref_types import PREPRINT_GENRE, csl_type, is_known
from silit.formats.inline_html import clean_line, clean_paragraphs
from silit.formats.json_files import read_values
from silit.formats.json_values import (
    compact_json,
    first_text,
    mapping_of,
    mappings_of,
    parse_json,
    text_of,
    texts_of,
)
from silit.formats.language_tags import language_tag
from silit.model.identifiers import normalise_doi, normalise_isbn, normalise_issn
from silit.model.records import Record
from silit.model.work import Work
from silit.results import Problem, Result

SOURCE = "crossref"
FORMAT = "crossref-json"


def read_item(item: Mapping[str, object]) -> Result[Work]:
    """The work that one item of Crossref's JSON describes. A missing DOI or title, and an unknown type, are problems."""
    type_name = text_of(item.get("type"))
    kind = csl_type(type_name, text_of(item.get("subtype")))
    doi = normalise_doi(text_of(item.get("DOI")))
    authors, cut = read_names(item.get("author"))
    editors, _ = read_names(item.get("editor"))
    translators, _ = read_names(item.get("translator"))
    issued, online = cited_and_online(item, type_name)
    title = title_of(item)
    container, collection = containers(item, kind)
    page, number = page_and_number(item)
    work = Work(
        type=kind,
        title=title,
        title_short=unless_same(first_title(item, "short-title"), title),
        original_title=unless_same(first_title(item, "original-title"), title),
        container_title=container,
        container_title_short=short_container(item, container),
        collection_title=collection,
        author=authors,
        editor=editors,
        translator=translators,
        authors_complete="no" if cut else "yes",
        issued=issued,
        available_date=online,
        volume=clean_line(text_of(item.get("volume"))),
        issue=issue_of(item),
        page=page,
        number=number,
        edition=edition_of(item),
        publisher=_publisher(item, type_name),
        publisher_place=_publisher_place(item),
        event_title=clean_line(text_of(mapping_of(item.get("event")).get("name"))),
        genre=_genre(item, kind),
        language=language_tag(text_of(item.get("language"))),
        abstract=clean_paragraphs(text_of(item.get("abstract"))),
        doi=doi,
        isbn=_numbers(item, "ISBN", "isbn-type", normalise_isbn),
        issn=_numbers(item, "ISSN", "issn-type", normalise_issn),
        url=_url(item),
        relations=read_relations(item),
        trials=_trials(item),
        grants=_grants(item),
        rights=_rights(item),
    )
    return Result(work, tuple(_problems(work, type_name)))


def read_record(raw: bytes) -> Result[Work]:
    """The work of one kept item, or of a whole `work` message. UnreadableFormatError when it is neither."""
    items = items_of(parse_json(raw))
    if len(items) != 1:
        raise UnreadableFormatError(f"A Crossref record was expected; this JSON holds {len(items)}.")
    return read_item(items[0])


def read_file(stream: BinaryIO) -> Iterator[Result[Record | None]]:
    """The records of a file: one message, a list of items, or one message or item a line; gzip is unpacked.

    Something that is no work is a Result with value None. UnreadableFormatError when the file holds no JSON.
    """
    for found in read_values(stream):
        if found.problem:
            yield Result(None, (found.problem,))
            continue
        items = items_of(found.value)
        if not items and not _is_empty_message(found.value):
            yield Result(
                None, (Problem("not-a-work", "This JSON is no work of Crossref's.", line=found.line),)
            )
        for item in items:
            yield _record(item)


def items_of(value: object) -> list[Mapping[str, object]]:
    """The items in a message of Crossref's, in a list, or the one item that `value` is; empty where it is none of these."""
    if isinstance(value, list):
        return [item for one in value for item in items_of(one)]
    mapping = mapping_of(value)
    if "message-type" in mapping or "message" in mapping:
        message = mapping_of(mapping.get("message"))
        kind = text_of(mapping.get("message-type"))
        if kind == "work-list" or (not kind and "items" in message):
            return mappings_of(message.get("items"))
        return [message] if kind in ("", "work") and "DOI" in message else []
    return [mapping] if "DOI" in mapping or ("title" in mapping and "type" in mapping) else []


def _record(item: Mapping[str, object]) -> Result[Record | None]:
    result = read_item(item)
    work, problems = result.value, result.problems
    if not (work.doi or work.title):
        return Result(None, problems)
    raw = compact_json(item)
    return Result(Record(SOURCE, work.doi, FORMAT, raw, work, problems=problems), problems)


def _is_empty_message(value: object) -> bool:
    return value == [] or text_of(mapping_of(value).get("message-type")) == "work-list"


def _problems(work: Work, type_name: str) -> Iterator[Problem]:
    if not work.doi:
        yield Problem("no-doi", "A Crossref record has no DOI.")
    if not work.title:
        yield Problem("no-title", f"{work.doi or 'A Crossref record'} has no title.", key=work.doi)
    if type_name and not is_known(type_name):
        yield Problem(
            "unknown-type",
            f"Crossref calls {work.doi} a {type_name!r}, which is kept as a document.",
            key=work.doi,
        )


def _publisher(item: Mapping[str, object], type_name: str) -> str:
    """The publisher; for what an institution put out (preprints, theses) that institution."""
    publisher = without_isbd(clean_line(text_of(item.get("publisher"))))
    institution = next(
        (clean_line(text_of(one.get("name"))) for one in mappings_of(item.get("institution"))), ""
    )
    if type_name in ("posted-content", "dissertation"):
        return institution or publisher
    return publisher or institution


def _publisher_place(item: Mapping[str, object]) -> str:
    places = [text_of(item.get("publisher-location"))]
    places += [first_text(one.get("place")) for one in mappings_of(item.get("institution"))]
    return next((place for text in places if (place := without_isbd(clean_line(text)))), "")


def _genre(item: Mapping[str, object], kind: str) -> str:
    if kind == "thesis":
        return clean_line(first_text(item.get("degree")))
    return PREPRINT_GENRE if kind == "article" and text_of(item.get("subtype")) == "preprint" else ""


def _numbers(
    item: Mapping[str, object], field: str, typed: str, normalise: Callable[[str], str]
) -> tuple[str, ...]:
    """The valid ISBNs or ISSNs of the plain and the typed list, each once."""
    texts = texts_of(item.get(field)) + [text_of(one.get("value")) for one in mappings_of(item.get(typed))]
    return tuple(dict.fromkeys(number for text in texts if (number := normalise(text))))


def _url(item: Mapping[str, object]) -> str:
    """The landing page, where it is more than the DOI again."""
    primary = mapping_of(mapping_of(item.get("resource")).get("primary"))
    for url in (text_of(primary.get("URL")), text_of(item.get("URL"))):
        if re.match(r"https?://[^\s<>\"]+$", url) and not re.match(r"https?://(?:dx\.)?doi\.org/", url):
            return url
    return ""


def _trials(item: Mapping[str, object]) -> tuple[str, ...]:
    numbers = (
        text_of(one.get("clinical-trial-number")) for one in mappings_of(item.get("clinical-trial-number"))
    )
    return tuple(dict.fromkeys(clean_line(number).upper() for number in numbers if number))


def _grants(item: Mapping[str, object]) -> tuple[str, ...]:
    """ "Funder: award" or "Funder", each once."""
    grants = []
    for funder in mappings_of(item.get("funder")):
        name = clean_line(text_of(funder.get("name")))
        awards = [clean_line(award) for award in texts_of(funder.get("award"))]
        grants += [f"{name}: {award}" if name else award for award in awards] or [name]
    return tuple(dict.fromkeys(grant for grant in grants if grant))


def _rights(item: Mapping[str, object]) -> str:
    """The licence of the version of record, a Creative Commons one first; text and data mining licences do not count."""
    licences = [
        one for one in mappings_of(item.get("license")) if text_of(one.get("content-version")) != "tdm"
    ]
    licences.sort(key=lambda one: text_of(one.get("content-version")) != "vor")
    urls = [url for one in licences if re.match(r"https?://\S+$", url := text_of(one.get("URL")))]
    return next((url for url in urls if "creativecommons.org" in url), next(iter(urls), ""))
