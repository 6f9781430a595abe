"""Files that silit writes for the user, and how it tells its own from his.

`exports/` holds a list of what silit wrote there with a digest of each: a file that is not in it, or was changed since,
is the user's and is not overwritten.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from silit.errors import LibraryError, UsageError
from silit.library.location import is_library
from silit.library.unfinished import unfinished

LIST_NAME = ".written-by-silit.json"
_SIDE_FILE = re.compile(r"-(?:wal|shm|journal)$")


def write_export(folder: Path, name: str, text: str, *, force: bool = False) -> Path:
    """Writes `exports/NAME`; UsageError, and nothing written, when the file there is not silit's (and no `force`)."""
    if Path(name).name != name:
        raise UsageError(f"{name!r} cannot name a file in {folder}.", hint="Name the file with -o.")
    path = folder / name
    content = text.encode("utf-8")
    known = _read_list(folder)
    with _faults_told(path):
        _refuse_folder_and_library(path)
        if not force and not _may_write(path, content, known.get(name, "")):
            raise UsageError(
                f"{path} was not written by silit, or was changed since; it was left alone.",
                hint="Overwrite it with --force, or write elsewhere with -o FILE.",
            )
        _write(path, content)
    if known.get(name) != _digest(content):
        with _faults_told(folder / LIST_NAME):
            _write(folder / LIST_NAME, _list_text({**known, name: _digest(content)}).encode("utf-8"))
    return path


def write_output(
    path: Path, text: str, *, exports: Path, force: bool = False, source: Path | None = None
) -> Path:
    """Writes the file named with -o; UsageError, and nothing written, when one is there with another content (and no `force`).

    In `exports` the list of what silit wrote counts. A device or a pipe takes anything; `source`, the article that it is made
    from, is never overwritten.
    """
    with _faults_told(path):
        if source is not None and path.is_file() and source.exists() and path.samefile(source):
            raise UsageError(
                f"{path} is the article itself; it was left alone.", hint="Name another file with -o."
            )
        if _is_same(path.parent, exports):
            return write_export(path.parent, path.name, text, force=force)
        _refuse_folder_and_library(path)
        # An empty file is what mktemp and a shell's redirection leave: nothing is lost with it.
        if not force and path.is_file() and not _may_write(path, text.encode("utf-8"), _digest(b"")):
            raise UsageError(
                f"{path} is there already, with another content; it was left alone.",
                hint="Overwrite it with --force, or name another file with -o.",
            )
        return write_named(path, text)


def write_over(path: Path, content: bytes, *, before: bytes | None, exports: Path) -> None:
    """Writes a file of the user's that held `before` when it was read (None: there was none), whole or not at all.

    UsageError, and nothing written, when it holds something else by now.
    """
    known = _read_list(exports) if _is_same(path.parent, exports) else {}
    with _faults_told(path, option="--into"):
        _refuse_folder_and_library(path, option="--into")
        _write(path, content, option="--into", replaces=(before,))
    # A file that was silit's goes on being silit's.
    if before is not None and known.get(path.name) == _digest(before):
        with _faults_told(exports / LIST_NAME):
            _write(exports / LIST_NAME, _list_text({**known, path.name: _digest(content)}).encode("utf-8"))


def write_named(path: Path, text: str) -> Path:
    """Writes a file that is to be overwritten, whole or not at all; a library never is."""
    with _faults_told(path):
        _refuse_folder_and_library(path)
        _write(path, text.encode("utf-8"))
    return path


@contextmanager
def _faults_told(path: Path, *, option: str = "-o") -> Iterator[None]:
    """LibraryError for what the system says about `path` while it is looked at and written: a name that is too long comes
    up as soon as one asks whether it is there."""
    try:
        yield
    except FileExistsError as error:  # only the making of the folder says so
        raise LibraryError(
            f"{path} cannot be written: {path.parent} is no folder.",
            hint=f"Name another place with {option} FILE.",
        ) from error
    except OSError as error:
        what_to_do = "Give it a shorter name" if error.errno == errno.ENAMETOOLONG else "Name another place"
        raise LibraryError(
            f"{path} cannot be written: {error.strerror}.", hint=f"{what_to_do} with {option} FILE."
        ) from error


def _refuse_folder_and_library(path: Path, *, option: str = "-o") -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder.", hint=f"Name a file in it with {option}.")
    target = _target(path)
    # What SQLite keeps beside a library is part of it.
    owner = target.with_name(_SIDE_FILE.sub("", target.name) or target.name)
    if any(file.is_file() and is_library(file) for file in (target, owner)):
        raise UsageError(
            f"{path} is a library of silit's; it was left alone.", hint=f"Name another file with {option}."
        )


def _may_write(path: Path, content: bytes, known: str) -> bool:
    """Whether nothing of the user's is lost: no file, the same content, or what silit wrote there last."""
    try:
        there = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return there == content or _digest(there) == known


def _is_same(folder: Path, other: Path) -> bool:
    """Whether both lead to one folder, which need not be there."""
    return os.path.realpath(folder) == os.path.realpath(other)


def _target(path: Path) -> Path:
    """The file or folder itself, where the path is a link; LibraryError for links that lead in a circle."""
    try:
        target = path.resolve()
    except RuntimeError:  # Python 3.11 and 3.12 say so; later ones give back a link
        target = path
    if target.is_symlink():
        raise LibraryError(f"{path} is a link that leads back to itself.", hint="Name another file.")
    return target


def _write(
    path: Path, content: bytes, *, option: str = "-o", replaces: tuple[bytes | None, ...] = ()
) -> None:
    """`replaces` holds what may be there in the moment of writing; anything, where it is empty."""
    if path.exists() and not path.is_file():
        # A pipe or a device: there is nothing to replace, and no name behind /dev/stdout.
        path.write_bytes(content)
        return
    target = _target(path)  # a link goes on being one
    if target.exists() and not os.access(target, os.W_OK):
        raise UsageError(
            f"{path} is read-only; it was left alone.",
            hint=f"Make it writable, or name another file with {option}.",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with unfinished(target) as place:
        place.write_bytes(content)
        if target.exists():
            shutil.copymode(target, place)
        if replaces and _content(target) not in replaces:
            raise UsageError(
                f"{path} was changed while silit was at it; it was left alone.", hint="Run this again."
            )
        place.replace(target)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _read_list(folder: Path) -> dict[str, str]:
    try:
        known = json.loads((folder / LIST_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # without it every file counts as the user's
    return {str(name): str(digest) for name, digest in known.items()} if isinstance(known, dict) else {}


def _list_text(known: dict[str, str]) -> str:
    # ASCII, as a file's name need not be text in UTF-8.
    return json.dumps(dict(sorted(known.items())), indent=1) + "\n"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
