"""What a completing shell is offered; nothing, rather than an error, when there is no library."""

from __future__ import annotations

from collections.abc import Callable

from click.shell_completion import CompletionItem

from silit.cli.screen import clean
from silit.cli.state import State
from silit.errors import SilitError
from silit.library.evidence import claims
from silit.library.labels import tag_counts
from silit.markup import plain

_MOST = 200


def items_of_keys(state: State, incomplete: str) -> list[CompletionItem]:
    """The works whose cite key begins with what is typed, with their titles."""
    try:
        with state.read_library() as library:
            rows = library.connection.execute(
                "SELECT cite_key, json_extract(data, '$.title') FROM work WHERE cite_key >= ?1 AND cite_key < ?2 "
                "ORDER BY cite_key LIMIT ?3",
                (incomplete, incomplete + "{", _MOST),
            )
            return [CompletionItem(key, help=_help(plain(title or ""))) for key, title in rows]
    except SilitError:
        return []


def items_of_claims(state: State, incomplete: str) -> list[CompletionItem]:
    """The claims whose slug begins with what is typed, with their texts."""
    try:
        with state.read_library() as library:
            return [
                CompletionItem(claim.slug, help=_help(claim.text))
                for claim in claims(library.connection)
                if claim.slug.startswith(incomplete)
            ]
    except SilitError:
        return []


def items_of_tags(state: State, incomplete: str) -> list[CompletionItem]:
    """The tags that begin with what is typed, the commonest first."""
    try:
        with state.read_library() as library:
            return [
                CompletionItem(tag)
                for tag in tag_counts(library.connection)
                if tag.casefold().startswith(incomplete.casefold())
            ]
    except SilitError:
        return []


# By what is named.
ITEMS: dict[str, Callable[[State, str], list[CompletionItem]]] = {
    "key": items_of_keys,
    "claim": items_of_claims,
    "tag": items_of_tags,
}


def _help(text: str) -> str:
    return " ".join(clean(text).split())  # the shells read one line an item
