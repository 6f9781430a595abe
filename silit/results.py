"""What does not stop a command: a value that comes with its problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that went wrong with one record, file or line while the rest went on.

    `code` is a stable name for scripts (`bad-date`), `message` says what, `hint` what to do now.
    """

    code: str
    message: str
    hint: str = ""
    file: str = ""
    line: int | None = None
    key: str = ""

    def as_json(self) -> dict[str, object]:
        """The shape of a problem in `--json` answers: code, message and hint always, the rest where known."""
        shape: dict[str, object] = {"code": self.code, "message": self.message, "hint": self.hint}
        if self.file:
            shape["file"] = self.file
        if self.line is not None:
            shape["line"] = self.line
        if self.key:
            shape["key"] = self.key
        return shape


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """A value and what went wrong on the way to it."""

    value: T
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[object]:
        """Unpacks as `value, problems`."""
        yield self.value
        yield self.problems
