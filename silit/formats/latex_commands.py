"""LaTeX commands that format what follows them, or print it as it is (LaTeX2e, biblatex, csquotes, hyperref)."""

from __future__ import annotations

from silit.formats.latex_writing import COMMANDS

# Command -> the tag that silit has for it.
TAG_OF = {command[1:]: tag for tag, command in COMMANDS.items()} | {
    "emph": "i",
    "textsl": "i",
    "mkbibemph": "i",
    "mkbibitalic": "i",
    "mkbibbold": "b",
    "mkbibsuperscript": "sup",
    "mkbibsubscript": "sub",
    "sp": "sup",
    "sb": "sub",
}
# Commands that hold until their group ends.
SWITCHES = {"it": "i", "em": "i", "sl": "i", "itshape": "i", "slshape": "i", "bf": "b", "bfseries": "b"}
QUOTES = {"enquote": "“{}”", "mkbibquote": "“{}”", "textquote": "“{}”", "mkbibparens": "({})"}
# Commands that print their argument as it is.
PLAIN = frozenset(
    """textrm texttt textsc textup textsf textmd textnormal text mbox hbox fbox emph uline uppercase lowercase MakeUppercase
    MakeLowercase MakeTextUppercase NoCaseChange mathrm mathit mathbf mathsf mathtt mathbb mathcal mathscr mathfrak
    boldsymbol bm operatorname textsuperscript ensuremath ce boxed smash texorpdfstring mkbibacro autocap""".split()
)
# The number of arguments that say how to print, and are not printed.
DROPPED = {"vspace": 1, "hspace": 1, "label": 1, "footnote": 1, "discretionary": 3, "color": 1, "phantom": 1}
# Macros of BibTeX's own examples: entries are sorted by what they hold.
DROPPED |= {"noopsort": 1, "SortNoop": 1}
