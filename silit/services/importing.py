"""`silit import`: papers out of files, in constant memory, all of a command in one change of the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BufferedReader, FileIO
from pathlib import Path

from silit.errors import NotFoundError, SilitError, UnreadableFormatError
from silit.formats import FILE_READERS
from silit.formats.detect import HEAD, detect_in
from silit.library import Action, Library
from silit.model.records import Record
from silit.results import Problem
from silit.services.store import Stored, store_records

_TOLD_EVERY = 1000


@dataclass(slots=True)
class Imported:
    """What became of the files: records read by format and by source, what was stored, and the files that could not be
    read."""

    stored: Stored = field(default_factory=Stored)
    read: dict[str, int] = field(default_factory=dict)
    identified: dict[str, int] = field(default_factory=dict)
    errors: list[SilitError] = field(default_factory=list)


def import_files(
    library: Library,
    files: Sequence[Path],
    format_name: str = "",
    tell: Callable[[str], None] = lambda _: None,
) -> Imported:
    """Stores the records of the files. A file that cannot be read is in `errors`; what was read of it, and the other
    files, are stored. A record that cannot be read is a problem with its place."""
    imported = Imported()
    with library.changing(Action("import", " ".join(path.name for path in files))):
        for path in files:
            try:
                store_records(library, _records(path, format_name, imported, tell), imported.stored)
            except SilitError as error:
                imported.errors.append(error)
    return imported


def _records(
    path: Path, format_name: str, imported: Imported, tell: Callable[[str], None]
) -> Iterator[Record]:
    """The records of one file. UnreadableFormatError, and NotFoundError for a file that is not there, name it."""
    kept = 0
    stream = _opened(path)
    try:
        with stream:
            name = format_name or detect_in(stream.peek(HEAD))
            for number, result in enumerate(FILE_READERS[name](stream), 1):
                imported.stored.problems.extend(
                    replace(problem, file=path.name) for problem in result.problems
                )
                if result.value is not None:
                    kept += 1
                    source = result.value.source
                    imported.read[name] = imported.read.get(name, 0) + 1
                    imported.identified[source] = imported.identified.get(source, 0) + 1
                    # Its problems were told just now, with the file's name.
                    yield replace(result.value, problems=())
                if number % _TOLD_EVERY == 0:
                    tell(f"{path.name}: {number:,} records")
    except UnreadableFormatError as error:
        before = " What came before was stored." if kept else ""
        raise UnreadableFormatError(f"{path}: {error.message}{before}", hint=error.hint) from error
    except OSError as error:
        raise UnreadableFormatError(f"{path} cannot be read: {error.strerror or error}.") from error


def _opened(path: Path) -> BufferedReader:
    """The file, with a buffer that holds what tells its format: what comes through a pipe cannot be read twice."""
    try:
        return BufferedReader(FileIO(path), HEAD)
    except FileNotFoundError as error:
        raise NotFoundError(f"There is no file {path}.", hint="Look at its name and folder.") from error
    except IsADirectoryError as error:
        raise UnreadableFormatError(f"{path} is a folder.", hint="Name the files in it.") from error
    except OSError as error:
        raise UnreadableFormatError(f"{path} cannot be read: {error.strerror or error}.") from error


def problems_of(imported: Imported) -> list[Problem]:
    """The errors of single files in the shape of problems, after those of records."""
    errors = [Problem("unreadable-file", error.message, error.hint) for error in imported.errors]
    return [*imported.stored.problems, *errors]
