"""Has the field's own programs read what silit writes: bibtex, biber, biblatex, bibtool, bibclean and pandoc.

    python tests/tools/check_bibliographies.py                  the starter collection and 10,000 odd records
    python tests/tools/check_bibliographies.py --count 500      fewer odd ones
    python tests/tools/check_bibliographies.py --only odd-biblatex --only odd-biblatex-ascii    two of the eight files
    python tests/tools/check_bibliographies.py --keep FOLDER    keeps the files and logs there

No error is allowed, and no warning but of a field that the work lacks, which silit's own problems name. Two more words of
biber's are known, both only with --validate-datamodel: `pmcid` is in no data model (Zotero and JabRef read it), and a
volume that is no number ("10A") is one to biblatex's styles all the same. Programs that are not installed are left out.
Exits with 1 when anything else was said.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.odd_records import odd_entries
from support.small_records import make_library

from silit.formats import ASCII_WRITERS, WRITERS
from silit.model.entries import Entry
from silit.services.selecting import select
from silit.services.starter import add_starter

_LONGEST_RUN = 3600
_BIBTEX_WARNING = re.compile(r"^Warning--(.*(?:\n--line.*)?)", re.MULTILINE)
_LACKING = re.compile(
    r"(?:all relevant fields are empty|empty (?:author|author and editor|title|journal|booktitle|publisher|school|institution|year)"
    r"|to sort, need (?:author or key|author, editor, or key)|there's a number but no volume"
    r"|empty author, title, howpublished, month, year, note) in (\S+)"
)
_BIBER_SAYING = re.compile(r"^(?:WARN|ERROR) - .*$", re.MULTILINE)
_BIBER_LACKING = re.compile(r"WARN - Datamodel: Entry '([^']+)' \([^)]*\): Missing mandatory")
_BIBER_KNOWN = re.compile(
    r"Field 'pmcid' invalid in data model|Invalid value of field 'volume' must be datatype 'integer'"
)


# The fonts that every TeX has. A sign that they lack is only noted in the log, by LuaLaTeX.
_FONTS = r"""\renewcommand\rmdefault{cmr}\renewcommand\sfdefault{cmss}\renewcommand\ttdefault{cmtt}
\RequirePackage[T1]{fontenc}
\documentclass{article}
\usepackage{textcomp,amssymb}
"""
# pdfLaTeX has no sign for a number beyond 255: silit says so of each work that has one.
_WITHOUT_SYMBOLS = r"\renewcommand\symbol[1]{?}"


# biblatex has them since 3.13; bibtool's own list of its types (2.68) does not.
_NEW_TYPES = ("--", "new.entry.type{dataset}", "--", "new.entry.type{software}")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A file that silit wrote, with what it said about it itself."""

    path: Path
    dialect: str
    is_ascii: bool
    count: int
    lacking: frozenset[str]


Check = Callable[[Bibliography], Iterator[str]]


def write(
    folder: Path, name: str, entries: Sequence[Entry], dialect: str, *, ascii_only: bool
) -> Bibliography:
    """The entries as a file in the folder."""
    written = (ASCII_WRITERS if ascii_only else WRITERS)[dialect](entries)
    path = folder / f"{file_name(name, dialect, ascii_only=ascii_only)}.bib"
    path.write_text(written.value, encoding="ascii" if ascii_only else "utf-8", newline="")
    keys = re.findall(r"^@\w+\{(.*?),?$", written.value, re.MULTILINE)
    key_of = dict(zip((entry.cite_key for entry in entries), keys, strict=True))
    lacking = frozenset(key_of[each.key] for each in written.problems if each.code == "missing-field")
    return Bibliography(path, dialect, ascii_only, len(entries), lacking)


def file_name(name: str, dialect: str, *, ascii_only: bool) -> str:
    """The name of a file without its suffix: `odd-biblatex-ascii`."""
    return f"{name}-{dialect}{'-ascii' if ascii_only else ''}"


