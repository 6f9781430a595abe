"""A row of a table of papers as a work, by the names of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from silit.formats.access_dates import access_date, unread_access
from silit.formats.csl_types import CSL_TYPES
from silit.formats.csl_user import key_in_extra, note_in_extra
from silit.formats.csv_authors import cell_authors
from silit.formats.csv_columns import COLUMNS, normal
from silit.formats.csv_rows import python_list
from silit.formats.edtf_dates import date_from_edtf
from silit.formats.inline_html import clean_line, clean_paragraphs, clean_title, well_formed
from silit.formats.item_types import CSL_OF_ITEM_TYPE
from silit.formats.language_tags import language_tag
from silit.formats.listed_names import is_cut, listed_names
from silit.formats.listed_numbers import listed_numbers
from silit.formats.pubmed_pages import expand, is_locator
from silit.formats.pubmed_text import without_final_dot
from silit.formats.ris_dates import ris_date
from silit.formats.ris_notes import plain_note
from silit.formats.ris_types import CSL_OF_RIS, IN_A_JOURNAL
from silit.formats.told_integrity import relations_told
from silit.model.archives import as_in_archives, with_archive_numbers, without_archive_page
from silit.model.cite_keys import citable_key
from silit.model.dates import PartialDate
from silit.model.identifiers import (
    find_identifiers,
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_pmcid,
    normalise_pmid,
)
from silit.model.names import Name
from silit.model.study_types import STUDY_TYPES
from silit.model.work import Work
from silit.results import Problem, Result

NOTE_BREAK = "\n---\n"
_BETWEEN_NOTES = re.compile(r"(?<=>);\s*(?=<)")
# PubMed's own short form: "J Man Manip Ther. 2008;16(3):142-52. doi: …", with days and months as they come.
_CITED = re.compile(r";\s*(?P<volume>[^():;]*)(?:\((?P<issue>[^()]*)\))?:(?P<page>[\w.,-]+?)[.,]?(?:\s|$)")
# Embase: "Endoscopic Ultrasound (2014) 3:3 (152-160). Date of Publication: 2014".
_EMBASE = re.compile(
    r"(?P<journal>.+?) \((?P<year>\d{4})\) (?P<volume>[^\s:(]*)(?::(?P<issue>[^\s(]*))?(?: \((?P<page>[^()]*)\))?(?:\.|$)"
)
_DATABASES = frozenset(
    {"scopus", "pubmed", "medline", "embase", "wos", "web of science", "cinahl", "crossref"}
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_MISSING = frozenset({"nan", "none", "null", "n/a", "na", "[]"})


@dataclass(frozen=True, slots=True)
class Cells:
    """A row's cells by what they hold; `own` says that silit wrote the table."""

    by_field: Mapping[str, tuple[str, ...]]
    own: bool

    def text(self, *names: str) -> str:
        """The first cell of these fields that says something."""
        return next((text for name in names for text in self.by_field.get(name, ())), "")

    def texts(self, name: str) -> tuple[str, ...]:
        """All cells of a field that say something."""
        return self.by_field.get(name, ())


def cells_of_row(cells: Iterable[tuple[str, str]]) -> Cells:
    """The cells under the fields that their headers mean."""
    headed = [(normal(header), text.strip()) for header, text in cells]
    named = {header for header, _ in headed}
    found: dict[str, list[str]] = {}
    for name, headers in COLUMNS.items():
        for header in headers:
            texts = [
                text for one, text in headed if one == header and text and text.casefold() not in _MISSING
            ]
            found.setdefault(name, []).extend(texts)
    if "item type" in named:
        _as_zotero_means_it(found, headed)
    return Cells({name: tuple(texts) for name, texts in found.items()}, {"key", "claim", "stance"} <= named)


def _as_zotero_means_it(found: dict[str, list[str]], headed: Sequence[tuple[str, str]]) -> None:
    """Zotero's "Key" is a number of its own that nobody cites by, "Type" the kind of a thesis or report, and "Number" theirs."""
    found["key"] = []
    for name, header, elsewhere in (("genre", "type", "type"), ("number", "number", "issue")):
        texts = [text for one, text in headed if one == header and text]
        found[name] += texts
        found[elsewhere] = [text for text in found[elsewhere] if text not in texts]


