"""The one place where text meets a screen: what a terminal would obey is made harmless, styles are added, bytes are written.

Text from titles, tags, notes, files and services is hostile: it may hold escape sequences, control characters, or marks
that turn the direction of writing. A style therefore travels as two characters that no decoded text can hold
(unpaired high surrogates), and becomes an escape sequence only here, after everything else was cleaned.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Mapping
from typing import TextIO

import click

# Control characters but tab and newline (ISO 6429), line and paragraph separators, marks that turn the direction of
# writing (Unicode, UAX 9), the interlinear and tag characters that show nothing, and halves of characters.
_OBEYED = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
_END, _BOLD, _DIM, _RED, _YELLOW = "\ud800", "\ud801", "\ud802", "\ud803", "\ud804"
_SEQUENCES = {_END: "\x1b[0m", _BOLD: "\x1b[1m", _DIM: "\x1b[2m", _RED: "\x1b[31m", _YELLOW: "\x1b[33m"}
_MARK = re.compile("[\ud800-\ud804]")
_HOSTILE = re.compile(f"[{_OBEYED}]")
_HOSTILE_BUT_MARKS = re.compile(f"(?![\ud800-\ud804])[{_OBEYED}]")


def clean(text: str) -> str:
    """`text` with U+FFFD in the place of everything that a terminal would obey rather than show; a CRLF is a newline."""
    return _HOSTILE.sub("\ufffd", text.replace("\r\n", "\n"))


def bold(text: str) -> str:
    """`text`, cleaned and bold, for `put` and `say` only; `dim`, `red` and `yellow` are the same."""
    return _BOLD + clean(text) + _END


def dim(text: str) -> str:
    """`text`, cleaned and paler."""
    return _DIM + clean(text) + _END


def red(text: str) -> str:
    """`text`, cleaned and red."""
    return _RED + clean(text) + _END


def yellow(text: str) -> str:
    """`text`, cleaned and yellow."""
    return _YELLOW + clean(text) + _END


def put(text: str = "", *, newline: bool = True) -> None:
    """Prints data on stdout; OSError when stdout is closed."""
    _require_stdout()
    _write(text, newline=newline, err=False, color=_color())


def say(text: str = "", *, newline: bool = True, color: bool | None = None) -> None:
    """Prints what is not data on stderr; a terminal gets it broken between words, a pipe as it is."""
    if newline and shows_progress():
        width = max(20, os.get_terminal_size(sys.stderr.fileno()).columns or 80)
        text = "\n".join(_broken(line, width, _leading_blanks(line)) for line in text.split("\n"))
    _write(text, newline=newline, err=True, color=_color() if color is None else color)


def rewrite(text: str) -> None:
    """Writes `text` over the line that the cursor is in, on stderr; it is cut to the terminal's width."""
    width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
    line = clean(text)
    click.echo("\r" + (line if len(line) < width else line[: width - 2] + "…"), err=True, nl=False)


def put_document(text: str) -> None:
    """Prints a document (BibTeX, HTML, …) for other programs: into a file or pipe exactly, as UTF-8 whatever the locale."""
    _require_stdout()
    if on_terminal():
        put(text, newline=False)
    else:
        click.echo(text.encode("utf-8", "replace"), nl=False)


def put_json(document: object) -> None:
    """Prints one JSON document; characters that a terminal would obey, or that stdout cannot write, are escaped."""
    import json  # most commands print no JSON

    text = json.dumps(document, ensure_ascii=not _writes_everything(), indent=2)
    put(_HOSTILE.sub(lambda match: _json_escape(match[0]), text))


def on_terminal() -> bool:
    """Whether stdout is a terminal."""
    return _is_terminal(sys.stdout)


def with_person() -> bool:
    """Whether a person is there to answer: stdin and stderr are terminals."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stderr)


def shows_progress() -> bool:
    """Whether a line on stderr can be written over."""
    return _is_terminal(sys.stderr)


def columns(*, piped: int, most: int) -> int:
    """How many columns text may fill: those of the terminal, at most `most`, never fewer than 20; `piped` into a pipe."""
    if not on_terminal():
        return piped
    import shutil  # only a terminal has a width

    return max(20, min(shutil.get_terminal_size((piped, 24)).columns, most))


def fitted(text: str, *, indent: str = "") -> str:
    """One line of text for `put`: on a terminal broken between words, further lines after `indent`; whole in a pipe."""
    if not on_terminal():
        return text
    return _broken(text, columns(piped=0, most=140), indent)


def is_calm(environment: Mapping[str, str]) -> bool:
    """Whether the user asks programs for no colours (https://no-color.org), or the terminal is a dumb one."""
    return bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"


def replace_unprintable() -> None:
    """From now on a character that the locale cannot write is shown as "?", in place of an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()  # a closed one is None in Python


def _broken(line: str, width: int, indent: str) -> str:
    """`line` in lines of at most `width` columns, broken at blanks only, those after the first behind `indent`."""
    if _cells(line) <= width:
        return line
    lines: list[str] = []
    current = ""
    for gap, word in re.findall("( *)([^ ]+)", line):
        if current.strip(" ") and _cells(current + gap + word) > width:
            lines.append(current)
            current = indent + word
        else:
            current += gap + word
    return "\n".join((*lines, current))


def _leading_blanks(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def _cells(text: str) -> int:
    """How many columns `text` fills (Unicode, UAX 11: wide characters fill two); marks of styles fill none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # most lines are ASCII

    return sum(
        0 if combining(char) or _MARK.match(char) else 2 if east_asian_width(char) in "WF" else 1
        for char in text
    )


def _require_stdout() -> None:
    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")


def _color() -> bool | None:
    context = click.get_current_context(silent=True)
    return context.color if context is not None else None


def _write(text: str, *, newline: bool, err: bool, color: bool | None) -> None:
    harmless = _HOSTILE_BUT_MARKS.sub("\ufffd", text.replace("\r\n", "\n"))
    click.echo(_MARK.sub(lambda match: _SEQUENCES[match[0]], harmless), err=err, nl=newline, color=color)


def _writes_everything() -> bool:
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").replace("_", "-").casefold()
    return encoding.startswith("utf")


def _json_escape(char: str) -> str:
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
