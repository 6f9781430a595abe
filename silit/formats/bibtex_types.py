"""Entry types of BibTeX, biblatex and the programs around them: what each is, and whose fields it has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from silit.formats.biblatex_fields import BIBLATEX
from silit.formats.bibtex_fields import BIBTEX, SUBTYPES, Row
from silit.formats.csl_types import CSL_TYPES
from silit.model.archives import is_arxiv

# Entry type -> the type whose fields it has, and its CSL type. Those of the two dialects' tables are not repeated.
_OTHERS = {
    # btxdoc, 3.1; biblatex manual, 2.1.1 to 2.1.3
    "conference": ("inproceedings", "paper-conference"),
    "proceedings": ("book", "book"),
    "mvproceedings": ("book", "book"),
    "mvbook": ("book", "book"),
    "mvcollection": ("collection", "book"),
    "reference": ("collection", "book"),
    "mvreference": ("collection", "book"),
    "bookinbook": ("inbook", "chapter"),
    "suppbook": ("inbook", "chapter"),
    "suppcollection": ("incollection", "chapter"),
    "suppperiodical": ("article", "article-journal"),
    "manual": ("book", "book"),
    "www": ("online", "webpage"),
    "electronic": ("online", "webpage"),
    "artwork": ("misc", "graphic"),
    "audio": ("misc", "song"),
    "image": ("misc", "graphic"),
    "commentary": ("misc", "document"),
    "jurisdiction": ("misc", "legal_case"),
    "legislation": ("misc", "legislation"),
    "legal": ("misc", "treaty"),
    "letter": ("misc", "personal_communication"),
    "movie": ("misc", "motion_picture"),
    "music": ("misc", "song"),
    "performance": ("misc", "performance"),
    "review": ("article", "review"),
    "standard": ("report", "standard"),
    "video": ("misc", "motion_picture"),
    "bibnote": ("misc", "document"),
    "custom": ("misc", "document"),
    # JabRef, BibDesk, Zotero, RefWorks, HAL, IEEEtran, REVTeX
    "film": ("misc", "motion_picture"),
    "webpage": ("online", "webpage"),
    "internet": ("online", "webpage"),
    "website": ("online", "webpage"),
    "blog": ("online", "post-weblog"),
    "preprint": ("online", "article"),
    "newspaper": ("article", "article-newspaper"),
    "magazine": ("article", "article-magazine"),
    "bachelorthesis": ("thesis", "thesis"),
    "bachelorsthesis": ("thesis", "thesis"),
    "masterthesis": ("thesis", "thesis"),
    "talk": ("unpublished", "speech"),
    "presentation": ("unpublished", "speech"),
    "poster": ("unpublished", "speech"),
    "softwareversion": ("software", "software"),
    "softwaremodule": ("software", "software"),
    "codefragment": ("software", "software"),
    "program": ("software", "software"),
    "data": ("dataset", "dataset"),
    "map": ("misc", "map"),
    "interview": ("misc", "interview"),
    "law": ("misc", "legislation"),
    "bill": ("misc", "bill"),
    "guideline": ("report", "report"),
    "other": ("misc", "document"),
    "unknown": ("misc", "document"),
}
# They set something up, or only lend their fields: no works.
NO_WORKS = frozenset(("xdata", "set", "control", "ieeetranbstctl", "revtex-control", "dbentry", "options"))
_THESES = {
    "mastersthesis": "Master's thesis",
    "masterthesis": "Master's thesis",
    "bachelorsthesis": "Bachelor's thesis",
    "bachelorthesis": "Bachelor's thesis",
}
_SUBTYPES = {word: csl for csl, word in SUBTYPES.items()} | {"film": "motion_picture", "preprint": "article"}
_LINK = re.compile(r"\s*(?:\\url|\\href|https?://|available (?:at|from|online)|online\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Kind:
    """What an entry is: its CSL type, and `rows`, field -> the row of the dialects' tables that reads it."""

    csl_type: str
    rows: Mapping[str, Row]
    genre: str = ""
    is_known: bool = True


def kind_of(entry_type: str, fields: Mapping[str, str]) -> Kind:
    """What an entry of this type with these fields is; an unknown type is a document."""
    kind = _kind(entry_type)
    subtype = fields.get("entrysubtype", "").strip()
    if csl := subtype if subtype in CSL_TYPES else _SUBTYPES.get(subtype.lower(), ""):
        return Kind(csl, kind.rows, kind.genre, kind.is_known)
    if csl := _told_by_fields(kind.csl_type, entry_type, fields):
        return Kind(csl, kind.rows, kind.genre, kind.is_known)
    return kind


def _told_by_fields(csl_type: str, entry_type: str, fields: Mapping[str, str]) -> str:
    """A better type than the entry's, which BibTeX has no entry type for; "" where there is none."""
    has_number = "arxiv" in (fields.get("archiveprefix", "") + fields.get("eprinttype", "")).lower()
    journal = fields.get("journal") or fields.get("journaltitle", "")
    # DBLP has arXiv's old name.
    if csl_type == "article-journal" and (is_arxiv(journal) or (has_number and journal == "CoRR")):
        return "article"
    if has_number and not (fields.keys() & {"journal", "journaltitle", "booktitle", "publisher", "school"}):
        return "article" if csl_type in ("document", "webpage", "article-journal", "manuscript") else ""
    if entry_type == "misc" and "title" in fields:
        dated = "url" in fields and "urldate" in fields
        return "webpage" if dated or _LINK.match(fields.get("howpublished", "")) else ""
    if (
        entry_type == "book"
        and "pages" in fields
        and fields.get("booktitle", "") not in ("", fields.get("title"))
    ):
        return "chapter"
    if entry_type == "inbook" and "year" in fields and not fields.keys() & {"booktitle", "journal"}:
        # BibTeX's own @inbook has the title of the book; biblatex', which has a `date`, that of the chapter.
        return "book"
    return ""


@cache
def _kind(entry_type: str) -> Kind:
    if entry_type in _OTHERS:
        like, csl_type = _OTHERS[entry_type]
        return Kind(csl_type, _rows(like), _THESES.get(entry_type, ""))
    csl_type = BIBTEX.csl_types.get(entry_type) or BIBLATEX.csl_types.get(entry_type, "")
    if csl_type:
        return Kind(csl_type, _rows(entry_type), _THESES.get(entry_type, ""))
    return Kind("document", _rows("misc"), is_known=False)


@cache
def _rows(entry_type: str) -> dict[str, Row]:
    """Both dialects' rows by their fields; where they differ, BibTeX's."""
    rows = [*BIBLATEX.rows_for(entry_type), *BIBTEX.rows_for(entry_type)]
    return {row.field: row for row in rows if not row.beside[0]}