def work_of(cells: Cells) -> Result[Work]:
    """The work of a row. What is not usable counts as missing."""
    work_type = _type(cells)
    ids = _identifiers(cells)
    issued, unread = _issued(cells)
    told = _told(cells)
    title = clean_title(cells.text("title"))
    page = _page(cells, told)
    number = clean_line(cells.text("number"))
    work = Work(
        type=work_type,
        title=title if cells.own else without_final_dot(title),
        title_short=clean_title(cells.text("title_short")),
        original_title=clean_title(cells.text("original_title")),
        container_title=clean_title(cells.text("container", "law")) or told.get("journal", ""),
        container_title_short=clean_title(cells.text("container_short")),
        collection_title=clean_title(cells.text("collection")),
        author=_people(cells, "author"),
        editor=_people(cells, "editor"),
        translator=_people(cells, "translator"),
        authors_complete="no" if is_cut(cells.text("author").split(";")) else "yes",
        issued=issued,
        accessed=access_date(cells.text("accessed")),
        volume=clean_line(cells.text("volume")) or told.get("volume", ""),
        issue=clean_line(cells.text("issue")) or told.get("issue", ""),
        page=page or (number if work_type in IN_A_JOURNAL else ""),
        number=number or (page if is_locator(page) else ""),
        edition=clean_line(cells.text("edition")),
        publisher=clean_line(cells.text("publisher")),
        publisher_place=clean_line(cells.text("place")),
        event_title=clean_line(cells.text("event")),
        genre=clean_line(cells.text("genre")),
        medium=clean_line(cells.text("medium")),
        status=clean_line(cells.text("status")) if cells.own else "",
        available_date=date_from_edtf(cells.text("online")) if cells.own else None,
        language=language_tag(clean_line(cells.text("language"))),
        abstract=clean_paragraphs(cells.text("abstract")),
        keyword=_keywords(cells),
        doi=ids["doi"],
        pmid=ids["pmid"],
        pmcid=ids["pmcid"],
        isbn=listed_numbers(cells.texts("isbn"), normalise_isbn),
        issn=listed_numbers(cells.texts("issn"), normalise_issn),
        url=_url(cells),
        relations=relations_told(cells.text("integrity")) if cells.own else (),
        study_type=_study_type(cells),
        suggested_tags=_tags(cells),
    )
    problem = Problem("bad-date", f"{clean_line(unread)[:80]!r} is no date; the paper is kept without one.")
    whole = without_archive_page(with_archive_numbers(work)) if cells.own else as_in_archives(work)
    return Result(whole, (*([problem] if unread else []), *unread_access(cells.text("accessed"))))


def cite_key(cells: Cells) -> str:
    """The key that the table's program cites the paper by, "" without one that can be cited."""
    key = cells.text("key")
    if key.startswith("rayyan-"):
        return ""
    return citable_key(key) or key_in_extra(cells.text("extra"))


def notes(cells: Cells) -> tuple[str, ...]:
    """The notes of the row as plain text; Zotero's are HTML, parted by semicolons."""
    texts = cells.texts("notes")
    if cells.own:
        return tuple(note for text in texts for note in map(str.strip, text.split(NOTE_BREAK)) if note)
    notes = [plain_note(well_formed(note)) for text in texts for note in _BETWEEN_NOTES.split(text)]
    notes += map(note_in_extra, cells.texts("extra"))
    return tuple(dict.fromkeys(filter(None, notes)))


def _type(cells: Cells) -> str:
    if cells.own and cells.text("type") in CSL_TYPES:
        return cells.text("type")
    for word in cells.texts("type"):
        known = CSL_OF_ITEM_TYPE.get(normal(word)) or CSL_OF_RIS.get(word.upper())
        if known or word in CSL_TYPES:
            return known or word
    in_journal = cells.text("container", "container_short", "source", "citation", "pmid", "volume")
    return "article-journal" if in_journal else "document"


