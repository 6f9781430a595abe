r"""LaTeX in seven bits: accents and signs as commands, for classic BibTeX and pdfTeX.

The commands are those of pylatexenc's table that LaTeX knows with the T1 encoding, textcomp and amssymb; an accented letter
that is not in it is taken apart (Unicode's NFD), a variant of a plain sign becomes that one (NFKD), raised where it is
raised, and a sign that no command prints becomes `\symbol{NUMBER}`, which XeTeX and LuaTeX print.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pylatexenc.latexencode import (  # type: ignore[import-untyped]  # it has no types
    get_builtin_uni2latex_dict,
)

from silit.formats.latex_writing import escape_latex

_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}
_BELOW = frozenset("\u0323\u0327\u0328\u0331")
_DOTLESS = {"i": r"\i", "j": r"\j"}
_CLUSTER = re.compile(r"[A-Za-z]?[\u0300-\u036f]+|[^\x00-\x7f][\u0300-\u036f]*")
# Letters and signs that the table has under names which need other packages or print something else, or not at all.
_OWN = {
    "\u2010": "-",
    "\u2011": "-",
    "ű": r"\H{u}",
    "Ű": r"\H{U}",
    "ɛ": r"\ensuremath{\varepsilon}",
    "♭": r"\ensuremath{\flat}",
    "♮": r"\ensuremath{\natural}",
    "♯": r"\ensuremath{\sharp}",
    "⋘": r"\ensuremath{\lll}",
    "⋙": r"\ensuremath{\ggg}",
    "⊨": r"\ensuremath{\vDash}",
    "⊧": r"\ensuremath{\models}",
    "≌": r"\ensuremath{\cong}",
    "\u2044": "/",
}
# Kind of Unicode's decomposition -> how the plain variant is set. Alone it would run into what stands beside it: "2⅓" is
# not 21/3, "xᵃ" not xa.
_FORMS = {
    "<super>": r"\textsuperscript{{{}}}",
    "<sub>": r"\textsubscript{{{}}}",
    "<circle>": "({})",
    "<fraction>": r"\ensuremath{{^{{{}}}/_{{{}}}}}",
}
_ELSEWHERE = re.compile(
    r"\\(?:CYR\w+|cyr\w+|mathscr|boldsymbol|textfrac|nument|texthvlig|textnrleg|textschwa|varepsilon\Z|textphi|textglotstop|textturnk"
    r"|acute|Upsilon\Z|mathchar|nobreakdash|nolinebreak|arrowwave\w+|dblarrowupdown|DownArrowUpArrow|rightangle\w*|iint|iiint|surfintegral"
    r"|volintegral|clwintegral|homothetic|lazysinv|approxnotequal|tildetrpl|allequal|estimates|starequal|notlessgreater"
    r"|notgreaterless|truestate|forcesextra|VDash|original|image|hermitconjmatrix|verymuch\w+|precedesnotsimilar|udots"
    r"|varperspcorrespond|recorder|quarternote|flat|natural|sharp|clockoint|sqrint)|\\['`]\{\}"
)
_SYMBOL = re.compile(r"\\symbol\{(\d+)\}")


def to_ascii(latex: str) -> str:
    """`latex` with every sign beyond ASCII as a command in braces, which is one letter to BibTeX when it sorts and shortens."""
    if latex.isascii():
        return latex
    return _CLUSTER.sub(lambda match: _command(match[0]), unicodedata.normalize("NFC", latex))


def without_command(ascii_latex: str) -> str:
    """The signs that `to_ascii` found no command for, each once."""
    return "".join(dict.fromkeys(chr(int(number)) for number in _SYMBOL.findall(ascii_latex)))


def _command(cluster: str) -> str:
    if len(cluster) == 1 and (known := _table().get(ord(cluster))):
        return f"{{{known}}}"
    return f"{{{_composed(unicodedata.normalize('NFD', cluster))}}}"


def _composed(signs: str) -> str:
    """A letter with its accents, the innermost first; signs without a command by their numbers."""
    written = _single(signs[0])
    for mark in signs[1:]:
        if accent := _ACCENTS.get(mark):
            dotless = written if mark in _BELOW else _DOTLESS.get(written, written)
            written = f"\\{accent}{{{dotless}}}"
        else:
            written += _single(mark)
    return written


def _single(sign: str) -> str:
    if sign.isascii():
        return sign
    if known := _table().get(ord(sign)):
        return known
    if unicodedata.category(sign) == "Cf":
        return ""  # it shows nothing, where LaTeX breaks lines by itself
    plain = "".join(map(_plain, unicodedata.normalize("NFKD", sign)))
    if not (plain.isascii() and plain.isprintable()):
        return f"\\symbol{{{ord(sign)}}}"
    form = _FORMS.get(unicodedata.decomposition(sign).partition(" ")[0], "{}")
    return form.format(*plain.split("/")) if form.count("{}") == len(plain.split("/")) else plain


def _plain(part: str) -> str:
    """A part of a sign's plain variant; a full-width "％" is a plain one that TeX would read as a command."""
    return _OWN.get(part) or (escape_latex(part) if part.isascii() else part)


@cache
def _table() -> dict[int, str]:
    """Code point -> command; those without a backslash would print something else ("~" for a blank that does not break)."""
    table: dict[int, str] = get_builtin_uni2latex_dict()
    usable = {
        number: command
        for number, command in table.items()
        if number > 0x7F and "\\" in command and not _ELSEWHERE.search(command)
    }
    return usable | {ord(sign): command for sign, command in _OWN.items()}
