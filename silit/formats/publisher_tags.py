"""The tags that occur in what publishers send: HTML, JATS and MathML, with or without a namespace prefix.

Anything else in angle brackets is text ("p<0.05 and n>3", "<title>" is a tag but "<Homo sapiens>" is not).
"""

from __future__ import annotations

import re

# Tags that a title keeps, under silit's own name for them.
STYLES = {
    "i": "i",
    "em": "i",
    "italic": "i",
    "b": "b",
    "strong": "b",
    "bold": "b",
    "sup": "sup",
    "sub": "sub",
    "inf": "sub",
}
# A heading names what follows it.
HEADINGS = frozenset(["title", "h1", "h2", "h3", "h4", "h5", "h6"])
# Where one of these begins or ends, a paragraph does.
BLOCKS = HEADINGS | frozenset(
    (
        "abstract article blockquote body boxed-text dd def-item def-list disp-quote div dl dt html li list list-item ol p sec"
        " section table tr ul"
    ).split()
)
# Elements whose text nobody is meant to see, or that repeat a formula in another notation.
NOT_SHOWN = ("annotation", "annotation-xml", "tex-math", "script", "style")

_INLINE = (
    "a abbr alternatives big br cite code del dfn disp-formula email ext-link fn font graphic img inline-formula"
    " inline-graphic ins kbd label mark monospace named-content overline q roman s samp sans-serif sc scp small span"
    " strike styled-content table-wrap tbody td th tt u underline uri var xref"
).split()
_MATHML = (
    "math maction menclose merror mfenced mfrac mglyph mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow"
    " ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics"
).split()
_NAMES = "|".join(sorted([*STYLES, *BLOCKS, *NOT_SHOWN, *_INLINE, *_MATHML], key=len, reverse=True))
_ATTRIBUTE = r"""\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)"""
# A prefix says that it is a tag, whatever its name.
TAG = re.compile(
    rf"<(?P<closing>/?)(?:(?:[a-z]+:)?(?P<name>{_NAMES})|(?:jats|mml|ali):[\w-]+)(?:{_ATTRIBUTE})*\s*/?>",
    re.IGNORECASE,
)
