"""Where everything stands in the text of a .bib file that a person also edits; nothing is changed or lost.

The grammar is BibTeX's (btxdoc and bibtex.web, section 13 ff.): text outside of blocks is a comment, a value is made of
braced, quoted and bare pieces joined with `#`. As biber does, a `%` outside of blocks, or between the fields of one, makes a
comment of the rest of its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from silit.formats.bibtex_strings import LONGEST_STRING, LONGEST_VALUE
from silit.model.dates import MONTHS

_START = re.compile(r"@[ \t]*(?P<kind>[A-Za-z][\w-]*)\s*(?P<bracket>[{(])")
_LINE_START = re.compile(r"^[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]", re.MULTILINE)
_BLANK = re.compile(r"\s*")
_BLANK_OR_COMMENT = re.compile(r"(?:\s|%[^\r\n]*)*")
_KEY = re.compile(r"[^\s,{}\"=]+")
_KEY_IN_ROUND = re.compile(r"[^\s,{}()\"=]+")
_NAME = re.compile(r"[^\s,{}()\"=#%0-9][^\s,{}()\"=#%]*")
_BARE = re.compile(r"[^\s,{}()\"=#%]+")
_BRACE_OR_QUOTE = re.compile(r"[{}\"]")
_BRACE = re.compile(r"[{}]")
_CLOSING = {"{": "}", "(": ")"}
_MONTHS = {name.lower(): name.lower() for name in MONTHS if name}


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """A field: where its name begins (`start`), and where its value begins and ends (`value`, `end`)."""

    name: str
    start: int
    value: int
    end: int


@dataclass(frozen=True, slots=True)
class EntrySpan:
    """An entry: `kind_start` and `kind_end` hold its type, `close` is the place of the last bracket, `end` is behind it;
    `key_end` is behind the key."""

    kind: str
    key: str
    start: int
    kind_start: int
    key_end: int
    close: int
    end: int
    fields: tuple[FieldSpan, ...]

    @property
    def kind_end(self) -> int:
        """Where the type's name ends."""
        return self.kind_start + len(self.kind)


@dataclass(slots=True)
class BibFile:
    """What is in the text. `broken`: key ("" where there is none to read) and place of the blocks that cannot be read.
    `is_open`: the last block never ends, so what is written behind it would be a part of it."""

    text: str
    entries: list[EntrySpan] = field(default_factory=list)
    broken: list[tuple[str, int]] = field(default_factory=list)
    strings: dict[str, str] = field(default_factory=lambda: dict(_MONTHS))
    is_open: bool = False

    def line(self, place: int) -> int:
        """The number of the line of a place in the text, the first is 1."""
        return self.text.count("\n", 0, place) + 1

    def meaning(self, span: FieldSpan) -> str:
        """The field's value with strings put in and its pieces joined, blanks as single spaces; still LaTeX."""
        return " ".join(self.joined(span).split())

    def joined(self, span: FieldSpan) -> str:
        """The same with its blanks as they are: one at the end of a string parts it from what is joined to it. What strings
        make longer than any field is cut."""
        parts: list[str] = []
        length = 0
        for text, enclosed in _pieces(self.text, span.value, span.end):
            parts.append(text if enclosed else self.strings.get(text.lower(), text))
            length += len(parts[-1])
            if length > LONGEST_VALUE and len(parts) > 1:
                break
        return "".join(parts)

    def meanings(self, entry: EntrySpan) -> Mapping[str, str]:
        """Lower-case name -> meaning, of the first field where there are several."""
        found: dict[str, str] = {}
        for span in entry.fields:
            found.setdefault(span.name.lower(), self.meaning(span))
        return found


class _Broken(Exception):
    """The block is no entry of BibTeX's."""


def read_spans(text: str) -> BibFile:
    """The blocks of the text. It never fails: a block that cannot be read ends where the next line begins one."""
    found = BibFile(text)
    place = 0
    while start := _START.search(text, place):
        if _is_comment(text, place, start.start()):
            place = start.end()
            continue
        kind = start["kind"].lower()
        try:
            if kind == "comment":
                place = _bracketed_end(text, start.end() - 1)
            elif kind == "preamble":
                place = _value_block(text, start.end(), start["bracket"])
            elif kind == "string":
                place = _string(found, start)
            else:
                entry = _entry(text, start)
                found.entries.append(entry)
                place = entry.end
        except _Broken:
            place = _after_broken(found, start)
    return found


def _after_broken(found: BibFile, start: re.Match[str]) -> int:
    key = _KEY.match(found.text, _blanks(found.text, start.end()))
    found.broken.append((key[0] if key else "", start.start()))
    try:
        _bracketed_end(found.text, start.end() - 1)
    except _Broken:
        found.is_open = True
    following = _LINE_START.search(found.text, start.end())
    return following.start() if following else len(found.text)


