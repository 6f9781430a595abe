"""The export of a WordPress site (Tools > Export): RSS with the posts' own content in it, called WXR.

https://github.com/WordPress/WordPress/blob/master/wp-admin/includes/export.php writes it. Comments in it (with addresses of
readers) are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import unquote
from xml.etree import ElementTree

from silit.errors import UnreadableFormatError

_CHUNK = 1 << 18
# Real exports hold control characters that XML forbids.
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(<!DOCTYPE|<rss\b)",
    re.DOTALL | re.IGNORECASE,
)
_NAMESPACE = b"wordpress.org/export/"
_HEAD = 8192
_NO_SLUG = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class ExportedPost:
    """A post, or a page, of an export: the site's number for it, its short name (made of the title where it has none yet),
    title, kind ("post", "page" …), status ("publish", "draft" …), date, content, and its meta field `footnotes` (JSON, or "")."""

    number: str
    slug: str
    title: str
    kind: str
    status: str
    date: str
    content: str
    footnotes: str


def is_wordpress_export(head: bytes) -> bool:
    """Whether a file that begins so is one (8 KB are enough to tell)."""
    head = head[:_HEAD]
    return _NAMESPACE in head and _START.match(head) is not None


def exported_posts(stream: BinaryIO, name: str) -> Iterator[ExportedPost]:
    """Everything in the export that has content, in its order. `name` is the file's.

    UnreadableFormatError when it is no export, declares a document type, or is broken XML; what stands before that was given.
    """
    parser: ElementTree.XMLPullParser[ElementTree.Element] = ElementTree.XMLPullParser(("start", "end"))
    head = stream.read(_HEAD)
    start = _START.match(head)
    if start is None or not is_wordpress_export(head) or start[1].lower() != b"<rss":
        raise UnreadableFormatError(
            f"{name} is no export of a WordPress site.", hint="WordPress makes one under Tools > Export."
        )
    chunk = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    path: list[ElementTree.Element] = []
    try:
        while chunk:
            parser.feed(chunk.translate(None, _CONTROLS))
            yield from _finished(parser, path)
            chunk = stream.read(_CHUNK)
        parser.close()
    except ElementTree.ParseError as error:
        raise UnreadableFormatError(
            f"{name} is broken at line {error.position[0]}: {error}.", hint="Export the site again."
        ) from error


def _finished(
    parser: ElementTree.XMLPullParser[ElementTree.Element], path: list[ElementTree.Element]
) -> Iterator[ExportedPost]:
    for read in parser.read_events():
        event, element = read[0], read[-1]
        if not isinstance(element, ElementTree.Element):
            continue
        if event == "start":
            path.append(element)
            continue
        path.pop()
        if _local(element) == "item":
            post = _post(element)
            if path:
                path[-1].remove(element)  # a big site does not stay in memory
            if post.content.strip():
                yield post


def _post(item: ElementTree.Element) -> ExportedPost:
    fields: dict[str, str] = {}
    footnotes = ""
    for child in item:
        name = _local(child)
        if name == "encoded":
            name = "content" if "/content" in child.tag else "excerpt"
        elif name == "postmeta":
            meta = {_local(part): part.text or "" for part in child}
            footnotes = meta.get("meta_value", "") if meta.get("meta_key") == "footnotes" else footnotes
        fields.setdefault(name, child.text or "")
    title = " ".join(fields.get("title", "").split())
    number = fields.get("post_id", "").strip()
    made = _NO_SLUG.sub("-", title.lower()).strip("-") or f"post-{number}"
    return ExportedPost(
        number,
        unquote(fields.get("post_name", "").strip()) or made,
        title,
        fields.get("post_type", ""),
        fields.get("status", ""),
        fields.get("post_date", "")[:10],
        fields.get("content", ""),
        footnotes,
    )


def _local(element: ElementTree.Element) -> str:
    """The name without its namespace, which says the version of the export."""
    return element.tag.rpartition("}")[2]
