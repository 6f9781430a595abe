r"""LaTeX as text: what `latex_writing` wrote is read back, and what people and programs write into .bib files.

Accents, names of signs and simple mathematics become Unicode, formatting becomes the tags <i> <b> <sup> <sub>, braces that
keep capitals vanish, of a command that nobody knows its argument is read. It never fails: what is no LaTeX stays.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from silit.formats.latex_commands import DROPPED, PLAIN, QUOTES, SWITCHES, TAG_OF
from silit.formats.latex_symbols import ACCENTS, SIGNS, symbol
from silit.formats.latex_waiting import (
    Waiting,
    accenting,
    character,
    quoting,
    shifting,
    subscript,
    superscript,
    tagging,
)
from silit.formats.latex_writing import UNTEXT, is_printable
from silit.markup import without_deep_tags

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?(?P<gap>\s*)"
    r"|\\(?P<sign>.)"
    r"|(?P<open>\{)|(?P<close>\})|(?P<dollar>\$)|(?P<script>[_^])"
    r"|(?P<joined>---?|``|''|[?!]`|~)"
    r"|(?P<entity>&(?:[A-Za-z]{2,8}|\#\d{1,7}|\#x[0-9A-Fa-f]{1,6});)",
    re.DOTALL,
)
# What makes a text more than its characters; looking for each alone is faster than one expression for all.
_MARKS = ("\\", "{", "}", "$", "~", "&", "`", "--", "''")
# Pandoc's rule for a dollar that begins mathematics, without its rule for digits behind the second one.
_MATH = re.compile(r"\$(?!\s)(?:\\.|[^$\\])+?(?<!\s)\$", re.DOTALL)
_RAW_ARGUMENT = re.compile(r"\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
_HAS_ARGUMENT = re.compile(r"\{(?!\})")
_ESCAPED_SIGN = re.compile(r"\\([&%$#_{}~])")
_BLANKS = re.compile(r"\s+")
_UNTEXT = re.compile(rf"[{UNTEXT}]")
# TeX's single quotation marks. An apostrophe has a letter behind it, or stands behind no backtick.
_QUOTATION = re.compile(r"(?<![\w\\`?!])`(?=\w)((?:[^`'\n]|'(?=\w))*(?<=[^\s`'\\]))'(?![\w'])")
_PARAGRAPH = re.compile(r"\\par\b")
_JOINED = {"--": "–", "---": "—", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "~": " "}
# What is nested deeper is printed, but not formatted.
DEEPEST = 100

_RAW = frozenset(("url", "nolinkurl", "path"))


def from_latex(latex: str) -> str:
    """The text that the LaTeX prints, in one line, with the tags <i> <b> <sup> <sub>. An unknown command without an argument stays."""
    return _printed(latex, is_plain=False)


def plain_from_latex(latex: str) -> str:
    """The same without tags, for names, tags and notes: what stands high or low is so by its characters, where Unicode has them."""
    return _printed(latex, is_plain=True)


def _printed(latex: str, *, is_plain: bool) -> str:
    for mark in _MARKS:
        if mark in latex:
            if "`" in latex:
                latex = _QUOTATION.sub(r"‘\1’", latex)
            return _tidy(without_deep_tags(_Reading(latex, is_plain=is_plain).text()))
    return _tidy(latex)


def paragraphs_from_latex(latex: str) -> str:
    r"""The same of a long text, its paragraphs (parted by an empty line or `\par`) parted by an empty line."""
    if "\n" not in latex and "\\par" not in latex:
        return from_latex(latex)
    return "\n\n".join(filter(None, map(from_latex, latex_paragraphs(latex))))


def verbatim_from_latex(latex: str) -> str:
    r"""An address or identifier, in which only the signs of TeX are escaped: `10.1007/3-540-45757-7\_52`."""
    if "\\" not in latex and "{" not in latex:
        return latex.strip()
    inner = re.sub(r"\\(?:url|nolinkurl|path|href)\s*(?=\{)", "", latex)
    inner = re.sub(r"\\textasciitilde(?:\{\}|\s*)|\{?\\~\{\}\}?|\$\\sim\$", "~", inner)
    return re.sub(r"(?<!\\)[{}]", "", _ESCAPED_SIGN.sub(r"\1", inner)).strip()


def latex_paragraphs(latex: str) -> list[str]:
    r"""The paragraphs, parted by an empty line or `\par`, still in LaTeX."""
    if "\\par" in latex:
        latex = _PARAGRAPH.sub("\n\n", latex)
    parts: list[list[str]] = [[]]
    for line in latex.split("\n"):
        if line and not line.isspace():
            parts[-1].append(line)
        else:
            parts.append([])
    return ["\n".join(part) for part in parts]


def _tidy(text: str) -> str:
    if is_printable(text) and "  " not in text:
        return text.strip(" ")
    return _BLANKS.sub(" ", _UNTEXT.sub("", text)).strip()


@dataclass(slots=True)
class _Group:
    """What was printed since a brace or dollar; `tags` are those that end with it."""

    out: list[str] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    is_math: bool = False
    ends_with_dollar: bool = False


class _Reading:
    """One value on its way. Groups are kept in a list, so that no depth of braces is too deep."""

    def __init__(self, latex: str, *, is_plain: bool) -> None:
        self._latex = latex
        self._tagging = shifting if is_plain else tagging
        self._is_plain = is_plain
        self._groups = [_Group()]
        self._too_deep = 0

    def text(self) -> str:
        latex, position = self._latex, 0
        while token := _TOKEN.search(latex, position):
            if token.start() > position:
                self._put_text(latex[position : token.start()])
            position = self._take(token)
        self._put_text(latex[position:])
        while len(self._groups) > 1:
            self._close()
        return self._finished(self._groups[0])

    def _take(self, token: re.Match[str]) -> int:
        """Reads one token; the position behind it."""
        kind, value = token.lastgroup, token[0]
        if kind == "open":
            self._open()
        elif kind == "close":
            self._close_brace()
        elif kind == "gap":
            return self._take_word(token)
        elif kind == "sign":
            self._take_sign(token["sign"])
        elif kind == "dollar":
            self._take_dollar(token.start())
        elif kind == "script" and self._groups[-1].is_math:
            self._wait(subscript(self._tagging) if value == "_" else superscript(self._tagging))
        elif kind == "joined" and not (self._groups[-1].is_math and value != "~"):
            self._put(_JOINED[value])
        elif kind == "entity":
            self._put(html.unescape(value))
        else:
            self._put_text(value)
        return token.end()

    def _take_word(self, token: re.Match[str]) -> int:
        name, end = token["word"], token.end()
        if name in _RAW or name == "href":
            return self._take_raw(name, end)
        if name in ACCENTS:
            self._wait(accenting(ACCENTS[name]))
        elif name in TAG_OF:
            self._wait(self._tagging(TAG_OF[name]))
        elif name in SWITCHES:
            self._switch(SWITCHES[name])
        elif name in QUOTES:
            self._wait(quoting(QUOTES[name]))
        elif name in PLAIN:
            self._wait(Waiting("".join, is_math=name == "ensuremath" or None))
        elif name in DROPPED:
            self._wait(Waiting(lambda _: "", DROPPED[name]))
        elif name in ("frac", "nicefrac", "tfrac"):
            self._wait(Waiting("/".join, 2))
        elif name == "sqrt":
            self._wait(Waiting(lambda arguments: f"√{arguments[0]}"))
        elif name == "symbol":
            self._wait(Waiting(lambda arguments: character(arguments[0])))
        elif (printed := symbol(name)) is not None:
            self._put(printed)
        elif not _HAS_ARGUMENT.match(self._latex, end):
            self._put(f"\\{name}{' ' if token['gap'] else ''}")
        return end

    def _take_raw(self, name: str, end: int) -> int:
        argument = _RAW_ARGUMENT.match(self._latex, end)
        if argument is None:
            return end
        # Of a link its text is read on, its address is not.
        if name != "href":
            self._put(_ESCAPED_SIGN.sub(r"\1", argument[1]))
            return argument.end()
        shown = re.compile(r"\s*(?=\{)").match(self._latex, argument.end())
        return shown.end() if shown else argument.end()

    def _take_sign(self, sign: str) -> None:
        if sign in ACCENTS and not self._groups[-1].is_math:
            self._wait(accenting(ACCENTS[sign]))
        elif sign == "(":
            self._groups.append(_Group(is_math=True))
        elif sign == ")" and len(self._groups) > 1 and self._groups[-1].is_math:
            self._close()
        else:
            self._put(SIGNS.get(sign, f"\\{sign}"))

    def _take_dollar(self, position: int) -> None:
        if self._groups[-1].ends_with_dollar:
            self._close()
            return
        math = _MATH.match(self._latex, position)
        if math and math[0].count("{") == math[0].count("}"):
            self._groups.append(_Group(is_math=True, ends_with_dollar=True))
        else:
            self._put("$")

    def _open(self) -> None:
        if len(self._groups) > DEEPEST:
            self._too_deep += 1
            return
        top = self._groups[-1]
        asked = top.waiting[-1].is_math if top.waiting else None
        self._groups.append(_Group(is_math=top.is_math if asked is None else asked))

    def _close_brace(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._groups) > 1:
            self._close()

    def _close(self) -> None:
        self._put(self._finished(self._groups.pop()))

    def _finished(self, group: _Group) -> str:
        while group.waiting:
            waiting = group.waiting.pop()
            printed = waiting.print([*waiting.arguments, *[""] * waiting.missing])
            _put_into(group, printed)
        return "".join((*group.out, *reversed(group.tags)))

    def _wait(self, waiting: Waiting) -> None:
        self._groups[-1].waiting.append(waiting)

    def _switch(self, tag: str) -> None:
        if len(self._groups) > 1 and not self._is_plain:
            self._groups[-1].out.append(f"<{tag}>")
            self._groups[-1].tags.append(f"</{tag}>")

    def _put(self, printed: str) -> None:
        _put_into(self._groups[-1], printed)

    def _put_text(self, text: str) -> None:
        """Text outside braces: a command that waits takes one character of it."""
        group = self._groups[-1]
        if group.is_math:
            text = text.replace("-", "−").replace("'", "′")
        while group.waiting and (text := text.lstrip()):
            _put_into(group, text[0])
            text = text[1:]
        if text and not group.waiting:
            group.out.append(text)


def _put_into(group: _Group, printed: str) -> None:
    """Printed text goes to the command that waits for it, innermost first, else to the group."""
    while group.waiting:
        waiting = group.waiting[-1]
        waiting.arguments.append(printed)
        waiting.missing -= 1
        if waiting.missing:
            return
        group.waiting.pop()
        printed = waiting.print(waiting.arguments)
    group.out.append(printed)
