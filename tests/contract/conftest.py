"""What most tests over a real socket begin with; a file that needs other papers defines `corpus` anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.asking import Bench, bench
from support.local_corpus import Corpus, make_corpus
from support.local_services import LocalServices
from support.still_clock import StillClock, still_http

from silit.sources.http import Http


@pytest.fixture
def corpus() -> Corpus:
    """The papers that the services know."""
    return make_corpus()


@pytest.fixture
def services(corpus: Corpus) -> Iterator[LocalServices]:
    """The services of one test."""
    with LocalServices(corpus) as running:
        yield running


@pytest.fixture
def clock() -> StillClock:
    """The clock that `http` waits by."""
    return StillClock()


@pytest.fixture
def said() -> list[str]:
    """What a person would be told by `http`."""
    return []


@pytest.fixture
def http(tmp_path: Path, clock: StillClock, said: list[str]) -> Iterator[Http]:
    """An Http that never really waits."""
    with still_http(tmp_path, clock, said) as open_http:
        yield open_http


@pytest.fixture
def desk(services: LocalServices, tmp_path: Path) -> Iterator[Bench]:
    """A library and the sources, over `services`."""
    with bench(tmp_path, services) as made:
        yield made
