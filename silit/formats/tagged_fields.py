"""One record of a file in which every field has a tag (RIS, MEDLINE): the tags and values in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fields:
    """The tags and values of one record, in the order of the file; a tag may come more than once."""

    pairs: tuple[tuple[str, str], ...]

    def every(self, *tags: str) -> list[str]:
        """All the values of these tags that say something, tag after tag."""
        return [value for wanted in tags for tag, value in self.pairs if tag == wanted and value]

    def first(self, *tags: str) -> str:
        """The first value of the first of these tags that says something, "" without one."""
        return next(iter(self.every(*tags)), "")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one record, and the number of the first of them in its file."""

    lines: tuple[str, ...]
    number: int
