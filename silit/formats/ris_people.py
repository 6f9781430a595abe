"""The people of a RIS record: authors, editors and translators, which stand under other tags in each type.

A2 is the editor of a chapter, but of a book the series' editor, of a letter who got it, and of a case the reporter; a book's own
editor is A3 (the manual of EndNote, "Tag matches by reference type"; Zotero's reader and its test files).
"""

from __future__ import annotations

from silit.formats.listed_names import is_cut, listed_names
from silit.formats.ris_notes import is_silits
from silit.formats.ris_places import reference_type
from silit.formats.ris_types import IN_A_JOURNAL
from silit.formats.tagged_fields import Fields
from silit.model.names import Name

_BOOKS = frozenset({"BOOK", "CLSWK", "EBOOK", "EDBOOK", "SER"})
# The second author of these is no editor of the work: who got a letter, paid for a study, drew, played, issued it, or edits its series.
_NO_EDITORS = frozenset(
    """ADVS BILL CASE CHART COMP CTLG DATA ELEC EQUA FIGURE GOVDOC GRANT GRNT HEAR ICOMM INTV LEGAL MAP MPCT MULTI MUSIC PAMP
    PAT PCOMM RPRT SLIDE SOUND STAT UNBILL VIDEO WEB""".split()
)
_TRANSLATED = frozenset("ANCIENT BOOK CHAP CLSWK DICT EBOOK ECHAP EDBOOK ENCYC SER".split())


def authors(fields: Fields) -> tuple[Name, ...]:
    """A1 and AU are one list where a record has both, in the order of the file; an edited book has its editors there."""
    return () if _is_edited(fields) else listed_names(_first_names(fields))


def are_cut(fields: Fields) -> bool:
    """Whether the list of authors ends with "et al."."""
    return is_cut(_first_names(fields))


def editors(fields: Fields, work_type: str) -> tuple[Name, ...]:
    """The editors of the work, or of the book that it stands in."""
    named = fields.every("ED")
    if is_silits(fields):
        return listed_names(named)
    kind = reference_type(fields)
    if _is_edited(fields):
        return listed_names([*named, *_first_names(fields)])
    if kind in _BOOKS and fields.first("A3"):
        return listed_names([*named, *fields.every("A3")])
    if work_type in IN_A_JOURNAL or kind in _NO_EDITORS:
        return listed_names(named)
    return listed_names([*named, *fields.every("A2")])


def translators(fields: Fields) -> tuple[Name, ...]:
    """Who translated a book, or what stands in one; other programs have other people in A4 of other types."""
    told = is_silits(fields) or reference_type(fields) in _TRANSLATED
    return listed_names(fields.every("A4")) if told else ()


def _is_edited(fields: Fields) -> bool:
    return reference_type(fields) == "EDBOOK" and not is_silits(fields)


def _first_names(fields: Fields) -> list[str]:
    return [value for tag, value in fields.pairs if tag in ("AU", "A1") and value]