def _is_comment(text: str, outside: int, place: int) -> bool:
    """Whether a `%` stands before `place` in its line; what is before `outside` is no comment's."""
    line_start = max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
    return "%" in text[max(outside, line_start) : place]


def _entry(text: str, start: re.Match[str]) -> EntrySpan:
    closing = _CLOSING[start["bracket"]]
    key = (_KEY_IN_ROUND if closing == ")" else _KEY).match(text, _blanks(text, start.end()))
    if key is None:
        raise _Broken
    place = behind_comments(text, key.end())
    fields: list[FieldSpan] = []
    while text[place : place + 1] == ",":
        place = behind_comments(text, place + 1)
        if text[place : place + 1] in (closing, ","):
            continue
        span = _field(text, place)
        fields.append(span)
        place = behind_comments(text, span.end)
    if text[place : place + 1] != closing:
        raise _Broken
    return EntrySpan(
        start["kind"], key[0], start.start(), start.start("kind"), key.end(), place, place + 1, tuple(fields)
    )


def _field(text: str, place: int) -> FieldSpan:
    name = _NAME.match(text, place)
    if name is None:
        raise _Broken
    equals = _blanks(text, name.end())
    if text[equals : equals + 1] != "=":
        raise _Broken
    value = _blanks(text, equals + 1)
    return FieldSpan(name[0], place, value, _value_end(text, value))


def _value_end(text: str, place: int) -> int:
    while True:
        place = end = _piece_end(text, place)
        place = _blanks(text, place)
        if text[place : place + 1] != "#":
            return end
        place = _blanks(text, place + 1)


def _piece_end(text: str, place: int) -> int:
    sign = text[place : place + 1]
    if sign == "{":
        return _braced_end(text, place)
    if sign == '"':
        return _quoted_end(text, place)
    bare = _BARE.match(text, place)
    if bare is None:
        raise _Broken
    return bare.end()


def _braced_end(text: str, place: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(text, place):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    raise _Broken


def _quoted_end(text: str, place: int) -> int:
    depth = 0
    for sign in _BRACE_OR_QUOTE.finditer(text, place + 1):
        if sign[0] == '"' and depth == 0:
            return sign.end()
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth < 0:
            raise _Broken
    raise _Broken


def _bracketed_end(text: str, place: int) -> int:
    """Behind the bracket that closes the one at `place`; what is inside does not matter."""
    if text[place] == "{":
        return _braced_end(text, place)
    depth = 0
    for sign in re.compile(r"[{})]").finditer(text, place + 1):
        if sign[0] == ")" and depth <= 0:
            return sign.end()
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
    raise _Broken


def _value_block(text: str, place: int, bracket: str) -> int:
    place = _blanks(text, _value_end(text, _blanks(text, place)))
    if text[place : place + 1] != _CLOSING[bracket]:
        raise _Broken
    return place + 1


def _string(found: BibFile, start: re.Match[str]) -> int:
    text = found.text
    span = _field(text, _blanks(text, start.end()))
    place = _blanks(text, span.end)
    if text[place : place + 1] == ",":
        place = _blanks(text, place + 1)
    if text[place : place + 1] != _CLOSING[start["bracket"]]:
        raise _Broken
    meaning = found.joined(span)
    if len(meaning) > LONGEST_STRING:
        raise _Broken
    found.strings[span.name.lower()] = meaning
    return place + 1


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[str, bool]]:
    """The pieces of a value, each with whether it stands in braces or quotes (which are left out)."""
    place = start
    while place < end:
        piece_end = _piece_end(text, place)
        enclosed = text[place] in '{"'
        yield (text[place + 1 : piece_end - 1] if enclosed else text[place:piece_end]), enclosed
        place = _blanks(text, piece_end)
        if place < end and text[place] == "#":
            place = _blanks(text, place + 1)


def _blanks(text: str, place: int) -> int:
    match = _BLANK.match(text, place)
    return match.end() if match else place


def behind_comments(text: str, place: int) -> int:
    """Where the next sign of an entry stands that is no blank and in no comment."""
    match = _BLANK_OR_COMMENT.match(text, place)
    return match.end() if match else place


def without_comments(text: str) -> str:
    """The first entry of the text without what stands between its fields; the text as it is where it is no entry."""
    entry = next(iter(read_spans(text).entries), None)
    if entry is None:
        return text
    fields = (text[each.start : each.end] for each in entry.fields)
    return f"@{entry.kind}{{{entry.key},\n" + ",\n".join(fields) + "\n}"