def complaints(file: Bibliography, programs: Sequence[str] = ()) -> Iterator[str]:
    """What the programs (all that are installed, where none is named) say against the file."""
    for program, check in CHECKS.items():
        if (not programs or program in programs) and shutil.which(program):
            yield from (f"{program}, {file.path.name}: {said}" for said in check(file))


def _run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=_LONGEST_RUN
    )


def _bibtex(file: Bibliography) -> Iterator[str]:
    if file.dialect != "bibtex":
        return
    # Not alpha: behind "z" its labels for the same author and year go on with braces.
    for style in ("plain", "unsrt", "abbrv"):
        name = f"{file.path.stem}-{style}"
        (file.path.parent / f"{name}.aux").write_text(
            f"\\citation{{*}}\n\\bibstyle{{{style}}}\n\\bibdata{{{file.path.stem}}}\n"
        )
        done = _run("bibtex", name, folder=file.path.parent)
        if done.returncode:
            yield f"exit {done.returncode}: {done.stdout[-2000:]}"
        for warning in _BIBTEX_WARNING.findall(done.stdout):
            match = _LACKING.fullmatch(warning)
            if match is None or match[1] not in file.lacking:
                yield warning
        bbl = (file.path.parent / f"{name}.bbl").read_text(encoding="utf-8", errors="replace")
        if (items := bbl.count("\\bibitem")) != file.count:
            yield f"{items} of {file.count} entries"


def _biber(file: Bibliography) -> Iterator[str]:
    again = f"{file.path.stem}-again.bib"
    validation = ["--validate-datamodel"] if file.dialect == "biblatex" else []
    done = _run(
        "biber",
        "--tool",
        *validation,
        "--nolog",
        "--output-file",
        again,
        file.path.name,
        folder=file.path.parent,
    )
    if done.returncode:
        yield f"exit {done.returncode}"
    yield from _said_by_biber(done.stdout + done.stderr, file)
    entries = re.findall(r"^@", (file.path.parent / again).read_text(encoding="utf-8"), re.MULTILINE)
    if len(entries) != file.count:
        yield f"{len(entries)} of {file.count} entries"


def _said_by_biber(output: str, file: Bibliography) -> Iterator[str]:
    for line in _BIBER_SAYING.findall(output):
        if _BIBER_KNOWN.search(line):
            continue
        match = _BIBER_LACKING.match(line)
        # biber takes letters and their accents apart.
        if match is None or unicodedata.normalize("NFC", match[1]) not in file.lacking:
            yield line


def _bibtool(file: Bibliography) -> Iterator[str]:
    types = ["-r", "biblatex", *_NEW_TYPES] if file.dialect == "biblatex" else []
    again = f"{file.path.stem}-bibtool.bib"
    done = _run("bibtool", *types, "-o", again, file.path.name, folder=file.path.parent)
    yield from done.stderr.splitlines()
    text = (file.path.parent / again).read_text(encoding="utf-8", errors="replace")
    if (entries := len(re.findall(r"^@", text, re.MULTILINE))) != file.count:
        yield f"{entries} of {file.count} entries"


def _bibclean(file: Bibliography) -> Iterator[str]:
    done = _run("bibclean", "-no-warnings", file.path.name, folder=file.path.parent)
    if done.returncode:
        yield f"exit {done.returncode}"
    yield from done.stderr.splitlines()


def _pandoc(file: Bibliography) -> Iterator[str]:
    done = _run("pandoc", "-f", file.dialect, "-t", "csljson", file.path.name, folder=file.path.parent)
    if done.returncode:
        yield f"exit {done.returncode}: {done.stderr[:2000]}"
        return
    yield from done.stderr.splitlines()
    if (items := len(json.loads(done.stdout))) != file.count:
        yield f"{items} of {file.count} entries"


