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
# "[gallery]" in a title is words, not a shortcode to run.
_SHORTCODE = re.compile(r"\[(?=/?[a-z_])")


def render(footnotes: Sequence[Footnote], slug: str) -> str:
    """One Custom HTML block with heading and list; ids as in the HTML format."""
    return f"{references_block(footnotes, slug)}\n"


def references_block(footnotes: Sequence[Footnote], slug: str, *, heading: bool = True) -> str:
    """The block without a newline at its end."""
    return custom_html_block(section(footnotes, slug, heading=heading))


def custom_html_block(source: str) -> str:
    """HTML of silit's own as a Custom HTML block that WordPress shows as it is."""
    html = _LINK_TEXT.sub(_untexturised, source)
    html = _SHORTCODE.sub(_entity, html)
    # WordPress takes "&amp;#60;" for an entity that was escaped twice, and would show "<".
    html = html.replace("&amp;#", "&#038;#")
    return f"<!-- wp:html -->\n{html}\n<!-- /wp:html -->"


def _untexturised(link_text: re.Match[str]) -> str:
    return _TEXTURISED.sub(_entity, link_text[0])


def _entity(sign: re.Match[str]) -> str:
    # Three digits, as WordPress itself writes them: it would change any other form.
    return f"&#{ord(sign[0]):03d};"
