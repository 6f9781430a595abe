"""What stands behind a title in APA style: details in brackets, then where the work was published (7th ed., chapter 10)."""

from __future__ import annotations

from collections.abc import Callable

from silit.markup import Inlines, Styled, Text, parse_inline
from silit.model.preprints import is_preprint, preprint_server
from silit.model.work import Work
from silit.styles.author_year import are_many, is_author, pages
from silit.styles.kinds import (
    article_number,
    capitalised,
    edition,
    is_ahead_of_print,
    is_article,
    is_numbered,
    is_part,
    is_talk,
    volume_of_book,
)
from silit.styles.personal_names import straight
from silit.styles.sentences import separated, text
from silit.styles.titles import headline, italic

_DESCRIPTIONS = {
    "dataset": "Dataset",
    "software": "Computer software",
    "motion_picture": "Video recording",
    "broadcast": "Broadcast",
    "song": "Audio recording",
    "map": "Map",
    "figure": "Figure",
    "graphic": "Graphic",
    "interview": "Interview",
    "post": "Online post",
}
_PLAIN_TITLES = ("post-weblog",)


def is_standalone(work: Work) -> bool:
    """Whether the title stands for a whole, in italics, and not for a part of a journal, a book or a site."""
    return is_preprint(work) or not (work.type in _PLAIN_TITLES or is_part(work) or is_article(work))


def details(work: Work) -> Inlines:
    """What follows the title before its full stop: " (D. Lee, Trans.; 2nd ed., Vol. 2) [Preprint]"."""
    inside = _within_parentheses(work)
    described = _description(work)
    out = f" ({inside})" if inside else ""
    return text(out + (f" [{described}]" if described else ""))


def source(work: Work) -> list[Inlines]:
    """The sentences that say where `work` appeared, without their full stops."""
    if is_preprint(work):
        return [parse_inline(preprint_server(work))]
    if is_talk(work):
        return [text(work.event_title.strip())]
    if is_part(work):
        return [_in_book(work), *_published(work)]
    return _journal(work) if is_article(work) else _BY_TYPE.get(work.type, _published)(work)


def _within_parentheses(work: Work) -> str:
    if is_part(work) or is_article(work) or is_preprint(work):
        return ""
    if is_numbered(work):
        number = _number(work)
        return ", ".join(filter(None, (number, edition(work, "ed."))))
    translators = _straight(work, "translator")
    translated = f"{translators}, Trans." if translators else ""
    editors = _straight(work, "editor") if work.author else ""
    edited = f"{editors}, {'Eds.' if len(work.editor) > 1 else 'Ed.'}" if editors else ""
    people = ", ".join(filter(None, (edited, translated)))
    volume = volume_of_book(work, "Vol.")
    return "; ".join(filter(None, (people, ", ".join(filter(None, (edition(work, "ed."), volume))))))


def _number(work: Work) -> str:
    """ "NICE Guideline No. NG59", "No. 12"; what begins with letters of its own needs no more: "ISO 12345"."""
    kind = headline(work.genre.strip(), "") or ("Patent" if work.type == "patent" else "")
    number = work.number.strip()
    if not number or (not kind and work.type != "report" and not number[0].isdecimal()):
        return number
    return f"{kind} No. {number}".strip()


def _description(work: Work) -> str:
    """What a reader would not expect to meet, named in brackets (9.21)."""
    if is_preprint(work):
        return "Preprint"
    if is_talk(work):
        return capitalised(work.genre.strip()) or "Paper presentation"
    if work.type == "thesis":
        kind = capitalised(work.genre.strip() or "dissertation")
        return ", ".join(filter(None, (kind, work.publisher.strip())))
    if work.type == "manuscript":
        return work.genre.strip() or "Unpublished manuscript"
    return _DESCRIPTIONS.get(work.type, "")


def _straight(work: Work, role: str) -> str:
    """ "A. Vleeming & V. Mooney", "A. Vleeming, V. Mooney, & D. Lee"."""
    names = [straight(person, " ") for person in getattr(work, role)]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{',' if len(names) > 2 else ''} & {names[-1]}"


def _in_book(work: Work) -> Inlines:
    """ "In A. Vleeming & V. Mooney (Eds.), BOOK (2nd ed., Vol. 2, pp. 113–137)"."""
    editors = _straight(work, "editor")
    role = "Eds." if len(work.editor) > 1 else "Ed."
    number = pages(work.page)
    parts = (
        edition(work, "ed."),
        volume_of_book(work, "Vol."),
        f"{'pp.' if are_many(number) else 'p.'} {number}" if number else "",
    )
    inside = ", ".join(filter(None, parts))
    return (
        Text(f"In {editors} ({role}), " if editors else "On " if work.type == "song" else "In "),
        *italic(work.container_title.strip()),
        *text(f" ({inside})" if inside else ""),
    )


def _journal(work: Work) -> list[Inlines]:
    number = article_number(work)
    where = f"Article {number}" if number else pages(work.page)
    issue = f"({work.issue.strip()})" if work.issue.strip() else ""
    volume: Inlines = (Styled("i", (Text(work.volume.strip()),)),) if work.volume.strip() else ()
    journal = italic(work.container_title.strip() or work.container_title_short.strip())
    place = separated((journal, (*volume, *text(issue)), text(where)))
    return [place, text("Advance online publication" if is_ahead_of_print(work) else "")]


def _thesis(work: Work) -> list[Inlines]:
    return []  # the university stands in the brackets behind the title (10.6)


def _web_page(work: Work) -> list[Inlines]:
    """The site, unless it is the author too (10.16)."""
    site = work.container_title.strip() or work.publisher.strip()
    return [] if is_author(work, site) else [parse_inline(site)]


def _blog(work: Work) -> list[Inlines]:
    return [italic(work.container_title.strip() or work.publisher.strip())]


def _published(work: Work) -> list[Inlines]:
    """The publisher, unless it is the author too (chapter 9)."""
    publisher = work.publisher.strip() or work.container_title.strip()
    return [] if is_author(work, publisher) else [text(publisher)]


_BY_TYPE: dict[str, Callable[[Work], list[Inlines]]] = {
    "thesis": _thesis,
    "webpage": _web_page,
    "post": _web_page,
    "post-weblog": _blog,
}
