"""What `silit import` reads from: files, the files of a folder, and what is piped in."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, FileIO, RawIOBase
from pathlib import Path
from typing import BinaryIO

from silit.errors import UnreadableFormatError, no_file
from silit.formats.detect import HEAD

STDIN = Path("-")
_BLOCK = 1 << 16
# The file itself, and what SQLite keeps beside it (https://sqlite.org/tempfiles.html).
_OF_A_LIBRARY = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `found` says that it was found in a folder, so that it may be of no known format."""

    path: Path
    found: bool = False

    @property
    def name(self) -> str:
        """What a person calls it."""
        return "standard input" if self.path == STDIN else self.path.name

    def __str__(self) -> str:
        return "standard input" if self.path == STDIN else str(self.path)


def sources_of(paths: Sequence[Path], library: Path) -> Iterator[Source]:
    """The files that the paths name: a folder stands for the files in it, by name, but hidden ones, those of folders in it,
    and `library` with what SQLite keeps beside it."""
    left_out = {os.path.realpath(library) + ending for ending in _OF_A_LIBRARY}
    for path in paths:
        inside = _inside(path) if path != STDIN else []
        read = [one for one in inside if os.path.realpath(one) not in left_out]
        yield from (Source(one, found=True) for one in read)
        if not read:
            yield Source(path)


def folders_passed_over(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """(name, why) of the folders in those folders whose files are read."""
    for path in paths:
        if path != STDIN and _inside(path):
            for folder in sorted(_folders(path)):
                yield (
                    f"{folder.name}/",
                    f"It is a folder of its own; to read its files: silit import {shlex.quote(str(folder))}",
                )


def _inside(folder: Path) -> list[Path]:
    """The files in a folder; none for what is no folder, or one that may not be listed."""
    try:
        files = [one for one in folder.iterdir() if one.is_file() and not one.name.startswith(".")]
    except OSError:
        return []
    return sorted(files)


def begun(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The start of what is piped in, which tells its format, and the whole of it as a stream."""
    head = _head(stream)
    return head, BufferedReader(_FromItsStart(head, stream), _BLOCK)


@contextmanager
def opened(source: Source, stdin: BinaryIO | None) -> Iterator[tuple[bytes, BinaryIO]]:
    """The start of the file, which tells its format, and the whole of it as a stream: what is piped in cannot be read
    twice. NotFoundError for a file that is not there, UnreadableFormatError for one that cannot be read."""
    if source.path == STDIN:
        if stdin is None:
            raise UnreadableFormatError(
                "Nothing is piped in.", hint="For instance: silit import - < papers.ris"
            )
        yield begun(stdin)
        return
    with _file(source.path) as file:
        head = _head(file)
        if file.seekable():
            file.seek(0)
            yield head, BufferedReader(file, _BLOCK)
        else:
            yield head, BufferedReader(_FromItsStart(head, file), _BLOCK)


def _file(path: Path) -> FileIO:
    try:
        return FileIO(path)
    except FileNotFoundError as error:
        raise no_file(path) from error
    except IsADirectoryError as error:
        raise _nothing_in(path) from error
    except OSError as error:
        raise UnreadableFormatError(
            f"{path} cannot be read: {error.strerror or error}.", hint="Name a file that you may read."
        ) from error


def _folders(folder: Path) -> list[Path]:
    """The folders in a folder, but hidden ones; OSError where it may not be listed."""
    return [
        one for one in folder.iterdir() if stat.S_ISDIR(one.lstat().st_mode) and not one.name.startswith(".")
    ]


def _nothing_in(folder: Path) -> UnreadableFormatError:
    """Why no file to read was found in the folder: the only one that is left out is the library."""
    try:
        folders = _folders(folder)
    except OSError as error:
        return UnreadableFormatError(
            f"The folder {folder} cannot be read: {error.strerror or error}.",
            hint="Name a folder that you may read.",
        )
    return UnreadableFormatError(
        f"{folder} holds no file to read but the library."
        if _inside(folder)
        else f"{folder} is a folder without files.",
        hint="Those of the folders in it are not read: name these folders."
        if folders
        else "Name the files to read.",
    )


def _head(stream: BinaryIO | FileIO) -> bytes:
    """The first bytes: a pipe may give them in small pieces."""
    head = b""
    while len(head) < HEAD and (piece := stream.read(HEAD - len(head))):
        head += piece
    return head


class _FromItsStart(RawIOBase):
    """A stream whose first bytes were read, from its start again."""

    def __init__(self, head: bytes, rest: BinaryIO | FileIO) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fills `buffer` with what comes next; the number of bytes."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # any writable buffer, as io says
        piece = self._head[: len(view)]
        self._head = self._head[len(piece) :]
        piece = piece or self._rest.read(len(view)) or b""
        view[: len(piece)] = piece
        return len(piece)
