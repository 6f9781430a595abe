"""Values out of JSON that promises nothing: whatever is not of the asked kind counts as missing."""

from __future__ import annotations

import json
from collections.abc import Mapping

from silit.errors import UnreadableFormatError
from silit.formats.inline_html import well_formed
from silit.formats.json_faults import BrokenJson, reason_of

# No bibliographic number is longer; Python refuses to convert very long ones.
_MOST_DIGITS = 15
_LARGEST_NUMBER = 10**_MOST_DIGITS


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _no_number(_name: str) -> None:
    """NaN and the infinities are no JSON (RFC 8259, 6); some programs write them for "missing"."""


# Not strict: some programs leave the line breaks and tabs in a text as they are.
DECODER = json.JSONDecoder(parse_int=_whole_number, parse_constant=_no_number, strict=False)


def text_of(value: object) -> str:
    """A string, or a number as its digits; "" for anything else."""
    if isinstance(value, str):
        return well_formed(value).strip()
    if isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_NUMBER:
        return str(int(value))
    if isinstance(value, int) and abs(value) < _LARGEST_NUMBER:
        return str(value)
    return ""


def texts_of(value: object) -> list[str]:
    """The strings of a list that say something, or the one string that stands in place of a list."""
    values = value if isinstance(value, list) else [value]
    return [text for text in map(text_of, values) if text]


def first_text(value: object) -> str:
    """The first string of a list that says something, or the string itself; "" where there is none."""
    return next(iter(texts_of(value)), "")


def mapping_of(value: object) -> Mapping[str, object]:
    """An object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def mappings_of(value: object) -> list[Mapping[str, object]]:
    """The objects of a list, or the one object that stands in place of a list."""
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, dict)]


def number_of(value: object) -> int | None:
    """A whole number, also one written as a string; None for anything else."""
    text = text_of(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def parse_json(raw: bytes | str) -> object:
    """The value of a JSON text in UTF-8. UnreadableFormatError when it is none (RFC 8259)."""
    try:
        if isinstance(raw, bytes):
            raw = raw.decode("utf-8-sig")
        return DECODER.decode(raw)
    except RecursionError as error:
        raise UnreadableFormatError("The JSON is nested too deeply to be read.") from error
    except json.JSONDecodeError as error:
        at_end = not error.doc[error.pos :].strip()
        raise UnreadableFormatError(
            str(BrokenJson(error.lineno, error.colno, reason_of(error, at_end=at_end)))
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableFormatError("This is no JSON: its text is not UTF-8.") from error


def compact_json(value: object) -> bytes:
    """The value as one line of JSON in UTF-8."""
    return well_formed(json.dumps(value, ensure_ascii=False, separators=(",", ":"))).encode()
