"""Names as a person types them: "Family, Given; Family, Given, Jr; {Group name}"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from silit.errors import UsageError
from silit.model.names import Name

# A semicolon inside the braces of a group belongs to its name.
_PARTS = re.compile(r"(?:\{[^{}]*\}|[^;{}]|[{}])+")


def typed_name(name: Name) -> str:
    """The name as it would be typed, in one line."""
    parts = (f"{{{name.literal}}}",) if name.literal else (name.full_family, name.given, name.suffix)
    return ", ".join(" ".join(part.split()) for part in parts if part.strip())


def typed_names(names: Iterable[Name]) -> str:
    """The names as they would be typed, in one line."""
    return "; ".join(typed_name(name) for name in names)


def read_names(text: str, known: Iterable[Name] = ()) -> tuple[Name, ...]:
    """The names in `text`; one that is written like one of `known` is that, with its initials and ORCID.

    UsageError for a name without a family name.
    """
    by_text = {typed_name(name): name for name in known}
    typed = (" ".join(part.split()) for part in _PARTS.findall(text))
    return tuple(by_text.get(part) or _read_name(part) for part in typed if part)


def _read_name(text: str) -> Name:
    if text.startswith("{") and text.endswith("}") and text[1:-1].strip():
        return Name(literal=text[1:-1].strip())
    family, _, rest = (part.strip() for part in text.partition(","))
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if not family.strip("{}"):
        raise UsageError(
            f"{text!r} is not a name.", hint='Write "Family, Given; Family, Given, Jr; {Group name}".'
        )
    return Name(family=family, given=given, suffix=suffix)
