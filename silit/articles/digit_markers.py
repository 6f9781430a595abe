"""Citation numbers that are nothing but digits: glued to a word, behind a full stop, in brackets, raised.

Three answers: cite, ask, nothing. What could be a level of the spine, a vitamin, a gene, a measure or a date is never
cited without a person's word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from silit.articles.marker_hit import Hit, Verdict, word_before
from silit.articles.marker_words import ABBREVIATIONS, LABELS, MONTHS, SHORT_WORDS, STATISTICS, UNITS
from silit.articles.number_lists import DASH, LOOSE_LIST, NUMBER, TIGHT_LIST, read_number_list
from silit.articles.visible_text import HOLE

_RAISED = re.compile(r"[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2}(?:[,⁻–‐-][¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2})*(?![⁰¹²³⁴-⁹⁺⁻])")
_CARET = re.compile(rf"\^({TIGHT_LIST})\^")
_BRACKET = re.compile(rf"\[\s?({LOOSE_LIST})\s?\](?!\()")
_DEFINITION = re.compile(r"(?:^|\n)[ \t]*\Z")
_PARENTHESIS = re.compile(rf"\(\s?({LOOSE_LIST})\s?\)")
_DIGITS = re.compile(rf"(?:(?<=[^\W\d_])|(?<={HOLE})){TIGHT_LIST}")
_AFTER_STOP = re.compile(
    rf"(?<=[.,;:!?\]”\"’)%])(?<!\d\.)(?<!\d,)({TIGHT_LIST})(?=[.,;:!?)]?(?:\s|\Z)|[A-Z“\"{HOLE}])"
)
# What may follow a number that is glued to a word: a blank, an end, punctuation that ends there too.
_END_OF_GLUED = re.compile(rf"\Z|[\s)\]”\"’»…—{HOLE}[(]|–(?!\d)|[.,;:!?](?:[^\w%]|[A-Z]|\Z)|-\s")
_MORE_NUMBERS = re.compile(rf"[,;] ?(?:and |& )?{NUMBER}(?=[\s,;.)](?!\d)|\Z)|\s?{DASH}\s?{NUMBER}\b")
_LONE_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?!\w)")
_PARAGRAPH = re.compile(r"\n\s*\n")
_SOURCE_SIGNS = "/_#@$\\=&~+"
_VOWEL = re.compile(r"[aeiouyà-öø-ÿ]", re.IGNORECASE)


def raised_digits(text: str) -> Iterator[Hit]:
    """Unicode superscripts."""
    for match in _RAISED.finditer(text):
        numbers = read_number_list(match[0])
        after = text[match.end() : match.end() + 1]
        if numbers and not after.isalpha() and (anchor := raised_anchor(text, match.start())):
            yield _hit(match.start(), match.end(), anchor, numbers, "cite", "raised digits")


def caret_digits(text: str) -> Iterator[Hit]:
    """Pandoc's superscripts: `^1,3^`."""
    for match in _CARET.finditer(text):
        numbers = read_number_list(match[1])
        if numbers and (anchor := raised_anchor(text, match.start())):
            yield _hit(match.start(), match.end(), anchor, numbers, "cite", "a superscript")


def raised_anchor(text: str, position: int) -> str:
    """What a raised number at `position` hangs on: a word of three letters (or a common one of two) or closing punctuation. "" where it is a
    power, a unit's, or a symbol's."""
    before = text[max(0, position - 1) : position]
    if before and before in '.,;:!?)]”"’»%':
        return "" if text[max(0, position - 2) : position - 1].isdigit() and before == "," else before
    word = word_before(text, position)
    if word in SHORT_WORDS:
        return word
    if len(word) < 3 or word.lower() in UNITS or not word[-1].islower():
        return word if len(word) > 2 and word.isupper() else ""
    return word


def bracketed_numbers(text: str) -> Iterator[Hit]:
    """`[1,3]`, but not the label of a line in a list."""
    for match in _BRACKET.finditer(text):
        numbers = read_number_list(match[1])
        if not numbers or _opens_line(text, match.start()) or _is_result(text, match.start()):
            continue
        yield _hit(match.start(), match.end(), "[]", numbers, "cite", "numbers in square brackets")


def numbers_in_parentheses(text: str) -> Iterator[Hit]:
    """`(1,3)`: a person decides. Enumerations `(1) … (2)`, issues `18(2)` and labels are nothing."""
    counted = _enumerations(text)
    for match in _PARENTHESIS.finditer(text):
        numbers = read_number_list(match[1])
        before = text[max(0, match.start() - 1) : match.start()]
        nothing = before.isdigit() or match.start() in counted or _opens_line(text, match.start())
        if numbers and not nothing and not _is_result(text, match.start()):
            reason = "numbers in parentheses may be anything"
            yield _hit(match.start(), match.end(), "()", numbers, "ask", reason)


def glued_digits(text: str, seen: str) -> list[Hit]:
    """`body1,3.`: digits glued to a word. `text` is what may be searched, `seen` the same with links in it.

    A word that never stands without its number, and more than once with it, is a name: a person decides.
    """
    hits = list(_glued(text, seen))
    counts = Counter((hit.anchor, hit.numbers) for hit in hits)
    names = {anchor.lower() for (anchor, _), count in counts.items() if count > 1}
    if names:
        names -= set(_LONE_WORD.findall(seen.lower()))
    reason = "it stands there more than once, and never without the number, as a name would"
    return [
        replace(hit, verdict="ask", reason=reason) if hit.anchor.lower() in names else hit for hit in hits
    ]


