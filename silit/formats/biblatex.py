"""Entries -> a .bib file in biblatex's own fields, which biber finds nothing to say against."""

from __future__ import annotations

from collections.abc import Iterable

from silit.formats import bibtex_dates
from silit.formats.biblatex_fields import BIBLATEX, EDITED, UNEDITED
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
from silit.formats.bibtex_fields import STATUS_NOTES
from silit.formats.bibtex_names import names_field
from silit.formats.bibtex_study_types import study_type_fields
from silit.model.entries import Entry
from silit.model.work import Work
from silit.results import Result

# Types whose entries have no such people in biblatex; a custom name list takes them (manual, 2.3.4).
_WITHOUT_AUTHOR = frozenset({"collection", "periodical"})
_WITHOUT_EDITOR = frozenset({"patent", "report", "thesis", "unpublished"})
_WITH_TRANSLATOR = frozenset({"article", "book", "collection", "inbook", "incollection", "inreference"})
_RELATED = {
    "retracted": "Retracted in",
    "concern": "Expression of concern in",
    "corrected": "Corrected in",
    "superseded": "Updated in",
}


def write(entries: Iterable[Entry]) -> Result[str]:
    """The text of a .bib file for biblatex (UTF-8, keys as given, in the given order).

    Keywords are the tags, `annotation` holds the notes, `verbc` the study type; a notice of retraction or correction that
    is in the file too is named in `related`. A work that lacks what biblatex calls mandatory is written all the same, with
    one problem `missing-field`; a cite key that no .bib file can hold is written without its odd characters, with one
    problem `bad-cite-key`.
    """
    return written_file(entries, SPELLING)


def _entry_type(work: Work) -> str:
    entry_type = BIBLATEX.entry_types.get(work.type, BIBLATEX.other_type)
    if work.editor:
        return entry_type if work.author else EDITED.get(entry_type, entry_type)
    return UNEDITED.get(entry_type, entry_type)


def _fields(entry: Entry, entry_type: str, neighbours: Neighbours) -> Fields:
    work = located(entry.work)
    fields = _people(work, entry_type)
    fields |= title_fields(work)
    fields |= row_fields(work, BIBLATEX, entry_type)
    if work.page == work.number and entry_type == "article":
        # The number of an electronic article is no range of pages too.
        fields.pop("pages", None)
    if work.issued is not None:
        fields["date"] = f"{{{bibtex_dates.edtf(work.issued)}}}"
    if "eprint" not in fields:  # that of PubMed
        fields |= arxiv_fields(work, {"eprinttype": "{arxiv}"})
    fields |= subtype_fields(work, entry_type, BIBLATEX, fields)
    if note := STATUS_NOTES.get(entry.integrity.status):
        fields["addendum"] = f"{{{note}}}"
    fields |= _related_fields(entry, neighbours)
    fields |= study_type_fields(entry, BIBLATEX.name)
    fields |= keyword_fields(entry)
    fields |= note_fields(entry, "annotation")
    return fields


def _people(work: Work, entry_type: str) -> Fields:
    fields: Fields = {}
    if authors := names_field(work.author, complete=work.authors_complete == "yes"):
        fields["namec" if entry_type in _WITHOUT_AUTHOR else "author"] = f"{{{authors}}}"
    if work.editor and (editors := names_field(work.editor)):
        fields["namea" if entry_type in _WITHOUT_EDITOR else "editor"] = f"{{{editors}}}"
    if work.translator and (translators := names_field(work.translator)):
        fields["translator" if entry_type in _WITH_TRANSLATOR else "nameb"] = f"{{{translators}}}"
    return fields


def _related_fields(entry: Entry, neighbours: Neighbours) -> Fields:
    string = _RELATED.get(entry.integrity.status)
    if string is None or not neighbours:
        return {}
    targets = (str(notice.target) for notice in entry.integrity.notices if notice.target)
    own = {f"doi:{entry.work.doi}", f"pmid:{entry.work.pmid}"}
    keys = dict.fromkeys(
        neighbours[target] for target in targets if target in neighbours and target not in own
    )
    return {"related": f"{{{','.join(keys)}}}", "relatedstring": f"{{{string}}}"} if keys else {}


SPELLING = Spelling(BIBLATEX, _entry_type, _fields)
