"""Entries as bibtexparser finds them, their values resolved."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bibtexparser.exceptions import ParserStateException
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ParsingFailedBlock,
)
from bibtexparser.splitter import Splitter

from silit.formats.bibtex_spans import without_comments
from silit.formats.bibtex_strings import Strings, braces_depth, enclosed
from silit.formats.latex_reading import DEEPEST
from silit.results import Problem

# It tells of broken entries by logging; silit tells of them by problems, and lastly nobody may write to the screen.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

# A value that goes on where a comma should be: `title = {A} year = 2005`.
_NEXT_FIELD = re.compile(r"([A-Za-z][\w:.+-]*)\s*=\s*(?=\S)")
_COMMENTS = re.compile(r"\A(?:%[^\n]*(?:\n\s*|\Z))+")
_WITHOUT_KEY = re.compile(r"(\s*@\w+\s*[{(])(?=\s*[A-Za-z][\w-]*\s*=)")
_WITHOUT_COMMA = re.compile(r"(\s*@\w+\s*[{(]\s*[^\s,={}\"]+)(?=\s*\n\s*[A-Za-z][\w-]*\s*=)")
_EMPTY_FIELD = re.compile(r",(?:\s*,)+(?=\s*[A-Za-z][\w-]*\s*=)")
_MOST_COMMAS_MISSING = 20
# Fields of which an entry may well have several: they are put together.
_JOINED = {"keywords": ", ", "groups": ", ", "note": "\n\n", "annote": "\n\n", "annotation": "\n\n"}


@dataclass(slots=True)
class Found:
    """One entry. `fields`: lower-case name -> value in LaTeX, the first of several. `raw` is its text in the file;
    `is_whole` tells that this text alone says it all."""

    entry_type: str
    key: str
    line: int
    fields: dict[str, str]
    raw: str
    is_whole: bool = True
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """How messages call it."""
        return self.key or f"the entry in line {self.line}"

    def tell(self, code: str, message: str, hint: str = "") -> None:
        """Adds a problem of this entry."""
        self.problems.append(Problem(code, message[:300], hint, line=self.line, key=self.key))


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a piece of a file, those that cannot be parsed among them, in their order."""
    try:
        library = Splitter(text).split()
    except ParserStateException:
        return
    for block in library.blocks:
        # The reader of the whole file tells of keys that come twice.
        if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock) and block.ignore_error_block:
            yield block.ignore_error_block
        else:
            yield block


def found(block: Entry, line: int, strings: Strings) -> Found:
    """The entry, which begins in this line of the file, with the meaning of its values."""
    entry = Found(block.entry_type.lower(), " ".join(block.key.split()), line, {}, block.raw or "")
    if "%" in block.key or any("%" in each.key for each in block.fields):
        block = _uncommented(block)
        entry.key = " ".join(block.key.split())
    undefined: list[str] = []
    fields = entry.fields
    for each in block.fields:
        name, raw = each.key.lower(), each.value
        # The usual field, in braces that hold none.
        if raw.startswith("{") and raw.find("}") == len(raw) - 1 and name not in fields and name.isalnum():
            fields[name] = raw[1:-1]
        else:
            _take(entry, name, raw, strings, undefined)
    if not entry.is_whole:
        entry.raw = flat_raw(entry)
    _tell_deep(entry)
    if undefined:
        names = ", ".join(dict.fromkeys(undefined))
        message = (
            f"{entry.name} uses {names}, but no @string before it defines that; the word itself is kept."
        )
        entry.tell("undefined-string", message, "Put the text in braces, or the @string further up.")
    return entry


def mended(text: str) -> Entry | None:
    """The entry that a broken one becomes with the comma it lacks, or without one that it has too many; else None."""
    if "%" in text:
        text = without_comments(text)
    text = _EMPTY_FIELD.sub(",", text)
    text = _WITHOUT_KEY.sub(r"\1,", text, count=1)
    text = _WITHOUT_COMMA.sub(r"\1,", text, count=1)
    first = next(blocks_of(text), None)
    return first if isinstance(first, Entry) else None


def reason(block: ParsingFailedBlock) -> str:
    """Why a block could not be parsed, in words for people who write .bib files by hand."""
    told = str(getattr(block.error, "abort_reason", block.error))
    if "end of file" in told or "block start" in told:
        return "a bracket or quote in it is never closed"
    if "after entry key" in told or "`=`" in told:
        return "a comma or an equals sign is missing in it, or there is one too many"
    return "its brackets, quotes and commas do not fit together"


def flat_raw(entry: Found) -> str:
    """The entry written with everything it takes from @strings and parents, to be read without them."""
    lines = (f"  {name} = {enclosed(latex)}" for name, latex in entry.fields.items())
    return ",\n".join((f"@{entry.entry_type}{{{entry.key}", *lines)) + "\n}"


def _uncommented(block: Entry) -> Entry:
    """The entry without the comments that the parser took for parts of names."""
    first = next(blocks_of(without_comments(block.raw or "")), None)
    return first if isinstance(first, Entry) else block


def _take(entry: Found, key: str, raw: str, strings: Strings, undefined: list[str]) -> None:
    # A comment above a field would be read as part of its name.
    name = key.rsplit("\n", 1)[-1].strip()
    for _ in range(_MOST_COMMAS_MISSING):
        value = strings.value(raw)
        undefined += value.undefined
        if value.is_borrowed:
            entry.is_whole = False
        if value.is_too_long:
            message = f"{entry.name} has so much text from @strings in `{name}` that the field was left out."
            entry.tell("too-long", message, "Write the text into the field, without @strings.")
            return
        if not name.startswith("%"):
            _put(entry, name, value.text)
        rest = _COMMENTS.sub("", value.rest)
        if not rest:
            return
        following = _NEXT_FIELD.match(rest)
        if following is None:
            break
        message = f"{entry.name} has no comma behind `{name}`; it was read as if there were one."
        entry.tell("missing-comma", message)
        name, raw = following[1].lower(), rest[following.end() :]
    message = f"{entry.name}: what stands behind the value of `{name}` was left out: {rest[:60]}"
    entry.tell("stray-text", message, "Look for a bracket or quote too many, or a missing #.")


def _tell_deep(entry: Found) -> None:
    for name, latex in entry.fields.items():
        if latex.count("{") > DEEPEST and braces_depth(latex) > DEEPEST:
            message = f"The braces of `{name}` in {entry.name} are nested deeper than any text's; what the inner ones format was left out."
            entry.tell("deep-markup", message)


def _put(entry: Found, name: str, text: str) -> None:
    known = entry.fields.get(name)
    if known is None or not known.strip():
        entry.fields[name] = text
    elif name in _JOINED:
        entry.fields[name] = f"{known}{_JOINED[name]}{text}"
    elif text.strip() and text.split() != known.split() and name != "file":
        entry.tell("duplicate-field", f"{entry.name} has `{name}` twice; the first counts.")
