"""A clock that moves only when somebody sleeps."""

from __future__ import annotations

from pathlib import Path

from silit.sources.http import Http
from silit.sources.pacing import Pacer

# 2025-03-01 12:00 UTC
NOON = 1_740_830_400.0


class StillClock:
    """Call it for the time; `slept` keeps every sleep, in seconds."""

    def __init__(self, now: float = NOON) -> None:
        self.now = now
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        """Moves the clock on."""
        self.slept.append(seconds)
        self.now += seconds


def still_http(folder: Path, clock: StillClock, said: list[str] | None = None, *secrets: str) -> Http:
    """An Http that never really waits; `said` gets what a person would be told."""
    told: list[str] = [] if said is None else said
    return Http(
        Pacer(folder, clock=clock, sleep=clock.sleep),
        secrets=secrets,
        on_wait=told.append,
        clock=clock,
        sleep=clock.sleep,
        jitter=lambda: 0.0,
    )
