"""Which format a file is in, by its content; its name says nothing."""

from __future__ import annotations

import re
from io import BytesIO

from silit.errors import UnreadableFormatError
from silit.formats.byte_streams import plain_chunks
from silit.formats.csv_rows import SEPARATOR_LINE, delimiter_of
from silit.formats.detect_strangers import refuse_bytes, refuse_json, refuse_text, refuse_xml
from silit.formats.nbib_fields import START as NBIB_START
from silit.formats.ris_fields import START as RIS_START
from silit.formats.text_files import text_lines
from silit.model.identifiers import parse_identifier

# So much of a file tells its format.
HEAD = 64 * 1024
READ = "silit reads BibTeX, BibLaTeX, RIS, PubMed's .nbib and XML, Crossref JSON, CSL-JSON and tables (CSV), each also gzipped."

_PUBMED = re.compile(r"<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle|PubmedBookArticleSet)[\s>/]")
_MESSAGE = re.compile(r'"message-type"\s*:')
# Crossref's REST API gives lists of titles, CSL-JSON (also Crossref's, from content negotiation) gives texts.
_TITLE = re.compile(r'"(?:title|container-title)"\s*:\s*([\["])')
_CROSSREF_ONLY = re.compile(r'"(?:indexed|is-referenced-by-count|reference-count|content-domain)"\s*:')
_BIBTEX_START = re.compile(r"\s*@\s*[A-Za-z]+\s*[{(]")
# Entry types and fields that BibLaTeX has and BibTeX's standard styles do not (the biblatex manual, 2.1 and 2.2).
_BIBLATEX = re.compile(
    r"^[ \t]*@[ \t]*(?:online|report|thesis|collection|mvbook|mvcollection|reference|inreference|dataset|software|patent|video|audio"
    r"|periodical|suppbook|suppcollection|suppperiodical|bookinbook|mvproceedings|xdata)[ \t]*[{(]"
    r"|(?:^|,)[ \t]*(?:journaltitle|shortjournal|date|eventdate|origdate|location|langid|eprinttype|eprintclass|maintitle"
    r"|booksubtitle|journalsubtitle|pubstate|related|shorttitle|entrysubtype|options|keywords\+)[ \t]*=",
    re.IGNORECASE | re.MULTILINE,
)
_LINES_LOOKED_AT = 5000


def detect_in(head: bytes) -> str:
    """The name of the import format of a file that begins with `head`.

    UnreadableFormatError when none fits; it names what the file is, where that can be seen, and what to export instead.
    """
    refuse_bytes(head)
    lines = _lines(head)
    text = "\n".join(lines).lstrip()
    if not text:
        raise UnreadableFormatError("The file is empty.", hint=READ)
    refuse_text(text)
    # Ovid numbers the records of its RIS, too: <1>, <2> …
    if text.startswith("<") and not text[1:2].isdecimal():
        if _PUBMED.search(text):
            return "pubmed-xml"
        refuse_xml(text)
    if text[0] in "{[":
        return _json_format(text)
    return _text_format(lines, text)


def _text_format(lines: list[str], text: str) -> str:
    first = next(line for line in lines if line.strip() and not SEPARATOR_LINE.fullmatch(line))
    if delimiter_of(first):
        return "csv"
    for line in lines[:_LINES_LOOKED_AT]:
        if RIS_START.match(line):
            return "ris"
        if NBIB_START.match(line):
            return "nbib"
        if _BIBTEX_START.match(line):
            return "biblatex" if _BIBLATEX.search(text) else "bibtex"
    if parse_identifier(first.strip()):
        raise UnreadableFormatError(
            "It is a list of identifiers.", hint="Add what they name: silit add - < FILE"
        )
    raise UnreadableFormatError(
        "It is in none of the formats that silit reads.",
        hint=f"{READ} A list of references: silit add - < FILE",
    )


def _json_format(text: str) -> str:
    refuse_json(text)
    if _MESSAGE.search(text):
        return "crossref-json"
    title = _TITLE.search(text)
    if title is not None:
        return "crossref-json" if title[1] == "[" else "csl-json"
    return "crossref-json" if _CROSSREF_ONLY.search(text) else "csl-json"


def _lines(head: bytes) -> list[str]:
    """The lines at the start of the file, unpacked."""
    return list(text_lines(BytesIO(_unpacked(head))))


def _unpacked(head: bytes) -> bytes:
    """The start of the file out of gzip; its end is missing, and that is no damage."""
    text = b""
    try:
        for chunk in plain_chunks(BytesIO(head)):
            text += chunk
            if len(text) >= HEAD:
                break
    except UnreadableFormatError:
        if not text.strip():
            raise
    return text
