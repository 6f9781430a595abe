"""`silit article take`: posts out of the export of a WordPress site, each into a file of its own."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from silit.articles.document import Document
from silit.articles.file_slug import file_slug
from silit.articles.wordpress_export import ExportedPost, exported_posts
from silit.errors import (
    LibraryError,
    NotFoundError,
    UnreadableFormatError,
    UsageError,
    did_you_mean,
    no_file,
)
from silit.services.written_files import write_named

# What a theme, the editor and plugins keep for themselves.
_NO_TEXTS = frozenset("attachment nav_menu_item revision custom_css customize_changeset oembed_cache".split())

_LONGEST_SLUG = 200  # WordPress gives none more than 200 bytes; other programs write exports too
_ELSEWHERE = "Move it away, or take the post in another folder."


@dataclass(frozen=True, slots=True)
class Taken:
    """The files that a post was written to; `footnotes` holds its core footnotes, None where it has none."""

    article: Path
    footnotes: Path | None


def posts_of_export(path: Path) -> list[ExportedPost]:
    """The posts and pages of an export. NotFoundError when there is no file, UnreadableFormatError when it is no export."""
    with _opened(path) as stream:
        return [
            post
            for post in exported_posts(stream, path.name)
            if post.kind not in _NO_TEXTS and not post.kind.startswith("wp_")
        ]


def take_post(path: Path, wanted: str, folder: Path) -> Taken:
    """Writes the post of that short name (or number) to `SLUG.wordpress.txt` in `folder`.

    NotFoundError names the nearest; UsageError, and nothing written, when several are called so, or a file of that name is
    there that has another content or may not be read; LibraryError when the folder cannot be written to.
    """
    posts = posts_of_export(path)
    found = [post for post in posts if wanted in (post.number, post.slug)]
    if not found:
        raise NotFoundError(
            f"There is no post called {wanted} in {path.name}.",
            hint=did_you_mean(wanted, [post.slug for post in posts])
            or f"silit article take {shlex.quote(str(path))} lists them.",
        )
    if len(found) > 1:
        numbers = ", ".join(post.number for post in found)
        raise UsageError(f"Several are called {wanted}.", hint=f"Take one by its number: {numbers}")
    post = found[0]
    slug = _short(file_slug(Document(post.slug, "", "wordpress")))
    files = {folder / f"{slug}.wordpress.txt": post.content}
    if post.footnotes.strip() not in ("", "[]"):
        files[folder / f"{slug}.footnotes.json"] = post.footnotes
    missing = [file for file, text in files.items() if not _is_there(file, text.encode())]
    for file in missing:
        _write(file, files[file])
    article, *others = files
    return Taken(article, others[0] if others else None)


def _short(slug: str) -> str:
    """So much of the slug as fits into the name of a file, which takes 255 bytes."""
    return slug.encode()[:_LONGEST_SLUG].decode(errors="ignore").rstrip("-")


def _is_there(file: Path, content: bytes) -> bool:
    """Whether the file holds that already. UsageError when something else is in its place."""
    try:
        if not file.exists():
            return False
        if file.is_file() and file.read_bytes() == content:
            return True
    except OSError as error:
        raise UsageError(
            f"{file} is there already and cannot be read: {error.strerror}; it was left alone.",
            hint=_ELSEWHERE,
        ) from error
    raise UsageError(f"{file} is there already, with another content; it was left alone.", hint=_ELSEWHERE)


def _write(file: Path, text: str) -> None:
    try:
        write_named(file, text)
    except (LibraryError, UsageError) as error:  # its hint is for commands that have -o
        raise type(error)(
            error.message, hint="Run this in another folder; name the export with its path."
        ) from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        stream = path.open("rb")
    except FileNotFoundError as error:
        raise no_file(path) from error
    except OSError as error:
        raise UnreadableFormatError(
            f"{path} cannot be read: {error.strerror}.", hint="Name the export's file, one that you may read."
        ) from error
    with stream:
        yield stream
