"""Measures silit's speed as ratios to floors in the same run, and writes the table in docs/benchmarks.md.

    python tests/benchmark/run.py                    all of it, about ten minutes
    python tests/benchmark/run.py starting storing   only these parts, without writing the table
    python tests/benchmark/run.py --keep FOLDER      keeps the made libraries there, for the next time

Needs the environment that silit is installed in, on Linux, and 3 GB of disk. Exits with 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import importlib
import platform
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import Row

PARTS = ("starting", "storing", "searching", "exporting", "bibtex_reading", "building", "styling")
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
_HEAD = """# Benchmarks

Made by `python tests/benchmark/run.py`, which anyone can run again; do not edit by hand. Every figure with × is a ratio
to a floor that was measured in turn with it in the same run, so that it means the same on other machines; milliseconds
and megabytes are this machine's.
"""
_TAIL = """
## What is inside

- **Start-up**: whole processes, files cached, bytecode compiled, medians of 40 turns.
- **Parse and store**: `silit import`'s service from the open library to the commit: cutting and parsing the file,
  merging, the work, its identifiers, the raw record (compressed), the search index and the journal. The records are invented
  from words that occur as often as in life (Zipf), 200-word abstracts, the usual authors, headings and references.
  A file of this size is read in a second process while the first one stores (docs/decisions/0014); the floor has one.
- **Memory**: the peaks of the two processes that import the file, added up, 3,000 and 30,000 records.
- **Search**: `parse_query`, the ids of the first 20, best first, and whether more match. The floor is
  `SELECT rowid FROM work_text WHERE work_text MATCH ? ORDER BY rank LIMIT 20` alone, with nothing counted. Each query is
  the best of five turns, taken in turn with the floor's, after one that warms the caches; the ratio is that of the sums.
- **First screen**: `silit list`'s service: the search and the 20 whole entries with their tags, notes, evidence and sources,
  read in one transaction; not the start of the process. How many match in all ("80 more match") is counted and printed
  after that; its time stands beside.
- **Queries**: words by how often they occur: the ten commonest ("the", "of" …), frequent (places 60 to 200), middling
  (400 to 900), rare (2,500 to 5,000). Two words: commonest + frequent, frequent + frequent, frequent + middling, middling + middling, frequent + rare.
  Three: commonest + frequent + middling, three frequent, frequent + middling + rare. Eight of each.
- **Build**: `silit article build`'s service, from the article's bytes to the post: reading it, its keys, their works, their
  references, the marks and the blocks. The number of queries does not depend on the number of citations (a unit test).
- **BibTeX**: a .bib file of the same invented records, as silit writes it: read as works; then `silit import`'s service
  as above. The memory is that of the two processes that import it.
- **Export**: entries in memory to the text of a file. CSL-JSON's floor writes the very same items, made before.
- **References**: works in memory to lines of text. The floor joins names, title, journal, date and identifiers of an article
  and looks at nothing else.
"""


def main() -> int:
    """Runs the parts, prints each row as it comes, and returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all when none is named"
    )
    parser.add_argument("--keep", metavar="FOLDER", type=Path, help="where the made libraries stay")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    found: list[Row] = []
    with TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for part in asked.parts or PARTS:
            for row in importlib.import_module(part).rows(folder):
                print(_line(row), flush=True)
                found.append(row)
    if not asked.parts:
        DOCUMENT.write_text(_document(found), encoding="utf-8")
    return 0 if all(row.is_met for row in found) else 1


def _document(found: list[Row]) -> str:
    system = f"{platform.system()} on {platform.machine()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    when = f"{datetime.now(UTC):%Y-%m-%d}, {system}, on the machine at hand."
    head = "| What | Against | Figure | Target | |\n|---|---|---:|---:|---|"
    return "\n".join((_HEAD, when, "", head, *map(_line, found), _TAIL))


def _line(row: Row) -> str:
    target = "" if row.target is None else f"≤ {row.target:g}{'' if row.is_met else ' **missed**'}"
    return f"| {row.what} | {row.floor} | {row.figure:.{2 if row.unit == '×' else 1}f} {row.unit} | {target} | {row.detail} |"


if __name__ == "__main__":
    sys.exit(main())
