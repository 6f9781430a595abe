"""`silit import`: papers out of files, in constant memory, all of a command in one change of the library."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from silit.errors import NotFoundError, SilitError, UnreadableFormatError
from silit.formats.detect import detect_in
from silit.library import Action, Library
from silit.library.works import ids_of_keys
from silit.model.records import Record
from silit.results import Problem
from silit.services.import_sources import STDIN, Source, begun, folders_passed_over, opened, sources_of
from silit.services.reading_ahead import read_results
from silit.services.store import Stored, store_records

_TOLD_EVERY = 1000
_MOST_NAMES = 5
# So many problems of one kind and file are kept each for itself; the rest is counted.
_MOST_ALIKE = 1000
_SAVE_IT = "Save it as a file that you may read, and import that."
# A file in which nothing comes before that is no list of papers, whatever it looks like.
_MOST_WITHOUT_A_PAPER = 10_000


class NothingImported(KeyboardInterrupt):
    """Ctrl-C while an import was under way: all of it was taken back."""


@dataclass(slots=True)
class Imported:
    """What became of the files: records read by format and by source, what was stored, the files that could not be read,
    and those of folders that are no lists of papers, with the reason."""

    stored: Stored = field(default_factory=Stored)
    read: dict[str, int] = field(default_factory=dict)
    identified: dict[str, int] = field(default_factory=dict)
    errors: list[SilitError] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)


def import_files(
    library: Library,
    paths: Sequence[Path],
    format_name: str = "",
    tell: Callable[[str], None] = lambda _: None,
    stdin: BinaryIO | None = None,
    keywords_as_tags: bool = False,
) -> Imported:
    """Stores the records of files, of the files in folders, and of `stdin` for the path "-". With `keywords_as_tags` the
    keywords of records become tags too: RIS and CSL-JSON have one field for both.

    A file that cannot be read is in `errors`; what was read of it, and the other files, are stored. A record that cannot
    be read is a problem with its place. Ctrl-C before the end is NothingImported.
    """
    imported = Imported()
    action = Action("import", _summary(paths))
    try:
        with library.changing(action):
            imported.skipped += folders_passed_over(paths)
            for source in sources_of(paths, library.path):
                records = _Records(library, source, format_name, imported, tell, stdin, keywords_as_tags)
                _store(library, records, imported)
    except KeyboardInterrupt as stop:
        if action.id is None:  # not stopped in the moment after it was stored
            raise NothingImported from stop
        raise
    return imported


def _store(library: Library, records: _Records, imported: Imported) -> None:
    try:
        store_records(library, records.read(), imported.stored)
    except SilitError as error:
        imported.errors.append(error)
    records.tell_flood()


def all_refused(
    paths: Sequence[Path], format_name: str, stdin: BinaryIO | None
) -> tuple[Imported | None, BinaryIO | None]:
    """What became of files none of which is there and of a format that silit reads; None where one may be. Nothing is read
    but their beginnings, so that no library needs to be made for them. The second is `stdin`, from its beginning again."""
    errors: list[SilitError] = []
    for path in paths:
        if path != STDIN and path.exists() and not path.is_file():
            return None, stdin  # a folder may hold anything, and a pipe can be read only once
        error, stdin = _refusal(Source(path), format_name, stdin)
        if error is None:
            return None, stdin
        errors.append(error)
    return Imported(errors=errors), stdin


def _refusal(
    source: Source, format_name: str, stdin: BinaryIO | None
) -> tuple[SilitError | None, BinaryIO | None]:
    try:
        if source.path == STDIN and stdin is not None:
            head, stdin = begun(stdin)
        else:
            with opened(source, stdin) as (head, _):
                pass
        if not format_name:
            detect_in(head)
    except UnreadableFormatError as error:
        return _named(source, error), stdin
    except NotFoundError as error:
        return error, stdin
    return None, stdin


def _named(source: Source, error: UnreadableFormatError, before: str = "") -> UnreadableFormatError:
    """The error with the name of its file."""
    message = error.message.removeprefix(f"{source} ")
    named = f"{source}: {message}{before}" if message == error.message else error.message
    return UnreadableFormatError(named, hint=error.hint)


def problems_of(imported: Imported) -> list[Problem]:
    """The errors of single files in the shape of problems, after those of records."""
    skipped = [Problem("skipped-file", why, file=name) for name, why in imported.skipped]
    errors = [Problem("unreadable-file", error.message, error.hint) for error in imported.errors]
    return [*imported.stored.problems, *skipped, *errors]


def _tagged(record: Record) -> Record:
    """The record with its keywords as tags, in which no comma or quotation mark may stand."""
    tags = (" ".join(re.sub(r'[",]', " ", word).split()) for word in record.work.keyword)
    suggested = dict.fromkeys([*record.work.suggested_tags, *filter(None, tags)])
    return replace(record, work=replace(record.work, suggested_tags=tuple(suggested)))


def _summary(paths: Sequence[Path]) -> str:
    names = [path.name or str(path) for path in paths]
    return " ".join(names) if len(names) <= _MOST_NAMES else f"{len(names)} files"


class _Records:
    """The records of one file on their way into the library."""

    def __init__(
        self,
        library: Library,
        source: Source,
        format_name: str,
        imported: Imported,
        tell: Callable[[str], None],
        stdin: BinaryIO | None,
        keywords_as_tags: bool,
    ) -> None:
        self._library = library
        self._source = source
        self._format_name = format_name
        self._imported = imported
        self._tell = tell
        self._stdin = stdin
        self._keywords_as_tags = keywords_as_tags
        self._alike: Counter[str] = Counter()

    def read(self) -> Iterator[Record]:
        """The records. UnreadableFormatError, and NotFoundError for a file that is not there, name the file."""
        kept = False
        try:
            with opened(self._source, self._stdin) as (head, stream):
                name = self._format_name or self._detected(head)
                if name:
                    for record in self._records(name, stream):
                        kept = True
                        yield record
        except UnreadableFormatError as error:
            before = " What came before was stored." if kept else ""
            raise _named(self._source, error, before) from error
        except OSError as error:
            raise UnreadableFormatError(
                f"{self._source} cannot be read: {error.strerror or error}.", hint=_SAVE_IT
            ) from error

    def tell_flood(self) -> None:
        """Says how many problems of a kind were only counted."""
        for code, number in self._alike.items():
            if number > _MOST_ALIKE:
                message = f"{number - _MOST_ALIKE:,} more records have the same problem ({code})."
                self._imported.stored.problems.append(Problem(code, message, file=self._source.name))

    def _detected(self, head: bytes) -> str:
        """The format of the file; "" for one in a folder that is of none, which is noted."""
        try:
            return detect_in(head)
        except UnreadableFormatError as error:
            if not self._source.found:
                raise
            self._imported.skipped.append((self._source.name, error.message))
            return ""

    def _records(self, name: str, stream: BinaryIO) -> Iterator[Record]:
        number = 0
        for number, result in enumerate(read_results(name, stream), 1):
            self._note(result.problems)
            if result.value is not None:
                self._count(name, result.value.source)
                # Its problems were told just now, with the file's name.
                record = replace(result.value, problems=())
                yield _tagged(record) if self._keywords_as_tags else record
                self._note_other_key(result.value)
            elif number == _MOST_WITHOUT_A_PAPER and not self._imported.read.get(name):
                raise UnreadableFormatError(f"None of its first {number:,} records is a paper.")
            if number % _TOLD_EVERY == 0:
                self._tell(f"{self._source.name}: {number:,} records")
        if not number:
            self._note(
                (Problem("no-records", f"The file is {name}, but no paper is in it: its list is empty."),)
            )

    def _note(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            self._alike[problem.code] += 1
            if self._alike[problem.code] <= _MOST_ALIKE:
                self._imported.stored.problems.append(replace(problem, file=self._source.name))

    def _note_other_key(self, record: Record) -> None:
        """Says so where the file's cite key leads to another paper of the library, because it was given before."""
        key = self._imported.stored.keys.get((record.source, record.source_id), "")
        if not record.cite_key or not key or key == record.cite_key:
            return
        ids = ids_of_keys(self._library.connection, [record.cite_key, key])
        if ids.get(record.cite_key) != ids.get(key):
            message = f"{record.cite_key} is the key of another paper in this library; this one is {key}."
            hint = f"Cite it as [@{key}]. If it is the same paper, corrected: silit remove {key}, silit edit {record.cite_key}."
            self._note((Problem("key-taken", message, hint, key=key),))

    def _count(self, name: str, source: str) -> None:
        self._imported.read[name] = self._imported.read.get(name, 0) + 1
        self._imported.identified[source] = self._imported.identified.get(source, 0) + 1
