"""Which form an article is written in: by its content first, then by its name."""

from __future__ import annotations

import re
from pathlib import PurePath

from silit.articles.document import Format

_BLOCK = re.compile(r"^[ \t]*<!-- wp:[a-z]", re.MULTILINE)
_HTML_START = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|meta|body|article|main|section|div|p|h[1-6]|ul|ol|table|blockquote|figure|b\s+style)\b",
    re.IGNORECASE,
)
_HTML_BLOCK_END = re.compile(
    r"</(?:p|div|h[1-6]|ul|ol|li|table|blockquote|section|article|figure)\s*>", re.IGNORECASE
)
# Classic WordPress posts are HTML whose paragraphs are only blank lines: what is left are tags such as these.
_HTML_INLINE = re.compile(
    r"<(sup|em|strong|a|span|b|i)(?:\s[^<>]*)?>[^<>]*(?:<[^<>]*>[^<>]*){0,4}</\1>", re.IGNORECASE
)
_MARKDOWN = re.compile(
    r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$|^#{1,6} \S|^(?:```|~~~)|^\[\^[^\]\s]+\]:|\]\(\S+\)|\*\*[^\s*][^*\n]*\*\*",
    re.MULTILINE | re.DOTALL,
)
_MARKDOWN_ENDINGS = {".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd"}
_HTML_ENDINGS = {".html", ".htm", ".xhtml"}
_TEXT_ENDINGS = {".txt", ".text"}


def document_format(text: str, name: str) -> Format:
    """The format of an article.

    Block markup is WordPress's wherever it stands, but in a Markdown file only at its very beginning (elsewhere it is
    an example). A name that says Markdown or HTML is believed; text is believed unless it is full of tags.
    """
    ending = PurePath(name).suffix.lower()
    if ending in _MARKDOWN_ENDINGS:
        return "wordpress" if _BLOCK.match(text.lstrip()) else "markdown"
    if _BLOCK.search(text):
        return "wordpress"
    if ending in _HTML_ENDINGS or _HTML_START.match(text) or _HTML_BLOCK_END.search(text):
        return "html"
    if ending in _TEXT_ENDINGS:
        return "html" if _HTML_INLINE.search(text) else "text"
    if _MARKDOWN.search(text):
        return "markdown"
    return "html" if _HTML_INLINE.search(text) else "text"
