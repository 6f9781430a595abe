"""Requests keep their distance, whoever sends them."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.still_clock import NOON, StillClock

from silit.sources.pacing import FILE_NAME, Pacer, cache_folder


def pacer(folder: Path, clock: StillClock) -> Pacer:
    return Pacer(folder, clock=clock, sleep=clock.sleep)


def test_the_first_request_of_a_lane_goes_at_once_and_the_next_after_the_gap(tmp_path: Path) -> None:
    clock = StillClock()
    paced = pacer(tmp_path, clock)
    assert [paced.wait("pubmed", 0.5) for _ in range(3)] == [0.0, 0.5, 0.5]
    assert clock.now == NOON + 1.0


def test_time_that_has_passed_since_the_last_request_counts(tmp_path: Path) -> None:
    clock = StillClock()
    paced = pacer(tmp_path, clock)
    paced.wait("pubmed", 0.5)
    clock.now += 0.25
    assert paced.wait("pubmed", 0.5) == 0.25
    clock.now += 60
    assert paced.wait("pubmed", 0.5) == 0.0


def test_lanes_do_not_wait_for_each_other(tmp_path: Path) -> None:
    clock = StillClock()
    paced = pacer(tmp_path, clock)
    paced.wait("pubmed", 5)
    assert paced.wait("crossref-list", 5) == 0.0


def test_a_second_pacer_on_the_same_folder_takes_the_moment_after_the_first(tmp_path: Path) -> None:
    clock = StillClock()
    pacer(tmp_path, clock).wait("pubmed", 0.5)
    assert pacer(tmp_path, clock).wait("pubmed", 0.5) == 0.5


def test_a_pause_that_a_service_asked_for_holds_for_everyone(tmp_path: Path) -> None:
    clock = StillClock()
    pacer(tmp_path, clock).postpone("pubmed", 12)
    assert pacer(tmp_path, clock).wait("pubmed", 0.5) == 12.0
    assert pacer(tmp_path, clock).wait("crossref-list", 0.5) == 0.0


def test_a_pause_that_begins_while_one_sleeps_is_kept_too(tmp_path: Path) -> None:
    clock = StillClock()
    other = pacer(tmp_path, clock)
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        clock.now += seconds
        if len(naps) == 1:
            other.postpone("pubmed", 10)

    sleeper = Pacer(tmp_path, clock=clock, sleep=sleep)
    sleeper.wait("pubmed", 1)
    assert sleeper.wait("pubmed", 1) == 11.0
    assert naps == [1.0, 10.0]


def test_a_clock_that_was_set_back_does_not_stop_anyone_for_a_year(tmp_path: Path) -> None:
    clock = StillClock(NOON + 365 * 86400)
    pacer(tmp_path, clock).wait("pubmed", 0.5)
    clock.now = NOON
    assert pacer(tmp_path, clock).wait("pubmed", 0.5) == 0.0


@pytest.mark.parametrize("obstacle", ["a file in place of the folder", "a file that is no database"])
def test_without_a_usable_file_one_process_still_paces_itself(tmp_path: Path, obstacle: str) -> None:
    folder = tmp_path / "cache"
    if obstacle.startswith("a file in place"):
        folder.write_text("not a folder")
    else:
        folder.mkdir()
        (folder / FILE_NAME).write_bytes(b"This is not a database, and long enough to show it." * 40)
    clock = StillClock()
    paced = pacer(folder, clock)
    paced.postpone("pubmed", 3)
    assert [paced.wait("pubmed", 0.5) for _ in range(3)] == [3.0, 0.5, 0.5]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    clock = StillClock()
    paced = pacer(tmp_path / "cache", clock)
    assert [paced.wait("pubmed", 0.5) for _ in range(2)] == [0.0, 0.5]
    tmp_path.chmod(0o700)


def test_a_file_that_goes_bad_in_the_middle_leaves_the_pace_as_it_was(tmp_path: Path) -> None:
    clock = StillClock()
    paced = pacer(tmp_path, clock)
    paced.wait("pubmed", 0.5)
    (tmp_path / FILE_NAME).write_bytes(b"damaged" * 1000)
    assert paced.wait("pubmed", 0.5) == 0.5


def test_the_file_holds_lanes_and_times_only(tmp_path: Path) -> None:
    clock = StillClock()
    pacer(tmp_path, clock).wait("pubmed", 0.5)
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    rows = connection.execute("SELECT * FROM lanes").fetchall()
    connection.close()
    assert rows == [("pubmed", NOON + 0.5, 0.0)]
    assert [each.name for each in tmp_path.iterdir()] == [FILE_NAME]


def test_the_folder_is_the_users_cache_or_what_the_environment_names(tmp_path: Path) -> None:
    assert cache_folder({"SILIT_CACHE_DIR": str(tmp_path)}) == tmp_path
    assert cache_folder({}).name == "silit"


SENDER = """
import sys, time
from pathlib import Path
from silit.sources.pacing import Pacer
paced = Pacer(Path(sys.argv[1]))
for _ in range(8):
    paced.wait("pubmed", 0.05)
    print(time.time(), flush=True)
"""


def test_processes_side_by_side_keep_the_pace_of_one(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SENDER, str(tmp_path)]
    senders = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    moments = sorted(float(line) for sender in senders for line in sender.communicate()[0].split())
    assert [sender.returncode for sender in senders] == [0, 0, 0]
    assert len(moments) == 24
    # Times are printed a little after they were taken, by as much as a busy machine makes it.
    assert moments[-1] - moments[0] >= 23 * 0.05 - 0.04
    busiest = max(sum(1 for other in moments if 0 <= other - each < 0.5) for each in moments)
    assert busiest <= 11
    assert time.time() - moments[-1] < 60
