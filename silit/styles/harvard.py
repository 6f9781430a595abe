"""The Harvard style of "Cite Them Right" (Pears and Shields, 12th ed.): what British universities mean by Harvard."""

from __future__ import annotations

from collections.abc import Sequence

from silit.markup import Inlines, Styled, Text, parse_inline
from silit.model.integrity import Integrity
from silit.model.work import Work
from silit.styles import full_dates
from silit.styles.author_year import makers, title_of, when, year
from silit.styles.harvard_sources import designator, has_journal_first, is_standalone, source
from silit.styles.links import address, looked_at
from silit.styles.nlm_names import NOT_RECORDED
from silit.styles.nlm_notes import RETRACTED, notes
from silit.styles.personal_names import inverted
from silit.styles.sentences import closed, paragraph, separated
from silit.styles.titles import NO_TITLE, italic, translation

MOST_AUTHORS = 3


def reference(work: Work, integrity: Integrity) -> Inlines:
    """Authors (the first of more than three), year, title, source, address, then what befell the work.

    Without an author the journal takes its place, elsewhere the title.
    """
    title, date = _title(work, integrity), (Text(f"({_year(work)})"),)
    where = source(work)
    authors = _authors(work)
    if not authors and has_journal_first(work):
        authors = italic(work.container_title.strip())
        where = source(work, named=False)
    head = paragraph([authors, date, title] if authors else [title, date])
    first = separated((head, where.behind), ", " if authors else " ")
    sentences = [closed(sentence) for sentence in (first, *where.sentences) if sentence]
    return paragraph([*sentences, _available(work), *notes(integrity)])


def listed(names: Sequence[str], *, complete: bool = True) -> Inlines:
    """ "Smith, J.A. and Brown, B."; the first of more than three with "et al."."""
    if len(names) > MOST_AUTHORS or (names and not complete):
        return (Text(f"{names[0]} "), Styled("i", (Text("et al."),)))
    if len(names) > 1:
        return (Text(f"{', '.join(names[:-1])} and {names[-1]}"),)
    return (Text(names[0]),) if names else ()


def _authors(work: Work) -> Inlines:
    people, are_editors = makers(work)
    names = [inverted(person, "") for person in people]
    if not names:
        return () if work.authors_complete == "yes" else (Text(NOT_RECORDED),)
    role = (Text(" (eds)" if len(names) > 1 else " (ed.)"),) if are_editors else ()
    return (*listed(names, complete=are_editors or work.authors_complete == "yes"), *role)


def _year(work: Work) -> str:
    return year(when(work), unknown="no date", about="c.")


def _title(work: Work, integrity: Integrity) -> Inlines:
    own, translated = translation(work)
    title = title_of(own, slanted=True) if is_standalone(work) else _quoted(own)
    behind = (Text(" ["), *parse_inline(translated), Text("]")) if translated else ()
    retracted = (Text(RETRACTED),) if integrity.status == "retracted" else ()
    named = designator(work)
    return (*(title or (Text(NO_TITLE),)), *behind, *((Text(f" [{named}]"),) if named else ()), *retracted)


def _quoted(title: str) -> Inlines:
    return (Text("‘"), *parse_inline(title), Text("’")) if title else ()


def _available(work: Work) -> Inlines:
    found = address(work)
    seen = looked_at(work)
    accessed = f" (Accessed: {full_dates.british(seen)})" if seen else ""
    return (Text("Available at: "), *found, Text(f"{accessed}.")) if found else ()
