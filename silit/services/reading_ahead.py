"""A large file is read in a second process while this one stores what was read: each is about half of an import's work,
and neither can use a second processor alone."""

from __future__ import annotations

import os
import pickle
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import BinaryIO

from silit.errors import SilitError
from silit.formats import FILE_READERS
from silit.model.records import Record
from silit.results import Result

# In a smaller file the start of a Python would cost more than it spares.
LARGE = 4_000_000
_AT_ONCE = 100
# The same modules as here, wherever they come from, and none from the folder that a person happens to work in (-P).
_SERVE = "import sys; sys.path[:] = sys.argv[2:]; from silit.services.reading_ahead import serve; serve(sys.argv[1])"

Results = Iterator[Result[Record | None]]
# What one process sends to the other.
_Answer = list[Result[Record | None]] | SilitError | None


def read_results(format_name: str, stream: BinaryIO, large: int = LARGE) -> Results:
    """What the reader of the format finds in `stream`, in its order, and its errors, in constant memory.

    A file of at least `large` bytes, from which nothing was read yet, is read in a second process where there is a second
    processor. Whatever happens to that process, the results are the same.
    """
    if _size(stream) < large or (os.cpu_count() or 1) < 2 or not sys.executable:
        return FILE_READERS[format_name](stream)
    return _read_ahead(format_name, stream)


def serve(format_name: str) -> None:
    """The second process: what the reader finds in standard input goes to standard output as pickles, lists of results and
    then how it ended: None or the error."""
    # Ctrl-C is for the first one, which ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with (
        suppress(BrokenPipeError),  # the first one has ended
        open(0, "rb", closefd=False) as stream,
        open(1, "wb", closefd=False) as output,
    ):
        for answer in _answers_to(FILE_READERS[format_name](stream)):
            pickle.dump(answer, output, pickle.HIGHEST_PROTOCOL)
            output.flush()


def _size(stream: BinaryIO) -> int:
    """Of a file on a disk; 0 for anything else."""
    try:
        found = os.fstat(stream.fileno())
    except OSError:  # io.UnsupportedOperation is one
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def _read_ahead(format_name: str, stream: BinaryIO) -> Results:
    number = 0
    with _second_process(format_name, stream) as answers:
        for answer in answers:
            if answer is None:
                return
            if isinstance(answer, SilitError):
                raise answer
            number += len(answer)
            yield from answer
    # It could not begin, or was ended (for want of memory, say), or met a fault of silit's own.
    stream.seek(0)
    yield from islice(FILE_READERS[format_name](stream), number, None)


@contextmanager
def _second_process(format_name: str, stream: BinaryIO) -> Iterator[Iterator[_Answer]]:
    command = [sys.executable, "-P", "-c", _SERVE, format_name, *sys.path]
    try:
        process = subprocess.Popen(
            command, stdin=stream.fileno(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:  # no process, or no memory for one
        yield iter(())
        return
    with process:
        try:
            yield _answers_from(process)
        finally:
            process.kill()


def _answers_from(process: subprocess.Popen[bytes]) -> Iterator[_Answer]:
    """As long as there are any: it may end between two, or within one."""
    with suppress(EOFError, pickle.UnpicklingError):
        while process.stdout:
            yield pickle.load(process.stdout)


def _answers_to(results: Results) -> Iterator[_Answer]:
    some: list[Result[Record | None]] = []
    end = None
    try:
        for result in results:
            some.append(result)
            if len(some) == _AT_ONCE:
                yield some
                some = []
    except SilitError as error:
        end = error
    yield some
    yield end
