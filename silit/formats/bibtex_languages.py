"""The language of an entry, in the many ways in which .bib files name it."""

from __future__ import annotations

from collections.abc import Mapping

from silit.formats.biblatex_fields import babel_code
from silit.formats.language_tags import language_tag
from silit.formats.latex_reading import from_latex

_FIELDS = ("language", "langid", "languages", "hyphenation", "lang", "verbb")


def language_of(fields: Mapping[str, str]) -> str:
    """The BCP 47 tag of the first language that is named in English, for babel, or by a code of ISO 639; "" without one."""
    for name in _FIELDS:
        if latex := fields.get(name):
            for part in map(str.strip, from_latex(latex).replace(";", ",").split(",")):
                if tag := babel_code(part) or language_tag(part):
                    return tag
    return ""
