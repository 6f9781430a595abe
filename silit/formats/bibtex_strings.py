"""Values as they stand in a .bib file: braces, quotes, numbers and names of @strings, joined by `#` (btxdoc, section 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from silit.model.dates import MONTHS

# Every standard style defines them.
_MONTHS = {name.lower(): name for name in MONTHS if name}
_BRACE = re.compile(r"(?<!\\)[{}]")
_QUOTE_OR_BRACE = re.compile(r'(?<!\\)["{}]')
_NAME = re.compile(r"[^\s\"#%'(),={}]+")
_JOINT = re.compile(r"\s*#\s*")
# The longest text of an @string, and of a value that has one in it. Journals and publishers' series stay under a thousand
# characters; strings made of strings would grow without end.
LONGEST_STRING = 100_000
LONGEST_VALUE = 1_000_000
# All that the @strings of a file may hold, and all that may be taken from them between two calls of `begin_piece`.
_MOST_KEPT = 32_000_000
_MOST_LENT = 16_000_000


@dataclass(slots=True)
class Value:
    """What a value says, still in LaTeX. `undefined` names no @string has, `rest` is what stands behind the value where
    a comma or the end should be, `is_borrowed` tells that an @string of the file had to be looked up, and `is_too_long`
    that the text is cut, since what it takes from @strings is longer than any text of an entry."""

    text: str
    undefined: list[str] = field(default_factory=list)
    rest: str = ""
    is_borrowed: bool = False
    is_too_long: bool = False


class Strings:
    """The @strings of a file as far as it was read; names in any case (btxdoc, section 2)."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        # Names of those that are too long to be kept.
        self._refused: set[str] = set()
        self._kept = self._lent = 0

    def begin_piece(self) -> None:
        """Tells that what was read up to here needs no memory any more."""
        self._lent = 0

    def define(self, name: str, raw: str) -> bool:
        """Remembers an @string; False where it is too long for that."""
        value, name = self.value(raw), name.strip().lower()
        self._kept -= len(self._texts.pop(name, ""))
        self._refused.discard(name)
        kept = self._kept + len(value.text)
        if value.is_too_long or len(value.text) > LONGEST_STRING or kept > _MOST_KEPT:
            self._refused.add(name)
            return False
        self._texts[name], self._kept = value.text, kept
        return True

    def value(self, raw: str) -> Value:
        """What the value means."""
        raw = raw.strip()
        inner = raw[1:-1]
        if raw.startswith("{") and raw.endswith("}") and "}" not in inner:
            return Value(inner)
        if raw.startswith('"') and raw.endswith('"') and len(raw) > 1 and '"' not in inner:
            return Value(inner)
        if raw.isdecimal():
            return Value(raw)
        return self._joined(raw)

    def _joined(self, raw: str) -> Value:
        value, position, length = Value(""), 0, 0
        parts: list[str] = []
        while position < len(raw):
            text, end = self._term(raw, position, value)
            if end == position:
                break
            parts.append(text)
            length += len(text)
            if value.is_borrowed and length > LONGEST_VALUE:
                value.is_too_long = True
            if value.is_too_long:
                break
            joint = _JOINT.match(raw, end)
            if joint is None:
                position = end
                break
            position = joint.end()
        value.text = "".join(parts)
        value.rest = "" if value.is_too_long else raw[position:].strip()
        return value

    def _term(self, raw: str, position: int, value: Value) -> tuple[str, int]:
        """One part and where it ends; the same position where there is none."""
        if raw[position] == "{":
            end = _closing_brace(raw, position)
            return raw[position + 1 : end], end + 1
        if raw[position] == '"':
            end = _closing_quote(raw, position)
            return raw[position + 1 : end], end + 1
        name = _NAME.match(raw, position)
        if name is None:
            return "", position
        return self._meaning(name[0], value), name.end()

    def _meaning(self, name: str, value: Value) -> str:
        if name.isdecimal():
            return name
        known = self._texts.get(name.lower())
        if known is not None:
            value.is_borrowed = True
            self._lent += len(known)
            value.is_too_long = value.is_too_long or self._lent > _MOST_LENT
            return known
        if name.lower() in self._refused:
            value.is_borrowed = value.is_too_long = True
            return ""
        if name.lower() in _MONTHS:
            return _MONTHS[name.lower()]
        value.undefined.append(name)
        return name


def enclosed(latex: str) -> str:
    """A value in braces that can be read again, whatever braces it holds."""
    depth = 0
    for brace in _BRACE.finditer(latex):
        depth += 1 if brace[0] == "{" else -1
        if depth < 0:
            break
    if depth:
        latex = _BRACE.sub("", latex)
    ends_open = (len(latex) - len(latex.rstrip("\\"))) % 2
    return f"{{{latex} }}" if ends_open else f"{{{latex}}}"


def braces_depth(latex: str) -> int:
    """How deep the braces in a value are nested."""
    depth = deepest = 0
    for brace in _BRACE.finditer(latex):
        depth += 1 if brace[0] == "{" else -1
        deepest = max(deepest, depth)
    return deepest


def _closing_brace(raw: str, start: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(raw, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.start()
    return len(raw)


def _closing_quote(raw: str, start: int) -> int:
    depth = 0
    for sign in _QUOTE_OR_BRACE.finditer(raw, start + 1):
        if sign[0] != '"':
            depth += 1 if sign[0] == "{" else -1
        elif depth <= 0:
            return sign.start()
    # A brace in the quotes is never closed: the last quote ends them.
    last = raw.rfind('"', start + 1)
    return last if last > start else len(raw)
