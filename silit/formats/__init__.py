"""Text to works and works to text. The tables name every reader and writer; each is imported on first use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from silit.model.entries import Entry
from silit.model.records import Record
from silit.model.work import Work
from silit.registry import Registry
from silit.results import Result

# One kept record, read again: raw bytes -> work.
RecordReader = Callable[[bytes], Result[Work]]
# A file, read from the start in constant memory: a record that cannot be read is a Result with value None.
FileReader = Callable[[BinaryIO], Iterator[Result[Record | None]]]
# Entries -> the text of a file, with what the reader of that file should know.
Writer = Callable[[Iterable[Entry]], Result[str]]

RECORD_READERS: Registry[RecordReader] = Registry(
    "record format",
    {
        "pubmed-xml": "silit.formats.pubmed_xml:read_record",
        "crossref-json": "silit.formats.crossref_json:read_record",
        "csl-json": "silit.formats.csl_json:read_record",
        "bibtex": "silit.formats.bibtex_reader:read_record",
        "biblatex": "silit.formats.bibtex_reader:read_record",
        "ris": "silit.formats.ris:read_record",
        "nbib": "silit.formats.nbib:read_record",
        "csv": "silit.formats.csv_records:read_record",
        "starter-csv": "silit.formats.starter_csv:read_record",
    },
)

FILE_READERS: Registry[FileReader] = Registry(
    "import format",
    {
        "pubmed-xml": "silit.formats.pubmed_xml:read_file",
        "crossref-json": "silit.formats.crossref_json:read_file",
        "csl-json": "silit.formats.csl_json:read_file",
        "bibtex": "silit.formats.bibtex_reader:read_file",
        "biblatex": "silit.formats.bibtex_reader:read_file",
        "ris": "silit.formats.ris:read_file",
        "nbib": "silit.formats.nbib:read_file",
        "csv": "silit.formats.csv_records:read_file",
    },
)

WRITERS: Registry[Writer] = Registry(
    "export format",
    {
        "bibtex": "silit.formats.bibtex:write",
        "biblatex": "silit.formats.biblatex:write",
        "csl-json": "silit.formats.csl_json:write",
        "ris": "silit.formats.ris:write",
        "csv": "silit.formats.csv_records:write",
    },
)

# The same formats in seven bits, for programs that know no Unicode.
ASCII_WRITERS: Registry[Writer] = Registry(
    "export format for --ascii",
    {
        "bibtex": "silit.formats.bibtex_ascii:write",
        "biblatex": "silit.formats.bibtex_ascii:write_biblatex",
    },
)
