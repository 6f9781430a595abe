"""The bundled starter collection: one work a row, every cell already in one plain form.

Columns: `authors` parts people with "; " and family, given (or initials), suffix with ", "; a name without a comma is a
group. `pages` is a full range or a first page, `article_number` stands where there are no pages. `tags` and
`relations` ("ErratumIn pmid:28973594") are parted by "; ". An empty cell means that the fact was not seen.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import BinaryIO, cast, get_args

from silit.errors import UnreadableFormatError
from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.names import Name
from silit.model.records import Record
from silit.model.study_types import STUDY_TYPES
from silit.model.terms import Relation
from silit.model.work import AuthorsComplete, Work
from silit.results import Problem, Result

SOURCE = "starter"
FORMAT = "starter-csv"
COLUMNS = (
    "pmid",
    "doi",
    "pmcid",
    "title",
    "language",
    "authors",
    "authors_complete",
    "journal",
    "journal_abbrev",
    "year",
    "volume",
    "issue",
    "pages",
    "article_number",
    "study_type",
    "tags",
    "relations",
)
_LONGEST_INITIALS = 4


def read_file(stream: BinaryIO) -> Iterator[Result[Record | None]]:
    """The records of a starter collection, in the order of the file.

    A row that cannot be read is a Result with value None. UnreadableFormatError when it is no such file.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        for line, row in enumerate(_rows(text), start=2):
            yield _record(row, line)
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFormatError(f"The starter collection cannot be read: {error}.") from error
    finally:
        text.detach()


def read_record(raw: bytes) -> Result[Work]:
    """The work of one kept row: the head of the table and that row, as CSV.

    UnreadableFormatError when there is no row, or none that a work can be made of.
    """
    try:
        rows = list(_rows(io.StringIO(raw.decode("utf-8"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFormatError(f"A kept starter record cannot be read: {error}.") from error
    if len(rows) != 1:
        raise UnreadableFormatError(f"A kept starter record has {len(rows)} rows in place of one.")
    try:
        return Result(_work(rows[0]))
    except ValueError as error:
        raise UnreadableFormatError(f"A kept starter record cannot be read: {error}.") from error


def _rows(text: io.TextIOBase) -> Iterator[Mapping[str, str]]:
    reader = csv.DictReader(text)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise UnreadableFormatError(f"The starter collection has no column {missing[0]!r}.")
    for row in reader:
        # A short row leaves None, a long one a list under None: neither is text.
        yield {name: (row[name] or "").strip() for name in COLUMNS}


def _record(row: Mapping[str, str], line: int) -> Result[Record | None]:
    try:
        work = _work(row)
    except ValueError as error:
        problem = Problem(
            "bad-starter-row", f"A row of the starter collection cannot be read: {error}.", line=line
        )
        return Result(None, (problem,))
    return Result(Record(SOURCE, work.pmid or work.doi, FORMAT, _raw(row), work))


def _raw(row: Mapping[str, str]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    return text.getvalue().encode("utf-8")


def _work(row: Mapping[str, str]) -> Work:
    if not (row["pmid"] or row["doi"]):
        raise ValueError("it has neither a PMID nor a DOI")
    return Work(
        type="article-journal",
        title=row["title"],
        container_title=row["journal"],
        container_title_short=row["journal_abbrev"],
        author=tuple(_name(part) for part in _parts(row["authors"])),
        authors_complete=_authors_complete(row["authors_complete"]),
        issued=PartialDate(int(row["year"])) if row["year"] else None,
        volume=row["volume"],
        issue=row["issue"],
        page=row["pages"] or row["article_number"],
        number=row["article_number"],
        language=row["language"],
        doi=row["doi"].lower(),
        pmid=row["pmid"],
        pmcid=row["pmcid"],
        relations=tuple(_relation(part) for part in _parts(row["relations"])),
        study_type=_study_type(row["study_type"]),
        suggested_tags=_parts(row["tags"]),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _name(text: str) -> Name:
    family, _, rest = text.partition(", ")
    if not rest:
        return Name(literal=text)
    given, _, suffix = rest.partition(", ")
    if given.isalpha() and given.isupper() and len(given) <= _LONGEST_INITIALS:
        return Name(family=family, given=" ".join(given), suffix=suffix, initials=given)
    return Name(family=family, given=given, suffix=suffix)


def _authors_complete(cell: str) -> AuthorsComplete:
    if cell not in get_args(AuthorsComplete):
        raise ValueError(f"authors_complete is {cell!r}")
    return cast(AuthorsComplete, cell)


def _study_type(cell: str) -> str:
    if cell not in STUDY_TYPES:
        raise ValueError(f"there is no study type {cell!r}")
    return "" if cell == "unknown" else cell


def _relation(text: str) -> Relation:
    kind, _, target = text.partition(" ")
    scheme, _, value = target.partition(":")
    if not (kind and scheme and value):
        raise ValueError(f"{text!r} is no relation")
    # These links are the ones that PubMed prints on the two records.
    return Relation(kind, Identifier(scheme, value), asserted_by="pubmed")
