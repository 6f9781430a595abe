"""Papers of the library that a mention in a text means: "Laslett (2005)", "Vleeming et al., J Anat 2012"."""

from __future__ import annotations

import re

from silit.formats.citation_cleaning import without_number
from silit.library import Library
from silit.model.entries import Entry
from silit.model.folding import fold
from silit.services.proposing import works_of_author

_MENTION = re.compile(
    r"(?i:(?:see(?: also)?|cf\.?|in|by|e\.g\.,?) )?"
    r"(?P<family>(?:[a-zß-öø-ÿ']{1,4} ){0,3}[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:['’-][^\W\d_]+)*)"
    r"\b[^\d;]{0,40}?\(?(?P<year>(?:1[89]|20)\d\d)[a-z]?\b"
)
_LONGEST = 80


def mention_in(text: str) -> tuple[str, int] | None:
    """The family name and the year of a text that says little more; None for any other text."""
    found = _MENTION.match(without_number(text.strip())) if len(text) <= _LONGEST else None
    return (found["family"], int(found["year"])) if found else None


def works_mentioned(library: Library, text: str) -> list[Entry]:
    """The works of that year whose first author has that name."""
    mention = mention_in(text)
    if mention is None:
        return []
    family, year = fold(mention[0]), mention[1]
    return [
        entry
        for entry in works_of_author(library, family, year)
        if entry.work.year == year and entry.work.author and fold(entry.work.author[0].display) == family
    ]
