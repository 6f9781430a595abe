r"""Text as LaTeX; `latex_reading` reads back what is written here.

Output is UTF-8: only the ten characters that TeX reads as commands are escaped (The TeXbook, chapter 7), and the pairs
of characters that fonts join into another one (`--`, `''`) are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from silit.markup import Inline, Styled, Text

ESCAPES = {
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
COMMANDS = {"i": r"\textit", "b": r"\textbf", "sup": r"\textsuperscript", "sub": r"\textsubscript"}
_SPECIAL = re.compile(r"[&%$#_~^\\{}]")
# Pairs that TeX's fonts print as one sign (T1 encoding): "--" is a dash, "?`" is "¿".
_LIGATURES = ("--", "''", "``", ",,", "<<", ">>", "?`", "!`")
# A word keeps its hyphens, dots and apostrophes inside ("L5-S1"), and its accents where they are characters of their own.
_WORD = r"(?P<word>[^\W_](?:[^\W_]|[\u0300-\u036f]|[-'’./–](?=[^\W_]))*)"
_SPECIAL_OR_WORD = re.compile(rf"{_WORD}|{_SPECIAL.pattern}")
_BLANKS = re.compile(r"\s+")
# Control characters, lone surrogates and non-characters are in no text, and readers of .bib files stop at some of them;
# marks of the text's direction would show the rest of the entry in another order than it is in.
_UNTEXT = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def escape_latex(text: str) -> str:
    """`text` as LaTeX that prints the same characters; every run of blanks is one space."""
    return text if text.isalnum() else _shown(text).strip()


def to_latex(inlines: Iterable[Inline], *, keep_case: bool = False) -> str:
    r"""The inlines as LaTeX: \textit, \textbf, \textsuperscript, \textsubscript; a link is its text.

    With `keep_case`, words with capitals are put in braces, so that styles which set titles in lower case
    (BibTeX's plain.bst) leave DNA, L5-S1 and Gaenslen alone. The capital that begins the title needs none.
    """
    return _nodes(inlines, keep_case, first=True).strip()


def _nodes(inlines: Iterable[Inline], keep_case: bool, first: bool) -> str:
    out = []
    for node in inlines:
        if isinstance(node, Text):
            out.append(_kept(node.text, first) if keep_case else _shown(node.text))
        elif isinstance(node, Styled):
            inner = _nodes(node.children, keep_case, first=False)
            # "{\" opens what BibTeX calls a special character, whose text it does set in lower case.
            guard = "{}" if inner.startswith("\\") else ""
            out.append(f"{COMMANDS[node.tag]}{{{guard}{inner}}}")
        else:
            out.append(_nodes(node.children, keep_case, first))
        first = False
    return "".join(out)


def _kept(text: str, first: bool) -> str:
    words = _tidy(text).split(" ")
    if first:
        while words and not words[0]:
            del words[0]
    out = [
        word if word.isalpha() and word.islower() else _SPECIAL_OR_WORD.sub(_protected, word)
        for word in words
    ]
    if first and words:
        out[0] = _SPECIAL_OR_WORD.sub(_protected_first, words[0])
    return _parted(" ".join(out))


def _shown(text: str) -> str:
    return _parted(_SPECIAL.sub(_escaped, _tidy(text)))


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
    return ESCAPES[match[0]]


def _parted(latex: str) -> str:
    for pair in _LIGATURES:
        while pair in latex:
            latex = latex.replace(pair, f"{pair[0]}{{}}{pair[1]}")
    return latex


def _tidy(text: str) -> str:
    """Single spaces for blanks of any kind, and only characters that are text. (The space is the one printable blank.)"""
    if text.isprintable() and "  " not in text:
        return text
    return _BLANKS.sub(" ", _UNTEXT.sub("", text))
