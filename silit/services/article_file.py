"""An article on disk: read whole, written back only when nobody changed it meanwhile, and never without a copy."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from silit.articles.document import BOM, Document
from silit.articles.read_document import LARGEST, read_document, refuse_export
from silit.articles.unclosed import unclosed_fence
from silit.errors import UnreadableFormatError, UsageError, no_file
from silit.services.written_files import write_named

_HEAD = 8192


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """An article as it was read: its path, its bytes, and what they say."""

    path: Path
    raw: bytes
    document: Document


def read_article_file(path: Path) -> ArticleFile:
    """The article at `path`. NotFoundError when no file is there, UnreadableFormatError when it is none that silit reads."""
    try:
        if path.stat().st_size > LARGEST:
            with path.open("rb") as stream:
                refuse_export(stream.read(_HEAD), str(path))
            raise UnreadableFormatError(
                f"{path.name} is larger than 20 MB; no article is.",
                hint="Give the text alone, without pictures in it.",
            )
        raw = path.read_bytes()
        refuse_export(raw, str(path))
    except FileNotFoundError as error:
        raise no_file(path) from error
    except OSError as error:
        raise UnreadableFormatError(
            f"{path} cannot be read: {error.strerror}.",
            hint="Name the file of one article that you may read.",
        ) from error
    return ArticleFile(path, raw, read_document(raw, path.name))


def require_closed(document: Document) -> None:
    """UnreadableFormatError when a code block of the article is never closed: what follows would be taken for code."""
    line = unclosed_fence(document)
    if line is not None:
        raise UnreadableFormatError(
            f"{document.name}: the code block that begins in line {line} is never closed; it would swallow the references.",
            hint="Close it with a line of the same signs (``` or ~~~).",
        )


def read_text_file(path: Path) -> str:
    """The text of a file that goes with an article; the errors are those of `read_article_file`."""
    return read_article_file(path).document.text


def write_article_file(file: ArticleFile, text: str) -> Path:
    """Writes `text` as the article's new content and returns the copy of the old one, which lies beside it.

    UsageError, and nothing is written, when the file is not what it was when it was read, or may not be written.
    """
    if not os.access(file.path, os.W_OK):
        raise UsageError(
            f"{file.path} is read-only; nothing was written.", hint="Make it writable, or adopt a copy of it."
        )
    if _now(file.path) != file.raw:
        raise UsageError(
            f"{file.path} was changed while silit was at work; nothing was written.",
            hint="Run it again on the new text.",
        )
    backup = _free_backup(file.path, file.raw)
    if not backup.exists():
        _keep(backup, file.raw)
    write_named(file.path, (BOM if file.document.has_bom else "") + text)
    return backup


def _keep(backup: Path, raw: bytes) -> None:
    try:
        backup.write_bytes(raw)
    except OSError as error:
        raise UsageError(
            f"The old text cannot be kept as {backup}: {error.strerror}. Nothing was written.",
            hint="Make the folder writable, or adopt a copy of the file elsewhere.",
        ) from error


def _now(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _free_backup(path: Path, raw: bytes) -> Path:
    """`post.md.bak`, else `post.md.bak2` …: a name that is free or holds the same bytes already."""
    number = 1
    while True:
        place = path.with_name(f"{path.name}.bak{number if number > 1 else ''}")
        if not place.exists() or (place.is_file() and _now(place) == raw):
            return place
        number += 1
