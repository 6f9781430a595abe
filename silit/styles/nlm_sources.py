"""Where a work was published, as NLM says it for each kind of work (Citing Medicine, 2nd ed.; ICMJE sample references).

Each function gives the sentences between title and identifiers, without their full stops.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from silit.markup import Inlines, Text, parse_inline
from silit.model.preprints import is_preprint, preprint_server
from silit.model.work import Work
from silit.styles import nlm_dates
from silit.styles.kinds import (
    JOURNALS,
    capitalised,
    edition,
    is_ahead_of_print,
    is_article,
    kind_of_number,
    numbered,
    short_journal,
    volume_of_book,
)
from silit.styles.links import is_known_by_address, looked_at
from silit.styles.nlm_names import names
from silit.styles.nlm_pages import shortened
from silit.styles.sentences import text

_UNPARENTHESISED = re.compile(r"(?:suppl|spec no)\b", re.IGNORECASE)
_ONLINE = ("webpage", "post", "post-weblog")


def source(work: Work) -> list[Inlines]:
    """The sentences that say where and when `work` appeared."""
    if is_preprint(work):
        return _preprint(work)
    if is_article(work) and (work.volume or work.issue or work.page):
        return _journal(work)
    return _BY_TYPE.get(work.type, _other)(work)


def designator(work: Work) -> str:
    """What stands in brackets after the title: "dissertation", "dataset", "Internet"; "" for printed kinds."""
    if is_preprint(work):
        return "" if _server(work) else "Preprint"
    if work.type == "thesis":
        return work.genre or "dissertation"
    if work.type == "manuscript" and work.genre:
        return work.genre
    if work.type in ("dataset", "software"):
        return work.type
    if work.medium or work.type in JOURNALS or work.container_title:
        return "Internet" if work.type in _ONLINE else work.medium
    return "Internet" if work.type in _ONLINE or is_known_by_address(work) else ""


def editors(work: Work) -> str:
    """ "Gilstrap LC 3rd, Cunningham FG, editors", "" without editors."""
    people = names(work.editor)
    return f"{people}, editor{'s' if len(work.editor) > 1 else ''}" if people else ""


def _secondary(work: Work) -> list[Inlines]:
    """Who translated and edited a book that has authors (Citing Medicine, chapter 2, "Secondary Author")."""
    translators = names(work.translator)
    plural = "s" if len(work.translator) > 1 else ""
    people = [f"{translators}, translator{plural}" if translators else ""]
    people.append(editors(work) if work.author else "")
    named = "; ".join(filter(None, people))
    return [(Text(named),)] if named else []


def _journal(work: Work) -> list[Inlines]:
    journal = _journal_name(work)
    medium = (Text(" [Internet]"),) if is_known_by_address(work) else ()
    sentences: list[Inlines] = [(*journal, *medium)] if journal else []
    ahead = is_ahead_of_print(work)
    when = nlm_dates.date(work.available_date if ahead and work.available_date else work.issued)
    place = _volume_and_issue(work)
    pages = shortened(work.page or work.number)
    when += _cited(work)
    sentences.append((Text(f"{when}{';' if place else ''}{place}{':' if pages else ''}{pages}"),))
    if ahead:
        sentences.append((Text("[Epub ahead of print]"),))
    return sentences


def _journal_name(work: Work) -> Inlines:
    """The abbreviation without its full stops, else the whole title."""
    return text(short_journal(work)) or parse_inline(work.container_title.strip())


def _volume_and_issue(work: Work) -> str:
    volume, issue = work.volume.strip(), work.issue.strip()
    if not issue:
        return volume
    # ICMJE: "42 Suppl 2:S93-9", but "58(12 Suppl 7):S6-12" and "32(Pt 3):303-6".
    return f"{volume} {issue}".strip() if _UNPARENTHESISED.match(issue) else f"{volume}({issue})"


def _preprint(work: Work) -> list[Inlines]:
    server = _server(work)
    place = shortened(work.page or work.number)
    when = Text(f"{_date(work)}{':' if place else ''}{place}")
    return [(*server, Text(" [Preprint]")), (when,)] if server else [(when,)]


def _server(work: Work) -> Inlines:
    return _journal_name(work) or parse_inline(preprint_server(work))


def _part_of_book(work: Work) -> list[Inlines]:
    book = parse_inline(work.container_title.strip())
    if not book:
        return _presented(work) if work.event_title else [*_edition(work), *_book_end(work)]
    people = editors(work)
    medium = (Text(f" [{work.medium}]"),) if work.medium else ()
    first: Inlines = (Text(f"In: {people}"),) if people else (Text("In: "), *book, *medium)
    rest: list[Inlines] = [(*book, *medium)] if people else []
    return [first, *rest, *_volume(work), *_edition(work), *_book_end(work)]


def _presented(work: Work) -> list[Inlines]:
    return [(Text(f"Paper presented at: {work.event_title}; {_date(work)}"),)]


def _talk(work: Work) -> list[Inlines]:
    return _presented(work) if work.event_title else _other(work)


def _book(work: Work) -> list[Inlines]:
    return [*_volume(work), *_edition(work), *_secondary(work), *_book_end(work)]


def _book_end(work: Work) -> list[Inlines]:
    sentences: list[Inlines] = [_imprint(work, nlm_dates.year(work.issued) + _cited(work))]
    if work.page:
        label = "p. " if work.page[0].isalnum() else ""
        sentences.append((Text(f"{label}{shortened(work.page)}"),))
    if work.collection_title:
        sentences.append((Text("("), *parse_inline(work.collection_title.strip()), Text(")")))
    return sentences


def _report(work: Work) -> list[Inlines]:
    is_monthly = work.type in ("report", "standard")
    when = (nlm_dates.month if is_monthly else nlm_dates.date)(work.issued) + _cited(work)
    sentences = [*_edition(work), _imprint(work, when)]
    if work.number:
        kind = capitalised(kind_of_number(work))
        sentences.append((Text(f"{kind} No.: {work.number}" if kind else numbered(work)),))
    return sentences


def _thesis(work: Work) -> list[Inlines]:
    return [_imprint(work, nlm_dates.year(work.issued) + _cited(work))]


def _other(work: Work) -> list[Inlines]:
    whole = parse_inline(work.container_title.strip())
    return [*([whole] if whole else []), *_edition(work), _imprint(work, _date(work))]


def _date(work: Work) -> str:
    return nlm_dates.date(work.issued) + _cited(work)


def _cited(work: Work) -> str:
    """ " [cited 2020 Mar 5]" for what only a web address leads to (chapter 1, "Date of Citation")."""
    seen = looked_at(work)
    return f" [cited {nlm_dates.date(seen)}]" if seen and is_known_by_address(work) else ""


def _volume(work: Work) -> list[Inlines]:
    return [(Text(own),)] if (own := volume_of_book(work, "Vol.")) else []


def _edition(work: Work) -> list[Inlines]:
    return [(Text(own),)] if (own := edition(work, "ed")) else []


def _imprint(work: Work, when: str) -> Inlines:
    publisher = ": ".join(filter(None, (work.publisher_place.strip(), work.publisher.strip())))
    return (Text(f"{publisher}; {when}" if publisher else when),)


_BY_TYPE: dict[str, Callable[[Work], list[Inlines]]] = {
    **dict.fromkeys(JOURNALS, _journal),
    "chapter": _part_of_book,
    "entry": _part_of_book,
    "entry-dictionary": _part_of_book,
    "entry-encyclopedia": _part_of_book,
    "paper-conference": _part_of_book,
    "book": _book,
    "collection": _book,
    "report": _report,
    "standard": _report,
    "patent": _report,
    "bill": _report,
    "legislation": _report,
    "regulation": _report,
    "legal_case": _report,
    "speech": _talk,
    "thesis": _thesis,
}
