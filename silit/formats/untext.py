"""Characters that are no text: files of other programs hold some, and readers of files stop at them."""

from __future__ import annotations

import re

# But for tabs and line ends; those of Windows-1252 that were read as Latin-1 can be mended, and are kept for that.
_READ = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def without_untext(text: str) -> str:
    """A text that was read, without control characters, lone surrogates and non-characters."""
    return _READ.sub("", text)


def written_text(text: str) -> str:
    r"""A text for a file of lines: without the same and what else ends lines, each of its line ends as `\n`."""
    return _WRITTEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
