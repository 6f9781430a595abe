r"""Values of a Work as values of BibTeX fields, and back; each pair of functions is used by the rows of the field tables."""

from __future__ import annotations

import re

from silit.formats.latex_reading import from_latex
from silit.formats.latex_writing import UNTEXT, escape_latex, to_latex
from silit.formats.pubmed_pages import with_hyphens
from silit.markup import parse_inline
from silit.model.check_digits import normalise_isbn, normalise_issn
from silit.model.dates import PartialDate
from silit.model.languages import ENGLISH_NAMES

# What no .bib file can hold, what ends a URL or stops LuaTeX, and the signs that only an eye is misled by (as in `latex_writing`).
_UNSAFE = re.compile(rf'[{UNTEXT}{{}}\\"\s\x1c-\x1f\x85\ufffd]')
# biber takes a line that begins so for the next field, and warns that a brace may be missing before it.
_LIKE_FIELD = re.compile(r"\n(?=[A-Za-z][A-Za-z0-9:+/'.-]*\s*=)")
_AND = re.compile(r"(?:^|\s)and(?:\s|$)|^others$", re.IGNORECASE)
_LANGUAGE_NAMES = {code: name.lower() for code, name in ENGLISH_NAMES.items()}


def formatted(text: str) -> str:
    """A title-like variable with its inline markup as LaTeX that keeps its capitals."""
    return to_latex(parse_inline(text), keep_case=True)


def marked_up(text: str) -> str:
    """A name with inline markup that no style sets in lower case: a journal's, a book's."""
    return to_latex(parse_inline(text)) if "<" in text else escape_latex(text)


def paragraphs(text: str) -> str:
    """Long text: its paragraphs stay apart."""
    if "\n\n" not in text:
        return escape_latex(text)
    return unlike_fields("\n\n".join(filter(None, map(escape_latex, text.split("\n\n")))))


def unlike_fields(latex: str) -> str:
    """The same with an empty group before every further line that looks like a field."""
    return _LIKE_FIELD.sub("\n{}", latex) if "=" in latex else latex


def verbatim(text: str) -> str:
    """A DOI or URL: no escapes, but the characters that no .bib file can hold, and those that would hide or turn what
    stands beside them, are percent-encoded."""
    return _UNSAFE.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")), text
    )


def listed(text: str) -> str:
    """One item of a list field: biblatex takes the word "and" for the border between two."""
    escaped = escape_latex(text)
    return f"{{{escaped}}}" if _AND.search(escaped) else escaped


def pages(text: str) -> str:
    """A range of pages, its hyphens doubled as BibTeX has them. Crossref's "0" for no page is none."""
    if text == "0":
        return ""
    if text.replace("-", "", 1).isalnum():
        return text.replace("-", "--")
    return "--".join(map(escape_latex, with_hyphens(text).split("-")))


def read_pages(latex: str) -> str:
    """Pages with the single hyphen that a Work has."""
    return with_hyphens(from_latex(latex))


def language(code: str) -> str:
    """The language's English name in lower case, as biblatex wants it; the code where there is none."""
    return _LANGUAGE_NAMES.get(code.lower()) or escape_latex(code)


def first_isbn(values: tuple[str, ...]) -> str:
    """The first valid ISBN: biber complains of a field with two, or with one whose check digit is wrong."""
    return escape_latex(_valid_isbn(values))


def other_isbns(values: tuple[str, ...]) -> str:
    """The others, in a field that is silit's own."""
    chosen = _valid_isbn(values)
    return ", ".join(escape_latex(value) for value in values if value != chosen)


def first(values: tuple[str, ...]) -> str:
    """The first of several ISSNs."""
    return escape_latex(values[0])


def others(values: tuple[str, ...]) -> str:
    """The other ISSNs, in a field that is silit's own."""
    return ", ".join(map(escape_latex, values[1:]))


def first_issn(values: tuple[str, ...]) -> str:
    """The first valid ISSN: biber checks the digit."""
    return escape_latex(_valid_issn(values))


def other_issns(values: tuple[str, ...]) -> str:
    """The ISSNs beside the first valid one."""
    chosen = _valid_issn(values)
    return ", ".join(escape_latex(value) for value in values if value != chosen)


def joined(values: tuple[str, ...]) -> str:
    """All identifiers in one field."""
    return ", ".join(map(escape_latex, values))


def day(date: PartialDate) -> str:
    """The day on which a page was looked at, as far as it is known: "2020-03-05", "2020-03", "2020"."""
    return date.iso


def _valid_isbn(values: tuple[str, ...]) -> str:
    return next((value for value in values if normalise_isbn(value)), "")


def _valid_issn(values: tuple[str, ...]) -> str:
    return next((value for value in values if normalise_issn(value)), "")
