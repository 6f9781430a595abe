r"""Groups whose members a .bib file lists by their keys in a comment, mostly at its end: BibDesk's static groups and those of a
JabRef before 3.8 (2016), `1 ExplicitGroup:Pain\;0\;Laslett2005\;;`.

The entries have been read by then, so the end of a file that can be read anywhere is looked at first.
"""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers.expat import ExpatError

_END = 1 << 22
_MOST_MEMBERS = 500_000
_JABREF = re.compile(r"jabref-meta:\s*groupstree:(.*)", re.DOTALL)
# In the comment, a group ends with a semicolon and its parts with one that has a backslash before it.
_GROUP_END = re.compile(r"(?<!\\);")
_EXPLICIT = re.compile(r"\s*\d+ ExplicitGroup:(.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)")
_BIBDESK = re.compile(r"BibDesk Static Groups\s*\{.*?(<plist\b.*?</plist>)", re.DOTALL)
_OPENING = re.compile(
    r"^[ \t]*@comment\s*\{(?=jabref-meta:\s*groupstree|BibDesk Static Groups)", re.MULTILINE | re.IGNORECASE
)
_CLOSING = re.compile(r"^[ \t]*\}|;\}", re.MULTILINE)


class GroupLists:
    """The groups that a file lists, as far as they are known."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {}
        self._members = 0

    def take(self, comment: str) -> list[str]:
        """Takes the groups in a comment; the keys of those members that were not known to be in them."""
        keys: list[str] = []
        for name, members in _groups(comment):
            for key in members:
                names = self._names.setdefault(key.lower(), [])
                if name not in names and self._members < _MOST_MEMBERS:
                    names.append(name)
                    self._members += 1
                    keys.append(key)
        return keys

    def look_ahead(self, stream: BinaryIO) -> bool:
        """Takes the groups at the end of a file, and leaves the stream where it is; False where that cannot be had."""
        if not stream.seekable():
            return False
        place = stream.tell()
        start = max(stream.seek(0, 2) - _END, place)
        stream.seek(start)
        end = stream.read(_END)
        stream.seek(place)
        self.take_end(end.decode("utf-8", "replace"))
        return True

    def take_end(self, text: str) -> None:
        """Takes the groups in the comments of a text, of a long one of its end."""
        for comment in _comments(text[-_END:].replace("\r\n", "\n")):
            self.take(comment)

    def of(self, key: str) -> list[str]:
        """The names of the groups that an entry is in."""
        return self._names.get(key.lower(), [])


def _comments(text: str) -> Iterator[str]:
    """What stands in the comments; nothing is looked at twice, as a file may open thousands and close none."""
    end = 0
    while opening := _OPENING.search(text, end):
        closing = _CLOSING.search(text, opening.end())
        if closing is None:
            return
        yield text[opening.end() : closing.start()]
        end = closing.end()


def _groups(comment: str) -> Iterator[tuple[str, list[str]]]:
    if match := _JABREF.match(comment.strip()):
        # Long lines are broken anywhere, in keys too.
        for group in _GROUP_END.split(re.sub(r"[\r\n]", "", match[1])):
            if explicit := _EXPLICIT.fullmatch(group):
                name, *rest = (_ESCAPED.sub(r"\1", part) for part in explicit[1].split("\\;"))
                yield name, [key.strip() for key in rest[1:] if key.strip()]
    elif match := _BIBDESK.match(comment.strip()):
        yield from _static_groups(match[1])


def _static_groups(plist: str) -> Iterator[tuple[str, list[str]]]:
    try:
        groups = plistlib.loads(plist.encode("utf-8", "replace"), fmt=plistlib.FMT_XML)
    except (ExpatError, ValueError, OverflowError, LookupError, AttributeError, TypeError):
        return
    for group in groups if isinstance(groups, list) else ():
        if isinstance(group, dict):
            name, keys = group.get("group name"), group.get("keys")
            if isinstance(name, str) and isinstance(keys, str):
                yield name, [key.strip() for key in keys.split(",") if key.strip()]
