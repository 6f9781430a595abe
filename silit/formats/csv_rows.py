"""A table with a line of headers, parted by commas, semicolons, tabs or bars, as rows of text (RFC 4180, and what programs make of it)."""

from __future__ import annotations

import ast
import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from silit.errors import UnreadableFormatError
from silit.formats.csv_columns import is_table, known, names_papers
from silit.formats.untext import without_untext

_DELIMITERS = (",", ";", "\t", "|")
_MOST_LINES_BEFORE = 20
_LONGEST_HEADER = 100_000
# The authors of a paper may be thousands; with more, a quotation mark without its partner would cost many rows.
_LONGEST_CELL = 1 << 20
csv.field_size_limit(_LONGEST_CELL)
_LONGEST_LIST = 100_000
# Excel's own word for the delimiter.
SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
# What a spreadsheet takes for a formula (OWASP, "CSV Injection": signs of full width too), also behind what shows nothing,
# and the apostrophe that guards it.
_FORMULA = re.compile("'*[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
HINT = "silit reads tables whose first line names the columns: Title, Authors, Year, Journal, DOI, PMID …"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: header and cell for each column, and the line in which it begins. `fault` says why it has no cells."""

    cells: tuple[tuple[str, str], ...]
    line: int
    fault: str = ""


def rows(lines: Iterable[str]) -> Iterator[Row]:
    """The rows of a table that are not empty. UnreadableFormatError when no line near its start names columns of papers."""
    numbered = _Lines(lines)
    headers, delimiter = _header(numbered)
    reader = csv.reader(numbered, delimiter=delimiter)
    while True:
        line = numbered.begin_row()
        try:
            cells = next(reader)
            fault = _fault(numbered.of_row, delimiter, len(headers))
        except StopIteration:
            return
        except csv.Error as error:
            fault = str(error)
        if fault:
            yield Row((), line, fault)
            # Only that line is lost: what a quotation mark without its partner has swallowed is read again.
            numbered.take_back()
            reader = csv.reader(numbered, delimiter=delimiter)
        elif any(cell.strip() for cell in cells):
            yield Row(tuple(zip(headers, map(unguarded, cells), strict=False)), line)


def _fault(lines: list[str], delimiter: str, columns: int) -> str:
    """Why these lines cannot be one row, "" where they can: a quotation mark is never closed, or is closed where no cell ends
    and has whole rows behind it."""
    if len(lines) < 2 and lines[0].count('"') % 2 == 0:
        return ""
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        unclosed = "unexpected end" in str(error)
        swallowed = columns > 2 and any(len(cells_of(line, delimiter)) == columns for line in lines[1:-1])
        return str(error) if unclosed or swallowed else ""
    return ""


def delimiter_of(line: str) -> str:
    """What parts the headers in a line, "" where it does not name columns of papers."""
    if len(line) > _LONGEST_HEADER:
        return ""
    best = max(_DELIMITERS, key=lambda one: (len(known(cells_of(line, one))), len(cells_of(line, one))))
    return best if is_table(cells_of(line, best)) else ""


def cells_of(line: str, delimiter: str = ",") -> list[str]:
    """The cells of one line; none where it is malformed."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def guarded(text: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The cell without that apostrophe."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def python_list(text: str) -> list[str]:
    """The texts of a Python list, as data frames write them into a cell; none where the cell is no such list."""
    if not (text.startswith("[") and text.endswith("]")) or len(text) > _LONGEST_LIST:
        return []
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return []
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


class _Lines:
    """Lines with their ends, as the csv module wants them, counted; those of the row at hand can be taken back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self.of_row: list[str] = []
        self.number = 0

    def begin_row(self) -> int:
        """The number of the line in which the next row begins."""
        self.of_row = []
        return self.number + 1

    def take_back(self) -> None:
        """Gives all lines of the row but its first once more."""
        again = self.of_row[1:]
        self._again.extendleft(reversed(again))
        self.number -= len(again)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else without_untext(next(self._lines)) + "\n"
        self.number += 1
        self.of_row.append(line)
        return line


def _header(lines: _Lines) -> tuple[list[str], str]:
    for line in lines:
        text = line.removeprefix("\ufeff").removesuffix("\n")
        if delimiter := delimiter_of(text):
            headers = cells_of(text, delimiter)
            if names_papers(headers):
                return headers, delimiter
            raise UnreadableFormatError(
                "No column of the table is called Title, DOI, PMID or PMCID.",
                hint="Name one of them so, in the first line.",
            )
        if (text.strip() and not SEPARATOR_LINE.fullmatch(text)) or lines.number >= _MOST_LINES_BEFORE:
            break
    raise UnreadableFormatError("Its first line does not name columns of papers.", hint=HINT)
