"""Footnotes as WordPress block markup: paste it, as text, into the block editor.

Pasted so, it stays byte for byte, ids and roles included; pasted as HTML it would lose them. It holds nothing that
WordPress takes away from authors without the right to post any HTML (wp_kses_post): no script, style or microdata.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from silit.articles import Footnote
from silit.articles.footnotes_html import section

_LINK_TEXT = re.compile(r"(?<=>)[^<]*(?=</a>)")
# wptexturize turns these into dashes, curly quotes, an ellipsis and a times sign; in an address they must stay.
_TEXTURISED = re.compile(r"(?<=-)-|'|\"|\.(?=\.\.)|(?<=[0-9])x(?=[0-9])")
_SHORTCODE_BRACKETS = str.maketrans({"[": "&#91;", "]": "&#93;"})


def render(footnotes: Sequence[Footnote], slug: str) -> str:
    """One Custom HTML block with heading and list; ids as in the HTML format."""
    html = _LINK_TEXT.sub(_untexturised, section(footnotes, slug))
    # "[gallery]" in a title is words, not a shortcode to run.
    return f"<!-- wp:html -->\n{html.translate(_SHORTCODE_BRACKETS)}\n<!-- /wp:html -->\n"


def _untexturised(match: re.Match[str]) -> str:
    return _TEXTURISED.sub(lambda sign: f"&#{ord(sign[0])};", match[0])
