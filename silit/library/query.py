"""What a person types into `silit list`, taken apart: words, "phrases", and `field:` filters. Any text is a query."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from silit.errors import did_you_mean, nearest
from silit.formats.csl_types import CSL_TYPES
from silit.model.claims import STANCES
from silit.model.folding import fold
from silit.model.identifiers import parse_identifier
from silit.model.study_types import STUDY_TYPES
from silit.results import Problem

# Field prefix to the column of the index that it searches.
TEXT_FIELDS = {"author": "author", "title": "title", "journal": "container"}
# Prefixes that compare a whole value.
VALUE_FIELDS = ("year", "tag", "claim", "stance", "type", "is")
FLAGS = ("retracted", "concern", "corrected", "superseded", "unchecked", "untagged", "preprint", "inbox")

_TOKEN = re.compile(
    r'(?:(?P<field>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>[^\s"]+))|(?P<lone>[A-Za-z]+:)(?=\s|$)'
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# In the index an identifier stands bare: "16038856", not "PMID:16038856".
_INDEXED_SCHEMES = frozenset({"doi", "pmid", "pmcid"})
# "foo:bar", but not "https://…".
_FIELD_LIKE = re.compile(r"([A-Za-z]{2,}):(?!//)(.+)")
# What stands before the colon of an identifier that is searched as it is written.
_LABELS = frozenset(
    {"doi", "pmid", "pmcid", "pmc", "isbn", "issn", "arxiv", "orcid", "urn", "info", "mailto"}
)
_YEARS = re.compile(r"(\d{4})?(?:(-|–|\.\.)(\d{4})?)?")


@dataclass(frozen=True, slots=True)
class Years:
    """From `first` to `last`, both counted; None leaves that end open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart. `match` is an FTS5 expression or "" where no word is searched; `impossible` says that words
    were asked for but none of them has a letter or digit, so nothing can match."""

    match: str = ""
    years: tuple[Years, ...] = ()
    tags: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    stances: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    impossible: bool = False
    problems: tuple[Problem, ...] = ()


def parse_query(text: str) -> Query:
    """The query that `text` means; what it could not mean as typed is named in `problems` and searched as words."""
    text = _SURROGATE.sub("\ufffd", text)  # from a command line that is not UTF-8
    words: list[str] = []
    values: dict[str, list[str]] = {field: [] for field in VALUE_FIELDS}
    problems: list[Problem] = []
    asked_for_words = False
    for field, value, quoted in _tokens(text):
        if not field and not quoted:
            value = _bare_identifier(value)
        problem = (
            _problem_of(field, value) if field in VALUE_FIELDS else _problem_of_word(field, value, quoted)
        )
        if problem is not None:
            problems.append(problem)
        if field in VALUE_FIELDS and problem is None:
            values[field].append(" ".join(unicodedata.normalize("NFC", value).split()))
            continue
        column = TEXT_FIELDS.get(field, "")
        loose = value if column or not field else f"{field} {value}"
        asked_for_words = True
        words.extend(_expressions(loose, column, quoted))
    if text.count('"') % 2:
        problems.append(
            Problem(
                "unbalanced-quote", "A quotation mark is not closed.", "It was read as closed at the end."
            )
        )
    return Query(
        match=" AND ".join(words),
        years=tuple(years for years in map(_years, values["year"]) if years),
        tags=tuple(values["tag"]),
        claims=tuple(value.casefold() for value in values["claim"]),
        stances=tuple(value.casefold() for value in values["stance"]),
        types=tuple(value.casefold() for value in values["type"]),
        flags=tuple(value.casefold() for value in values["is"]),
        impossible=asked_for_words and not words,
        problems=tuple(problems),
    )


def _tokens(text: str) -> Iterator[tuple[str, str, bool]]:
    for match in _TOKEN.finditer(text):
        if match["lone"]:
            yield "", match["lone"], False
            continue
        field = (match["field"] or "").casefold()
        if match["quoted"] is not None:
            yield field, match["quoted"].strip(), True
        elif field in TEXT_FIELDS or field in VALUE_FIELDS or not field:
            yield field, match["bare"], False
        else:
            # "10.1016/x:y", "https://…" or a field that does not exist: characters of a word.
            yield "", match.group(0), False


def _bare_identifier(word: str) -> str:
    """`word`, or when it is a DOI, PMID or PMCID in any written form, that in the form of the index."""
    if word.isalpha():  # every identifier holds a digit
        return word
    identifier = parse_identifier(word)
    return identifier.value if identifier and identifier.scheme in _INDEXED_SCHEMES else word


def _expressions(value: str, column: str, quoted: bool) -> Iterator[str]:
    folded = fold(value).replace("\0", " ")
    prefix = folded.endswith("*") and not quoted
    if not any(char.isalnum() for char in folded):
        return
    phrase = '"' + folded.replace('"', " ").strip() + '"'
    star = " *" if prefix else ""
    yield f"{column} : {phrase}{star}" if column else phrase + star


def _problem_of(field: str, value: str) -> Problem | None:
    """What makes a `field:value` meaningless; it is searched as words then."""
    known: tuple[str, ...] = {"is": FLAGS, "stance": STANCES, "type": (*STUDY_TYPES, *sorted(CSL_TYPES))}.get(
        field, ()
    )
    if field == "year" and _years(value) is None:
        return Problem(
            "bad-year",
            f"year:{value} is not a year or a range of years.",
            "Write year:2010 or year:2010-2020.",
        )
    if field == "year" and (years := _years(value)) and (years.first or 0) > (years.last or 9999):
        return Problem(
            "bad-year", f"year:{value} ends before it begins.", f"Write year:{years.last}-{years.first}."
        )
    if known and value.casefold() not in known:
        hint = did_you_mean(value, known) or f"Known: {', '.join(known[:20])}."
        return Problem("unknown-value", f"{field}:{value} is not one of silit's.", hint)
    if not value:
        return Problem("empty-value", f"{field}: has no value.")
    return None


def _problem_of_word(field: str, value: str, quoted: bool) -> Problem | None:
    """What makes a word other than it was meant: a field that does not exist, or a star without a beginning."""
    if not field and not quoted:
        if value and not value.strip("*"):
            return Problem(
                "lone-star", "A * needs the beginning of a word before it.", "For instance: massag*"
            )
        if match := _FIELD_LIKE.fullmatch(value):
            field, value = match[1], match[2]
    if not field or field in TEXT_FIELDS or field.casefold() in _LABELS:
        return None
    near = nearest(field, (*TEXT_FIELDS, *VALUE_FIELDS))
    shown = f'"{value}"' if " " in value else value
    hint = (
        f"Did you mean {' or '.join(f'{name}:{shown}' for name in near)}?"
        if near
        else f"Fields: {', '.join((*TEXT_FIELDS, *VALUE_FIELDS))}."
    )
    return Problem("unknown-field", f"There is no field {field}: - it was searched as a word.", hint)


def _years(value: str) -> Years | None:
    match = _YEARS.fullmatch(value)
    if not value or match is None or not (match[1] or match[3]):
        return None
    first = int(match[1]) if match[1] else None
    last = int(match[3]) if match[3] else (None if match[2] else first)
    return Years(first, last)
