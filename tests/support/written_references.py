"""References as people write them: a work in several styles, and the same with one field made wrong.

The forms follow the sample references of each style: Citing Medicine and AMA, APA, Cite Them Right (Harvard), Chicago, MDPI,
IEEE, Nature and Elsevier's numbered style.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import cycle

from silit.markup import plain, to_text
from silit.model.dates import PartialDate
from silit.model.integrity import assess
from silit.model.names import Name
from silit.model.work import Work
from silit.styles import STYLES as SILITS_STYLES


def vancouver(work: Work) -> str:
    """Citing Medicine: six authors, then et al.; pages cut short."""
    pages = _short(work.page)
    place = f"{work.year}{_if(';', work.volume)}{_if('(', work.issue, ')')}{_if(':', pages)}"
    return f"{_names(work, 6, _plain_name, ', ')}. {_title(work)} {_short_journal(work)}. {place}."


def ama(work: Work) -> str:
    """AMA: three authors of more than six, whole pages, a DOI."""
    most = 3 if len(work.author) > 6 else 6
    place = f"{work.year}{_if(';', work.volume)}{_if('(', work.issue, ')')}{_if(':', work.page)}"
    doi = f" doi:{work.doi}" if work.doi else ""
    return f"{_names(work, most, _plain_name, ', ')}. {_title(work)} {_short_journal(work)}. {place}.{doi}"


def apa(work: Work) -> str:
    """APA 7: the year in brackets, an en dash, the DOI as an address."""
    place = f"{_if(', ', work.volume)}{_if('(', work.issue, ')')}{_if(', ', work.page.replace('-', '–'))}"
    doi = f" https://doi.org/{work.doi}" if work.doi else ""
    names = _joined(work, _stopped_name, ", & ")
    return f"{names} ({work.year}). {_title(work)} {work.container_title}{place}.{doi}"


def harvard(work: Work) -> str:
    """Cite Them Right: the title in single quotation marks, "pp."."""
    place = f"{_if(', ', work.volume)}{_if('(', work.issue, ')')}{_if(', pp. ', work.page)}"
    title = _title(work).removesuffix(".")
    return f"{_joined(work, _tight_name, ' and ')} ({work.year}) ‘{title}’, {work.container_title}{place}."


def chicago(work: Work) -> str:
    """Chicago, notes and bibliography: whole given names, the title in double quotation marks."""
    issue = f", no. {work.issue}" if work.issue else ""
    place = f"{_if(' ', work.volume)}{issue} ({work.year}){_if(': ', work.page.replace('-', '–'))}"
    return f"{_chicago_names(work)}. “{_title(work)}” {work.container_title}{place}."


def mdpi(work: Work) -> str:
    """MDPI: names parted by semicolons, the year before the volume."""
    place = f"{work.year}{_if(', ', work.volume)}{_if(', ', work.page.replace('-', '–'))}"
    journal = _short_journal(work)
    return f"{_names(work, 99, _tight_name, '; ')} {_title(work)} {_dotted(journal)} {place}."


def ieee(work: Work) -> str:
    """IEEE: initials first, everything labelled, the year last."""
    place = f"{_if(', vol. ', work.volume)}{_if(', no. ', work.issue)}{_if(', pp. ', work.page)}, {work.year}"
    title = _title(work).removesuffix(".")
    return f"{_joined(work, _initials_first, ', and ')}, “{title},” {_dotted(_short_journal(work))}{place}."


def nature(work: Work) -> str:
    """Nature: no issue, the year last in brackets; five authors at most."""
    people = work.author[:1] if len(work.author) > 5 else work.author
    names = _joined(replace(work, author=people), _stopped_name, " & ") + (
        " et al." if len(people) < len(work.author) else ""
    )
    place = f"{_if(' ', work.volume)}{_if(', ', work.page.replace('-', '–'))} ({work.year})"
    return f"{names} {_title(work)} {_dotted(_short_journal(work))}{place}."


STYLES: dict[str, Callable[[Work], str]] = {
    "vancouver": vancouver,
    "ama": ama,
    "apa": apa,
    "harvard": harvard,
    "chicago": chicago,
    "mdpi": mdpi,
    "ieee": ieee,
    "nature": nature,
}


def _silits(style: str) -> Callable[[Work], str]:
    return lambda work: to_text(SILITS_STYLES[style](work, assess(work, ())))


# What silit itself writes: `silit footnotes --style STYLE --to text`.
SILITS: dict[str, Callable[[Work], str]] = {f"silit's {style}": _silits(style) for style in SILITS_STYLES}
WRITERS = {**STYLES, **SILITS}
# What a style prints of the fields that are made wrong.
PRINTED = {
    "mdpi": ("first author", "title", "journal", "year", "volume", "pages"),
    "nature": ("first author", "title", "journal", "year", "volume", "pages"),
}
FIELDS = ("first author", "title", "journal", "year", "volume", "issue", "pages")


def can_be_written(work: Work) -> bool:
    """Whether it is an article with all that a reference to one says."""
    return bool(
        work.type == "article-journal"
        and work.author
        and all(name.family and (name.given or name.initials) for name in work.author)
        and work.authors_complete == "yes"
        and len(plain(work.title).split()) >= 5
        and not work.original_title
        and work.container_title
        and work.year
        and work.volume
        and re.fullmatch(r"[A-Za-z]{0,3}\d+(?:-[A-Za-z]{0,3}\d+)?", work.page)
    )


def with_wrong(work: Work, field: str) -> Work | None:
    """The work with one field made wrong, as a slip or an invention makes it; None where it has no such field."""
    if field == "first author":
        return replace(work, author=(Name(family="Quimbleton", given="Zoe", initials="Z"), *work.author[1:]))
    if field == "title":
        words = work.title.split()
        words[len(words) // 2] = "marsupial"
        return replace(work, title=" ".join(words), original_title="")
    if field == "journal":
        other = "Annals of Imaginary Chemistry"
        return replace(work, container_title=other, container_title_short="Ann Imag Chem")
    if field == "year":
        return replace(work, issued=PartialDate((work.year or 0) - 3))
    if field == "pages":
        if not work.page:
            return replace(work, number=f"{work.number}1") if work.number else None
        first = int(re.sub(r"\D", "", work.page.split("-")[0])) + 11
        prefix = re.match(r"[A-Za-z]*", work.page)
        letters = prefix[0] if prefix else ""
        return replace(work, page=f"{letters}{first}-{letters}{first + 4}", number="")
    value = getattr(work, field)
    if not re.fullmatch(r"\d+", value):
        return None
    return (
        replace(work, volume=str(int(value) + 2))
        if field == "volume"
        else replace(work, issue=str(int(value) + 2))
    )


def _if(before: str, value: str, after: str = "") -> str:
    return f"{before}{value}{after}" if value else ""


def _title(work: Work) -> str:
    title = plain(work.title).rstrip(".")
    return title if title.endswith(("?", "!")) else f"{title}."


def _short_journal(work: Work) -> str:
    return (work.container_title_short or work.container_title).replace(".", "")


def _dotted(journal: str) -> str:
    words = journal.split()
    return " ".join(f"{word}." if len(word) < 6 and len(words) > 1 else word for word in words)


def _short(page: str) -> str:
    first, dash, last = page.partition("-")
    if dash and first.isdecimal() and last.isdecimal() and len(first) == len(last):
        same = next((i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last) - 1)
        return f"{first}-{last[same:]}"
    return page


def _initials(name: Name) -> list[str]:
    letters = name.initials or "".join(
        part[0] for part in re.split(r"[\s-]+", name.given.replace(".", " ")) if part
    )
    return [letter for letter in letters if letter.isalpha()] or ["X"]


def _plain_name(name: Name) -> str:
    return f"{name.full_family} {''.join(_initials(name))}"


def _stopped_name(name: Name) -> str:
    return f"{name.full_family}, {' '.join(f'{letter}.' for letter in _initials(name))}"


def _tight_name(name: Name) -> str:
    return f"{name.full_family}, {''.join(f'{letter}.' for letter in _initials(name))}"


def _initials_first(name: Name) -> str:
    return f"{' '.join(f'{letter}.' for letter in _initials(name))} {name.full_family}"


def _names(work: Work, most: int, form: Callable[[Name], str], separator: str) -> str:
    shown = separator.join(form(name) for name in work.author[:most])
    return shown + (", et al" if len(work.author) > most else "")


def _joined(work: Work, form: Callable[[Name], str], before_last: str) -> str:
    shown = [form(name) for name in work.author]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])}{before_last}{shown[-1]}"


def _chicago_names(work: Work) -> str:
    first, *others = work.author
    given = first.given or " ".join(_initials(first))
    shown = [f"{first.full_family}, {given}"]
    shown += [f"{name.given or ' '.join(_initials(name))} {name.full_family}" for name in others]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])}, and {shown[-1]}"


@dataclass(frozen=True)
class ListedReference:
    """An entry of a made list: its text, the work that it means, and the field made wrong in it, "" for none."""

    text: str
    work: Work
    wrong: str = ""


def made_list(works: Sequence[Work], style: str) -> list[ListedReference]:
    """A list in one style in which every third reference has one wrong field, each kind of field in its turn."""
    turns = cycle(PRINTED.get(style, FIELDS))
    listed = []
    for number, work in enumerate(works, start=1):
        wrong, field = None, ""
        while number % 3 == 0 and wrong is None:
            field = next(turns)
            wrong = with_wrong(work, field)
        listed.append(ListedReference(WRITERS[style](wrong or work), work, field if wrong else ""))
    return listed
