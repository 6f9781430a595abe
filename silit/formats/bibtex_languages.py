"""The language of an entry, in the many ways in which .bib files name it."""

from __future__ import annotations

from collections.abc import Mapping

from silit.formats.biblatex_fields import read_babel_name
from silit.formats.bibtex_values import read_language
from silit.formats.language_tags import language_tag
from silit.formats.latex_reading import from_latex
from silit.formats.marc_languages import bcp47

_FIELDS = ("language", "langid", "languages", "hyphenation", "lang", "verbb")


def language_of(fields: Mapping[str, str]) -> str:
    """The BCP 47 tag of the first language that is named in English, for babel, or by a code of ISO 639; "" without one."""
    for name in _FIELDS:
        if latex := fields.get(name):
            for part in from_latex(latex).replace(";", ",").split(","):
                if tag := _tag(part.strip()):
                    return tag
    return ""


def _tag(text: str) -> str:
    for read in (read_language, read_babel_name):
        if (tag := read(text)) != text:
            return tag
    if len(text) == 3 and text.isalpha():
        return bcp47(text)
    return language_tag(text)
