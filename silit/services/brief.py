"""Problems as a person wants to read them: what comes by the dozen in one line, everything else as it is."""

from __future__ import annotations

from collections.abc import Sequence

from silit.matching.merge import DISAGREEMENT
from silit.results import Problem

# What PubMed says of single terms of a search. Of a topic's, whose authors knew why each is there, the number is enough.
_OF_TERMS = frozenset({"phrase-not-found", "phrase-not-indexed", "phrase-ignored"})


def in_brief(problems: Sequence[Problem], *, own_words: bool) -> list[Problem]:
    """The problems with one line in place of each flood. `own_words` says that the user wrote the search: then what PubMed
    made of its terms is told term by term."""
    terms = [] if own_words else [problem for problem in problems if problem.code in _OF_TERMS]
    disagreements = [problem for problem in problems if problem.code == DISAGREEMENT]
    floods = [flood for flood in (terms, disagreements) if len(flood) > 1]
    flooded = {problem.code for flood in floods for problem in flood}
    rest = [problem for problem in problems if problem.code not in flooded]
    return [*rest, *(_terms(flood) if flood is terms else _disagreements(flood) for flood in floods)]


def of_records(problems: Sequence[Problem]) -> list[Problem]:
    """The problems of single records, without what PubMed says of a search's terms."""
    return [problem for problem in problems if problem.code not in _OF_TERMS]


def _terms(problems: Sequence[Problem]) -> Problem:
    return Problem(
        "search-terms",
        f"{len(problems)} terms of the topic's search mean nothing to PubMed; the others were searched. -v lists them.",
    )


def _disagreements(problems: Sequence[Problem]) -> Problem:
    keys = {problem.key or problem.message for problem in problems}
    papers = f"{len(keys)} paper{'' if len(keys) == 1 else 's'}"
    return Problem(
        DISAGREEMENT,
        f"{papers}: the sources disagree on year, volume or pages. -v lists them.",
    )
