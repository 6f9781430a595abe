"""The style of the American Psychological Association (Publication Manual, 7th ed., chapters 9 and 10).

Titles keep the capitals that they have in the library: nothing but a reader can tell a name from a word.
"""

from __future__ import annotations

from collections.abc import Sequence

from silit.markup import Inlines, Text, parse_inline
from silit.model.integrity import Integrity
from silit.model.work import Work
from silit.styles import full_dates
from silit.styles.apa_notes import notes
from silit.styles.apa_sources import details, is_standalone, source
from silit.styles.author_year import makers, title_of, when, year
from silit.styles.kinds import DATED_IN_FULL, is_talk
from silit.styles.links import address, looked_at
from silit.styles.nlm_names import NOT_RECORDED
from silit.styles.personal_names import inverted
from silit.styles.sentences import closed, paragraph
from silit.styles.titles import NO_TITLE, translation

MOST_AUTHORS, FIRST_AUTHORS = 20, 19


def reference(work: Work, integrity: Integrity) -> Inlines:
    """Authors (19 and the last of more than 20), date, title, source, address, then what befell the work.

    Without an author the title takes its place before the date.
    """
    authors = closed((Text(shown),)) if (shown := _authors(work)) else ()
    date, title = (Text(f"({_date(work)})."),), closed(_title(work))
    head = [authors, date, title] if authors else [title, date]
    return paragraph([*head, *map(closed, filter(None, source(work))), _address(work), *notes(integrity)])


def _address(work: Work) -> Inlines:
    """The address; what has no date may change, so the day on which it was looked at stands before it (9.16)."""
    seen = None if work.issued else looked_at(work)
    retrieved = (Text(f"Retrieved {full_dates.american(seen)}, from "),) if seen else ()
    return (*retrieved, *address(work))


def listed(names: Sequence[str]) -> str:
    """ "Smith, J. A., & Brown, B."; the first 19, "…" and the last of more than 20."""
    if len(names) > MOST_AUTHORS:
        return f"{', '.join(names[:FIRST_AUTHORS])}, … {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)


def _authors(work: Work) -> str:
    people, are_editors = makers(work)
    names = [inverted(person, " ") for person in people]
    if not names:
        return "" if work.authors_complete == "yes" else NOT_RECORDED
    if are_editors:
        return f"{listed(names)} ({'Eds.' if len(names) > 1 else 'Ed.'})"
    return listed(names) if work.authors_complete == "yes" else f"{', '.join(names[:FIRST_AUTHORS])}, et al."


def _date(work: Work) -> str:
    issued = when(work)
    shown = year(issued, unknown="n.d.", about="ca. ")
    in_full = work.type in DATED_IN_FULL or is_talk(work)
    if issued is None or issued.circa or not in_full:
        return shown
    within = full_dates.month_and_day(issued)
    return f"{shown}, {within}" if within else shown


def _title(work: Work) -> Inlines:
    own, translated = translation(work)
    title = title_of(own, slanted=is_standalone(work)) or (Text(NO_TITLE),)
    return (
        *title,
        *((Text(" ["), *parse_inline(translated), Text("]")) if translated else ()),
        *details(work),
    )
