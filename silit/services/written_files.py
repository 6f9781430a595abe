"""Files that silit writes for the user, and how it tells its own from his.

`exports/` holds a list of what silit wrote there with a digest of each: a file that is not in it, or was changed since,
is the user's and is not overwritten.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from silit.errors import LibraryError, UsageError
from silit.library.location import is_library
from silit.library.unfinished import unfinished

LIST_NAME = ".written-by-silit.json"


def write_export(folder: Path, name: str, text: str, *, force: bool = False) -> Path:
    """Writes `exports/NAME`; UsageError, and nothing written, when the file there is not silit's (and no `force`)."""
    path = folder / name
    content = text.encode("utf-8")
    known = _read_list(folder)
    if (
        not force
        and path.exists()
        and path.read_bytes() != content
        and known.get(name) != _digest(path.read_bytes())
    ):
        raise UsageError(
            f"{path} was not written by silit, or was changed since; it was left alone.",
            hint="Overwrite it with --force, or write elsewhere with -o FILE.",
        )
    _write(path, content)
    if known.get(name) != _digest(content):
        _write(folder / LIST_NAME, _list_text({**known, name: _digest(content)}).encode("utf-8"))
    return path


def write_named(path: Path, text: str) -> Path:
    """Writes the file that the user named with -o, whole or not at all; a library is never overwritten."""
    if is_library(path):
        raise UsageError(
            f"{path} is a library of silit's; it was left alone.", hint="Name another file with -o."
        )
    if path.is_dir():
        raise UsageError(f"{path} is a folder.", hint="Name a file in it with -o.")
    _write(path, text.encode("utf-8"))
    return path


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished(path) as place:
            place.write_bytes(content)
            place.replace(path)
    except OSError as error:
        raise LibraryError(
            f"{path} cannot be written: {error.strerror}.", hint="Name another place with -o FILE."
        ) from error


def _read_list(folder: Path) -> dict[str, str]:
    try:
        known = json.loads((folder / LIST_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # without it every file counts as the user's
    return {str(name): str(digest) for name, digest in known.items()} if isinstance(known, dict) else {}


def _list_text(known: dict[str, str]) -> str:
    return json.dumps(dict(sorted(known.items())), indent=1, ensure_ascii=False) + "\n"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
