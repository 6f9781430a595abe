r"""How a Work's variables and BibTeX's fields stand to each other: one literal table, read by the writer and by a reader.

Entry types and fields are those of BibTeX's standard styles (btxdoc, 1988) with biblatex's names (biblatex manual, 2.2)
where BibTeX has none; the standard styles ignore what they do not know. `articleno`, `pmid` and `pmcid` are in wide use.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from silit.formats.latex_reading import from_latex
from silit.formats.latex_writing import escape_latex, to_latex
from silit.markup import parse_inline
from silit.model.check_digits import normalise_isbn
from silit.model.languages import ENGLISH_NAMES

# CSL type -> BibTeX entry type; a type that is not here is @misc. The first of each entry type is the one it stands for.
ENTRY_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "entry-dictionary": "incollection",
    "book": "book",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
    "document": "misc",
}
OTHER_TYPE = "misc"
# What an entry type means when nothing else is said; other CSL types are named in `entrysubtype`.
CSL_TYPES = {bibtex: csl for csl, bibtex in reversed(ENTRY_TYPES.items())} | {"mastersthesis": "thesis"}

# What the standard styles warn about when it is missing, as alternatives (btxdoc 3.1 and plain.bst).
REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "article": (("author",), ("title",), ("journal",), ("year",)),
    "book": (("author", "editor"), ("title",), ("publisher",), ("year",)),
    "incollection": (("author",), ("title",), ("booktitle",), ("publisher",), ("year",)),
    "inproceedings": (("author",), ("title",), ("booktitle",), ("year",)),
    "phdthesis": (("author",), ("title",), ("school",), ("year",)),
    "mastersthesis": (("author",), ("title",), ("school",), ("year",)),
    "techreport": (("author",), ("title",), ("institution",), ("year",)),
    "misc": (("author",), ("title",)),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One variable and its field. `to` makes the field's value (without its braces) and `read` the variable's again.

    `types` are the BibTeX entry types in which the field has this meaning, none for all of them.
    """

    variable: str
    field: str
    to: Callable[[Any], str] = escape_latex
    read: Callable[[str], Any] = from_latex
    types: frozenset[str] = frozenset()


def formatted(text: str) -> str:
    """A title-like variable with its inline markup as LaTeX that keeps its capitals."""
    return to_latex(parse_inline(text), keep_case=True)


def marked_up(text: str) -> str:
    """A name with inline markup that no style sets in lower case: a journal's, a book's."""
    return to_latex(parse_inline(text))


def paragraphs(text: str) -> str:
    """Long text: its paragraphs stay apart."""
    return (
        "\n\n".join(filter(None, map(escape_latex, text.split("\n\n"))))
        if "\n\n" in text
        else escape_latex(text)
    )


def verbatim(text: str) -> str:
    """A DOI or URL: no escapes, but the few characters that no .bib file can hold are percent-encoded."""
    return _UNSAFE.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), text
    )


def pages(text: str) -> str:
    """A range of pages, its hyphens doubled as BibTeX has them. Crossref's "0" for no page is none."""
    if text == "0":
        return ""
    return _DASHES.sub("--", " ".join(text.split())).translate(_PAGE_ESCAPES)


def read_pages(latex: str) -> str:
    """Pages with the single hyphen that a Work has."""
    return _DASHES.sub("-", from_latex(latex))


def language(code: str) -> str:
    """The language's English name in lower case, as biblatex wants it; the code where there is none."""
    return _LANGUAGE_NAMES.get(code.lower()) or escape_latex(code)


def read_language(latex: str) -> str:
    """The BCP 47 code of a language that `language` wrote."""
    return _LANGUAGE_CODES.get(latex.lower()) or from_latex(latex)


def first_isbn(values: tuple[str, ...]) -> str:
    """The first valid ISBN: biber complains of a field with two, or with one whose check digit is wrong."""
    return escape_latex(_valid_isbn(values))


def other_isbns(values: tuple[str, ...]) -> str:
    """The others, in a field that is silit's own."""
    chosen = _valid_isbn(values)
    return ", ".join(escape_latex(value) for value in values if value != chosen)


def first(values: tuple[str, ...]) -> str:
    """The first of several ISSNs."""
    return escape_latex(values[0])


def others(values: tuple[str, ...]) -> str:
    """The other ISSNs, in a field that is silit's own."""
    return ", ".join(map(escape_latex, values[1:]))


def read_joined(latex: str) -> tuple[str, ...]:
    """The identifiers of one field."""
    return tuple(filter(None, (part.strip() for part in from_latex(latex).split(","))))


def _valid_isbn(values: tuple[str, ...]) -> str:
    return next((value for value in values if normalise_isbn(value)), "")


_UNSAFE = re.compile(r'[{}\\"\s\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_DASHES = re.compile(r"\s*[-‐‑‒–—]+\s*")
_PAGE_ESCAPES = str.maketrans(
    {char: escape_latex(char) for char in "&%$#_~^\\{}"}
    | {chr(code): None for code in range(32) if code != 10}
)
_LANGUAGE_NAMES = {code: name.lower() for code, name in ENGLISH_NAMES.items()}
_LANGUAGE_CODES = {name: code for code, name in _LANGUAGE_NAMES.items()}

_IN_BOOKS = frozenset({"incollection", "inproceedings"})
_ARTICLE = frozenset({"article"})
_THESES = frozenset({"phdthesis", "mastersthesis"})
_REPORT = frozenset({"techreport"})
_NOT_ARTICLE = frozenset(REQUIRED) - _ARTICLE
_NOT_REPORT = frozenset(REQUIRED) - _REPORT

ROWS = (
    Row("title", "title", formatted),
    Row("title_short", "shorttitle", formatted),
    Row("original_title", "origtitle", formatted),
    Row("container_title", "journal", marked_up, types=_ARTICLE),
    Row("container_title", "booktitle", marked_up, types=_IN_BOOKS),
    Row("container_title", "howpublished", marked_up, types=frozenset({"misc"})),
    Row("container_title_short", "shortjournal"),
    Row("collection_title", "series", marked_up),
    Row("event_title", "eventtitle"),
    Row("volume", "volume"),
    # Beside a volume, the standard styles want no number in books.
    Row("issue", "number", types=_ARTICLE),
    Row("issue", "issue", types=_NOT_ARTICLE),
    Row("number", "number", types=_REPORT),
    Row("number", "articleno", types=_NOT_REPORT),
    Row("page", "pages", pages, read_pages),
    Row("edition", "edition"),
    Row("genre", "type", types=_THESES | _REPORT | {"misc"}),
    Row("publisher", "school", types=_THESES),
    Row("publisher", "institution", types=_REPORT),
    Row("publisher", "publisher", types=frozenset(REQUIRED) - _THESES - _REPORT),
    Row("publisher_place", "address"),
    Row("language", "language", language, read_language),
    Row("doi", "doi", verbatim, str),
    Row("pmid", "pmid"),
    Row("pmcid", "pmcid"),
    # Two rows of one variable: what they read is put together.
    Row("isbn", "isbn", first_isbn, read_joined),
    Row("isbn", "otherisbn", other_isbns, read_joined),
    Row("issn", "issn", first, read_joined),
    Row("issn", "otherissn", others, read_joined),
    Row("url", "url", verbatim, str),
    Row("abstract", "abstract", paragraphs),
)


def rows_for(entry_type: str) -> tuple[Row, ...]:
    """The rows that an entry of this type may have, in the order in which they are written."""
    return tuple(row for row in ROWS if not row.types or entry_type in row.types)
