"""RIS, the format that nearly every reference manager and database writes -> works, and works -> RIS.

The format: Research Information Systems, RIS Format Specifications; what programs make of it is in ris_reading.py.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from silit.formats.csl_user import key_in_extra
from silit.formats.inline_html import clean_line
from silit.formats.ris_fields import cut, fields_of
from silit.formats.ris_notes import notes
from silit.formats.ris_reading import work_of
from silit.formats.ris_writing import write
from silit.formats.tagged_fields import Fields, Lines
from silit.formats.text_files import text_lines
from silit.model.cite_keys import citable_key
from silit.model.records import Record
from silit.model.work import Work
from silit.results import Problem, Result

__all__ = ["read_file", "read_record", "write"]

FORMAT = "ris"
SOURCE = "import"


def read_record(raw: bytes) -> Result[Work]:
    """The work of one kept record."""
    return work_of(fields_of(raw.decode("utf-8", "replace").split("\n")))


def read_file(stream: BinaryIO) -> Iterator[Result[Record | None]]:
    """The records of a file, one at a time; one that says nothing of a paper is a Result without value.

    The cite key is the record's ID or label where that can be cited. `source_id` is that key, else the database and the DOI,
    PMID or PMCID, else a digest of the record. UnreadableFormatError when the file holds no record.
    """
    for lines in cut(text_lines(stream)):
        yield _record(lines)


def _record(lines: Lines) -> Result[Record | None]:
    fields = fields_of(lines.lines)
    result = work_of(fields)
    work = result.value
    key = cite_key(fields)
    called = key or clean_line(fields.first("ID", "AN", "TI", "T1"))[:60]
    problems = tuple(replace(problem, line=lines.number, key=key) for problem in result.problems)
    if not (work.title or work.doi or work.pmid or work.pmcid):
        message = (
            f"The record {called or 'without an ID'} has neither a title nor an identifier, and was left out."
        )
        return Result(None, (Problem("empty-record", message, line=lines.number, key=key),))
    raw = "\n".join(lines.lines).encode("utf-8", "replace") + b"\n"
    named = work.doi or work.pmid or work.pmcid or hashlib.sha256(raw).hexdigest()[:16]
    # Two databases describe one paper each in its own way; a reference manager keeps its key.
    source_id = key or f"{clean_line(fields.first('DB'))[:40]} {named}".strip()
    record = Record(
        SOURCE, source_id, FORMAT, raw, work, problems=problems, cite_key=key, notes=notes(fields)
    )
    return Result(record, problems)


def cite_key(fields: Fields) -> str:
    """The key that the record's program cites it by, "" without one that can be cited: its ID or label, or the one in Zotero's
    Extra, which has its place in M1."""
    named = next((key for text in fields.every("ID", "LB") if (key := citable_key(text))), "")
    return named or next((key for text in fields.every("M1") if (key := key_in_extra(text))), "")
