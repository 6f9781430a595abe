r"""Text and LaTeX, both ways: what is written with `to_latex` is read back with `from_latex`.

Output is UTF-8: only the ten characters that TeX reads as commands are escaped (The TeXbook, chapter 7), and the pairs
of characters that fonts join into another one (`--`, `''`) are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from silit.markup import Inline, Styled, Text

_ESCAPES = {
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    # BibTeX counts the brace in \{ too, so a lone one would unbalance the field.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
_COMMANDS = {"i": r"\textit", "b": r"\textbf", "sup": r"\textsuperscript", "sub": r"\textsubscript"}
_LIGATURE = r"-(?=-)|'(?=')|`(?=`)|[?!](?=`)|,(?=,)|<(?=<)|>(?=>)"
_SPECIAL = re.compile(rf"[&%$#_~^\\{{}}]|{_LIGATURE}")
# A word keeps its hyphens, dots and apostrophes inside ("L5-S1"), and its accents where they are characters of their own.
_WORD = r"(?P<word>[^\W_](?:[^\W_]|[\u0300-\u036f]|[-'’./–](?=[^\W_]))*)"
_SPECIAL_OR_WORD = re.compile(rf"{_WORD}|[&%$#_~^\\{{}}]|{_LIGATURE}")
_BLANKS = re.compile(r"\s+")
# Control characters, lone surrogates and non-characters are in no text, and readers of .bib files stop at some of them.
_UNTEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_TOKEN = re.compile(
    r"\\(?P<tag>textit|textbf|textsuperscript|textsubscript|emph)\s*\{"
    r"|\\(?P<named>textasciitilde|textasciicircum|textbackslash|textbraceleft|textbraceright)(?:\{\}|(?![A-Za-z])\s*)"
    r"|\\(?P<char>[&%$#_{}])"
    r"|(?P<open>\{)|(?P<close>\})"
)
_TAG_OF = {command[1:]: tag for tag, command in _COMMANDS.items()} | {"emph": "i"}
_CHARACTER_OF = {command[1:-2]: char for char, command in _ESCAPES.items() if command.endswith("{}")}


def escape_latex(text: str) -> str:
    """`text` as LaTeX that prints the same characters; every run of blanks is one space."""
    return _SPECIAL.sub(_escaped, _tidy(text))


def to_latex(inlines: Iterable[Inline], *, keep_case: bool = False) -> str:
    r"""The inlines as LaTeX: \textit, \textbf, \textsuperscript, \textsubscript; a link is its text.

    With `keep_case`, words with capitals are put in braces, so that styles which set titles in lower case
    (BibTeX's plain.bst) leave DNA, L5-S1 and Gaenslen alone. The capital that begins the title needs none.
    """
    return _nodes(inlines, keep_case, first=True).strip()


def from_latex(latex: str) -> str:
    """The text that `to_latex` or `escape_latex` wrote, with the tags <i> <b> <sup> <sub>. Other commands stay as they are."""
    out: list[str] = []
    closing: list[str] = []
    position = 0
    for token in _TOKEN.finditer(latex):
        out.append(latex[position : token.start()])
        position = token.end()
        if token["tag"]:
            tag = _TAG_OF[token["tag"]]
            out.append(f"<{tag}>")
            closing.append(f"</{tag}>")
        elif token["named"]:
            out.append(_CHARACTER_OF[token["named"]])
        elif token["char"]:
            out.append(token["char"])
        elif token["open"]:
            closing.append("")
        else:
            out.append(closing.pop() if closing else "")
    out.append(latex[position:])
    return "".join(out)


def _nodes(inlines: Iterable[Inline], keep_case: bool, first: bool) -> str:
    out = []
    for node in inlines:
        if isinstance(node, Text):
            out.append(_kept(node.text, first) if keep_case else _SPECIAL.sub(_escaped, _cleaned(node.text)))
        elif isinstance(node, Styled):
            inner = _nodes(node.children, keep_case, first=False)
            # "{\" opens what BibTeX calls a special character, whose text it does set in lower case.
            guard = "{}" if inner.startswith("\\") else ""
            out.append(f"{_COMMANDS[node.tag]}{{{guard}{inner}}}")
        else:
            out.append(_nodes(node.children, keep_case, first))
        first = False
    return "".join(out)


def _kept(text: str, first: bool) -> str:
    text = _cleaned(text)
    if first:
        text = text.lstrip()
    return _SPECIAL_OR_WORD.sub(_protected_first if first else _protected, text)


def _protected(match: re.Match[str]) -> str:
    word: str | None = match["word"]
    if word is None:
        return _escaped(match)
    return word if word == word.lower() else f"{{{word}}}"


def _protected_first(match: re.Match[str]) -> str:
    word: str | None = match["word"]
    if word is not None and match.start() == 0 and word[1:] == word[1:].lower():
        return word
    return _protected(match)


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    return _ESCAPES.get(found) or found + "{}"


def _cleaned(text: str) -> str:
    return _BLANKS.sub(" ", text if text.isprintable() else _UNTEXT.sub("", text))


def _tidy(text: str) -> str:
    return _cleaned(text).strip()
