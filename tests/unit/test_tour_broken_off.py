"""A tour that is broken off leaves nothing of itself behind, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from silit.services import tour
from silit.services.tour import tour_folder, walk


@pytest.fixture(params=[KeyboardInterrupt, OSError])
def broken_off(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    def stop(*_: object) -> None:
        raise request.param

    monkeypatch.setattr(tour, "write_export", stop)
    return request.param


def test_a_folder_that_the_tour_made_is_gone_again(tmp_path: Path, broken_off: type[BaseException]) -> None:
    with pytest.raises(broken_off):
        walk(tour_folder(None, tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_that_was_there_is_empty_again(
    tmp_path: Path, broken_off: type[BaseException]
) -> None:
    named = tmp_path / "mine"
    named.mkdir()
    with pytest.raises(broken_off):
        walk(tour_folder(named, tmp_path))
    assert list(tmp_path.rglob("*")) == [named]
