"""PubMed records parsed and stored, against ElementTree that only passes over the file; and the memory that it takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from corpus import write_file
from measuring import Row, compare, peak_megabytes

from silit.library import Library
from silit.services.importing import import_files

_COUNT = 10_000
_FEW, _MANY = 3_000, 30_000
_TURNS = 3


def rows(folder: Path) -> list[Row]:
    """`silit import` of 10,000 records without what Click adds; the growth of its memory from 3,000 to 30,000 records."""
    file = folder / "records.xml"
    write_file(file, _COUNT)
    times = compare(lambda: _import(file, _COUNT), lambda: _pass_over(file, _COUNT), _TURNS)
    speed = Row(
        f"Parse and store {_COUNT:,} PubMed records, raw record included",
        "`ElementTree.iterparse` over the same file, each record cleared",
        times.ratio,
        "×",
        6.0,
        f"{times.measured:.1f} s : {times.floor:.1f} s; {file.stat().st_size / 1e6:.0f} MB of XML",
    )
    few, many = _peak_memory(folder, _FEW), _peak_memory(folder, _MANY)
    memory = Row(
        f"Memory for {_MANY:,} records",
        f"for {_FEW:,} records",
        many - few,
        "MB more",
        20.0,
        f"{many:.0f} MB : {few:.0f} MB at most",
    )
    return [speed, memory]


def _import(file: Path, count: int) -> None:
    with TemporaryDirectory() as place, Library.create(Path(place) / "library.db") as library:
        stored = import_files(library, [file]).stored
        if len(stored.added) != count:
            raise SystemExit(f"{len(stored.added)} of {count} records were stored.")


def _pass_over(file: Path, count: int) -> None:
    found = 0
    for _, element in ElementTree.iterparse(file):
        if element.tag == "PubmedArticle":
            found += 1
            element.clear()
    if found != count:
        raise SystemExit(f"{found} of {count} records were seen.")


def _peak_memory(folder: Path, count: int) -> float:
    """Megabytes that a process needed at most while it imported `count` records."""
    file = folder / f"memory-{count}.xml"
    write_file(file, count)
    command = [sys.executable, __file__, str(file), str(count)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    file.unlink()
    return float(answer.stdout)


if __name__ == "__main__":
    _import(Path(sys.argv[1]), int(sys.argv[2]))
    print(peak_megabytes())
