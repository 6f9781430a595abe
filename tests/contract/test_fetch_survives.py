"""`silit fetch` as a process, over a real socket: after any fault, the same command again ends where a clean run ends."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.library_contents import Contents, contents, is_sound
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
    status,
)
from support.local_services import LocalServices

SILIT = [sys.executable, "-m", "silit"]
FETCH = ["fetch", "pain", "--limit", "60"]
KILLS = 20


@pytest.fixture(scope="module")
def corpus() -> object:
    return make_corpus()


@pytest.fixture
def services() -> Iterator[LocalServices]:
    with LocalServices(make_corpus()) as running:
        yield running


def environment(services: LocalServices, folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        **services.environment,
        "SILIT_LIBRARY": str(folder / "library.db"),
        "SILIT_CACHE_DIR": str(folder / "cache"),
        "SILIT_CONFIG_DIR": str(folder / "config"),
        "NO_PROXY": "*",
    }


def run(services: LocalServices, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    folder.mkdir(exist_ok=True)
    return subprocess.run(
        [*SILIT, *(words or FETCH)],
        cwd=folder,
        env=environment(services, folder),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """What an undisturbed fetch leaves."""
    folder = tmp_path_factory.mktemp("clean")
    with LocalServices(make_corpus()) as running:
        done = run(running, folder)
    assert done.returncode == 0, done.stderr
    found = contents(folder / "library.db")
    assert len(found) > 60
    assert any(len(work["records"]) == 2 for work in found.values())  # type: ignore[arg-type]  # rows are lists
    return found


FAULTS: dict[str, tuple[str, Callable[[], Fault]]] = {
    "PubMed asks to slow down": ("efetch", lambda: ncbi_throttled("1")),
    "PubMed asks to slow down with half a second": ("esearch", lambda: ncbi_throttled("0.5")),
    "PubMed asks to slow down in rubbish": ("efetch", lambda: ncbi_throttled("soon")),
    "PubMed answers 500": ("efetch", lambda: status(500)),
    "PubMed answers 502": ("esearch", lambda: status(502)),
    "PubMed answers 503 with a time": ("efetch", lambda: status(503, headers={"Retry-After": "1"})),
    "PubMed breaks off": ("efetch", reset),
    "PubMed hangs up": ("esearch", closed),
    "PubMed ends in the middle": ("efetch", cut),
    "PubMed sends half as if it were whole": ("efetch", chopped),
    "PubMed sends a web page": ("efetch", html_in_200),
    "PubMed sends a prolog": ("efetch", prolog_only),
    "PubMed sends an error text in a 200": (
        "efetch",
        lambda: efetch_error("External viewer error: Empty Response. Bytes read: 0 Status: Timeout"),
    ),
    "PubMed's search fails inside": ("esearch", lambda: esearch_error("Search Backend failed: no answer")),
    "PubMed sends a JSON error in a 200": ("esearch", lambda: json_error("API rate limit exceeded")),
    "Crossref asks to slow down": ("works", crossref_throttled),
    "Crossref answers 503": ("works", lambda: status(503)),
    "Crossref sends a web page": ("works", html_in_200),
    "Crossref breaks off": ("works", reset),
    "Crossref ends in the middle": ("works", cut),
    "Crossref sends half as if it were whole": ("works", chopped),
}


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_is_outlived_and_leaves_no_trace(
    name: str, services: LocalServices, clean: Contents, tmp_path: Path
) -> None:
    route, fault = FAULTS[name]
    services.faults.at(route, 1, fault())
    done = run(services, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert contents(tmp_path / "library.db") == clean
    assert is_sound(tmp_path / "library.db")


def test_a_service_that_is_down_costs_only_its_own_works(
    services: LocalServices, clean: Contents, tmp_path: Path
) -> None:
    services.faults.always("esearch", status(404, b"nothing here"))
    down = run(services, tmp_path)
    assert down.returncode == 7, down.stderr
    assert "Traceback" not in down.stderr
    kept = contents(tmp_path / "library.db")
    assert kept
    assert all(record[0] == "crossref" for work in kept.values() for record in work["records"])  # type: ignore[attr-defined]
    services.faults.always("esearch", None)
    assert run(services, tmp_path).returncode == 0
    assert contents(tmp_path / "library.db") == clean


def test_a_fetch_killed_at_any_moment_and_run_again_ends_like_a_clean_one(
    services: LocalServices, clean: Contents, tmp_path: Path
) -> None:
    dice = random.Random(20261124)
    for number in range(KILLS):
        folder = tmp_path / f"run{number}"
        folder.mkdir()
        process = subprocess.Popen(
            [*SILIT, *FETCH],
            cwd=folder,
            env=environment(services, folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(dice.uniform(0.2, 2.2))
        process.send_signal(signal.SIGKILL if number % 4 else signal.SIGINT)
        process.wait(timeout=60)
        if (folder / "library.db").exists():
            assert is_sound(folder / "library.db"), f"kill {number}"
        again = run(services, folder)
        assert again.returncode == 0, again.stderr
        assert contents(folder / "library.db") == clean, f"kill {number}"
        assert [path.name for path in folder.glob(".*.new")] == []


def test_two_fetches_at_once_end_like_one(services: LocalServices, clean: Contents, tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            [*SILIT, *FETCH],
            cwd=tmp_path,
            env=environment(services, tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in processes:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert contents(tmp_path / "library.db") == clean
    assert is_sound(tmp_path / "library.db")
    # One user's silits share one pace: three requests a second at NCBI, one list a second at Crossref.
    assert services.most_in_a_second("esearch", "efetch") <= 3
    assert services.most_in_a_second("works") <= 1


def test_a_second_fetch_adds_nothing_and_says_so(
    services: LocalServices, clean: Contents, tmp_path: Path
) -> None:
    assert run(services, tmp_path).returncode == 0
    again = run(services, tmp_path)
    assert again.stdout.startswith("0 papers added, ")
    assert contents(tmp_path / "library.db") == clean


def test_400_works_from_both_services_take_at_most_25_requests_at_the_services_pace(tmp_path: Path) -> None:
    with LocalServices(make_corpus(), enforce_rates=True) as services:
        done = run(services, tmp_path, "fetch")
    assert done.returncode == 0, done.stderr
    assert len(services.requests) <= 25
    assert all(int(request.params.get("rows", "0")) <= 500 for request in services.requests)
    assert services.most_in_a_second("esearch", "efetch") <= 3
    assert services.most_in_a_second("works") <= 1
