"""`silit fetch` as a process, over a real socket: after any fault, the same command again ends where a clean run ends."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support import local_faults as faults
from support.library_contents import Contents, contents, is_sound
from support.local_corpus import make_corpus
from support.local_services import LocalServices
from support.shell import SILIT, Shell

FETCH = ["fetch", "pain", "--limit", "60"]
KILLS = 20
SIDE_BY_SIDE = 4


def shell_in(folder: Path, services: LocalServices) -> Shell:
    return Shell(folder, {**services.environment, "SILIT_LIBRARY": str(folder / "library.db")})


@pytest.fixture
def shell(tmp_path: Path, services: LocalServices) -> Shell:
    return shell_in(tmp_path, services)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """What an undisturbed fetch leaves."""
    folder = tmp_path_factory.mktemp("clean")
    with LocalServices(make_corpus()) as running:
        done = shell_in(folder, running).run(*FETCH)
    assert done.code == 0, done.err
    found = contents(folder / "library.db")
    assert len(found) > 60
    assert any(len(records_of(work)) == 2 for work in found.values())
    return found


def started(shell: Shell) -> subprocess.Popen[str]:
    """A fetch under way."""
    return subprocess.Popen(
        [*SILIT, *FETCH],
        cwd=shell.folder,
        env=shell.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def records_of(work: dict[str, object]) -> list[tuple[str, str, str]]:
    records = work["records"]
    assert isinstance(records, list)
    return records


FAULTS: dict[str, tuple[str, Callable[[], faults.Fault]]] = {
    "PubMed asks to slow down": ("efetch", lambda: faults.ncbi_throttled("1")),
    "PubMed asks to slow down with half a second": ("esearch", lambda: faults.ncbi_throttled("0.5")),
    "PubMed asks to slow down in rubbish": ("efetch", lambda: faults.ncbi_throttled("soon")),
    "PubMed answers 500": ("efetch", lambda: faults.status(500)),
    "PubMed answers 502": ("esearch", lambda: faults.status(502)),
    "PubMed answers 503 with a time": ("efetch", lambda: faults.status(503, headers={"Retry-After": "1"})),
    "PubMed breaks off": ("efetch", faults.reset),
    "PubMed hangs up": ("esearch", faults.closed),
    "PubMed ends in the middle": ("efetch", faults.cut),
    "PubMed sends half as if it were whole": ("efetch", faults.chopped),
    "PubMed sends a web page": ("efetch", faults.html_in_200),
    "PubMed sends a prolog": ("efetch", faults.prolog_only),
    "PubMed sends an error text in a 200": (
        "efetch",
        lambda: faults.efetch_error("External viewer error: Empty Response. Bytes read: 0 Status: Timeout"),
    ),
    "PubMed's search fails inside": (
        "esearch",
        lambda: faults.esearch_error("Search Backend failed: no answer"),
    ),
    "PubMed sends a JSON error in a 200": ("esearch", lambda: faults.json_error("API rate limit exceeded")),
    "Crossref asks to slow down": ("works", faults.crossref_throttled),
    "Crossref answers 503": ("works", lambda: faults.status(503)),
    "Crossref sends a web page": ("works", faults.html_in_200),
    "Crossref breaks off": ("works", faults.reset),
    "Crossref ends in the middle": ("works", faults.cut),
    "Crossref sends half as if it were whole": ("works", faults.chopped),
}


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_is_outlived_and_leaves_no_trace(
    name: str, services: LocalServices, shell: Shell, clean: Contents
) -> None:
    route, fault = FAULTS[name]
    services.faults.at(route, 1, fault())
    done = shell.run(*FETCH)
    assert done.code == 0, done.err
    assert "Traceback" not in done.err
    assert contents(shell.folder / "library.db") == clean
    assert is_sound(shell.folder / "library.db")


def test_a_service_that_is_down_costs_only_its_own_works(
    services: LocalServices, shell: Shell, clean: Contents
) -> None:
    services.faults.always("esearch", faults.status(404, b"nothing here"))
    down = shell.run(*FETCH)
    assert down.code == 7, down.err
    assert "Traceback" not in down.err
    kept = contents(shell.folder / "library.db")
    assert kept
    assert all(source == "crossref" for work in kept.values() for source, _, _ in records_of(work))
    services.faults.always("esearch", None)
    assert shell.run(*FETCH).code == 0
    assert contents(shell.folder / "library.db") == clean


def test_a_fetch_killed_at_any_moment_and_run_again_ends_like_a_clean_one(
    services: LocalServices, clean: Contents, tmp_path: Path
) -> None:
    dice = random.Random(20261124)
    moments = [dice.uniform(0.2, 2.2) for _ in range(KILLS)]

    def kill_and_run_again(number: int) -> None:
        shell = shell_in(tmp_path / f"run{number}", services)
        process = started(shell)
        time.sleep(moments[number])
        process.send_signal(signal.SIGKILL if number % 4 else signal.SIGINT)
        process.communicate(timeout=60)
        library = shell.folder / "library.db"
        if library.exists():
            assert is_sound(library), f"kill {number}"
        again = shell.run(*FETCH)
        assert again.code == 0, again.err
        assert contents(library) == clean, f"kill {number}"
        assert [path.name for path in shell.folder.glob(".*.new")] == []

    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        for _ in pool.map(kill_and_run_again, range(KILLS)):
            pass


def test_two_fetches_at_once_end_like_one(services: LocalServices, shell: Shell, clean: Contents) -> None:
    for process in [started(shell) for _ in range(2)]:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert contents(shell.folder / "library.db") == clean
    assert is_sound(shell.folder / "library.db")
    # One user's silits share one pace: three requests a second at NCBI, one list a second at Crossref.
    assert services.most_in_a_second("esearch", "efetch") <= 3
    assert services.most_in_a_second("works") <= 1


def test_a_second_fetch_adds_nothing_and_says_so(shell: Shell, clean: Contents) -> None:
    assert shell.run(*FETCH).code == 0
    assert shell.run(*FETCH).out.startswith("0 papers added, ")
    assert contents(shell.folder / "library.db") == clean


def test_400_works_from_both_services_take_at_most_25_requests_at_the_services_pace(tmp_path: Path) -> None:
    with LocalServices(make_corpus(), enforce_rates=True) as services:
        done = shell_in(tmp_path, services).run("fetch")
    assert done.code == 0, done.err
    assert len(services.requests) <= 25
    assert all(int(request.params.get("rows", "0")) <= 500 for request in services.requests)
    assert services.most_in_a_second("esearch", "efetch") <= 3
    assert services.most_in_a_second("works") <= 1
