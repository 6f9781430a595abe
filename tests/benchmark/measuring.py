"""Times as ratios to a floor that runs in turn with what is measured, so that a busy machine slows both."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report. `target` is the most that `figure` may be, None where nothing is promised."""

    what: str
    floor: str
    figure: float
    unit: str
    target: float | None
    detail: str

    @property
    def is_met(self) -> bool:
        """Whether the target is held; a row without one always holds."""
        return self.target is None or self.figure <= self.target


@dataclass(frozen=True, slots=True)
class Compared:
    """Seconds of the two sides, the median of several turns each."""

    measured: float
    floor: float

    @property
    def ratio(self) -> float:
        """How many times the floor's time."""
        return self.measured / self.floor


def compare(
    measured: Callable[[], object], floor: Callable[[], object], turns: int, *, cpu: bool = False
) -> Compared:
    """Both run `turns` times, one after the other; the medians. With `cpu` only the time that the processor spent on it."""
    clock = cpu_seconds if cpu else seconds
    pairs = [(clock(floor), clock(measured)) for _ in range(turns)]
    return Compared(statistics.median(m for _, m in pairs), statistics.median(f for f, _ in pairs))


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    gc.collect()
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def cpu_seconds(run: Callable[[], object]) -> float:
    """How much of the processor's time one run takes: other programs do not count."""
    gc.collect()
    begin = time.process_time()
    run()
    return time.process_time() - begin


def percentile(values: list[float], percent: int) -> float:
    """The value that `percent` of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def peak_megabytes() -> float:
    """What this process and those that it started and waited for have needed at most, added up.

    Its own not from getrusage, which on Linux counts the process that started this one too; that of the others, which may
    count this one, is rather too high than too low.
    """
    own = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (int(own) + others) * 1024 / 1e6
