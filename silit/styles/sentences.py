"""References as sentences: each with one full stop at its end, a blank between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from silit.markup import Inline, Inlines, Link, Text, strip_tags

_CLOSING = "\"”’'»"
_ENDS = (".", "?", "!")
_ADDRESSES = ("https://", "http://")


def closed(sentence: Sequence[Inline]) -> Inlines:
    """The sentence with its full stop, unless it ends with one, with "?", "!" or an address, which a stop would spoil.

    Blanks at its end, which would stand before the full stop, are gone.
    """
    if not sentence:
        return (Text("."),)
    last = sentence[-1]
    if isinstance(last, Text):
        end = last.text.rstrip()
        if unquoted := end.rstrip(_CLOSING):
            stop = "" if unquoted.endswith(_ENDS) or end.startswith(_ADDRESSES) else "."
            return (*sentence[:-1], Text(end + stop))
    shown = strip_tags(sentence).rstrip(_CLOSING)
    is_address = isinstance(last, Link) and strip_tags(last.children).startswith(_ADDRESSES)
    return tuple(sentence) if is_address or shown.endswith(_ENDS) else (*sentence, Text("."))


def paragraph(sentences: Iterable[Inlines]) -> Inlines:
    """The sentences one behind the other; empty ones are left out."""
    out: list[Inline] = []
    for sentence in sentences:
        if sentence:
            if out:
                out.append(Text(" "))
            out.extend(sentence)
    return tuple(out)


def separated(parts: Iterable[Inlines], separator: str = ", ") -> Inlines:
    """The parts with `separator` between them; empty ones are left out."""
    out: list[Inline] = []
    for part in parts:
        if part:
            if out:
                out.append(Text(separator))
            out.extend(part)
    return tuple(out)


def text(words: str) -> Inlines:
    """The words as inlines; nothing for ""."""
    return (Text(words),) if words else ()
