"""A .bib file, BibTeX's or biblatex', whoever wrote it, as records in constant memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from bibtexparser.model import Block, Entry, ExplicitComment, ImplicitComment, ParsingFailedBlock, String

from silit.errors import UnreadableFormatError
from silit.formats.bibtex_blocks import Piece, block_text, pieces
from silit.formats.bibtex_cite_keys import cite_key_of
from silit.formats.bibtex_found import Found, blocks_of, found, mended, reason
from silit.formats.bibtex_group_lists import GroupLists
from silit.formats.bibtex_labels import join_groups, notes_of
from silit.formats.bibtex_parents import Later, Parents
from silit.formats.bibtex_strings import Strings
from silit.formats.bibtex_types import NO_WORKS
from silit.formats.bibtex_work import work_of
from silit.formats.text_files import text_lines
from silit.model.records import Record
from silit.model.work import Work
from silit.results import Problem, Result

SOURCE = "import"
FORMAT = "bibtex"

_FIELD_OUTSIDE = re.compile(r"^\s*,?\s*[A-Za-z][\w-]*\s*=\s*[{\"]", re.MULTILINE)
_NOT_AN_ENTRY = re.compile(r"@(?:comment|preamble|string)\b", re.IGNORECASE)

Results = Iterator[Result[Record | None]]


def read_record(raw: bytes) -> Result[Work]:
    """The work of one kept entry. UnreadableFormatError when it is none."""
    for block in blocks_of(raw.decode("utf-8", "replace")):
        if isinstance(block, Entry):
            entry = found(block, (block.start_line or 0) + 1, Strings())
            return Result(work_of(entry), tuple(entry.problems))
    raise UnreadableFormatError("A BibTeX entry was expected; this is none.")


def read_file(stream: BinaryIO) -> Results:
    """The records of a .bib file; those whose crossref stands further down come last. `source_id` is the entry's key.

    What cannot be read is a Result with value None, its problem with the line in the file; it costs that entry only.
    UnreadableFormatError when the file is no text or holds no entry.
    """
    return _File().records(stream)


class _File:
    """One file on its way through the reader, with what has to be known of its earlier parts."""

    def __init__(self) -> None:
        self._strings = Strings()
        self._parents = Parents()
        self._groups = GroupLists()
        self._lines_of_keys: dict[str, int] = {}
        self._guessed = 0
        self._mended_line = 0
        self._is_bibtex = False

    def records(self, stream: BinaryIO) -> Results:
        self._groups.look_ahead(stream)
        with Later() as later:
            for piece in pieces(text_lines(stream)):
                self._guessed = self._guessed or piece.guessed
                yield from self._piece(piece, later)
            for entry in later.all():
                self._parents.complete_as_known(entry)
                yield _result(entry)
        if self._guessed:
            message = (
                f"Line {self._guessed} and perhaps others are not in UTF-8; they were read as Windows-1252."
            )
            hint = (
                "Look at letters like ä or é; if they are wrong, save the file as UTF-8 and import it again."
            )
            yield Result(None, (Problem("guessed-encoding", message, hint, line=self._guessed),))
        if not self._is_bibtex:
            raise UnreadableFormatError(
                "The file holds no BibTeX entry.", hint="An entry begins like this: @article{key,"
            )

    def _piece(self, piece: Piece, later: Later) -> Results:
        entries: list[Found] = []
        told: list[Problem] = []
        lines = piece.text.split("\n")
        after: Found | None = None
        self._strings.begin_piece()
        for block in blocks_of(piece.text):
            line = piece.line + (block.start_line or 0)
            whole = self._mended(block, lines, line, told) if isinstance(block, ParsingFailedBlock) else block
            if isinstance(whole, Entry):
                entries.append(found(whole, line, self._strings))
                # Of a mended one, what it lacked stands behind it for the parser.
                after = entries[-1] if whole is block else None
            elif whole is not None:
                told += self._besides(whole, after, line)
        for entry in entries:
            self._parents.note(entry)
        for problem in told:
            yield Result(None, (problem,))
        for entry in entries:
            yield from self._entry(entry, later)

    def _entry(self, entry: Found, later: Later) -> Results:
        self._is_bibtex = True
        if entry.entry_type in NO_WORKS:
            return
        self._note_key(entry)
        join_groups(entry, self._groups.of(entry.key))
        if self._parents.complete(entry):
            later.add(entry)
        else:
            yield _result(entry)

    def _note_key(self, entry: Found) -> None:
        if not entry.key:
            return
        before = self._lines_of_keys.setdefault(entry.key, entry.line)
        if before != entry.line:
            message = f"{entry.key} is the key of line {before} too; both entries are kept."
            entry.tell(
                "duplicate-key", message, "Where they are different papers, the second gets another key."
            )

    def _mended(
        self, block: ParsingFailedBlock, lines: list[str], line: int, told: list[Problem]
    ) -> Entry | None:
        """The entry that a broken block is meant to be; None, and a problem, where nothing can be made of it."""
        if line == self._mended_line:
            # Of several in one line the first stands for all: the others are not where a line begins.
            return None
        self._mended_line = line
        text = block_text(lines, block.start_line or 0)
        if _NOT_AN_ENTRY.match(text.lstrip()):
            return None
        self._is_bibtex = True
        if (entry := mended(text)) is not None:
            return entry
        name = text.strip().split("\n", 1)[0].strip(" ,")[:60]
        message = f"The entry {name} cannot be read: {reason(block)}."
        told.append(Problem("broken-entry", message, "Mend it and import the file again.", line=line))
        return None

    def _besides(self, block: Block, after: Found | None, line: int) -> Iterator[Problem]:
        """What stands between the entries: strings are remembered, lost fields are told."""
        if isinstance(block, String):
            self._is_bibtex = True
            if not self._strings.define(block.key, block.value):
                message = f"The @string {block.key.strip()[:60]} is longer than any text of an entry; it was left out."
                yield Problem("too-long", message, "Write the text into the fields that use it.", line=line)
        elif isinstance(block, ImplicitComment) and after and _FIELD_OUTSIDE.match(block.comment):
            message = f"Fields in line {line} stand behind the end of {after.name} and were left out."
            hint = "Look for a closing bracket too many above that line."
            yield Problem("stray-text", message, hint, line=line, key=after.key)
        elif isinstance(block, ExplicitComment):
            yield from self._listed_groups(block.comment, line)

    def _listed_groups(self, comment: str, line: int) -> Iterator[Problem]:
        """Takes the groups in a comment, and tells of members that have been given without them."""
        missed = [key for key in self._groups.take(comment) if key in self._lines_of_keys]
        if missed:
            message = f"The groups in line {line} came too late for {len(dict.fromkeys(missed))} entries, which were read before."
            hint = "Import the file by its name, unpacked and in UTF-8: then the end of it is read first."
            yield Problem("old-groups", message, hint, line=line)


def _result(entry: Found) -> Result[Record | None]:
    work = work_of(entry)
    if not (work.title or work.doi or work.pmid or work.pmcid):
        name = entry.key or f"The entry in line {entry.line}"
        entry.tell("empty-record", f"{name} has neither a title nor an identifier, and was left out.")
        return Result(None, tuple(entry.problems))
    cite_key = cite_key_of(entry)
    source_id = entry.key or work.doi or work.pmid
    record = Record(
        SOURCE,
        source_id,
        FORMAT,
        entry.raw.encode("utf-8", "replace"),
        work,
        problems=tuple(entry.problems),
        cite_key=cite_key,
        notes=notes_of(entry.fields, work.doi),
    )
    return Result(record, record.problems)
