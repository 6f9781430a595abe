"""Tables of papers (CSV and its kin) -> works, by the names of their columns; works -> an evidence table."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from silit.errors import UnreadableFormatError
from silit.formats.csv_columns import FIELD_OF, normal
from silit.formats.csv_reading import cells_of_row, cite_key, notes, work_of
from silit.formats.csv_rows import Row, guarded, rows
from silit.formats.csv_writing import EVIDENCE, write
from silit.formats.text_files import text_lines
from silit.model.records import Record
from silit.model.work import Work
from silit.results import Problem, Result

__all__ = ["read_file", "read_record", "write"]

FORMAT = "csv"
SOURCE = "import"

_EVIDENCE = frozenset(map(normal, EVIDENCE))


def read_record(raw: bytes) -> Result[Work]:
    """The work of one kept row, which stands under its headers. UnreadableFormatError when it is none."""
    for row in rows(raw.decode("utf-8", "replace").split("\n")):
        return work_of(cells_of_row(row.cells))
    raise UnreadableFormatError("The kept table has no row.")


def read_file(stream: BinaryIO) -> Iterator[Result[Record | None]]:
    """The papers of a table, one a row; a row that says nothing of a paper is a Result without value.

    Rows of silit's own table that differ only in a claim are one paper. `source_id` is the key, else the DOI, PMID or
    PMCID, else a digest of the row. UnreadableFormatError when the first line does not name columns of papers.
    """
    before = b""
    for row in rows(text_lines(stream)):
        result = _record(row)
        if result.value is None or result.value.raw != before:
            yield result
        before = result.value.raw if result.value else b""


def _record(row: Row) -> Result[Record | None]:
    if row.fault:
        message = f"The row that begins here cannot be read ({row.fault})."
        return Result(
            None,
            (
                Problem(
                    "broken-row", message, "Look for a quotation mark without its partner.", line=row.line
                ),
            ),
        )
    cells = cells_of_row(row.cells)
    result = work_of(cells)
    work = result.value
    key = cite_key(cells)
    problems = tuple(replace(problem, line=row.line, key=key) for problem in result.problems)
    if not (work.title or work.doi or work.pmid or work.pmcid):
        message = "The row has neither a title nor an identifier, and was left out."
        return Result(None, (Problem("empty-record", message, line=row.line, key=key),))
    raw = _raw(row, own=cells.own)
    source_id = key or work.doi or work.pmid or work.pmcid or hashlib.sha256(raw).hexdigest()[:16]
    record = Record(SOURCE, source_id, FORMAT, raw, work, problems=problems, cite_key=key, notes=notes(cells))
    return Result(record, problems)


def _raw(row: Row, *, own: bool) -> bytes:
    """The headers and cells that say something, as a table of one row."""
    headers, cells = [], []
    for header, text in row.cells:
        judged = own and normal(header) in _EVIDENCE
        if judged or (text.strip() and (normal(header) in FIELD_OF or not own)):
            headers.append(header)
            cells.append("" if judged else guarded(text))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows((headers, cells))
    return out.getvalue().encode("utf-8", "replace")
