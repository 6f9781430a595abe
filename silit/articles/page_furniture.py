"""Lines that show that a whole web page was copied with the post: the comment form, share buttons, the cookie line."""

from __future__ import annotations

import re

from silit.articles.document import Document
from silit.articles.html_text import html_text
from silit.results import Problem

# What WordPress, its themes and Jetpack print around a post, each as a whole line.
_FURNITURE = re.compile(
    r"""(?xi)
    leave\s+a\s+(reply|comment) .{0,40}
    | \d+\s+(response|responses|thought|thoughts|comment|comments)\s+(to|on)\s+[“"'‘].*
    | one\s+(response|thought|comment)\s+(to|on)\s+[“"'‘].*
    | you\s+are\s+commenting\s+using\s+your\s+.*
    | fill\s+in\s+your\s+details\s+below.*
    | connecting\s+to\s+%s
    | %d\s+bloggers\s+like\s+this:?
    | (notify\s+me\s+of\s+new\s+(comments|posts).*)
    | share\s+this:?
    | like\s+this: | like\s+loading\.*
    | (loading\.\.\.|loading…)
    | your\s+email\s+address\s+will\s+not\s+be\s+published.*
    | save\s+my\s+name,\s+email,?\s+and\s+website.*
    | this\s+site\s+uses\s+akismet.*
    | (previous|next)\s+post:?.*
    | posted\s+in\s+.{0,60}\s+tagged\s+.*
    | skip\s+to\s+content
    """
)
_TAG = re.compile(r"<[^>]*>")


def page_furniture(document: Document) -> tuple[Problem, ...]:
    """A problem for each line of the article that looks like a part of a copied page; nothing is cut because of it."""
    found = []
    for number, line in enumerate(document.text.splitlines(), start=1):
        text = " ".join(_plain(line, document).split())
        if text and _FURNITURE.fullmatch(text):
            found.append(
                Problem(
                    "page-furniture",
                    f"“{text}” looks like a part of the web page, not of the post.",
                    "Take it out if it was copied along.",
                    file=document.name,
                    line=number,
                )
            )
    return tuple(found)


def _plain(line: str, document: Document) -> str:
    if document.format in ("html", "wordpress"):
        return html_text(_TAG.sub(" ", line))
    return line.strip().lstrip("#*_> ").rstrip("*_ ")
