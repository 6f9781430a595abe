"""What PubMed and Crossref are asked for a reference that is text."""

from __future__ import annotations

import re

from silit.formats.citation_text import CitedReference
from silit.model.folding import fold
from silit.sources.citation_match import CitedPlace

_TITLE_WORD = re.compile(r"[^\W_]{3,}")
_STOP_WORDS = frozenset(
    "the and for with from into onto upon not are was were has have its their this that these those than then per via "
    "between among after before during about using used based does can what which how why who when where versus".split()
)
_MOST_WORDS = 14
_FEW_WORDS = 5
# Crossref matches whole references; what is longer than this is authors or a pasted abstract.
_LONGEST_QUERY = 400


def cited_place(cited: CitedReference) -> CitedPlace:
    """The place as ECitMatch asks for it."""
    first = cited.authors[0] if cited.authors else None
    initials = re.sub(r"[^\w]", "", first.initials) if first else ""
    place = cited.place
    return CitedPlace(
        journal=re.sub(r"\([^()]*\)|\.", " ", cited.journal),
        year=place.year,
        volume=place.volume,
        first_page=place.first_page,
        author=f"{first.family} {initials}".strip() if first else cited.first_family,
    )


def pubmed_term(cited: CitedReference) -> str:
    """A search for the words of the title; a short title needs its author and year too. "" where there are too few."""
    words = [word for word in _TITLE_WORD.findall(fold(cited.title)) if word not in _STOP_WORDS]
    chosen = list(dict.fromkeys(words))[:_MOST_WORDS]
    if not chosen:
        return ""
    parts = [f"{word}[ti]" for word in chosen]
    if len(chosen) < _FEW_WORDS:
        family = " ".join(re.findall(r"[^\W_]+", cited.first_family))
        if not family or cited.year is None:
            return ""
        parts += [f'"{family}"[au]', f"{cited.year - 1}:{cited.year + 1}[dp]"]
    return f"({' AND '.join(parts)})"


def crossref_query(cited: CitedReference) -> str:
    """The reference for Crossref: of a long list of authors the first alone."""
    if len(cited.text) <= _LONGEST_QUERY:
        return cited.text
    place = cited.place
    shown = (
        cited.first_family,
        cited.title[:_LONGEST_QUERY],
        cited.container,
        place.year,
        place.volume,
        place.first_page,
    )
    query = " ".join(part for part in shown if part)
    return query if cited.title else cited.text[:_LONGEST_QUERY]
