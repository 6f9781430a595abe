"""Files in the making: written beside their place under another name, then moved there whole."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SIDE_FILES = ("", "-wal", "-shm", "-journal")


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """A free name beside `path`. Whatever happens inside, nothing is left under it afterwards.

    What an earlier process left there when it was killed is cleared away.
    """
    _clear_leftovers(path)
    place = path.with_name(f".{path.name}.{os.getpid()}.new")
    _remove(place)
    try:
        yield place
    finally:
        _remove(place)


def _clear_leftovers(path: Path) -> None:
    pattern = re.compile(rf"\.{re.escape(path.name)}\.(\d+)\.new")
    for left in path.parent.glob(".*.new"):
        match = pattern.fullmatch(left.name)
        if match and not _is_running(int(match[1])):
            _remove(left)


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True  # elsewhere the question itself could end the process
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _remove(place: Path) -> None:
    for ending in _SIDE_FILES:
        place.with_name(place.name + ending).unlink(missing_ok=True)
