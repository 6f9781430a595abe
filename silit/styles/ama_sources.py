"""Where a work was published, as the AMA Manual of Style (11th ed., chapter 3) says it for each kind of work.

Each function gives the sentences between title and DOI, without their full stops.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from silit.markup import Inlines, Text, parse_inline
from silit.model.dates import PartialDate
from silit.model.names import Name
from silit.model.preprints import is_preprint, preprint_server
from silit.model.work import Work
from silit.styles import full_dates
from silit.styles.author_year import is_author
from silit.styles.kinds import (
    DATED_IN_FULL,
    article_number,
    capitalised,
    edition,
    is_ahead_of_print,
    is_article,
    is_part,
    is_talk,
    numbered,
    short_journal,
    volume_and_issue,
    volume_of_book,
)
from silit.styles.nlm_names import names
from silit.styles.sentences import text
from silit.styles.titles import headline, italic

UNKNOWN = "[date unknown]"
MOST_NAMES, SHOWN_NAMES = 6, 3
# Films are known by their year.
_DATED = (DATED_IN_FULL | {"patent"}) - {"motion_picture"}
_PLAIN_TITLES = ("webpage", "post", "post-weblog", "dataset", "article")


def source(work: Work) -> list[Inlines]:
    """The sentences that say where and when `work` appeared."""
    if is_preprint(work):
        return _preprint(work)
    if is_talk(work):
        what = "Presented at" if work.type == "speech" else "Paper presented at"
        return [(Text(f"{what}: {work.event_title}; {date(work)}"),)]
    if is_part(work):
        return _part_of_book(work)
    return _journal(work) if is_article(work) else _BY_TYPE.get(work.type, _book)(work)


def is_standalone(work: Work) -> bool:
    """Whether the title is that of a whole book, report or thesis, which stands in italics."""
    return not (
        is_article(work) or work.type in _PLAIN_TITLES or is_part(work) or is_talk(work) or is_preprint(work)
    )


def cut_names(people: Sequence[Name], *, complete: bool = True) -> str:
    """ "Adler A, Brown B, Clarke C, et al.": all of up to six, three of more."""
    return names(people, complete=complete, most=MOST_NAMES, shown=SHOWN_NAMES)


def editors(work: Work) -> str:
    """ "Vleeming A, Mooney V, eds", "" without editors."""
    named = cut_names(work.editor)
    return f"{named}, ed{'s' if len(work.editor) > 1 else ''}" if named else ""


def year(work: Work) -> str:
    """ "2005", "1998-1999", "[2007?]" for an estimate."""
    if work.issued is None:
        return UNKNOWN
    return f"[{work.issued.year}?]" if work.issued.circa else full_dates.years(work.issued).replace("–", "-")


def date(work: Work) -> str:
    """ "May 4, 2022", "July–August 2020"."""
    return _date(work.issued)


def _date(issued: PartialDate | None) -> str:
    if issued is None:
        return UNKNOWN
    return f"[{issued.year}?]" if issued.circa else full_dates.american(issued)


def _journal(work: Work) -> list[Inlines]:
    place = volume_and_issue(work)
    pages = article_number(work) or work.page.strip()
    behind = f":{pages}" if pages else ""
    if is_ahead_of_print(work):
        when = f"Published online {_date(work.available_date or work.issued)}"
    else:
        when = f"{year(work)};{place}" if place else date(work)
    return [italic(_journal_name(work)), (Text(f"{when}{behind}"),)]


def _journal_name(work: Work) -> str:
    return short_journal(work) or work.container_title.strip()


def _preprint(work: Work) -> list[Inlines]:
    server = _journal_name(work) or preprint_server(work)
    return [italic(server), (Text(f"Preprint posted online {date(work)}"),)]


def _part_of_book(work: Work) -> list[Inlines]:
    named = editors(work)
    book = (
        Text(f"In: {named}. " if named else "In: "),
        *italic(headline(work.container_title.strip(), work.language)),
    )
    return [book, *_volume(work), text(edition(work, "ed")), _series(work), _imprint(work)]


def _book(work: Work) -> list[Inlines]:
    translators = cut_names(work.translator)
    translated = f"{translators}, trans" if translators else ""
    edited = editors(work) if work.author else ""
    people = [text(translated), text(edited)]
    return [*people, *_volume(work), text(edition(work, "ed")), _series(work), _imprint(work)]


def _report(work: Work) -> list[Inlines]:
    return [text(edition(work, "ed")), _imprint(work), text(capitalised(numbered(work)))]


def _thesis(work: Work) -> list[Inlines]:
    return [text(capitalised(work.genre.strip() or "dissertation")), _imprint(work)]


def _dataset(work: Work) -> list[Inlines]:
    return [
        (Text("Dataset"),),
        text(work.publisher.strip() or work.container_title.strip()),
        (Text(date(work)),),
    ]


def _web_page(work: Work) -> list[Inlines]:
    """The site, or who publishes it unless that is the author too, and the day."""
    publisher = work.publisher.strip()
    site = work.container_title.strip() or ("" if is_author(work, publisher) else publisher)
    return [parse_inline(site), (Text(date(work)),)]


def _volume(work: Work) -> list[Inlines]:
    return [(Text(own),)] if (own := volume_of_book(work, "Vol")) else []


def _series(work: Work) -> Inlines:
    return parse_inline(work.collection_title.strip())


def _imprint(work: Work) -> Inlines:
    """ "Churchill Livingstone; 2007:113-137"."""
    publisher = work.publisher.strip()
    shown = date(work) if work.type in _DATED else year(work)
    when = f"{publisher}; {shown}" if publisher else shown
    return (Text(f"{when}:{work.page.strip()}" if work.page else when),)


_BY_TYPE: dict[str, Callable[[Work], list[Inlines]]] = {
    "report": _report,
    "standard": _report,
    "patent": _report,
    "bill": _report,
    "legislation": _report,
    "regulation": _report,
    "legal_case": _report,
    "thesis": _thesis,
    "dataset": _dataset,
    "webpage": _web_page,
    "post": _web_page,
    "post-weblog": _web_page,
}
