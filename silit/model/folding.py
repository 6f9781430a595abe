"""Text as people type it and as papers print it, folded to one comparable form.

The library's search and the rules that compare titles and names use the same function, so that `ostgaard`,
`østgaard` and `Østgaard` are one word everywhere.
"""

from __future__ import annotations

import unicodedata

# Letters that have no Unicode decomposition but are written with plain letters in catalogues.
_LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "ẞ": "ss",
    "ı": "i",
    "ŋ": "n",
    "ĸ": "k",
    "ƒ": "f",
    "ə": "e",
    "ɩ": "i",
    # Greek letters are spelled out as titles do: "α-actinin", "alpha-actinin".
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "ο": "omicron",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "ς": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    # Marks that typesetting varies; each stands for the one on the keyboard.
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u2212": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u02bc": "'",
    "\u2032": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u2033": '"',
    # Invisible: a soft hyphen, zero-width blanks and joiners, a byte-order mark.
    "\u00ad": "",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u2060": "",
    "\ufeff": "",
}
# Accents of the Latin, Greek and Cyrillic scripts and the points of Hebrew and Arabic. The marks of other scripts
# (a Japanese voiced sound, an Indic virama) tell words apart and stay.
_MARK_BLOCKS = (
    (0x0300, 0x036F),
    (0x0483, 0x0487),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x1AB0, 0x1ACE),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20F0),
    (0xFE20, 0xFE2F),
)
_MARKS: dict[int, str | None] = {
    code: None
    for first, last in _MARK_BLOCKS
    for code in range(first, last + 1)
    if unicodedata.combining(chr(code))
}
_TABLE: dict[int, str | None] = {**_MARKS, **{ord(letter): plain for letter, plain in _LETTERS.items()}}


def fold(text: str) -> str:
    """`text` in lower case without diacritics, ligatures and typographic variants; other punctuation stays.

    Folding what is folded changes nothing.
    """
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_TABLE)
    if folded.isascii():
        return folded
    # A few letters fold to ones that still decompose; a second pass settles them.
    return unicodedata.normalize("NFKD", folded).casefold().translate(_TABLE)