def _lualatex(file: Bibliography) -> Iterator[str]:
    """A whole document with biblatex and biber, each entry cited."""
    if file.dialect == "biblatex" and shutil.which("biber"):
        text = (
            "\\usepackage[style=authoryear]{biblatex}\n"
            f"\\addbibresource{{{file.path.name}}}\n\\begin{{document}}\n\\nocite{{*}}\\printbibliography\n"
        )
        yield from _document(file, "lualatex", text, "biber")


def _pdflatex(file: Bibliography) -> Iterator[str]:
    """A whole document of the classic kind, in seven bits, each entry cited."""
    if file.dialect == "bibtex" and file.is_ascii and shutil.which("bibtex"):
        text = (
            f"{_WITHOUT_SYMBOLS}\n\\begin{{document}}\n\\nocite{{*}}\\bibliographystyle{{plain}}\n"
            f"\\bibliography{{{file.path.stem}}}\n"
        )
        yield from _document(file, "pdflatex", text, "bibtex")


def _document(file: Bibliography, engine: str, text: str, program: str) -> Iterator[str]:
    name = f"{file.path.stem}-document"
    (file.path.parent / f"{name}.tex").write_text(f"{_FONTS}{text}\\end{{document}}\n")
    latex = (engine, "-interaction=nonstopmode", f"{name}.tex")
    _run(*latex, folder=file.path.parent)
    done = _run(program, name, folder=file.path.parent)
    if program == "biber":
        if done.returncode:
            yield f"biber: exit {done.returncode}"
        yield from _said_by_biber(done.stdout + done.stderr, file)
    output = _run(*latex, folder=file.path.parent).stdout
    yield from re.findall(r"^! .*(?:\n.+){0,6}", output, re.MULTILINE)
    if "Output written on" not in output:
        yield "no output"


CHECKS: dict[str, Check] = {
    "bibtex": _bibtex,
    "biber": _biber,
    "bibtool": _bibtool,
    "bibclean": _bibclean,
    "pandoc": _pandoc,
    "lualatex": _lualatex,
    "pdflatex": _pdflatex,
}
KINDS = (("bibtex", False), ("biblatex", False), ("bibtex", True), ("biblatex", True))


def main() -> int:
    """Writes the files, prints what was said against them, and returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=10_000, help="how many odd records")
    parser.add_argument("--keep", metavar="FOLDER", type=Path, help="where the files stay")
    parser.add_argument(
        "--only", metavar="FILE", action="append", choices=_names(), help=f"of {', '.join(_names())}"
    )
    parser.add_argument("programs", nargs="*", help=f"of {', '.join(CHECKS)}; all when none is named")
    asked = parser.parse_args()
    failed = 0
    with TemporaryDirectory() as temporary:
        folder = (asked.keep or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        sets = {"starter": starter_entries(Path(temporary)), "odd": tuple(odd_entries(asked.count))}
        for name, entries in sets.items():
            for dialect, ascii_only in KINDS:
                if asked.only and file_name(name, dialect, ascii_only=ascii_only) not in asked.only:
                    continue
                file = write(folder, name, entries, dialect, ascii_only=ascii_only)
                print(f"{file.path.name}: {file.count} entries", flush=True)
                for program in asked.programs or CHECKS:
                    if not shutil.which(program):
                        print(f"  {program} is not installed", flush=True)
                        continue
                    said = list(complaints(file, [program]))
                    print(f"  {program}: {len(said)} complaints", flush=True)
                    for line in said[:20]:
                        print(f"    {line}", flush=True)
                    failed += bool(said)
    return 1 if failed else 0


def _names() -> list[str]:
    return [
        file_name(name, dialect, ascii_only=ascii_only)
        for name in ("starter", "odd")
        for dialect, ascii_only in KINDS
    ]


def starter_entries(folder: Path) -> tuple[Entry, ...]:
    """The starter collection out of a library of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    with make_library(folder) as library:
        add_starter(library)
        return select(library).entries


if __name__ == "__main__":
    sys.exit(main())
