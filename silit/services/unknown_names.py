"""Why a query matches nothing: names in it that the library does not have, with the nearest that it has."""

from __future__ import annotations

from collections.abc import Iterable

from silit.errors import did_you_mean
from silit.library import Library
from silit.library.evidence import claims
from silit.library.labels import tag_counts
from silit.library.query import parse_query
from silit.results import Problem


def unknown_names(library: Library, text: str) -> list[Problem]:
    """One problem for each `claim:` and `tag:` of the query that names none of the library's."""
    query = parse_query(text)
    slugs = [claim.slug for claim in claims(library.connection)] if query.claims else []
    tags = list(tag_counts(library.connection)) if query.tags else []
    return [
        *_unknown("claim", query.claims, slugs, "silit claim list shows them all."),
        *_unknown("tag", query.tags, tags, f"The commonest: {', '.join(tags[:5])}." if tags else ""),
    ]


def _unknown(kind: str, asked: Iterable[str], known: list[str], otherwise: str) -> list[Problem]:
    folded = {name.casefold() for name in known}
    return [
        Problem(
            f"unknown-{kind}", f"There is no {kind} {name!r} here.", did_you_mean(name, known) or otherwise
        )
        for name in dict.fromkeys(asked)
        if name.casefold() not in folded
    ]
