"""People and groups as BibTeX's author and editor fields have them (btxdoc, section 4: "von Last, Jr, First")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from silit.formats.latex_writing import ESCAPES, escape_latex
from silit.model.names import Name

OTHERS = "others"
# Commas, the words that BibTeX knows, and what readers take for the border of two names.
_NEEDS_BRACES = re.compile(
    r"[,;]|(?:^|\s)\\?&(?:\s|$)|(?:^|\s)and(?:\s|$)|^\s*others\s*$|(?:^|\s)et\.?\s+al\.?$", re.IGNORECASE
)
# biber (2.18) takes what has "=" for a name in its own notation, and more than two commas, in braces or not, for an error.
_EQUALS = r"{\symbol{61}}"
_COMMA = r"{\symbol{44}}"
_MOST_COMMAS = 2
_SYMBOLS = {
    command: f"{{\\symbol{{{ord(sign)}}}}}" for sign, command in ESCAPES.items() if command.endswith("{}")
}
_COMMAND = re.compile("|".join(map(re.escape, _SYMBOLS)))


def names_field(names: Sequence[Name], *, complete: bool = True) -> str:
    """The value of an author or editor field; `complete=False` ends it with "and others"."""
    written = [written for written in map(_name, names) if written]
    if written and not complete:
        written.append(OTHERS)
    return " and ".join(written)


def _name(name: Name) -> str:
    if name.given and not name.suffix and not name.particle and _is_plain(f"{name.family} {name.given}"):
        return f"{name.family}, {name.given}"
    if name.literal:
        group = escape_latex(name.literal).replace("=", _EQUALS)
        return f"{{{group}}}" if group else ""
    given = name.given or ". ".join((*name.initials, "")).strip()
    family = _family(name, alone=not (given or name.suffix))
    if not family or not (given or name.suffix):
        return family
    # A name must not end in a comma.
    parts = (family, _part(name.suffix), _part(given) or "{}") if name.suffix else (family, _part(given))
    written = ", ".join(parts)
    return written.replace("{,}", _COMMA) if written.count(",") > _MOST_COMMAS else written


def _family(name: Name, *, alone: bool) -> str:
    if alone and len(name.full_family.split()) > 1:
        # Without a comma the first word would be taken for a given name.
        return f"{{{escape_latex(name.full_family).replace('=', _EQUALS)}}}"
    family = _part(name.family)
    if name.particle and family:
        return f"{_escaped(name.particle)} {family}"
    return family


def _is_plain(text: str) -> bool:
    """Whether the text is letters and single blanks, and nothing in it could be a word of BibTeX's."""
    if "  " in text or not text.replace(" ", "").isalpha() or " " in (text[0], text[-1]):
        return False
    lower = text.lower()
    return "and" not in lower and "others" not in lower


def _part(text: str) -> str:
    escaped = _escaped(text)
    return f"{{{escaped}}}" if _NEEDS_BRACES.search(escaped) or escaped.startswith("\\") else escaped


def _escaped(text: str) -> str:
    escaped = escape_latex(text).replace("=", _EQUALS).replace(",", "{,}")
    # biber makes a lone brace the initial of a name that ends in "{}".
    return _COMMAND.sub(lambda match: _SYMBOLS[match[0]], escaped) if "\\text" in escaped else escaped
