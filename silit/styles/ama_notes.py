"""Notices in AMA style: "Retracted in: JOURNAL. 2021;13(5):300." (AMA Manual of Style, 11th ed., chapter 3).

They are references of their own: the journal in italics, the year without its month, all figures of the pages.
"""

from __future__ import annotations

from silit.markup import Inlines, Link, Styled, Text, strip_tags
from silit.model.integrity import Integrity
from silit.styles.notices import Notices, Place, is_unsaid, notices_of, printed
from silit.styles.sentences import closed, separated

_DOI_ADDRESS = "https://doi.org/"


def notes(integrity: Integrity) -> list[Inlines]:
    """One note for each kind of notice, the most serious first, each with its full stop unless it ends with a DOI."""
    found = notices_of(integrity)
    notes = [_note(notices) for notices in found]
    return [(Text("Retracted."),), *notes] if is_unsaid(integrity, found) else notes


def _note(notices: Notices) -> Inlines:
    if not notices.places:
        return (Text(f"{notices.kind} published."),)
    label = notices.label.replace("Retraction in", "Retracted in")
    note: Inlines = (Text(f"{label}: "), *separated(map(_place, notices.places), "; "))
    # A full stop would be read as part of the DOI.
    return note if strip_tags(note[-1:]).startswith("doi:") else closed(note)


def _place(place: Place) -> Inlines:
    cited = printed(place)
    links = separated(map(_link, place.links), " ")
    if cited is None:
        return separated(((Text(place.citation),) if place.citation else (), links), ". ")
    issue = f"({cited.issue})" if cited.issue else ""
    where = f". {cited.year};{cited.volume}{issue}:{cited.pages}"
    return separated(((Styled("i", (Text(cited.journal),)), Text(where)), links), ". ")


def _link(link: Inlines) -> Inlines:
    """The link, a DOI as this style prints it: "doi:10.1000/x"."""
    shown = strip_tags(link)
    if not shown.startswith(_DOI_ADDRESS):
        return link
    name = Text(f"doi:{shown.removeprefix(_DOI_ADDRESS)}")
    return tuple(Link(each.href, (name,)) if isinstance(each, Link) else each for each in link)
