"""What the commands of one run share: settings, the library's place, and how to talk to the person."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from silit.errors import LibraryError, SilitError
from silit.library.library import Library
from silit.library.location import FILE_NAME, Located, is_library, locate, no_library
from silit.results import Problem
from silit.settings import Settings


class State:
    """Made once by the group, handed to every command. Data goes to stdout, everything said here to stderr."""

    def __init__(self, library: str = "", *, verbosity: int = 0, color: bool | None = None) -> None:
        self.verbosity = verbosity
        self.color = color
        self.problems_seen = 0
        named = library or os.environ.get("SILIT_LIBRARY", "")
        self.named_library = Path(named).expanduser() if named else None
        self._located: Located | None = None

    @property
    def settings(self) -> Settings:
        """The settings as seen from the library's folder."""
        path = self.library_path
        return Settings(path.parent if path else None)

    @property
    def library_path(self) -> Path | None:
        """Where the library is, or None."""
        if self.named_library is not None:
            return self.named_library
        if self._located is None:
            self._located = locate(Path.cwd(), Path.home())
        return self._located.path

    def read_library(self) -> Library:
        """The library, for reading; LibraryError with the lines to type where there is none."""
        path = self.library_path
        if path is None:
            raise no_library(self._located or Located(None), Path.cwd())
        return Library.open(path)

    def write_library(self) -> Library:
        """The library, for changing; where there is none, `./library.db` is made, and that is said."""
        path = self.library_path or Path.cwd() / FILE_NAME
        if path.exists():
            return Library.open(path, writing=True)
        if path.parent.exists() or self.named_library is None:
            library = Library.create(path)
            self.say(f"Made a new library: {path}")
            return library
        raise LibraryError(
            f"There is no folder {path.parent} for the library.", hint=f"Make it: silit init {path.parent}"
        )

    def has_library(self) -> bool:
        """Whether there is a library to read."""
        path = self.library_path
        return path is not None and is_library(path)

    @property
    def asks(self) -> bool:
        """Whether a person is there to answer: stdin and stderr are terminals."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def say(self, text: str, *, level: int = 0) -> None:
        """Says something to the person on stderr; `level` 1 only with -v."""
        if self.verbosity >= level:
            click.echo(text, err=True, color=self.color)

    def say_error(self, error: SilitError) -> None:
        """Says an error that did not end the command, in the same words as one that does."""
        click.echo(click.style("Error: ", fg="red") + error.message, err=True, color=self.color)
        if error.hint:
            click.echo(error.hint, err=True, color=self.color)

    def report(self, problems: Iterable[Problem]) -> None:
        """Says what went wrong on the way, one line each with its hint."""
        for problem in problems:
            self.problems_seen += 1
            where = ":".join(str(part) for part in (problem.file, problem.line) if part)
            about = " ".join(part for part in (where, problem.key) if part)
            line = f"{about}: {problem.message}" if about else problem.message
            self.say(click.style("note: ", fg="yellow") + line + (f" {problem.hint}" if problem.hint else ""))


pass_state = click.make_pass_decorator(State)
