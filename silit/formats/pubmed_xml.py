"""PubMed XML -> works and records: a kept record, a file of any size, or a live EFetch answer.

The format: NLM's DTD pubmed_250101 (dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd). The DTD itself is never loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from silit.errors import UnreadableFormatError
from silit.formats.pubmed_article import article_work
from silit.formats.pubmed_book import book_work
from silit.formats.pubmed_ids import pmid_of
from silit.formats.pubmed_parse import parse
from silit.formats.pubmed_stream import HINT, Piece, pieces
from silit.model.records import Record
from silit.model.work import Work
from silit.results import Problem, Result

_FORMAT = "pubmed-xml"
_AGAIN = "Fetch or download it again."
_PMID = re.compile(rb"<PMID\b[^>]*>\s*(\d+)\s*</PMID>")


def read_record(raw: bytes) -> Result[Work]:
    """The work in one `PubmedArticle` or `PubmedBookArticle` element, as a library keeps it.

    Raises UnreadableFormatError when `raw` is not such an element or has no PMID.
    """
    element, mended = parse(raw)
    if element.tag == "PubmedArticle":
        work, problems = _unpacked(article_work(element))
    elif element.tag == "PubmedBookArticle":
        work, problems = _unpacked(book_work(element))
    else:
        raise UnreadableFormatError(f"<{element.tag[:80]}> is no PubMed record.", hint=HINT)
    if mended:
        problems = (Problem("mended-xml", "characters that XML forbids were left out or mended."), *problems)
    return Result(work, tuple(_about(work.pmid, problem) for problem in problems))


def read_file(stream: BinaryIO) -> Iterator[Result[Record | None]]:
    """The records of a PubMed XML file or answer, plain or gzip, one at a time.

    A record that cannot be read, and PMIDs that PubMed has deleted (`deleted-at-pubmed`), come as a Result without value.
    Raises UnreadableFormatError for what is not PubMed XML, and after the last whole record of a file that is cut off.
    """
    for piece in pieces(stream):
        if piece.kind == "record":
            yield _record(piece.raw)
        elif piece.kind == "deleted":
            if told := _deleted(piece.raw):
                yield Result(None, told)
        else:
            yield Result(None, (_unreadable(piece),))


def _record(raw: bytes) -> Result[Record | None]:
    try:
        work, problems = _unpacked(read_record(raw))
    except UnreadableFormatError as error:
        hint = error.hint or _AGAIN
        return Result(None, (Problem("unreadable-record", f"{_called(raw)}: {error.message}", hint),))
    return Result(Record("pubmed", work.pmid, _FORMAT, raw, work, problems=problems), problems)


def _unpacked(result: Result[Work]) -> tuple[Work, tuple[Problem, ...]]:
    return result.value, result.problems


def _about(pmid: str, problem: Problem) -> Problem:
    """The problem with the record's name, and where to look."""
    hint = problem.hint or f"Look at https://pubmed.ncbi.nlm.nih.gov/{pmid}/ for what is right."
    return replace(problem, message=f"PMID {pmid}: {problem.message}", hint=hint)


def _deleted(raw: bytes) -> tuple[Problem, ...]:
    try:
        element, _ = parse(raw)
    except UnreadableFormatError as error:
        return (Problem("unreadable-record", f"The list of deleted PMIDs: {error.message}", _AGAIN),)
    pmids = [pmid for child in element.findall("PMID") if (pmid := pmid_of(child))]
    if not pmids:
        return ()
    counted = "1 PMID" if len(pmids) == 1 else f"{len(pmids)} PMIDs"
    message = f"PubMed lists {counted} as deleted: {', '.join(pmids)}."
    return (Problem("deleted-at-pubmed", message, "silit remove any of them that you have."),)


def _unreadable(piece: Piece) -> Problem:
    if piece.kind == "broken":
        return Problem("unreadable-record", f"{_called(piece.raw)} has no end.", _AGAIN)
    excerpt = " ".join(piece.raw[:200].decode("utf-8", "replace").split())[:80]
    message = f"Something that is no record was passed over: {excerpt}"
    return Problem("unexpected-content", message, "If a record is missing, fetch or download it again.")


def _called(raw: bytes) -> str:
    found = _PMID.search(raw)
    return f"PMID {found.group(1).decode('ascii')}" if found else "A record without a PMID"
