"""What the commands of one run share: settings, the library's place, and how to talk to the person.

The library and the settings are imported when a command asks for them: `silit --help` needs neither.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from silit.cli.screen import red, say, with_person, yellow
from silit.errors import ConfigurationError, LibraryError, SilitError

if TYPE_CHECKING:
    from pathlib import Path

    from silit.library import Library
    from silit.library.location import Located
    from silit.model.key_patterns import KeyPattern
    from silit.results import Problem
    from silit.settings import Settings


class State:
    """Made once by the group, handed to every command. Data goes to stdout, everything said here to stderr."""

    def __init__(self, library: str = "", *, verbosity: int = 0, color: bool | None = None) -> None:
        self.verbosity = verbosity
        self.color = color
        self._by_option = bool(library)
        self._named = library or os.environ.get("SILIT_LIBRARY", "")
        self._located: Located | None = None
        self._settings: Settings | None = None

    @property
    def settings(self) -> Settings:
        """The settings as seen from the library's folder, read once; names that no setting has are said."""
        from silit.settings import Settings

        if self._settings is None:
            path = self.library_path
            self._settings = Settings(
                path.parent if path else None, on_unknown=lambda text: self.say(yellow("note: ") + text)
            )
        return self._settings

    @property
    def named_library(self) -> Path | None:
        """The library that --library or SILIT_LIBRARY names; of a folder the library.db in it."""
        from pathlib import Path

        from silit.library.location import FILE_NAME

        if not self._named:
            return None
        path = Path(self._named).expanduser()
        return path / FILE_NAME if path.is_dir() else path

    @property
    def is_named(self) -> bool:
        """Whether --library or SILIT_LIBRARY names a library."""
        return bool(self._named)

    @property
    def strangers(self) -> tuple[Path, ...]:
        """The files called library.db, here or above, that are not silit's."""
        return self._nearest().strangers

    @property
    def library_path(self) -> Path | None:
        """Where the library is, or None."""
        return self.named_library or self._nearest().path

    def read_library(self) -> Library:
        """The library, for reading; LibraryError with the lines to type where there is none."""
        from silit.library import Library
        from silit.library.location import no_library

        path = self.library_path
        if path is None:
            raise no_library(self._nearest(), _here())
        if self.is_named and not path.exists():
            raise LibraryError(f"There is no library at {path}.", hint=self._how_to_make_it())
        return Library.open(path)

    def write_library(self) -> Library:
        """The library, for changing; where there is none, `./library.db` is made, and that is said."""
        from silit.library import Library
        from silit.library.location import FILE_NAME

        path = self.library_path or _here() / FILE_NAME
        pattern = self.key_pattern  # before a library is made: a broken setting stops the command
        if path.exists():  # what is not silit's is named and left alone
            return self._prepared(Library.open(path, writing=True), pattern)
        if path.parent.exists() or self.named_library is None:
            library = self._prepared(Library.create(path), pattern)
            self.say(f"Made a new library: {path}")
            return library
        raise LibraryError(
            f"There is no folder {path.parent} for the library.", hint=f"Make it: silit init {path.parent}"
        )

    @property
    def key_pattern(self) -> KeyPattern:
        """How cite keys are made. ConfigurationError says where a setting stands that cannot be read."""
        from silit.model.key_patterns import parse_pattern

        found = self.settings.find("cite_key")
        try:
            return parse_pattern(found.value)
        except ConfigurationError as error:
            message = f"{error.message} It is the cite_key of {found.origin}."
            raise ConfigurationError(message, hint=error.hint) from error

    def _prepared(self, library: Library, pattern: KeyPattern) -> Library:
        """The library, told how cite keys are made, and whom to tell that it waits."""
        library.on_wait = lambda: self.say("Another program is writing to the library; waiting for it …")
        library.key_of = pattern.key
        return library

    def makes_library(self) -> bool:
        """Whether `write_library` would make one: nothing stands in its place."""
        from silit.library.location import FILE_NAME

        return not (self.library_path or _here() / FILE_NAME).exists()

    def has_library(self) -> bool:
        """Whether there is a library to read."""
        from silit.library.location import is_library

        path = self.library_path
        return path is not None and is_library(path)

    @property
    def asks(self) -> bool:
        """Whether a person is there to answer: stdin and stderr are terminals."""
        return with_person()

    def say(self, text: str, *, level: int = 0) -> None:
        """Says something to the person on stderr; `level` 1 only with -v."""
        if self.verbosity >= level:
            say(text, color=self.color)

    def say_error(self, error: SilitError) -> None:
        """Says an error that did not end the command, in the same words as one that does."""
        say_error(error, color=self.color)

    def report(self, problems: Iterable[Problem]) -> None:
        """Says what went wrong on the way, one line each with its hint."""
        for problem in problems:
            where = _place(problem)
            key = "" if _names(problem.message, problem.key) else problem.key
            line = ": ".join(part for part in (where, key, problem.message) if part)
            self.say(yellow("note: ") + line + (f" {problem.hint}" if problem.hint else ""))

    def say_strangers(self) -> None:
        """Names what stands in the place of a library and is none of this user's."""
        from silit.library.location import what_it_is

        for stranger in self.strangers:
            self.say(what_it_is(stranger))

    def _how_to_make_it(self) -> str:
        import shlex  # only a library that is not there needs it

        if self._by_option:
            return f"Make it: silit --library {shlex.quote(self._named)} init"
        return "The variable SILIT_LIBRARY names it. Make it with `silit init`, or unset the variable."

    def _nearest(self) -> Located:
        from pathlib import Path

        from silit.library.location import locate

        if self._located is None:
            self._located = locate(_here(), Path.home())
        return self._located


def _place(problem: Problem) -> str:
    """`post.md:3`, "post.md", "line 3" (of what came in on stdin), or ""."""
    line = str(problem.line or "")
    return ":".join(filter(None, (problem.file, line))) if problem.file else line and f"line {line}"


def _names(message: str, key: str) -> bool:
    """Whether the message says which paper it is about."""
    return re.search(rf"(?<![\w:-]){re.escape(key)}(?![\w:-])", message) is not None


def say_error(error: SilitError, *, color: bool | None) -> None:
    """What happened and what to do now, on stderr."""
    say(red("Error: ") + error.message, color=color)
    if error.hint:
        say(error.hint, color=color)


def _here() -> Path:
    from pathlib import Path

    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise LibraryError(
            "The folder that this terminal stands in is gone.", hint="Go to another one: cd"
        ) from error


pass_state = click.make_pass_decorator(State)
