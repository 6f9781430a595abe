"""CSL-JSON (schema csl-data.json of CSL 1.0.2): the shape in which silit gives works away, and reads those of others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from silit.errors import UnreadableFormatError
from silit.formats.csl_custom import silit_object
from silit.formats.csl_dates import date_to_csl
from silit.formats.csl_reading import work_from_item
from silit.formats.csl_untaken import Untaken
from silit.formats.csl_user import cite_key, notes
from silit.formats.json_files import read_values
from silit.formats.json_values import compact_json, mapping_of, mappings_of, parse_json, text_of
from silit.model.archives import web_address
from silit.model.entries import Entry
from silit.model.names import Name
from silit.model.records import Record
from silit.model.work import Work
from silit.results import Problem, Result

__all__ = [
    "entry_json",
    "item_from_work",
    "read_file",
    "read_record",
    "silit_object",
    "work_from_item",
    "write",
]

SOURCE = "import"
FORMAT = "csl-json"

# Control characters and marks of the text's direction: the data keep them, escaped, so that the file shows what is in it.
_UNSEEN = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# CSL variables that hold a text, in the order in which they are printed.
_TEXTS = (
    ("title", "title"),
    ("title-short", "title_short"),
    ("original-title", "original_title"),
    ("container-title", "container_title"),
    ("container-title-short", "container_title_short"),
    ("collection-title", "collection_title"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "page"),
    ("number", "number"),
    ("edition", "edition"),
    ("publisher", "publisher"),
    ("publisher-place", "publisher_place"),
    ("event-title", "event_title"),
    ("genre", "genre"),
    ("medium", "medium"),
    ("status", "status"),
    ("language", "language"),
    ("DOI", "doi"),
    ("PMID", "pmid"),
    ("PMCID", "pmcid"),
    ("URL", "url"),
    ("abstract", "abstract"),
)


def item_from_work(work: Work, cite_key: str) -> dict[str, object]:
    """The work as a CSL-JSON item with `id` the cite key; a variable without a value is left out.
    `URL` is the page of a number in an archive where nothing else leads to the work.

    Titles hold only <i> <b> <sup> <sub>. ISBN and ISSN are strings, several parted by a blank; `keyword` by ", ".
    """
    item: dict[str, object] = {"id": cite_key, "type": work.type}
    item |= {variable: text for variable, field in _TEXTS if (text := getattr(work, field))}
    if not work.url and (address := web_address(work)):
        item["URL"] = address
    for role in ("author", "editor", "translator"):
        if names := getattr(work, role):
            item[role] = [_name(name) for name in names]
    if work.issued:
        item["issued"] = date_to_csl(work.issued)
    if work.available_date:
        item["available-date"] = date_to_csl(work.available_date)
    if work.accessed:
        item["accessed"] = date_to_csl(work.accessed)
    joined = {"ISBN": " ".join(work.isbn), "ISSN": " ".join(work.issn), "keyword": ", ".join(work.keyword)}
    return item | {variable: text for variable, text in joined.items() if text}


def entry_json(entry: Entry) -> dict[str, object]:
    """The entry as it stands in `--json` answers: a CSL-JSON item, and what silit knows under `silit`."""
    return item_from_work(entry.work, entry.cite_key) | {"silit": silit_object(entry)}


def write(entries: Iterable[Entry]) -> Result[str]:
    """A CSL-JSON file of the entries; what silit knows stands under CSL's own `custom`."""
    items = [
        item_from_work(entry.work, entry.cite_key) | {"custom": silit_object(entry)} for entry in entries
    ]
    text = json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    return Result(_UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))


def read_record(raw: bytes) -> Result[Work]:
    """The work of one kept item. UnreadableFormatError when it is none."""
    items = _items(parse_json(raw))
    if len(items) != 1:
        raise UnreadableFormatError(f"A CSL-JSON item was expected; this JSON holds {len(items)}.")
    return work_from_item(items[0])


def read_file(stream: BinaryIO) -> Iterator[Result[Record | None]]:
    """The records of a CSL-JSON file: a list, one item, or one a line. `source_id` is the item's id, else its DOI.

    What is no item is a Result with value None; so is, at the end, what had no place in a work. UnreadableFormatError when the file holds no JSON.
    """
    untaken = Untaken()
    for found in read_values(stream):
        if found.problem:
            yield Result(None, (found.problem,))
            continue
        items = _items(found.value)
        if not items and found.value != []:
            yield Result(None, (_no_item(found.value, found.line),))
        untaken.add(items)
        for item in items:
            yield _record(item, found.line)
    for problem in untaken.problems():
        yield Result(None, (problem,))


def _items(value: object) -> list[Mapping[str, object]]:
    if isinstance(value, list):
        return mappings_of(value)
    mapping = mapping_of(value)
    for wrapper in ("items", "references"):
        if isinstance(mapping.get(wrapper), list):
            return mappings_of(mapping[wrapper])
    return [mapping] if mapping else []


def _no_item(value: object, line: int) -> Problem:
    """What stands in the place of an item, in words."""
    kinds = {
        dict: "an empty object",
        str: "a text",
        bool: "true or false",
        type(None): "null",
        list: "a list without items",
    }
    shown = json.dumps(value, ensure_ascii=False)[:60]
    message = (
        f"Here stands {kinds.get(type(value), 'a number')}, {shown}, and no CSL item: an object with a title."
    )
    return Problem("not-a-work", message, "Export the papers again as CSL-JSON.", line=line)


def _record(item: Mapping[str, object], line: int) -> Result[Record | None]:
    result = work_from_item(item)
    work = result.value
    source_id = text_of(item.get("id")) or work.doi or work.pmid
    if not (work.title or work.doi or work.pmid or work.pmcid):
        message = f"The item {source_id or 'without an id'} has neither a title nor an identifier, and was left out."
        return Result(None, (*result.problems, Problem("empty-record", message, line=line, key=source_id)))
    problems = tuple(replace(problem, line=line) for problem in result.problems)
    key = cite_key(item)
    raw = compact_json(item)
    return Result(
        Record(SOURCE, source_id, FORMAT, raw, work, problems=problems, cite_key=key, notes=notes(item)),
        problems,
    )


def _name(name: Name) -> dict[str, object]:
    """`{family, given?, suffix?, non-dropping-particle?}` or `{literal}`."""
    if name.literal:
        return {"literal": name.literal}
    given = name.given or ". ".join([*name.initials, ""]).strip()
    parts = {
        "family": name.family,
        "given": given,
        "suffix": name.suffix,
        "non-dropping-particle": name.particle,
    }
    return {part: text for part, text in parts.items() if text}
