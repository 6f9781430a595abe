"""`silit export --into FILE`: silit's entries in a .bib file that a person also edits, every other byte as it is."""

from __future__ import annotations

import codecs
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from silit.errors import UnreadableFormatError, UsageError
from silit.formats import WRITERS, biblatex, bibtex, bibtex_ascii
from silit.formats.bibtex_entries import Spelling
from silit.formats.bibtex_spans import read_spans
from silit.formats.bibtex_splicing import file_dialect, splice
from silit.results import Problem
from silit.services.selecting import Selection
from silit.services.written_files import write_over

_SPELLINGS: Mapping[tuple[str, bool], Spelling] = {
    ("bibtex", False): bibtex.SPELLING,
    ("biblatex", False): biblatex.SPELLING,
    ("bibtex", True): bibtex_ascii.SPELLING,
    ("biblatex", True): bibtex_ascii.BIBLATEX_SPELLING,
}
# Endings of the names of files in other formats.
_OTHERS = {
    ".ris": "ris",
    ".json": "csl-json",
    ".csv": "csv",
    ".nbib": "nbib",
    ".xml": "pubmed-xml",
}
_ANY_BYTES = "latin-1"  # each byte is one character of it, and comes back as it was
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of the selected works, by their cite keys, and the dialect that was written."""

    path: Path
    format: str
    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    left: tuple[str, ...]
    problems: tuple[Problem, ...]


def export_into(
    path: Path,
    selection: Selection,
    *,
    exports: Path,
    format_name: str = "",
    ascii_only: bool = False,
    with_notes: bool = False,
) -> Updated:
    """Adds and updates the selected works in a .bib file, made when it is not there; a second time changes nothing.

    Without `format_name` the dialect is the file's own. In a file that is neither UTF-8 nor UTF-16, and with
    `ascii_only`, what is written is LaTeX in seven bits. UsageError for another format, UnreadableFormatError for what is no
    text or cannot be read, and UsageError when the file was changed meanwhile; nothing is written then.
    """
    if format_name not in ("", "bibtex", "biblatex"):
        raise UsageError(
            f"--into writes bibtex and biblatex, not {format_name}.",
            hint="Write that to a file of its own with -o FILE.",
        )
    _refuse_name(path)
    before = _read(path)
    text, encoding = _decoded(path, before or b"")
    _require_entries(path, text)
    dialect = format_name or file_dialect(text) or "bibtex"
    spelling = _SPELLINGS[dialect, ascii_only or encoding == _ANY_BYTES]
    done = splice(text, selection.to_give_away(with_notes=with_notes), spelling)
    content = done.text.encode(encoding)
    if content != before:
        write_over(path, content, before=before, exports=exports)
    return Updated(
        path,
        dialect,
        tuple(done.added),
        tuple(done.updated),
        tuple(done.unchanged),
        tuple(done.left),
        (*selection.problems, *(_placed(problem, path) for problem in done.problems)),
    )


def _placed(problem: Problem, path: Path) -> Problem:
    """The problem with the name of the file that its line is of."""
    return problem if problem.line is None else replace(problem, file=path.name)


def _refuse_name(path: Path) -> None:
    """UsageError for a file that is by its name of a format other than BibTeX's, which its program would not read."""
    if kind := _OTHERS.get(path.suffix.lower()):
        if kind in WRITERS:
            hint = f"To write {kind}: silit export --format {kind} -o {shlex.quote(str(path))}"
        else:
            hint = "Name a .bib file with --into."
        raise UsageError(
            f"--into keeps a .bib file, and {path} is by its name {kind}; it was left alone.", hint=hint
        )


def _require_entries(path: Path, text: str) -> None:
    """UnreadableFormatError for a text of another kind: an article, named by mistake."""
    if path.suffix.lower() != ".bib" and text.strip("\ufeff \t\r\n") and not read_spans(text).entries:
        raise UnreadableFormatError(
            f"{path} holds no BibTeX entry; it was left alone.", hint="Name a .bib file with --into."
        )


def _read(path: Path) -> bytes | None:
    """The file's content, None where there is no file."""
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"{path} is no file.", hint="Name a .bib file with --into.")
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableFormatError(
            f"{path} cannot be read: {error.strerror}.",
            hint="Name a .bib file that you may read with --into.",
        ) from error


def _decoded(path: Path, content: bytes) -> tuple[str, str]:
    """The text, a byte order mark as its first character, and the encoding that gives back the same bytes."""
    encoding = _UTF_16.get(content[:2], "")
    if not encoding and b"\0" in content:
        raise UnreadableFormatError(f"{path} is no text file; it was left alone.", hint="Name a .bib file.")
    try:
        return content.decode(encoding or "utf-8"), encoding or "utf-8"
    except UnicodeDecodeError as error:
        if encoding:
            raise UnreadableFormatError(
                f"{path} begins as UTF-16 but is not; it was left alone.", hint="Save it as UTF-8."
            ) from error
        return content.decode(_ANY_BYTES), _ANY_BYTES
