"""Whether a quoted sentence stands in an abstract."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

from silit.model.claims import QuoteCheck

# A dash may stand between blanks or not, and be typed as two or three hyphens.
_DASHES = re.compile(r"\s*[-‐‑‒–—―−]+\s*")
# Single or double, straight or curly is a matter of house style.
_QUOTES = re.compile(r"[\"“”„‟«»‹›‘’‚‛`´′″]|''")
# A soft hyphen, zero-width blanks and joiners, a byte-order mark: nobody sees them.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"(])|\n+")
_LABEL = re.compile(r"^[A-Z][A-Z &/-]+: ")
# An author may leave words out of a quotation, and says so.
_ELLIPSIS = re.compile(r"\s*[\[(]?\s*(?:\.\s?\.\s?\.|…)\s*[\])]?\s*")
# As a whole and as a part, 0 to 100 each. Sentences of other papers stay below it (99 of 100 in real abstracts), a quote with
# every third word changed is above it.
_RESEMBLES = 55


@dataclass(frozen=True, slots=True)
class QuoteFinding:
    """`check` is found, not-found or no-abstract; `nearest` the sentence most like the quote where it was not found
    ("" where none resembles it)."""

    check: QuoteCheck
    nearest: str = ""


def find_quote(quote: str, abstract: str) -> QuoteFinding:
    """Compares a quote with an abstract: blanks, dashes, quotation marks, case and Unicode forms do not count.

    Each part of a quote with omissions (`…`) must stand in the abstract, in that order.
    """
    if not abstract.strip():
        return QuoteFinding("no-abstract")
    there = _comparable(abstract)
    parts = [part.strip(" '").lstrip(".") for part in _ELLIPSIS.split(_comparable(quote))]
    if _stand_in_order([part for part in parts if any(map(str.isalnum, part))], there):
        return QuoteFinding("found")
    return QuoteFinding("not-found", _nearest(quote, abstract))


def _stand_in_order(parts: list[str], there: str) -> bool:
    position = 0
    for part in parts:
        found = there.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return bool(parts)


def _comparable(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE))
    return " ".join(_DASHES.sub("-", _QUOTES.sub("'", text)).casefold().split())


def _nearest(quote: str, abstract: str) -> str:
    wanted = _comparable(quote)

    def likeness(sentence: str) -> float:
        words = _comparable(_LABEL.sub("", sentence))
        # As a whole, and as a part: a quote may be half of a sentence or two of them.
        return (fuzz.ratio(wanted, words) + fuzz.partial_ratio(wanted, words)) / 2

    sentences = [sentence.strip() for sentence in _SENTENCE_END.split(abstract) if sentence.strip()]
    best = max(sentences, key=likeness, default="")
    return best if best and likeness(best) >= _RESEMBLES else ""
