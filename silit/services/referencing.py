"""The style that references are asked for in: one of silit's own, or any CSL style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from silit.markup import Inlines
from silit.model.entries import Entry
from silit.model.integrity import Integrity
from silit.model.work import Work
from silit.styles import STYLES, Style
from silit.styles.nlm_notes import RETRACTED, notes
from silit.styles.sentences import closed, paragraph, text


@dataclass(frozen=True, slots=True)
class Look:
    """How references look: `style` is one of STYLES; `csl`, a file or the name of an installed CSL style, goes before it."""

    style: str = "vancouver"
    csl: str = ""


VANCOUVER = Look()


def style_for(entries: Iterable[Entry], look: Look) -> Style:
    """The style for these works, which a CSL style formats at once, as every start of pandoc takes its time.

    NotFoundError for an unknown CSL style, ConfigurationError without pandoc, UnreadableFormatError where they do not work
    together.
    """
    if not look.csl:
        return STYLES[look.style]
    # A process, XML and HTML: only this kind of style needs them.
    from silit.styles.csl_files import find_style
    from silit.styles.csl_pandoc import find_pandoc, references

    style = find_style(look.csl)
    works = list(dict.fromkeys(entry.work for entry in entries))
    made = references(works, style, find_pandoc()) if works else []
    by_work = dict(zip(works, made, strict=True))

    def reference(work: Work, integrity: Integrity) -> Inlines:
        return _with_notices(by_work[work], integrity)

    return reference


def _with_notices(reference: Inlines, integrity: Integrity) -> Inlines:
    """The reference with what CSL has no field for: that the work was retracted, corrected or replaced, in NLM's words."""
    retracted = text(f"{RETRACTED.strip()}.") if integrity.status == "retracted" else ()
    said = [note for note in (retracted, *notes(integrity)) if note]
    return paragraph([closed(reference), *said]) if said else reference
