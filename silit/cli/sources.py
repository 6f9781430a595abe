"""The services, as the commands that ask them share them: options, connections, and how waiting is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from silit.cli.options import OneOf
from silit.cli.screen import rewrite, say, shows_progress
from silit.cli.state import State
from silit.errors import UsageError
from silit.model.topics import Topic
from silit.services.fetching import SOURCES
from silit.services.topics import find_topic
from silit.sources.crossref import Crossref
from silit.sources.doi_agency import DoiResolver
from silit.sources.http import Http
from silit.sources.pubmed import PubMed

source_option = click.option(
    "--source",
    "sources",
    multiple=True,
    type=OneOf("source", SOURCES),
    help="Only this one (may be repeated; default both).",
)
years_option = click.option(
    "--years", metavar="2010-2020", help="Only papers of these years; 2015- and -2005 work too."
)
topic_option = click.option("--topic", metavar="NAME", help="A named search; with QUERY both must hold.")


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one run, over one connection."""

    pubmed: PubMed
    crossref: Crossref
    resolver: DoiResolver


@contextmanager
def services(state: State, progress: Progress) -> Iterator[Services]:
    """Opens the connection; what a person would notice of its waiting is shown."""
    settings = state.settings
    if not settings["email"]:
        state.say(
            "No e-mail address is set, so the services are asked at their public pace: silit config email YOUR@ADDRESS"
        )
    with Http.from_settings(settings, on_wait=progress.interrupt) as http:
        yield Services(
            PubMed.from_settings(http, settings),
            Crossref.from_settings(http, settings),
            DoiResolver.from_settings(http, settings),
        )


class Progress:
    """One line on stderr that is written over on a terminal; elsewhere a line for each step."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._live = shows_progress() and state.verbosity >= 0
        self._shown = ""

    def step(self, text: str) -> None:
        """Shows how far things are."""
        if self._live:
            rewrite(text.ljust(len(self._shown)))
            self._shown = text
        else:
            self._state.say(text)

    def interrupt(self, text: str) -> None:
        """Says something in between, a wait for instance, on a line of its own."""
        self.end()
        self._state.say(text)

    def end(self) -> None:
        """Leaves the line."""
        if self._shown:
            say()
            self._shown = ""


def chosen_topic(state: State, query: str, name: str | None) -> Topic | None:
    """The named topic; without a name and a query, that of the setting `topic`."""
    if name:
        return find_topic(name)
    return None if query.strip() else find_topic(state.settings["topic"])


def chosen_years(text: str | None) -> tuple[int, int] | None:
    """The first and last year of "2010-2020", "2015-", "-2005" or "2012". UsageError for anything else."""
    if text is None:
        return None
    match = re.fullmatch(r"\s*(\d{4})?\s*(-|–)?\s*(\d{4})?\s*", text)
    if match is None or not (match[1] or match[3]):
        raise UsageError(
            f"{text!r} is not a range of years.", hint="Write --years 2010-2020, 2015- or -2005."
        )
    first = int(match[1]) if match[1] else 1500
    last = int(match[3]) if match[3] else (2999 if match[2] else first)
    if first > last:
        raise UsageError(f"{text!r} ends before it begins.", hint="Write --years 2010-2020.")
    return first, last
