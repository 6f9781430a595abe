r"""What single LaTeX commands mean: `\alpha`, `\'e`, `\,`; pylatexenc knows the names of signs."""

from __future__ import annotations

import unicodedata
from functools import cache

from pylatexenc.latex2text import get_default_latex_context_db  # type: ignore[import-untyped]  # it has no types

# Accents (The TeXbook, chapter 9) and those of mathematics, as the sign that combines with the letter before it.
ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "u": "\u0306",
    "v": "\u030c",
    "H": "\u030b",
    "c": "\u0327",
    "d": "\u0323",
    "b": "\u0331",
    "r": "\u030a",
    "ocirc": "\u030a",
    "k": "\u0328",
    "t": "\u0361",
    "acute": "\u0301",
    "grave": "\u0300",
    "hat": "\u0302",
    "ddot": "\u0308",
    "tilde": "\u0303",
    "bar": "\u0304",
    "dot": "\u0307",
    "breve": "\u0306",
    "check": "\u030c",
    "vec": "\u20d7",
    "not": "\u0338",
    "overline": "\u0305",
    "underline": "\u0332",
}
# Signs behind a backslash that stand for themselves, for a blank, or for nothing that is printed.
SIGNS = {sign: sign for sign in "&%$#_{}"} | dict.fromkeys(",;:> \n\t\\", " ") | dict.fromkeys("!/-@*", "")
# Where pylatexenc knows another meaning, or none.
_OWN = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "LaTeXe": "LaTeX2e",
    "BibTeX": "BibTeX",
    "S": "§",
    "P": "¶",
    "copyright": "©",
    "textcopyright": "©",
    "degree": "°",
    "degreecelsius": "°C",
    "celsius": "°C",
    "micro": "µ",
    "percent": "%",
    "permil": "‰",
    "pounds": "£",
    "euro": "€",
    "EUR": "€",
    "yen": "¥",
    "dagger": "†",
    "ddagger": "‡",
    "ddag": "‡",
    "SS": "SS",
    "textbardbl": "‖",
    "textmu": "µ",
    "textperiodcentered": "·",
    "models": "⊧",
    "vDash": "⊨",
    "lll": "⋘",
    "ggg": "⋙",
    "glqq": "„",
    "grqq": "“",
    "glq": "‚",
    "grq": "‘",
    "flqq": "«",
    "frqq": "»",
    "lbrace": "{",
    "rbrace": "}",
    "prime": "′",
    "textprime": "′",
    "textalpha": "α",
    "textbeta": "β",
    "textgamma": "γ",
    "textdelta": "δ",
    "textkappa": "κ",
    "textomega": "ω",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "newline": " ",
    "linebreak": " ",
    "par": "\n\n",
    "thinspace": " ",
    "enspace": " ",
    "nobreakspace": " ",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "slash": "/",
    "textfractionsolidus": "⁄",
    "backslash": "\\",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
}
# In running text they would print what a document has elsewhere.
_ELSEWHERE = frozenset("today ref autoref cref Cref eqref cite citet citep".split())
# They say how something is set, or belong to macros of a preamble, and print nothing.
_SILENT = frozenset(
    """relax protect noopsort nocite allowbreak nobreak unskip ignorespaces left right big Big bigl bigr Bigl Bigr
    displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits rm sf tt sc up md normalfont rmfamily sffamily
    ttfamily scshape upshape mdseries tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge
    bgroup egroup selectfont sloppy hfill hspace vspace smallskip medskip bigskip noindent centering hyphenpenalty
    adddot addcomma addspace addcolon addperiod isdot textcompwordmark aftergroup begingroup endgroup""".split()
)


def symbol(name: str) -> str | None:
    r"""What `\name` prints when it has no argument; "" where that is nothing, None where nobody knows."""
    found = _OWN.get(name)
    if found is None:
        found = "" if name in _SILENT else _names().get(name)
    return found


def accented(accent: str, letter: str) -> str:
    """The letter with the combining sign, as one character where Unicode has it; accents on i and j replace their dot."""
    if not letter or letter.isspace():
        return {"\u0302": "^", "\u0303": "~", "\u0307": "˙", "\u030a": "˚"}.get(accent, letter)
    base = {"ı": "i", "ȷ": "j"}.get(letter[0], letter[0])
    return unicodedata.normalize("NFC", base + accent) + letter[1:]


@cache
def _names() -> dict[str, str]:
    database = get_default_latex_context_db()
    meanings = {macro.macroname: macro.simplify_repl for macro in database.iter_macro_specs()}
    return {
        name: text
        for name, text in meanings.items()
        if isinstance(text, str) and name.isalpha() and "%" not in text and name not in _ELSEWHERE
    }
