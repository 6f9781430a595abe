"""What a service means by Retry-After."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silit.sources.retry_after import asked_seconds, from_when

NOW = datetime(2025, 3, 1, 12, 0, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("2", 2.0),
        (" 120 ", 120.0),
        ("1.5", 1.5),
        (".5", 0.5),
        ("0", 0.0),
        ("-7", 0.0),
        ("99999999999", 99999999999.0),
        ("Sat, 01 Mar 2025 12:00:30 GMT", 30.0),
        ("Sat, 01 Mar 2025 11:00:00 GMT", 0.0),
        ("Saturday, 01-Mar-25 12:00:30 GMT", 30.0),
        ("", None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("1e3", None),
        ("1,5", None),
        ("٣", None),
        ("Sat, 99 Mar 2025 12:00:30 GMT", None),
    ],
)
def test_retry_after_is_read_in_every_shape(value: str, seconds: float | None) -> None:
    assert asked_seconds(value, "", NOW) == seconds


def test_a_date_counts_from_the_services_own_clock() -> None:
    here_an_hour_late = NOW - 3600
    assert (
        asked_seconds("Sat, 01 Mar 2025 12:00:30 GMT", "Sat, 01 Mar 2025 12:00:00 GMT", here_an_hour_late)
        == 30.0
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_header_is_too_odd_to_be_read(value: str, date: str) -> None:
    seconds = asked_seconds(value, date, NOW)
    assert seconds is None or seconds >= 0


@given(st.datetimes(min_value=datetime(2025, 3, 2), max_value=datetime(2200, 1, 1)))
def test_a_date_to_come_asks_for_the_time_until_then(moment: datetime) -> None:
    whole = moment.replace(microsecond=0, tzinfo=UTC)
    assert asked_seconds(format_datetime(whole, usegmt=True), "", NOW) == whole.timestamp() - NOW


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    assert os.environ.get("TZ") == before
    time.tzset()


@pytest.mark.usefixtures("in_berlin")
def test_the_time_to_try_again_is_told_on_the_users_clock() -> None:
    assert from_when(NOW + 600, NOW) == "after 13:10"
    assert from_when(NOW + 601, NOW) == "after 13:11"
    assert from_when(NOW + 86400, NOW) == "after 2025-03-02 13:00"
    assert from_when(NOW + 1e15, NOW) == "in a week"
