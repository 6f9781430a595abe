"""The excerpt of a post: its first words, without the digits of the marks that WordPress' own excerpt leaves in."""

from __future__ import annotations

import re

from silit.articles.article_html import article_html
from silit.articles.html_text import html_text
from silit.articles.mark_writing import escaped, no_marker
from silit.articles.number import NumberedArticle

# As many as WordPress' own (`excerpt_length`).
WORDS = 55
# An end tag may be missing: a paragraph reaches to the next one at the latest.
_PARAGRAPH = re.compile(r"<p(?=[\s>])[^>]*>((?:(?!</?p[\s>]).)*)", re.DOTALL | re.IGNORECASE)
_DETAILS = re.compile(
    r"<(details|figure|blockquote|table|nav|section)\b(?:(?!<\1\b).)*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
# Marks that are in the article already: linked superscripts and lists of numbers.
_OLD_MARK = re.compile(
    r"<sup\b[^>]*>[^<]*(?:<a\b[^>]*>[^<]*</a>[^<]*)+</sup>|<sup\b[^>]*>\s*\d+(?:\s*[,–-]\s*\d+)+\s*</sup>",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r" \((?:https?://[^\s()]+|[^\s()@]+@[^\s()]+)\)")


def excerpt(article: NumberedArticle) -> str:
    """One line: what the front matter calls `excerpt` or `description`, else the first 55 words of the paragraphs, with "…"
    where more follow."""
    for name in ("excerpt", "description"):
        if given := article.document.front_matter.get(name):
            return " ".join(str(given).split()) + "\n"
    body = _OLD_MARK.sub("", article_html(article, escaped(no_marker), "", {}))
    paragraphs = _PARAGRAPH.findall(_DETAILS.sub("", body)) or [body]
    words: list[str] = []
    for paragraph in paragraphs:
        words += _ADDRESS.sub("", html_text(paragraph)).split()
        if len(words) > WORDS:
            return " ".join(words[:WORDS]).rstrip(".,;:") + " …\n"
    return " ".join(words) + "\n" if words else ""
