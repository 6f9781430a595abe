"""Where a work was published, as "Cite Them Right" (12th ed.) says it for each kind of work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from silit.markup import Inlines, Text, parse_inline
from silit.model.names import Name
from silit.model.preprints import is_preprint, preprint_server
from silit.model.work import Work
from silit.styles import full_dates
from silit.styles.author_year import are_many, pages, when
from silit.styles.kinds import (
    article_number,
    capitalised,
    edition,
    is_ahead_of_print,
    is_article,
    is_part,
    is_talk,
    numbered,
    volume_and_issue,
    volume_of_book,
)
from silit.styles.personal_names import straight
from silit.styles.sentences import separated, text
from silit.styles.titles import italic

_ITALIC = frozenset(
    """book collection periodical report standard thesis webpage motion_picture broadcast graphic bill legislation
    legal_case song""".split()
)
# Journals that are known by volume and issue, not by the day.
_BY_VOLUME = ("article-journal", "review", "review-book")


@dataclass(frozen=True, slots=True)
class Source:
    """What goes on behind title and date, and the sentences after that; both without their full stops."""

    behind: Inlines
    sentences: tuple[Inlines, ...] = ()


def is_standalone(work: Work) -> bool:
    """Whether the title stands in italics; in quotation marks otherwise."""
    return work.type in _ITALIC and not is_preprint(work) and not is_part(work)


def designator(work: Work) -> str:
    """What is said in brackets behind the title: "Dataset"."""
    return {"dataset": "Dataset", "software": "Computer program"}.get(work.type, "")


def has_journal_first(work: Work) -> bool:
    """Whether a work without an author stands under the name of its journal."""
    return is_article(work) and bool(work.container_title.strip()) and not is_preprint(work)


def source(work: Work, *, named: bool = True) -> Source:
    """Where `work` appeared; without the journal's name unless `named`."""
    if is_preprint(work):
        server = italic(preprint_server(work))
        return Source((*server, *text(" [Preprint]" if server else "[Preprint]")))
    if is_talk(work):
        return Source(separated((italic(work.event_title.strip()), text(_day(work)))))
    if is_part(work):
        return _in_book(work)
    if is_article(work):
        return _journal(work, named=named)
    return _BY_TYPE.get(work.type, _book)(work)


def _journal(work: Work, *, named: bool) -> Source:
    journal = italic(work.container_title.strip() or work.container_title_short.strip()) if named else ()
    number = article_number(work)
    day = "" if work.type in _BY_VOLUME else _day(work)
    where = f"article {number}" if number else _pages(work)
    ahead = is_ahead_of_print(work)
    if ahead and journal:
        journal = (*journal, Text(" [ahead of print]"))
    return Source(separated((journal, text(volume_and_issue(work)), text(day), text(where))))


def _in_book(work: Work) -> Source:
    editors = _listed(work.editor)
    book = italic(work.container_title.strip())
    if editors:
        role = "eds" if len(work.editor) > 1 else "ed."
        book = (Text(f"in {editors} ({role}) "), *book)
    imprint = separated((_imprint(work), text(_pages(work))))
    return Source(book, (text(volume_of_book(work, "Vol.")), text(edition(work, "edn")), imprint))


def _book(work: Work) -> Source:
    translators = _listed(work.translator)
    translated = text(f"Translated by {translators}" if translators else "")
    editors = _listed(work.editor) if work.author else ""
    edited = text(f"Edited by {editors}" if editors else "")
    return Source(
        (),
        (text(volume_of_book(work, "Vol.")), text(edition(work, "edn")), edited, translated, _imprint(work)),
    )


def _report(work: Work) -> Source:
    return Source((), (text(edition(work, "edn")), text(capitalised(numbered(work))), _imprint(work)))


def _thesis(work: Work) -> Source:
    return Source((), (text(capitalised(work.genre.strip() or "dissertation")), text(work.publisher.strip())))


def _held(work: Work) -> Source:
    return Source((), (text(work.publisher.strip() or work.container_title.strip()),))


def _web_page(work: Work) -> Source:
    return Source(italic(site)) if (site := work.container_title.strip()) else _held(work)


def _blog(work: Work) -> Source:
    blog = italic(work.container_title.strip() or work.publisher.strip())
    return Source(separated((blog, text(_day(work)))))


def _imprint(work: Work) -> Inlines:
    publisher = ": ".join(filter(None, (work.publisher_place.strip(), work.publisher.strip())))
    series = parse_inline(work.collection_title.strip())
    return (*text(publisher), *((Text(" (" if publisher else "("), *series, Text(")")) if series else ()))


def _pages(work: Work) -> str:
    shown = pages(work.page)
    return f"{'pp.' if are_many(shown) else 'p.'} {shown}" if shown else ""


def _day(work: Work) -> str:
    issued = when(work)
    return full_dates.day_and_month(issued) if issued and not issued.circa else ""


def _listed(people: tuple[Name, ...]) -> str:
    names = [straight(person, "") for person in people]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


_BY_TYPE: dict[str, Callable[[Work], Source]] = {
    "report": _report,
    "standard": _report,
    "patent": _report,
    "bill": _report,
    "legislation": _report,
    "regulation": _report,
    "legal_case": _report,
    "thesis": _thesis,
    "dataset": _held,
    "software": _held,
    "article": _held,
    "document": _held,
    "webpage": _web_page,
    "post": _blog,
    "post-weblog": _blog,
}
