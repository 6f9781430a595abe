"""From what a person names to what the library holds; what is not there is said all at once, with the nearest."""

from __future__ import annotations

from collections.abc import Sequence

from silit.errors import NotFoundError, UsageError, nearest
from silit.library import Library
from silit.library.evidence import claims, find_claim
from silit.library.works import all_keys, entries, ids_of_identifiers, ids_of_keys
from silit.model.claims import Claim
from silit.model.entries import Entry
from silit.model.identifiers import parse_identifier


def find_ids(library: Library, keys: Sequence[str]) -> list[int]:
    """The works that the cite keys (or identifiers) name, each once, in the given order.

    NotFoundError names the rest; UsageError an identifier that several works have.
    """
    found = ids_of_keys(library.connection, keys)
    for key in keys:
        if key not in found and (work_id := _by_identifier(library, key)) is not None:
            found[key] = work_id
    missing = [key for key in keys if key not in found]
    if missing:
        raise _unknown_keys(library, missing)
    return list(dict.fromkeys(found[key] for key in keys))


def find_entries(library: Library, keys: Sequence[str]) -> list[Entry]:
    """The entries that the cite keys name, each once, in the given order; NotFoundError names the unknown ones."""
    return entries(library.connection, find_ids(library, keys))


def require_claim(library: Library, slug: str) -> Claim:
    """The claim called `slug`; NotFoundError gives the nearest ones and the line that would add it."""
    claim = find_claim(library.connection, slug)
    if claim is None:
        known = [claim.slug for claim in claims(library.connection)]
        close = nearest(slug, known)
        hint = f"Did you mean {' or '.join(close)}? " if close else ""
        raise NotFoundError(
            f"There is no claim called {slug!r}.",
            hint=f'{hint}To add it: silit claim add {slug} "the statement in one sentence"',
        )
    return claim


def _by_identifier(library: Library, text: str) -> int | None:
    identifier = parse_identifier(text)
    if identifier is None or not identifier.value.isprintable():
        return None  # none at all, or with half a character out of a command line that is not UTF-8
    ids = ids_of_identifiers(library.connection, [(identifier.scheme, identifier.value)])
    if len(ids) > 1:
        # Chapters may carry the DOI of their book.
        keys = ", ".join(entry.cite_key for entry in entries(library.connection, ids))
        raise UsageError(f"{text} names {len(ids)} papers: {keys}.", hint="Name the one you mean by its key.")
    return ids[0] if ids else None


def _unknown_keys(library: Library, missing: Sequence[str]) -> NotFoundError:
    known = all_keys(library.connection)
    guesses = []
    for key in missing:
        close = (
            nearest(key, known)
            or [candidate for candidate in known if candidate.startswith(key.casefold())][:3]
        )
        if close:
            guesses.append(f"for {key}: {', '.join(close)}" if len(missing) > 1 else " or ".join(close))
    named = ", ".join(missing)
    message = (
        f"There is no paper called {named}." if len(missing) == 1 else f"There are no papers called {named}."
    )
    hint = f"Did you mean {'; '.join(guesses)}?" if guesses else "`silit list WORD` searches the library."
    return NotFoundError(message, hint=hint)
