"""Libraries of invented works, stored as `silit import` stores them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from corpus import records

from silit.formats.pubmed_xml import read_record
from silit.library import Action, Library
from silit.model.records import Record
from silit.services.store import Stored, store_records

_AT_ONCE = 5_000


def make_library(path: Path, count: int) -> None:
    """A library of `count` works at `path`."""
    described = _described(count)
    stored = Stored()
    with Library.create(path) as library:
        while len(stored.added) < count:
            with library.changing(Action("import", "invented works")):
                store_records(library, islice(described, _AT_ONCE), stored)


def _described(count: int) -> Iterator[Record]:
    for text in records(count):
        raw = text.encode()
        work = read_record(raw).value
        yield Record("pubmed", work.pmid, "pubmed-xml", raw, work, retrieved="2026-01-01T00:00:00Z")
