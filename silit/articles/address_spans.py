"""Web addresses, e-mail addresses and file names in running text: what looks like a marker in them is none."""

from __future__ import annotations

import re

from silit.articles.document import Span
from silit.articles.spans import found, merged
from silit.model.doi import URL_IN_TEXT, trimmed

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,24}\b"
)
_OTHER_SCHEME = re.compile(r"\b(?:ftp|mailto|file|tel):[^\s<>\"]+", re.IGNORECASE)


def address_spans(text: str) -> tuple[Span, ...]:
    """The web and e-mail addresses in `text`, without the punctuation after them."""
    urls = (
        Span(match.start(), match.start() + len(trimmed(match[0]))) for match in URL_IN_TEXT.finditer(text)
    )
    return merged((*urls, *found(_EMAIL, text), *found(_OTHER_SCHEME, text)))
