"""What stops a command: one tree, each error with its exit code and what to do now.

Exit codes (docs/architecture.md): 0 done, 1 unexpected or interrupted, 2 usage, 3 done with problems found,
4 configuration, 5 library, 6 not found, 7 source unavailable, 8 unreadable format, 9 unknown citation.
"""

from __future__ import annotations

from collections.abc import Iterable


class SilitError(Exception):
    """Something that stops the command. `message` says what happened, `hint` what to do now."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(SilitError):
    """The words of the command do not make sense together."""

    exit_code = 2


class ConfigurationError(SilitError):
    """A setting is unknown, malformed, or refused by a service (a wrong API key)."""

    exit_code = 4


class LibraryError(SilitError):
    """The library is missing, locked, newer than this silit, not silit's, or cannot be written."""

    exit_code = 5


class NotFoundError(SilitError):
    """Nothing in the library, or at a source, answers to the given name."""

    exit_code = 6


class SourceUnavailableError(SilitError):
    """A service cannot be reached, or keeps answering with faults."""

    exit_code = 7


class UnreadableFormatError(SilitError):
    """A file or an answer is not in the format that it should be in."""

    exit_code = 8


class UnknownCitationError(SilitError):
    """An article cites a key that the library does not have."""

    exit_code = 9


def no_file(path: object) -> NotFoundError:
    """What is said of a file that is named but not there."""
    return NotFoundError(f"There is no file {path}.", hint="Check its name and folder.")


def nearest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known names most like `name`, best first; may be empty."""
    import difflib  # only a name that is not known needs it

    by_fold = {candidate.casefold(): candidate for candidate in known}
    close = difflib.get_close_matches(name.casefold(), by_fold, n=limit, cutoff=0.6)
    return [by_fold[fold] for fold in close]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known names, or "" when none is near."""
    close = nearest(name, known)
    return f"Did you mean {' or '.join(close)}?" if close else ""
