r"""How a Work's variables and BibTeX's fields stand to each other: one literal table, read by the writer and by a reader.

Entry types and fields are those of BibTeX's standard styles (btxdoc, 1988) with biblatex's names (biblatex manual, 2.2)
where BibTeX has none; the standard styles ignore what they do not know. `articleno`, `pmid` and `pmcid` are in wide use.
The table of biblatex's own dialect is `biblatex_fields`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from silit.formats import bibtex_values as values
from silit.formats.latex_reading import from_latex, paragraphs_from_latex
from silit.formats.latex_writing import escape_latex


@dataclass(frozen=True, slots=True)
class Row:
    """One variable and its field. `to` makes the field's value (without its braces) and `read` the variable's again, but
    for identifiers, addresses, the day of access and the language: they are looked for in many fields (`bibtex_work`).

    `types` are the entry types in which the field has this meaning, none for all of them. `beside` is another field with
    the value that makes this one mean the variable (`eprint` beside `eprinttype = {pubmed}`); it is written with it.
    `is_plain`: the value is an address or a number that TeX does not read, so it is not LaTeX.
    """

    variable: str
    field: str
    to: Callable[[Any], str] = escape_latex
    read: Callable[[str], str] = from_latex
    types: frozenset[str] = frozenset()
    beside: tuple[str, str] = ("", "")
    is_plain: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """A dialect's literal tables.

    `program` reads it. `entry_types`: CSL type -> entry type (`other_type` where a type is not in it). `csl_types`: entry type -> the CSL type
    that it stands for when nothing else is said. `required`: entry type -> what is asked for, as alternatives.
    """

    name: str
    program: str
    entry_types: Mapping[str, str]
    other_type: str
    csl_types: Mapping[str, str]
    required: Mapping[str, tuple[tuple[str, ...], ...]]
    rows: tuple[Row, ...]

    def rows_for(self, entry_type: str) -> tuple[Row, ...]:
        """The rows that an entry of this type may have, in the order in which they are written."""
        return tuple(row for row in self.rows if not row.types or entry_type in row.types)


# CSL type -> BibTeX entry type; a type that is not here is @misc. The first of each entry type is the one it stands for.
ENTRY_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "chapter": "incollection",
    "entry": "incollection",
    "entry-encyclopedia": "incollection",
    "entry-dictionary": "incollection",
    "book": "book",
    "classic": "book",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
    "standard": "techreport",
    "pamphlet": "booklet",
    "document": "misc",
}
OTHER_TYPE = "misc"
# What an entry type means when nothing else is said; other CSL types are named in `entrysubtype`.
CSL_TYPES = {bibtex: csl for csl, bibtex in reversed(ENTRY_TYPES.items())} | {"mastersthesis": "thesis"}
# Those that other programs know under another name than CSL's (biblatex manual, 2.2.5; Zotero's and JabRef's exports).
SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}

# What the standard styles warn about when it is missing, as alternatives (btxdoc 3.1 and plain.bst).
REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "article": (("author",), ("title",), ("journal",), ("year",)),
    "book": (("author", "editor"), ("title",), ("publisher",), ("year",)),
    "booklet": (("author",), ("title",)),
    "incollection": (("author",), ("title",), ("booktitle",), ("publisher",), ("year",)),
    "inproceedings": (("author",), ("title",), ("booktitle",), ("year",)),
    "phdthesis": (("author",), ("title",), ("school",), ("year",)),
    "mastersthesis": (("author",), ("title",), ("school",), ("year",)),
    "techreport": (("author",), ("title",), ("institution",), ("year",)),
    "misc": (("author",), ("title",)),
}
# What a bibliography has to say of a work that no longer stands as it was printed: integrity status -> note (or addendum).
STATUS_NOTES = {"retracted": "Retracted", "concern": "Expression of concern"}

_IN_BOOKS = frozenset({"incollection", "inproceedings"})
_ARTICLE = frozenset({"article"})
_THESES = frozenset({"phdthesis", "mastersthesis"})
_REPORT = frozenset({"techreport"})
_WITHOUT_BOOK = frozenset({"misc", "booklet"})
_ALL = frozenset(REQUIRED)
_WITH_TYPE = _THESES | _REPORT | _WITHOUT_BOOK

ROWS = (
    Row("title", "title", values.formatted),
    Row("title_short", "shorttitle", values.formatted),
    Row("original_title", "origtitle", values.formatted),
    Row("container_title", "journal", values.marked_up, types=_ARTICLE),
    Row("container_title", "booktitle", values.marked_up, types=_IN_BOOKS),
    Row("container_title", "howpublished", values.marked_up, types=_WITHOUT_BOOK),
    # Custom fields of biblatex's, as its own dialect has them: no style prints them.
    Row("container_title", "usera", values.marked_up, types=_ALL - _ARTICLE - _IN_BOOKS - _WITHOUT_BOOK),
    Row("container_title_short", "shortjournal"),
    Row("collection_title", "series", values.marked_up),
    Row("event_title", "eventtitle"),
    Row("volume", "volume"),
    # Beside a volume, the standard styles want no number in books.
    Row("issue", "number", types=_ARTICLE),
    Row("issue", "issue", types=_ALL - _ARTICLE),
    Row("number", "number", types=_REPORT),
    Row("number", "articleno", types=_ALL - _REPORT),
    Row("page", "pages", values.pages, values.read_pages),
    Row("edition", "edition"),
    Row("genre", "type", types=_WITH_TYPE),
    Row("genre", "titleaddon", types=_ALL - _WITH_TYPE),
    Row("publisher", "school", types=_THESES),
    Row("publisher", "institution", types=_REPORT),
    Row("publisher", "publisher", types=_ALL - _THESES - _REPORT),
    Row("publisher_place", "address"),
    Row("language", "language", values.language),
    Row("doi", "doi", values.verbatim, is_plain=True),
    Row("pmid", "pmid"),
    Row("pmcid", "pmcid"),
    Row("isbn", "isbn", values.first_isbn),
    Row("isbn", "otherisbn", values.other_isbns),
    Row("issn", "issn", values.first),
    Row("issn", "otherissn", values.others),
    Row("url", "url", values.verbatim, is_plain=True),
    # biblatex's, and Zotero's and JabRef's here too.
    Row("accessed", "urldate", values.day, is_plain=True),
    Row("abstract", "abstract", values.paragraphs, paragraphs_from_latex),
)

BIBTEX = Dialect("bibtex", "BibTeX", ENTRY_TYPES, OTHER_TYPE, CSL_TYPES, REQUIRED, ROWS)
