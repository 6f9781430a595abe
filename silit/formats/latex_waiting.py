"""Commands of LaTeX that wait for their arguments, and what they make of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from silit.formats.latex_symbols import accented
from silit.markup import Styled, Text, to_text

# What a small circle and primes are when they stand high: TeX has no sign of its own for a degree.
_HIGH = {"∘": "°", "′": "′", "″": "″"}


@dataclass(slots=True)
class Waiting:
    """A command that waits for `missing` arguments; `print` makes its text of them."""

    print: Callable[[list[str]], str]
    missing: int = 1
    is_math: bool | None = None
    arguments: list[str] = field(default_factory=list)


def tagging(tag: str) -> Waiting:
    """Puts its argument into a tag."""
    return Waiting(lambda arguments: f"<{tag}>{arguments[0]}</{tag}>")


def shifting(tag: str) -> Waiting:
    """Prints its argument without the tag: with the characters that stand high or low themselves, where there are any."""
    return Waiting(lambda arguments: to_text((Styled(tag, (Text(arguments[0]),)),)))


def superscript(made: Callable[[str], Waiting]) -> Waiting:
    """A script of mathematics; a sign that stands high by itself needs no tag, and nothing is printed of an empty one."""
    tagged = made("sup").print

    def printed(arguments: list[str]) -> str:
        return _HIGH.get(arguments[0]) or (tagged(arguments) if arguments[0] else "")

    return Waiting(printed)


def subscript(made: Callable[[str], Waiting]) -> Waiting:
    """The same for what stands low."""
    tagged = made("sub").print
    return Waiting(lambda arguments: tagged(arguments) if arguments[0] else "")


def accenting(accent: str) -> Waiting:
    """Puts an accent on its argument."""
    return Waiting(lambda arguments: accented(accent, arguments[0]))


def quoting(form: str) -> Waiting:
    """Puts its argument where the braces of `form` are."""
    return Waiting(lambda arguments: form.format(arguments[0]))


def character(number: str) -> str:
    """The character of a number in Unicode, "" where it has none."""
    return chr(int(number)) if number.isdecimal() and 32 <= int(number) < 0x110000 else ""
