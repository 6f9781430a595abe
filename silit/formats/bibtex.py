"""Entries -> a BibTeX file that bibtex's plain styles, biber and pandoc read without an error."""

from __future__ import annotations

from collections.abc import Iterable

from silit.formats import bibtex_dates
from silit.formats.bibtex_entries import (
    Fields,
    Neighbours,
    Spelling,
    arxiv_fields,
    keyword_fields,
    located,
    note_fields,
    row_fields,
    subtype_fields,
    title_fields,
    written_file,
)
from silit.formats.bibtex_fields import BIBTEX, STATUS_NOTES
from silit.formats.bibtex_names import names_field
from silit.formats.bibtex_study_types import study_type_fields
from silit.model.entries import Entry
from silit.model.work import Work
from silit.results import Result


def write(entries: Iterable[Entry]) -> Result[str]:
    """The text of a .bib file (UTF-8, keys as given, in the given order).

    Keywords are the tags, `annote` holds the notes, `studytype` the study type. A work that lacks what BibTeX's standard
    styles ask for is written all the same, with one problem `missing-field`; a cite key that no .bib file can hold is
    written without its odd characters, with one problem `bad-cite-key`.
    """
    return written_file(entries, SPELLING)


def _entry_type(work: Work) -> str:
    if work.type == "thesis" and "master" in work.genre.lower():
        return "mastersthesis"
    return BIBTEX.entry_types.get(work.type, BIBTEX.other_type)


def _fields(entry: Entry, entry_type: str, neighbours: Neighbours) -> Fields:
    del neighbours  # BibTeX has no field for what belongs together
    work = located(entry.work)
    fields = _people(work, entry_type)
    fields |= title_fields(work)
    fields |= row_fields(work, BIBTEX, entry_type)
    fields |= _date_fields(work)
    fields |= arxiv_fields(work, {"archiveprefix": "{arXiv}"})
    fields |= subtype_fields(work, entry_type, BIBTEX, fields)
    if note := STATUS_NOTES.get(entry.integrity.status):
        fields["note"] = f"{{{note}}}"
    fields |= study_type_fields(entry, BIBTEX.name)
    fields |= keyword_fields(entry)
    fields |= note_fields(entry, "annote")
    return fields


def _people(work: Work, entry_type: str) -> Fields:
    fields: Fields = {}
    if authors := names_field(work.author, complete=work.authors_complete == "yes"):
        fields["author"] = f"{{{authors}}}"
    if work.editor and (editors := names_field(work.editor)):
        # The standard styles take either for a book; biblatex knows the second as a further editor.
        fields["editora" if authors and entry_type == "book" else "editor"] = f"{{{editors}}}"
    if work.translator and (translators := names_field(work.translator)):
        fields["translator"] = f"{{{translators}}}"
    return fields


def _date_fields(work: Work) -> Fields:
    if work.issued is None:
        return {}
    fields = {"year": f"{{{bibtex_dates.year(work.issued)}}}"}
    if month := bibtex_dates.month_macro(work.issued):
        fields["month"] = month
    if whole := bibtex_dates.extended(work.issued):
        fields["issued"] = f"{{{whole}}}"
    return fields


SPELLING = Spelling(BIBTEX, _entry_type, _fields)
