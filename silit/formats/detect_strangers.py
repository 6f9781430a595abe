"""Files that people give and silit does not read: what each is, and what to export instead."""

from __future__ import annotations

import re

from silit.errors import UnreadableFormatError

_ZOTERO = "In Zotero: File > Export Library…, format Better BibTeX, CSL JSON or RIS."
_ENDNOTE = (
    "In EndNote: select the references, File > Export…, output style RefMan (RIS) Export, save as text."
)
_TABLE = "Save it as CSV (in Excel: CSV UTF-8), and give that file."
_PAPER = "For a paper itself, give its DOI or PMID: silit add 10.1016/j.math.2005.01.003"

# What the first bytes of a file say -> what it is, and what to do.
_BYTES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "It is a PDF.", _PAPER),
    (
        b"SQLite format 3\0",
        "It is a database (Zotero's, or a silit library), and no list of papers.",
        _ZOTERO,
    ),
    (b"\xd0\xcf\x11\xe0", "It is a document of an older Word or Excel.", _TABLE),
    (b"\x89PNG", "It is a picture.", _PAPER),
    (b"\xff\xd8\xff", "It is a picture.", _PAPER),
)
# A ZIP holds one of these near its start.
_ZIPPED: tuple[tuple[bytes, str, str], ...] = (
    (b"xl/", "It is an Excel workbook.", _TABLE),
    (b"word/", "It is a Word document.", "Paste its reference list: silit add -"),
    (b"opendocument.spreadsheet", "It is a spreadsheet of LibreOffice.", _TABLE),
    (b"opendocument", "It is a document of LibreOffice.", "Paste its reference list: silit add -"),
    (b".enl", "It is a compressed EndNote library.", _ENDNOTE),
)
_TEXTS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\{\\rtf"), "It is RTF, formatted text.", f"Save it as plain text. {_ENDNOTE}"),
    (re.compile(r"%0 \S"), "It is EndNote's own tagged format (.enw).", _ENDNOTE),
    (
        re.compile(r"FN (?:Clarivate|Thomson|ISI|Web of Science)"),
        "It is Web of Science's own tagged format.",
        "In Web of Science: Export > RIS, or BibTeX.",
    ),
    (
        # With or without the line that says who made it; records are numbered <1>, <2> …
        re.compile(
            r"VN(?:  -)? Ovid\b|<\d{1,6}>[ \t]*\n(?:(?!TY)[A-Z]{2}  ?- |Unique Identifier|Accession Number|Title\b|Authors?\b|Database\b|VN\b)"
            r"|UI  ?- .*\n(?:[A-Z]{2}  ?- .*\n| .*\n)*?VN  ?- Ovid\b"
        ),
        "It is Ovid's own tagged format.",
        "In Ovid: Export > Format: RIS. For papers of MEDLINE PubMed's file does, too: Send to > Citation manager.",
    ),
    (
        # "1. Man Ther. 2005 Aug;10(3):207-18. doi: …" before title and authors, and what ends with a PMID.
        re.compile(r"1[.:] \S(?![\s\S]*^TY ? ?- )(?=[\s\S]{0,20000}?(?:^|\s)PMID: ?\d{4,8}\b)", re.MULTILINE),
        "It is a list of references in words, as PubMed prints one (Summary or Abstract).",
        "In PubMed: Send to > Citation manager, or Save > Format: PubMed. Or look each one up: silit add - < FILE",
    ),
    (
        re.compile(r"VERSION https?://git-lfs"),
        "It is a pointer to a file, not the file.",
        "Run: git lfs pull",
    ),
)
_XML: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE),
        "It is a web page.",
        "PubMed XML comes from EFetch; or keep the paper with: silit add PMID",
    ),
    (re.compile(r"<source-app\b|<xml>\s*<records>", re.IGNORECASE), "It is EndNote's XML.", _ENDNOTE),
    (re.compile(r"<rdf:RDF\b.*zotero", re.IGNORECASE | re.DOTALL), "It is Zotero's RDF.", _ZOTERO),
    (re.compile(r"<rdf:RDF\b", re.IGNORECASE), "It is RDF.", _ZOTERO),
    (re.compile(r"<mods\b|<modsCollection\b"), "It is MODS.", _ZOTERO),
    (
        re.compile(r"<eSearchResult|<eSummaryResult|<eLinkResult|<ePostResult"),
        "It is an answer of PubMed's without papers.",
        "Ask EFetch with retmode=xml; or: silit add PMID",
    ),
)
_BETTER_BIBTEX_JSON = re.compile(r'"itemType"\s*:|"translatorID"\s*:')


def refuse_bytes(head: bytes) -> None:
    """UnreadableFormatError for a file whose first bytes say that it is no text."""
    for start, message, hint in _BYTES:
        if head.startswith(start):
            raise UnreadableFormatError(message, hint=hint)
    if head.startswith(b"PK\x03\x04"):
        for inside, message, hint in _ZIPPED:
            if inside in head[:8192]:
                raise UnreadableFormatError(message, hint=hint)
        raise UnreadableFormatError("It is a ZIP archive.", hint="Unpack it, and give what is in it.")


def refuse_text(text: str) -> None:
    """UnreadableFormatError for text that begins as a format of another program does."""
    for pattern, message, hint in _TEXTS:
        if pattern.match(text):
            raise UnreadableFormatError(message, hint=hint)


def refuse_xml(text: str) -> None:
    """UnreadableFormatError for XML, which is not PubMed's."""
    for pattern, message, hint in _XML:
        if pattern.search(text[:4096]):
            raise UnreadableFormatError(message, hint=hint)
    raise UnreadableFormatError(
        "It is XML, but not PubMed's.",
        hint="PubMed XML comes from EFetch; or keep the paper with: silit add PMID",
    )


def refuse_json(text: str) -> None:
    """UnreadableFormatError for Zotero's own JSON, whose items are not CSL's."""
    if _BETTER_BIBTEX_JSON.search(text):
        raise UnreadableFormatError("It is Zotero's own JSON.", hint=_ZOTERO)
