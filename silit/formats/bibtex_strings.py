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


@dataclass(slots=True)
class Value:
    """What a value says, still in LaTeX. `undefined` names no @string has, `rest` is what stands behind the value where
    a comma or the end should be, and `is_borrowed` tells that an @string of the file had to be looked up."""

    text: str
    undefined: list[str] = field(default_factory=list)
    rest: str = ""
    is_borrowed: bool = False


class Strings:
    """The @strings of a file as far as it was read; names in any case (btxdoc, section 2)."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def define(self, name: str, raw: str) -> list[str]:
        """Remembers an @string; the names in its value that nobody defined."""
        value = self.value(raw)
        self._texts[name.strip().lower()] = value.text
        return value.undefined

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
        value, position = Value(""), 0
        while position < len(raw):
            text, end = self._term(raw, position, value)
            if end == position:
                break
            value.text += text
            joint = _JOINT.match(raw, end)
            if joint is None:
                position = end
                break
            position = joint.end()
        value.rest = raw[position:].strip()
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
            return known
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
