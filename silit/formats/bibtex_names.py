"""People and groups as BibTeX's author and editor fields have them (btxdoc, section 4: "von Last, Jr, First")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from silit.formats.latex_writing import escape_latex
from silit.model.names import Name

OTHERS = "others"
_NEEDS_BRACES = re.compile(r",|=|(?:^|\s)and(?:\s|$)|^\s*others\s*$", re.IGNORECASE)
_COMMANDING = frozenset("and others".split())


def names_field(names: Sequence[Name], *, complete: bool = True) -> str:
    """The value of an author or editor field; `complete=False` ends it with "and others"."""
    written = [written for written in map(_name, names) if written]
    if written and not complete:
        written.append(OTHERS)
    return " and ".join(written)


def _name(name: Name) -> str:
    if name.literal:
        group = escape_latex(name.literal)
        return f"{{{group}}}" if group else ""
    given = name.given or ". ".join((*name.initials, "")).strip()
    family = _family(name, alone=not (given or name.suffix))
    if not family:
        return ""
    if name.suffix:
        return f"{family}, {_part(name.suffix)}, {_part(given)}"
    return f"{family}, {_part(given)}" if given else family


def _family(name: Name, *, alone: bool) -> str:
    if alone and len(name.full_family.split()) > 1:
        # Without a comma the first word would be taken for a given name.
        return f"{{{escape_latex(name.full_family)}}}"
    family = _part(name.family)
    return f"{escape_latex(name.particle)} {family}" if name.particle and family else family


def _part(text: str) -> str:
    if text.isalnum() and text.lower() not in _COMMANDING:
        return text
    escaped = escape_latex(text)
    return f"{{{escaped}}}" if _NEEDS_BRACES.search(escaped) or escaped.startswith("\\") else escaped
