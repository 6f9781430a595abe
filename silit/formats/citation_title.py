"""Title and container of a reference: parted by quotation marks, by "In:", by full stops, or by a comma."""

from __future__ import annotations

import re

from silit.formats.citation_authors import AuthorBlock
from silit.formats.citation_place import MONTH, Place

WORDS_OF_A_BOOK = 4
_LEADING = " .,:;&-"
_UNDATED = r"n\.? ?d\.?|no date"
_DATE_IN_BRACKETS = re.compile(
    rf"[ ,.]*\((?:(?:[A-Za-z]+\.? ?)?(?:1[5-9]|20)\d\d[a-z]?(?:-\d{{2,4}})?\??(?:, ?[^()]{{1,30}})?|{_UNDATED})\)[.,:]?\s*"
)
_BARE_DATE = re.compile(r"[ ,.]+(?:1[5-9]|20)\d\d[a-z]?[.,:]\s+")
_SAYS_NO_DATE = re.compile(rf"[(\[](?:{_UNDATED}|date unknown)[)\]]", re.IGNORECASE)
# "D." of "(D. Lee, Trans.)" ends no sentence.
_SENTENCE = re.compile(
    r"(?<!\bvs)(?<!\bcf)(?<!\be\.g)(?<!\bi\.e)(?<!\bSt)(?<!\([A-Z])(?<!\bby [A-Z])([.?!…])[\"']?\s+"
)
_IN = re.compile(r"[.,]? In:? (?=[A-Z\"])")
# "…pain, Man. Ther": a comma before the first piece of an abbreviated journal.
_AFTER_COMMA = re.compile(r", ((?:[A-Z][\w&]*\.? ?){1,3}\.)$")
# What stands behind the title of a book: which edition or volume it is, who edited or translated it, what else it is.
_OF_A_BOOK = re.compile(
    r"""(?: [.,]\ | \s?\( ) (?:\d{1,2}(?:st|nd|rd|th)|[Rr]ev(?:ised)?\.?)\ (?:ed|edn|edition)\b .* $
      | \s\( (?:Vols?\.?\ |No\.\ |[A-Z]\.\ ) [^()]* \)? $
      | \.\ (?: Vols?\.?\ \w{1,5}\.? | (?:Edited|Translated)\ by\ [A-Z]\b.* | [A-Z][\w'-]+\ [A-Z]{1,3},\ (?:ed|eds|editors?|trans|translators?)\.? ) $
      | \s\[ [A-Z][a-z]+ (?:\ [a-z]+)? \] $""",
    re.VERBOSE,
)
_OPENING = re.compile(r"(?:(?<=[ (])|^)([\"'])(?=\S)")
# A quoted title ends its sentence, or the journal begins behind it; a phrase of the title goes on in lower case.
_ENDED_INSIDE = ".,?!"
_BEHIND_QUOTED = re.compile(r"\s*(?:[.,(\[]|$|(?:in:? )?[A-Z\"])")
_LONGEST_ABBREVIATION = 2
_LONGEST_GROUP = 12
_FEWEST_SIGNS_QUOTED = 8
_DATE = rf"(?:\d{{1,2}} )?{MONTH}(?:,? (?:1[5-9]|20)\d\d)?"
_TRAILING_DATE = re.compile(rf"[ ,.;(]+{_DATE}(?:[-/](?:(?:1[5-9]|20)\d\d )?{_DATE})?,?\)?$")
# Not that of "Spine (Phila Pa 1976)".
_TRAILING_YEAR = re.compile(r"[ ,.]+(?:1[5-9]|20)\d\d[a-z]?$|[ ,.]*\((?:1[5-9]|20)\d\d[a-z]?\)?$")


def title_and_container(line: str, place: Place, authors: AuthorBlock) -> tuple[str, str, int]:
    """Title, container, and where what stands before the title ends."""
    head = line[: place.start]
    if untold := _of_nobody(head, place, authors):
        return untold
    start = _title_start(head, place, authors)
    if quoted := _quoted(head, start):
        return head[quoted[0] : quoted[1]].strip(_LEADING), bare_container(head[quoted[1] + 1 :]), quoted[0]
    title, container = _split(head[start:].strip(_LEADING))
    if part := _OF_A_BOOK.search(title):
        title, container = title[: part.start()], f"{title[part.start() :].strip(' .,')}. {container}"
    return title.strip(_LEADING), bare_container(container), start


def bare_container(text: str) -> str:
    """Without "In:", and without the date and the comma that some styles set behind it."""
    bare = re.sub(r"^[\s.,:;&-]*(?:\[[^\[\]]*\][.,]? ?)?", "", text)
    bare = re.sub(r"^(?:in|en):? (?=[A-Z\"])", "", bare, flags=re.IGNORECASE)
    bare = _TRAILING_DATE.sub("", bare.rstrip(_LEADING))
    return _TRAILING_YEAR.sub("", bare).strip(_LEADING)