def _people(cells: Cells, name: str) -> tuple[Name, ...]:
    text = cells.text(name)
    return listed_names([text]) if cells.own else cell_authors(text)


def _issued(cells: Cells) -> tuple[PartialDate | None, str]:
    """The date, and the text that should have held one but does not."""
    year, date = ris_date(cells.text("year")), _date(cells)
    if year and (month := cells.text("month")) and (dated := ris_date(f"{year.year} {month}")):
        year = dated if dated.month else year
    if date and (year is None or (date.year == year.year and len(date.parts) >= len(year.parts))):
        return date, ""
    if year is None and (found := _EMBASE.match(cells.text("source"))):
        return ris_date(found["year"]), ""
    if year is None and cells.text("citation"):
        return _cited_date(cells), ""
    if year and len(year.parts) == 1 and (finer := _cited_date(cells)) and finer.year == year.year:
        return finer, ""
    return year, "" if year else cells.text("year", "date").strip("0-/")


def _date(cells: Cells) -> PartialDate | None:
    """The date of its own cell; silit's own tables have EDTF there."""
    text = cells.text("date")
    return (date_from_edtf(text) if cells.own else None) or ris_date(text)


def _cited_date(cells: Cells) -> PartialDate | None:
    """The date in PubMed's own short form of a paper."""
    cited = re.search(r"\. ((?:1[5-9]|20)\d\d[^;:.]*)[;:.]", cells.text("citation"))
    return ris_date(cited[1]) if cited else None


def _told(cells: Cells) -> dict[str, str]:
    """Journal, volume, issue and pages out of the one cell in which some tables have them all."""
    if found := _CITED.search(cells.text("citation")):
        return {name: text.strip() for name, text in found.groupdict().items() if text}
    source = cells.text("source")
    if found := _EMBASE.match(source):
        return {name: text.strip() for name, text in found.groupdict().items() if text}
    return {} if source.casefold() in _DATABASES else {"journal": clean_line(source)}


def _page(cells: Cells, told: Mapping[str, str]) -> str:
    start, end = (clean_line(cells.text(name)) for name in ("page_start", "page_end"))
    parted = f"{start}-{end}" if start and end and end != start else start
    return expand(clean_line(cells.text("page")) or parted or told.get("page", ""))


def _keywords(cells: Cells) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in cells.texts("keyword"):
        for part in _listed(text):
            word = clean_line(part)
            found.setdefault(word.casefold(), word)
    return tuple(filter(None, found.values()))


def _listed(text: str) -> Sequence[str]:
    """The parts of a cell that holds several things: a Python list, else parted by semicolons, else by commas."""
    if listed := python_list(text):
        return listed
    return re.split(r"[;\n]", text) if ";" in text or "\n" in text else text.split(",")


def _identifiers(cells: Cells) -> dict[str, str]:
    found = {
        "doi": normalise_doi(cells.text("doi")),
        "pmid": normalise_pmid(cells.text("pmid")),
        "pmcid": normalise_pmcid(cells.text("pmcid")),
    }
    for text in (*cells.texts("url"), *cells.texts("extra"), *cells.texts("citation")):
        for one in find_identifiers(text[:2000]):
            if not found.get(one.scheme, "another scheme"):
                found[one.scheme] = one.value
    return found


def _url(cells: Cells) -> str:
    found = _ADDRESS.match(cells.text("url"))
    return found[0] if found else ""


def _study_type(cells: Cells) -> str:
    text = cells.text("study_type")
    return text if cells.own and text in STUDY_TYPES and text != "unknown" else ""


def _tags(cells: Cells) -> tuple[str, ...]:
    """The tags of the row, and ASReview's label as `asreview-relevant` or `asreview-irrelevant`."""
    parting = "," if cells.own else r"[;,\n]"
    parts = (tag for text in cells.texts("tags") for tag in re.split(parting, text.replace('"', "")))
    tags = [" ".join(tag.split()) for tag in parts]
    label = cells.text("label").removesuffix(".0").casefold()
    if label in ("1", "0"):
        tags.append("asreview-relevant" if label == "1" else "asreview-irrelevant")
    return tuple(dict.fromkeys(filter(None, tags)))
