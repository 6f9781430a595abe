"""What kind of thing a work is, where every style asks the same."""

from __future__ import annotations

import re

from silit.model.work import Work

JOURNALS = ("article-journal", "article-magazine", "article-newspaper", "review", "review-book")
PARTS = (
    "chapter",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "paper-conference",
    "broadcast",
    "song",
)
_WHOLES = frozenset(
    """book collection report standard thesis webpage post post-weblog dataset software motion_picture periodical
    classic map patent bill legislation regulation legal_case""".split()
)
EDITED = frozenset({"book", "collection", "report", "periodical"})
DATED_IN_FULL = frozenset(
    """article-magazine article-newspaper webpage post post-weblog speech interview broadcast motion_picture hearing treaty
    performance event personal_communication""".split()
)
# What has a number by which it is found, and what that is called where the work does not say; laws are known by the number alone.
_NUMBERED = {
    "report": "Report",
    "standard": "Standard",
    "patent": "Patent",
    **dict.fromkeys(("bill", "legislation", "regulation", "legal_case"), ""),
}
_AHEAD = ("aheadofprint", "ahead of print", "epub ahead of print")
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
# A volume that is a number, Arabic or Roman, or a letter.
_COUNTED = re.compile(r"\d|[IVXLC]+\b|[A-Z]\b")
_LOCATOR = re.compile(r"e[\w-]*\d{3,}", re.IGNORECASE)
_LETTERED_RANGE = re.compile(r"([A-Za-z]*)(\d+)[-‐‑–]\1(\d+)")


def is_ahead_of_print(work: Work) -> bool:
    """Whether the work is online and waits for its volume."""
    return bool(work.status) and not work.volume and work.status.strip().lower() in _AHEAD


def is_talk(work: Work) -> bool:
    """Whether the work was given at a conference and stands in no book of it."""
    return work.type in ("paper-conference", "speech") and bool(work.event_title) and not work.container_title


def is_article(work: Work) -> bool:
    """Whether the work stands in a journal, or in something that is like one as far as is known of it."""
    if work.type in JOURNALS:
        return True
    return bool(work.container_title) and work.type not in _WHOLES and work.type not in PARTS


def is_part(work: Work) -> bool:
    """Whether the work stands in a book that has a title."""
    return work.type in PARTS and bool(work.container_title)


def article_number(work: Work) -> str:
    """The number that an article has in the place of pages: "e90009", "1379"; "" for one with pages, "E1446-E1452" too."""
    page, number = work.page.strip(), work.number.strip()
    if _is_range(page):
        return ""
    if number and (not page or page == number):
        return number
    return page if _LOCATOR.fullmatch(page) else ""


def _is_range(page: str) -> bool:
    """Whether the text is a first and a last page. Journals number some pages with a letter before the figures."""
    match = _LETTERED_RANGE.fullmatch(page)
    return match is not None and int(match[2]) < int(match[3])


def short_journal(work: Work) -> str:
    """The journal's abbreviation without its full stops, "" where none is known."""
    return " ".join(work.container_title_short.replace(".", " ").split())


def ordinal(number: int) -> str:
    """ "1st", "2nd", "11th"."""
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def edition(work: Work, word: str) -> str:
    """ "2nd ed", "Revised ed" with the style's `word`; what names itself an edition stays."""
    own = work.edition.strip().rstrip(".")
    if not own:
        return ""
    if own.isdecimal():
        own = ordinal(int(own))
    return own if re.search(r"\bed", own, re.IGNORECASE) else f"{own} {word}"


def volume_of_book(work: Work, word: str) -> str:
    """ "Vol. 2", "Vol. II" with the style's `word`; what names itself stays, "Part A"; "" without a volume."""
    own = work.volume.strip()
    return f"{word} {own}" if _COUNTED.match(own) else own


def volume_and_issue(work: Work) -> str:
    """ "12(2)", "12", "(329)", or ""."""
    volume, issue = work.volume.strip(), work.issue.strip()
    return f"{volume}({issue})" if issue else volume


def is_numbered(work: Work) -> bool:
    """Whether the work is of a kind that is found by its number: a report, a standard, a patent, a law."""
    return work.type in _NUMBERED


def kind_of_number(work: Work) -> str:
    """What the number of such a work is called: its own genre, else "Report", "Standard", "Patent", "" for laws."""
    return work.genre.strip() or _NUMBERED.get(work.type, "")


def numbered(work: Work) -> str:
    """The number under its name, "NICE guideline NG59", "Report 12", "No. 12"; "" without a number."""
    number = work.number.strip()
    if not number:
        return ""
    kind = kind_of_number(work) or ("No." if number[0].isdecimal() else "")
    return f"{kind} {number}".strip()


def is_cjk(family: str) -> bool:
    """Whether a name is written in Chinese, Japanese or Korean signs: the family name first, nothing between."""
    return not family.isascii() and _CJK.match(family) is not None


def capitalised(words: str) -> str:
    """The words with a capital letter at their start."""
    return words[:1].upper() + words[1:]