def _glued(text: str, seen: str) -> Iterator[Hit]:
    for match in _DIGITS.finditer(text):
        numbers = read_number_list(match[0])
        word = word_before(seen, match.start())
        if not numbers or not word or not _END_OF_GLUED.match(text, match.end()):
            continue
        sign = seen[max(0, match.start() - len(word) - 1) : match.start() - len(word)]
        if (
            sign.isdigit()
            or (sign and sign in _SOURCE_SIGNS)
            or _is_inside_name(seen, match.start() - len(word))
        ):
            continue
        verdict, reason = _judge_glued(word, numbers, seen, match.start() - len(word))
        if verdict and _MORE_NUMBERS.match(text, match.end()):
            verdict, reason = "ask", "more numbers follow; only a person sees where the list ends"
        if verdict:
            yield _hit(match.start(), match.end(), word, numbers, verdict, reason)


def digits_after_stop(text: str, seen: str) -> Iterator[Hit]:
    """`ligaments.2 Muscles`: digits behind the punctuation that ends a sentence or a clause, or behind a bracket."""
    for match in _AFTER_STOP.finditer(text):
        numbers = read_number_list(match[1])
        verdict, reason = _judge_after_stop(seen, text[match.end() : match.end() + 40], match.start())
        if numbers and verdict:
            anchor = seen[match.start() - 1]
            yield _hit(match.start(), match.end(), anchor, numbers, verdict, reason)


def _judge_glued(word: str, numbers: tuple[int, ...], seen: str, start: int) -> tuple[Verdict | None, str]:
    lower = word.lower()
    if len(word) < 3 or lower in UNITS or lower in MONTHS or not (word.isupper() or _VOWEL.search(word)):
        return None, ""
    if word.isupper():
        if len(word) > 5:
            return None, ""
        if len(numbers) > 1 and len(word) == 3:
            return "cite", "numbers glued to an abbreviation"
        return "ask", "may be part of the abbreviation before it"
    if not word[-1].islower() or (not word[1:].islower() and not re.search("['’]", word)):
        return None, ""
    if lower in LABELS:
        return "ask", f"“{word}” may be what the number counts"
    if word[0].isupper():
        return "ask", "behind a name it may be part of it"
    return "cite", "digits glued to a word"


def _judge_after_stop(seen: str, following: str, start: int) -> tuple[Verdict | None, str]:
    stop = seen[start - 1]
    after = following[:1]
    if stop in '”"’)]%':
        return _judge_after_bracket(seen, after, start)
    word = word_before(seen, start - 1)
    before = seen[max(0, start - 2) : start - 1]
    if not (word or before in '”"’)]%') or (word and not _ends_sentence(word)):
        return None, ""
    rest = following.lstrip()
    if stop in ".!?":
        if rest and not (rest[0].isupper() or rest[0] in '“"‘(—–-*' or not rest[0].isascii()):
            return None, ""
        if after and after.isupper():
            return (
                ("cite", "digits between two sentences")
                if stop == "."
                else ("ask", "digits between two sentences")
            )
        return "cite", "digits behind the end of a sentence"
    if after and not after.isspace():
        return None, ""
    if stop == ":":
        return ("ask", "digits behind a colon may begin a clause") if word.islower() else (None, "")
    return "cite", "digits behind the end of a clause"


def _judge_after_bracket(seen: str, after: str, start: int) -> tuple[Verdict | None, str]:
    """Behind a closing bracket or quote: cited where words stand in it, not where it is a formula."""
    before = seen[max(0, start - 60) : start - 1].rstrip(".,;!?…")
    stop = seen[start - 1]
    if stop == "%" or (stop == '"' and before[-1:].isspace()):
        return None, ""
    word = word_before(before, len(before))
    if after.isupper() or not word or not word[-1].islower() or len(word) < (2 if stop in '”"’' else 3):
        return None, ""
    return "cite", "digits behind a bracket or a quotation"


def _ends_sentence(word: str) -> bool:
    lower = word.lower()
    if lower == "al":
        return True
    return len(word) > 2 and word[-1].islower() and lower not in ABBREVIATIONS


def _is_inside_name(seen: str, start: int) -> bool:
    """Whether the word goes on what stands before it: `TGF-beta1`, `example.org1`, `notes.v2`."""
    sign, before = seen[max(0, start - 1) : start], seen[max(0, start - 2) : max(0, start - 1)]
    if sign == "-":
        return not before.islower()
    return sign == "." and bool(before) and not before.isspace()


def _is_result(text: str, start: int) -> bool:
    before = text[max(0, start - 30) : start].rstrip(" ,:=")
    return word_before(before, len(before)) in STATISTICS


def _opens_line(text: str, start: int) -> bool:
    return bool(_DEFINITION.search(text[max(0, start - 20) : start])) and (
        start < 20 or "\n" in text[start - 20 : start]
    )


def _enumerations(text: str) -> frozenset[int]:
    """Where the `(1)`, `(2)` … of a paragraph stand when they count up from 1."""
    places: set[int] = set()
    position = 0
    for end in [*(match.start() for match in _PARAGRAPH.finditer(text)), len(text)]:
        single = [
            (match.start(), int(match[1]))
            for match in _PARENTHESIS.finditer(text, position, end)
            if match[1].isdigit()
        ]
        if len(single) > 1 and [number for _, number in single] == list(range(1, len(single) + 1)):
            places.update(place for place, _ in single)
        position = end
    return frozenset(places)


def _hit(start: int, end: int, anchor: str, numbers: tuple[int, ...], verdict: Verdict, reason: str) -> Hit:
    return Hit(start, end, anchor, "number", verdict, reason, numbers)
