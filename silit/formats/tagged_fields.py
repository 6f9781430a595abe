"""One record of a file in which every field has a tag (RIS, MEDLINE): the tags and values in the order of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from silit.errors import UnreadableFormatError


@dataclass(frozen=True, slots=True)
class Fields:
    """The tags and values of one record, in the order of the file; a tag may come more than once."""

    pairs: tuple[tuple[str, str], ...]
    by_tag: Mapping[str, tuple[str, ...]]

    def every(self, *tags: str) -> list[str]:
        """All the values of these tags that say something, tag after tag."""
        return [value for tag in tags for value in self.by_tag.get(tag, ())]

    def first(self, *tags: str) -> str:
        """The first value of the first of these tags that says something, "" without one."""
        for tag in tags:
            if values := self.by_tag.get(tag):
                return values[0]
        return ""


def fields_from(pairs: Iterable[tuple[str, str]]) -> Fields:
    """The fields of a record with these tags and values."""
    kept = tuple(pairs)
    by_tag: dict[str, list[str]] = {}
    for tag, value in kept:
        if value:
            by_tag.setdefault(tag, []).append(value)
    return Fields(kept, {tag: tuple(values) for tag, values in by_tag.items()})


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one record, and the number of the first of them in its file."""

    lines: tuple[str, ...]
    number: int


def too_long(line: int, closing: str, lines: int, letters: int, hint: str) -> UnreadableFormatError:
    """What is to be said of a record that goes on and on: its end may be missing, or stand behind more than is read."""
    limits = f"{lines:,} lines or {letters // 1_000_000} million characters"
    message = f"The record that begins in line {line} goes on without {closing} for more than {limits}, the most that silit reads."
    return UnreadableFormatError(message, hint=hint)
