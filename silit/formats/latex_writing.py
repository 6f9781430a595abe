r"""Text as LaTeX; `latex_reading` reads back what is written here.

Output is UTF-8: only the ten characters that TeX reads as commands are escaped (The TeXbook, chapter 7), and the pairs
of characters that fonts join into another one (`--`, `''`) are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

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
    # Crossref has it where a publisher's sign was lost; LuaTeX takes it for broken UTF-8 and stops.
    "\ufffd": r"{\symbol{65533}}",
}
COMMANDS = {"i": r"\textit", "b": r"\textbf", "sup": r"\textsuperscript", "sub": r"\textsubscript"}
_SPECIAL = re.compile(r"[&%$#_~^\\{}\ufffd]")
# Signs that are in no other sign's command, so each can be replaced alone: looking for a single sign is much faster than
# looking for any of them.
_BRACES = "\\{}"
_ALONE = tuple((sign, command) for sign, command in ESCAPES.items() if sign not in _BRACES)
# Pairs that TeX's fonts print as one sign (T1 encoding): "--" is a dash, "?`" is "¿".
# A backtick before a word would begin a quotation.
_JOINING = re.compile(r"-(?=-)|'(?=')|`(?=\S)|,(?=,)|<(?=<)|>(?=>)|[?!](?=`)")
# A word keeps its hyphens, dots and apostrophes inside ("L5-S1"), and its accents where they are characters of their own.
_WORD = r"(?P<word>[^\W_](?:[^\W_]|[\u0300-\u036f]|[-'’./–](?=[^\W_]))*)"
_SPECIAL_OR_WORD = re.compile(rf"{_WORD}|{_SPECIAL.pattern}")
WORD = re.compile(_WORD)
_BLANKS = re.compile(r"\s+")
# Control characters, lone surrogates and non-characters are in no text, and readers of .bib files stop at some of them;
# marks of the text's direction would show the rest of the entry in another order than it is in.
UNTEXT = (
    r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
)
_UNTEXT = re.compile(rf"[{UNTEXT}]")
_ASCII_CONTROLS = bytes((*range(32), 127))
# Where it pays to look whether there is anything to escape at all.
_SHORT = 80
_NOTHING: Container[str] = ()


def escape_latex(text: str) -> str:
    """`text` as LaTeX that prints the same characters; every run of blanks is one space."""
    if text.isalnum() or (len(text) < _SHORT and "  " not in text and text.replace(" ", "").isalnum()):
        return text.strip(" ")
    return _shown(text).strip()


def to_latex(inlines: Iterable[Inline], *, keep_case: bool = False, bare: Container[str] = _NOTHING) -> str:
    r"""The inlines as LaTeX: \textit, \textbf, \textsuperscript, \textsubscript; a link is its text.

    With `keep_case`, words with capitals are put in braces, so that styles which set titles in lower case
    (BibTeX's plain.bst) leave DNA, L5-S1 and Gaenslen alone. The capital that begins the title needs none, nor do the
    words in `bare`.
    """
    return _nodes(inlines, bare if keep_case else None, first=True).strip()


def is_printable(text: str) -> bool:
    """`str.isprintable`, which is slow; most long texts are ASCII."""
    if not text.isascii():
        return text.isprintable()
    return len(text.encode().translate(None, _ASCII_CONTROLS)) == len(text)


def _nodes(inlines: Iterable[Inline], bare: Container[str] | None, first: bool) -> str:
    out = []
    for node in inlines:
        if isinstance(node, Text):
            out.append(_shown(node.text) if bare is None else _kept(node.text, bare, first))
        elif isinstance(node, Styled):
            inner = _nodes(node.children, bare, first=False)
            # "{\" opens what BibTeX calls a special character, whose text it does set in lower case.
            guard = "{}" if inner.startswith("\\") else ""
            out.append(f"{COMMANDS[node.tag]}{{{guard}{inner}}}")
        else:
            out.append(_nodes(node.children, bare, first))
        first = False
    return "".join(out)


def _kept(text: str, bare: Container[str], first: bool) -> str:
    tidy = _tidy(text)
    if first:
        tidy = tidy.lstrip()
    if tidy.islower() or (first and tidy[1:].islower()):
        return _apart(_escaped(tidy))

    def protected(match: re.Match[str]) -> str:
        word: str | None = match["word"]
        if word is None:
            return ESCAPES[match[0]]
        return word if word == word.lower() or word in bare else f"{{{word}}}"

    begin, *others = tidy.split(" ")
    words = [
        word if (word.isalpha() and word.islower()) or word in bare else _SPECIAL_OR_WORD.sub(protected, word)
        for word in others
    ]
    opening = _SPECIAL_OR_WORD.match(begin) if first else None
    if opening and opening["word"] and opening[0][1:] == opening[0][1:].lower():
        # The capital that begins the title.
        rest = _SPECIAL_OR_WORD.sub(protected, begin[opening.end() :])
        return _apart(" ".join((opening[0] + rest, *words)))
    return _apart(" ".join((_SPECIAL_OR_WORD.sub(protected, begin), *words)))


def _shown(text: str) -> str:
    return _apart(_escaped(_tidy(text)))


def _escaped(text: str) -> str:
    if "\\" in text or "{" in text or "}" in text:
        return _SPECIAL.sub(lambda match: ESCAPES[match[0]], text)
    for sign, command in _ALONE:
        if sign in text:
            text = text.replace(sign, command)
    return text


def _apart(latex: str) -> str:
    """Pairs of signs that would be printed as one, kept apart."""
    # A single sign is found much faster than a pair, and most of them are in no text.
    joins = (
        ("-" in latex and "--" in latex)
        or ("," in latex and ",," in latex)
        or ("'" in latex and "''" in latex)
        or ("<" in latex and "<<" in latex)
        or (">" in latex and ">>" in latex)
        or "`" in latex
    )
    return _JOINING.sub(r"\g<0>{}", latex) if joins else latex


def _tidy(text: str) -> str:
    """Single spaces for blanks of any kind, and only characters that are text. (The space is the one printable blank.)"""
    if is_printable(text) and "  " not in text:
        return text
    return _BLANKS.sub(" ", _UNTEXT.sub("", text))
