"""Where a Crossref work stands and what it is called: titles, containers, issue, pages, edition."""

from __future__ import annotations

import re
from collections.abc import Mapping

from silit.formats.crossref_types import BOOK_LIKE, IN_A_BOOK
from silit.formats.inline_html import clean_line, clean_title
from silit.formats.json_values import mapping_of, text_of, texts_of
from silit.formats.pubmed_pages import expand, with_hyphens
from silit.markup import plain

_NO_PAGE = re.compile(r"(?:n\.?/?a|no|null|none|-+)(?:\s*-\s*(?:n\.?/?a|no|null|none))?", re.IGNORECASE)
_ISBD = re.compile(r"\s+[/:;=,]$")
_SAME_PAGE = re.compile(r"(\w+)-\1")
_SERIES_WORDS = re.compile(
    r"\b(?:series|serie|reihe|collection|lecture notes|communications in|studies in|advances in|progress in|methods in"
    r"|topics in|springerbriefs|schriften|monographs|collana)\b",
    re.IGNORECASE,
)
# Longer ones are a publisher's internal number, not something printed where pages stand.
_LONGEST_NUMBER = 12


def first_title(item: Mapping[str, object], field: str) -> str:
    """The first title in a field of titles that says something."""
    return next(
        (title for text in texts_of(item.get(field)) if (title := without_isbd(clean_title(text)))), ""
    )


def title_of(item: Mapping[str, object]) -> str:
    """The title, with the subtitle where the title does not hold it yet; the original title where there is no other."""
    title, subtitle = first_title(item, "title"), first_title(item, "subtitle")
    if not title or not subtitle:
        return title or subtitle or first_title(item, "original-title")
    if plain(subtitle).casefold() in plain(title).casefold():
        return title
    return (
        f"{title} {subtitle}" if plain(title).endswith((":", "?", "!", "–", "—")) else f"{title}: {subtitle}"
    )


def without_isbd(text: str) -> str:
    """The text without the punctuation of a library catalogue behind it ("New York :", "A title /")."""
    return text.rstrip(",;") if text.endswith((",", ";")) else _ISBD.sub("", text)


def unless_same(text: str, other: str) -> str:
    """`text`, or "" when it only repeats `other`."""
    return "" if plain(text).casefold() == plain(other).casefold() else text


def containers(item: Mapping[str, object], kind: str) -> tuple[str, str]:
    """(container title, collection title)."""
    titles = list(dict.fromkeys(filter(None, map(clean_title, texts_of(item.get("container-title"))))))
    if not titles:
        return "", ""
    if kind in BOOK_LIKE:
        return "", titles[0]
    if kind in IN_A_BOOK and len(titles) > 1:
        # The series and the book; the book is usually the last.
        series = [title for title in titles if _SERIES_WORDS.search(plain(title))]
        book = next((title for title in reversed(titles) if title not in series), titles[-1])
        return book, next(title for title in titles if title != book)
    return titles[0], ""


def short_container(item: Mapping[str, object], container: str) -> str:
    """The abbreviated journal title, where it is another than the full one."""
    short = first_title(item, "short-container-title") or first_title(item, "container-title-short")
    return unless_same(short, container) if container else ""


def issue_of(item: Mapping[str, object]) -> str:
    """The issue, from wherever the record has it."""
    issue = text_of(item.get("issue")) or text_of(mapping_of(item.get("journal-issue")).get("issue"))
    special = text_of(item.get("special_numbering"))
    # "C" is a publisher's mark for a volume without issues; "S4" is a supplement.
    return clean_line(issue or (special if re.fullmatch(r"S\d+", special) else ""))


def page_and_number(item: Mapping[str, object]) -> tuple[str, str]:
    """(page, number): the article number is the page where there is none, and the number in any case."""
    page = with_hyphens(clean_line(text_of(item.get("page"))))
    page = "" if _NO_PAGE.fullmatch(page) else page
    if same := _SAME_PAGE.fullmatch(page):
        page = same[1]
    number = clean_line(text_of(item.get("article-number")))
    if page and len(number) > _LONGEST_NUMBER:
        number = ""
    return expand(page) or number, number


def edition_of(item: Mapping[str, object]) -> str:
    """The number of the edition; "0" is none."""
    edition = clean_line(text_of(item.get("edition-number"))).removesuffix("/e")
    return "" if edition == "0" else edition
