"""Several processes at once stay within what the services allow; whatever passes leaves no trace in the result."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from support.local_corpus import make_corpus
from support.local_faults import (
    Fault,
    chopped,
    closed,
    crossref_throttled,
    cut,
    efetch_error,
    esearch_error,
    html_in_200,
    json_error,
    ncbi_throttled,
    prolog_only,
    reset,
    slow,
    status,
)
from support.local_services import LocalServices
from support.still_clock import StillClock, still_http

from silit.sources.crossref import Crossref
from silit.sources.pubmed import PubMed

ASKER = """
import sys
from silit.settings import Settings
from silit.sources import SOURCES
from silit.sources.http import Http
settings = Settings()
with Http.from_settings(settings) as http:
    if sys.argv[1] == "pubmed":
        pubmed = SOURCES["pubmed"].from_settings(http, settings)
        for _ in range(4):
            pubmed.search("sacroiliac", limit=1)
    else:
        pages = SOURCES["crossref"].from_settings(http, settings).search("sacroiliac", rows=5)
        for _ in range(2):
            next(pages)
"""


def asker(services: LocalServices, cache: Path, source: str) -> subprocess.Popen[str]:
    # Nothing of the user's own settings, and the services' addresses.
    environment = {
        **os.environ,
        **services.environment,
        "SILIT_CACHE_DIR": str(cache),
        "SILIT_CONFIG_DIR": str(cache),
    }
    for name in ("SILIT_EMAIL", "NCBI_API_KEY"):
        environment.pop(name, None)
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", ASKER, source],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_three_processes_never_pass_ncbis_limit(tmp_path: Path) -> None:
    with LocalServices(enforce_rates=True) as services:
        askers = [asker(services, tmp_path, "pubmed") for _ in range(3)]
        errors = [each.communicate(timeout=60)[1] for each in askers]
        assert errors == ["", "", ""]
        assert services.count("esearch") == 12
        assert services.most_in_a_second("esearch") <= 3


def test_two_processes_take_turns_at_crossref_however_slow_it_is(tmp_path: Path) -> None:
    with LocalServices() as services:
        services.faults.always("works", slow(1.5))
        askers = [asker(services, tmp_path, "crossref") for _ in range(2)]
        errors = [each.communicate(timeout=60)[1] for each in askers]
        assert errors == ["", ""]
        assert services.count("works") == 4
        assert services.most_at_once["works"] == 1


def test_a_process_that_is_killed_in_its_turn_does_not_keep_the_others_waiting(tmp_path: Path) -> None:
    with LocalServices() as services:
        services.faults.at("works", 1, slow(60))
        killed = asker(services, tmp_path, "crossref")
        until = time.monotonic() + 30
        while not services.count("works") and time.monotonic() < until:
            time.sleep(0.05)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
        second = asker(services, tmp_path, "crossref")
        assert second.communicate(timeout=30)[1] == ""
        assert services.count("works") == 3


PASSING: Mapping[str, tuple[Fault, ...]] = {
    "esearch": (
        ncbi_throttled("1"), ncbi_throttled(None), status(500), status(503), reset(), closed(), cut(), chopped(0.8),
        html_in_200(), json_error("API rate limit exceeded"), esearch_error("Search Backend failed: x"),
    ),
    "efetch": (
        ncbi_throttled("1"), status(502), status(504), reset(), cut(), chopped(0.8), prolog_only(), html_in_200(),
        efetch_error("External viewer error", 400), efetch_error("PubOne"),
    ),
    "works": (crossref_throttled(), status(500), status(503), reset(), closed(), cut(), chopped(), html_in_200()),
    "work": (crossref_throttled(), status(500), status(503), reset(), closed(), cut(), chopped(), html_in_200()),
}  # fmt: skip


def weather(seed: int) -> Callable[[str, int, Mapping[str, str]], Fault | None]:
    """Every second call or so goes wrong, never more than three in a row."""
    dice = random.Random(seed)
    in_a_row: dict[str, int] = {}

    def rule(route: str, _: int, __: Mapping[str, str]) -> Fault | None:
        bad = dice.random() < 0.5 and in_a_row.get(route, 0) < 3
        in_a_row[route] = in_a_row.get(route, 0) + 1 if bad else 0
        return dice.choice(PASSING[route]) if bad and route in PASSING else None

    return rule


def everything(services: LocalServices, folder: Path) -> object:
    with still_http(folder, StillClock()) as http:
        pubmed = PubMed(http, services.pubmed_url, services.idconv_url, batch=30)
        crossref = Crossref(http, services.crossref_url)
        search = pubmed.search("sacroiliac OR pelvic", limit=None)
        batches = list(pubmed.fetch([*search.ids, "1"]))
        pages = list(crossref.search("sacroiliac joint", rows=20))
        dois = [paper.doi for paper in services.corpus.papers if paper.doi]
        works = list(crossref.works([*dois[:60], "10.5555/nowhere"]))
        return (
            search,
            [record.raw for batch in batches for record in batch.records],
            [(batch.problems, batch.missing) for batch in batches],
            [record.raw for page in pages for record in page.records],
            {doi: record.raw for batch in works for doi, record in batch.found.items()},
            [doi for batch in works for doi in batch.missing],
        )


@pytest.mark.parametrize("seed", range(6))
def test_rough_weather_leaves_no_trace(tmp_path: Path, seed: int) -> None:
    corpus = make_corpus(seed=seed)
    with LocalServices(corpus) as calm:
        clean = everything(calm, tmp_path / "calm")
        quiet = calm.count()
    with LocalServices(corpus) as rough:
        rough.faults.by(weather(seed))
        assert everything(rough, tmp_path / "rough") == clean
        assert rough.count() > quiet
