"""A .bib file read, and read and stored, against bibtexparser that only parses it; and the memory that it takes."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bibtexparser.entrypoint import parse_string
from corpus import records
from measuring import Row, compare, peak_megabytes

from silit.formats import WRITERS
from silit.formats.bibtex_reader import read_file
from silit.formats.pubmed_xml import read_record
from silit.library import Library
from silit.model.entries import Entry
from silit.services.importing import import_files

_COUNT = 10_000
_MANY = 50_000
_TURNS = 3
_AT_A_TIME = 500


def rows(folder: Path) -> list[Row]:
    """Reading alone, `silit import` without what Click adds, and its memory with 50,000 entries."""
    file = folder / "entries.bib"
    _write_file(file, _COUNT)
    text = file.read_text(encoding="utf-8")
    size = f"{len(text) / 1e6:.0f} MB"
    # It says so when a library is large.
    logging.getLogger("bibtexparser").setLevel(logging.ERROR)
    reading = compare(lambda: _read(file, _COUNT), lambda: _parse(text, _COUNT), _TURNS)
    storing = compare(lambda: _import(file, _COUNT), lambda: _parse(text, _COUNT), _TURNS)
    floor = "bibtexparser's `parse_string` of the same text"
    return [
        Row(
            f"Read {_COUNT:,} BibTeX entries as works",
            floor,
            reading.ratio,
            "×",
            None,
            f"{reading.measured:.1f} s : {reading.floor:.1f} s; {size}",
        ),
        Row(
            f"Read and store {_COUNT:,} BibTeX entries",
            floor,
            storing.ratio,
            "×",
            4.0,
            f"{storing.measured:.1f} s : {storing.floor:.1f} s; {size}",
        ),
        _memory(folder),
    ]


def _memory(folder: Path) -> Row:
    file = folder / "many.bib"
    _write_file(file, _MANY)
    command = [sys.executable, __file__, str(file), str(_MANY)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    size = file.stat().st_size / 1e6
    file.unlink()
    megabytes = float(answer.stdout)
    return Row(
        f"Memory for `silit import` of {_MANY:,} BibTeX entries",
        "none",
        megabytes,
        "MB",
        300.0,
        f"the peak of its two processes; {size:.0f} MB",
    )


def _write_file(path: Path, count: int) -> None:
    """A .bib file of the invented records, two tags each; written in parts, so that this needs little memory."""
    with path.open("w", encoding="utf-8") as file:
        some: list[Entry] = []
        for number, text in enumerate(records(count)):
            work = read_record(text.encode()).value
            some.append(Entry(f"key{number}", work, tags=("sacroiliac joint", "massage")))
            if len(some) == _AT_A_TIME or number == count - 1:
                file.write(WRITERS["bibtex"](some).value + "\n")
                some = []


def _parse(text: str, count: int) -> None:
    if (found := len(parse_string(text).entries)) != count:
        raise SystemExit(f"{found} of {count} entries were parsed.")


def _read(file: Path, count: int) -> None:
    with file.open("rb") as stream:
        found = sum(1 for result in read_file(stream) if result.value)
    if found != count:
        raise SystemExit(f"{found} of {count} entries were read.")


def _import(file: Path, count: int) -> None:
    with TemporaryDirectory() as place, Library.create(Path(place) / "library.db") as library:
        stored = import_files(library, [file], "bibtex").stored
        if len(stored.added) != count:
            raise SystemExit(f"{len(stored.added)} of {count} entries were stored.")


if __name__ == "__main__":
    _import(Path(sys.argv[1]), int(sys.argv[2]))
    print(peak_megabytes())
