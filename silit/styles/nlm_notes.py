"""What NLM says after a reference whose work was retracted, corrected or replaced: "Retraction in: …"."""

from __future__ import annotations

from silit.markup import Inlines, Text
from silit.model.integrity import Integrity
from silit.styles.notices import Notices, notices_of
from silit.styles.sentences import closed, separated

RETRACTED = " [Retracted]"


def notes(integrity: Integrity) -> list[Inlines]:
    """One note for each kind of notice, the most serious first, each with its full stop."""
    return [note(notices.label, notices) for notices in notices_of(integrity)]


def note(label: str, notices: Notices) -> Inlines:
    """ "Retraction in: J Ex. 2021;13(1):9. PMID: 9." with the style's own `label`."""
    if not notices.places:
        return (Text(f"{notices.kind} published."),)
    places = separated((place.inlines for place in notices.places), "; ")
    return closed((Text(f"{label}: "), *places))
