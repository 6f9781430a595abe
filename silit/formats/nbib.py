"""PubMed's text format (.nbib, "PubMed" under Save, MEDLINE at EFetch) -> the works that PubMed's XML gives.

The format: NLM, MEDLINE/PubMed Data Element (Field) Descriptions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from silit.errors import UnreadableFormatError
from silit.formats.nbib_element import article_element, book_element
from silit.formats.nbib_fields import cut, fields_of
from silit.formats.pubmed_article import article_work
from silit.formats.pubmed_book import book_work
from silit.formats.tagged_fields import Fields, Lines
from silit.formats.text_files import text_lines
from silit.model.records import Record
from silit.model.work import Work
from silit.results import Problem, Result

FORMAT = "nbib"


def read_record(raw: bytes) -> Result[Work]:
    """The work of one kept record. UnreadableFormatError when it has no PMID, or is none."""
    # Only a line feed parts lines here: a vertical tab or U+2028 in a value is part of it, as it was when it was read.
    return _work(fields_of(raw.decode("utf-8", "replace").split("\n")))


def read_file(stream: BinaryIO) -> Iterator[Result[Record | None]]:
    """The records of a file, one at a time; a record that cannot be read is a Result without value.

    The source is `pubmed` and `source_id` the PMID: it is what PubMed says, on paper so to speak. UnreadableFormatError
    when the file holds no record.
    """
    for lines in cut(text_lines(stream)):
        yield _record(lines)


def _record(lines: Lines) -> Result[Record | None]:
    try:
        result = _work(fields_of(lines.lines))
    except UnreadableFormatError as error:
        return Result(None, (Problem("unreadable-record", error.message, error.hint, line=lines.number),))
    work = result.value
    problems = tuple(replace(problem, line=lines.number) for problem in result.problems)
    raw = "\n".join(lines.lines).encode("utf-8", "replace") + b"\n"
    return Result(Record("pubmed", work.pmid, FORMAT, raw, work, problems=problems), problems)


def _work(fields: Fields) -> Result[Work]:
    result = book_work(book_element(fields)) if fields.first("BTI") else article_work(article_element(fields))
    return Result(result.value, tuple(_about(result.value.pmid, problem) for problem in result.problems))


def _about(pmid: str, problem: Problem) -> Problem:
    hint = problem.hint or f"Look at https://pubmed.ncbi.nlm.nih.gov/{pmid}/ for what is right."
    return replace(problem, message=f"PMID {pmid}: {problem.message}", hint=hint)
