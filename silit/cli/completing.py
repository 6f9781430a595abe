"""What a completing shell is offered; nothing, rather than an error, when there is no library."""

from __future__ import annotations

from silit.cli.state import State
from silit.errors import SilitError
from silit.library.evidence import claims
from silit.library.labels import tag_counts
from silit.markup import plain

_MOST = 200


def complete_keys(state: State, incomplete: str) -> list[tuple[str, str]]:
    """(cite key, title) of the works whose key begins with what is typed."""
    try:
        with state.read_library() as library:
            rows = library.connection.execute(
                "SELECT cite_key, json_extract(data, '$.title') FROM work WHERE cite_key >= ?1 AND cite_key < ?2 "
                "ORDER BY cite_key LIMIT ?3",
                (incomplete, incomplete + "{", _MOST),
            )
            return [(key, plain(title or "")) for key, title in rows]
    except SilitError:
        return []


def complete_claims(state: State, incomplete: str) -> list[tuple[str, str]]:
    """(slug, text) of the claims whose slug begins with what is typed."""
    try:
        with state.read_library() as library:
            return [(c.slug, c.text) for c in claims(library.connection) if c.slug.startswith(incomplete)]
    except SilitError:
        return []


def complete_tags(state: State, incomplete: str) -> list[str]:
    """The tags that begin with what is typed, the commonest first."""
    try:
        with state.read_library() as library:
            return [
                tag
                for tag in tag_counts(library.connection)
                if tag.casefold().startswith(incomplete.casefold())
            ]
    except SilitError:
        return []