def says_no_date(text: str) -> bool:
    """Whether the reference says that its work has no date."""
    return _SAYS_NO_DATE.search(text) is not None


def group_before(line: str, title_start: int) -> str:
    """The group that stands where authors do, "" where what stands there is no name of one."""
    text = _DATE_IN_BRACKETS.sub(" ", line[:title_start]).strip(_LEADING)
    words = [word for word in text.split() if len(word) > 3]
    named = sum(word[:1].isupper() for word in words)
    return text if words and named >= len(words) / 2 and len(text.split()) <= _LONGEST_GROUP else ""


def _of_nobody(head: str, place: Place, authors: AuthorBlock) -> tuple[str, str, int] | None:
    """The parts of APA's "Title. (2017). Journal, 318(12), 1199-1203", which names no author."""
    dated = None if authors.names or not place.first_page else _DATE_IN_BRACKETS.search(head)
    container = head[dated.end() :].strip(_LEADING) if dated else ""
    if dated is None or not container or _SENTENCE.search(container) or "," in container or '"' in container:
        return None
    title = head[: dated.start()].strip(_LEADING)
    return (title, container, 0) if len(title.split()) >= WORDS_OF_A_BOOK else None


def _title_start(head: str, place: Place, authors: AuthorBlock) -> int:
    dated = _DATE_IN_BRACKETS.match(head, authors.end) or _BARE_DATE.match(head, authors.end)
    if dated:
        return dated.end()
    if 0 <= place.year_at < len(head) and head[place.year_at - 1 : place.year_at] == "(":
        # A group, or names in a form of their own, before the year in brackets that APA and Harvard set there.
        closing = head.find(")", place.year_at)
        if closing > 0 and head[: place.year_at].count(". ") < len(head[: place.year_at]) / 8:
            return closing + 1
    if authors.names:
        return authors.end
    first = _SENTENCE.search(head)
    is_group = first is not None and len(head[: first.start()].split()) <= _LONGEST_GROUP
    if (
        first is not None
        and is_group
        and len(_SENTENCE.findall(head)) > 1
        and len(head[first.end() :]) > first.start()
    ):
        return first.end()
    return 0


def _quoted(head: str, title_start: int) -> tuple[int, int] | None:
    """Where the title stands, if it is what is in quotation marks: these open where it begins, or behind a stop."""
    for opening in _OPENING.finditer(head):
        before = head[: opening.start()].rstrip()
        is_first = len(before) <= title_start or not head[title_start : opening.start()].strip(_LEADING)
        if not is_first and before[-1] not in ".,:;)]?!":
            continue
        closing = _closing(head, opening.end(), opening[1])
        if closing is not None and (is_first or closing - opening.end() >= _FEWEST_SIGNS_QUOTED):
            return opening.end(), closing
    return None


def _closing(head: str, start: int, sign: str) -> int | None:
    """Where the quotation marks close that open before `start`; None where a title does not end there."""
    for match in re.finditer(rf"{sign}(?=[ .,;:(\[]|$)", head[start:]):
        end = start + match.start()
        inside = head[start:end].rstrip()
        if inside[-1:] in _ENDED_INSIDE or _BEHIND_QUOTED.match(head, end + 1):
            return end
        if sign == '"':
            return None
    return None


def _split(text: str) -> tuple[str, str]:
    """Title and container of "Title. Journal" and "Title, Journal"; abbreviations with full stops stay together."""
    if inside := _IN.search(text):
        return text[: inside.start()].strip(_LEADING), text[inside.end() :].strip(_LEADING)
    sentences = _sentences(text)
    if len(sentences) == 1:
        title, comma, container = text.rpartition(", ")
        shorter = len(container.split()) < len(title.split())
        return (title, container) if comma and shorter and container[:1].isupper() else (text, "")
    cut = len(sentences) - 1
    while cut > 1 and _is_abbreviation(sentences[cut - 1]):
        cut -= 1
    title, container = " ".join(sentences[:cut]), " ".join(sentences[cut:])
    if begun := _AFTER_COMMA.search(title):
        title, container = title[: begun.start()], f"{begun[1]} {container}"
    return title.strip(_LEADING), container.strip(_LEADING)


def _sentences(text: str) -> list[str]:
    found = []
    start = 0
    for match in _SENTENCE.finditer(text):
        if text[match.end() : match.end() + 1]:
            found.append(text[start : match.end()].strip())
            start = match.end()
    return [*found, text[start:].strip()]


def _is_abbreviation(sentence: str) -> bool:
    """Whether it is a piece of an abbreviated journal: "J.", "Man.", "BMC Musculoskelet."."""
    words = sentence.split()
    return sentence.endswith(".") and len(words) <= _LONGEST_ABBREVIATION and sentence[:1].isupper()
