"""Whether a quoted sentence stands in an abstract."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

from silit.model.claims import QuoteCheck

_DASHES = re.compile(r"[‐‑‒–—―−]")
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "′": "'"}
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"(])|\n+")
# An author may leave words out of a quotation, and says so.
_ELLIPSIS = re.compile(r"\s*(?:\[?\.{3}\]?|\[?…\]?)\s*")


@dataclass(frozen=True, slots=True)
class QuoteFinding:
    """`check` is found, not-found or no-abstract; `nearest` the sentence most like the quote where it was not found."""

    check: QuoteCheck
    nearest: str = ""


def find_quote(quote: str, abstract: str) -> QuoteFinding:
    """Compares a quote with an abstract: blanks, dashes, quotation marks, case and Unicode forms do not count.

    Each part of a quote with omissions (`…`) must stand in the abstract, in that order.
    """
    if not abstract.strip():
        return QuoteFinding("no-abstract")
    there = _comparable(abstract)
    position = 0
    for part in _ELLIPSIS.split(_comparable(quote).strip('"')):
        found = there.find(part.strip(), position)
        if found < 0:
            return QuoteFinding("not-found", _nearest(quote, abstract))
        position = found + len(part)
    return QuoteFinding("found")


def _comparable(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return " ".join(_DASHES.sub("-", text).replace("\u00ad", "").casefold().split())


def _nearest(quote: str, abstract: str) -> str:
    wanted = _comparable(quote)
    sentences = [sentence.strip() for sentence in _SENTENCE_END.split(abstract) if sentence.strip()]
    return max(sentences, key=lambda sentence: fuzz.ratio(wanted, _comparable(sentence)), default="")
