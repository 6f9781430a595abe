"""Notices in APA style: "(Retraction published 2012, JOURNAL, 38[10], 1378)" (Publication Manual, 7th ed., 10.1)."""

from __future__ import annotations

from silit.markup import Inline, Inlines, Styled, Text
from silit.model.integrity import Integrity
from silit.styles.author_year import pages
from silit.styles.notices import Notices, Place, is_unsaid, notices_of, printed
from silit.styles.sentences import separated, text


def notes(integrity: Integrity) -> list[Inlines]:
    """One note in parentheses for each kind of notice, the most serious first."""
    found = notices_of(integrity)
    notes = [_note(notices) for notices in found]
    return [(Text("(Retracted)"),), *notes] if is_unsaid(integrity, found) else notes


def _note(notices: Notices) -> Inlines:
    verb = "" if " and " in notices.kind else " published"
    places = separated(map(_place, notices.places), "; ")
    return (Text(f"({notices.kind}{verb}{' ' if places else ''}"), *places, Text(")"))


def _place(place: Place) -> Inlines:
    cited = printed(place)
    if not cited:
        return place.inlines
    journal: Inline = Styled("i", (Text(cited.journal),))
    volume: Inlines = (Styled("i", (Text(cited.volume),)),) if cited.volume else ()
    issue = text(f"[{cited.issue}]" if cited.issue else "")
    parts = (text(cited.year), (journal,), (*volume, *issue), text(pages(cited.pages)), *place.links)
    return separated(parts)
