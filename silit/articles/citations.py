"""The citations in an article, in the grammar of Pandoc (https://pandoc.org/MANUAL.html#citation-syntax)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from silit.articles.document import Document, Span
from silit.articles.spans import Cover
from silit.model.citations import Citation, CitationItem, ClaimMark
from silit.model.doi import trimmed

# A key starts with a letter, digit or "_"; of other signs it holds single ones inside. "?6" is an open place.
_PLAIN_KEY = r"\w(?:[:.#$%&\-+?<>~/]?\w)*"
_DOI_KEY = r"doi:10\.\d{4,9}(?:\.\d+)*/(?:[^\s\[\];,@\"]|\[[^\s\[\]]*\]|[;,](?=[^\s@]))+"
_KEY = re.compile(
    rf"(?P<bare>-?)@(?:\{{(?P<braced>[^{{}}\s]+)\}}|(?P<doi>{_DOI_KEY})|(?P<open>\?\d+)|(?P<plain>{_PLAIN_KEY}))",
    re.IGNORECASE,
)
# What may not stand before "@": a letter or digit would make it an e-mail address, a backslash says "no citation".
_NOT_BEFORE = re.compile(r"[\w.\\/@]")
_BRACKET = re.compile(r"[\[\]]|\\.", re.DOTALL)
_LOCATOR_AFTER = re.compile(r"[ ]?\[(?!\^)([^\[\]@]*)\](?![(\[:])")
_CLAIM = re.compile(r"<!--\s*silit:claim\s+([^\s>]+?)\s*-->")
_REFERENCES = re.compile(r"<!--\s*silit:references\s*-->")
_MARKUP = re.compile(r"[<`\]]")
_LONGEST = 5000


def find_citations(document: Document) -> tuple[Citation, ...]:
    """Every citation outside the protected parts, in order.

    `[@a, p. 4; -@b]` is one citation with two items; `@key` in running text is one with `in_text`, its locator being
    what follows in brackets (`@key [p. 4]`). Handles of social media look like the latter: whoever knows the library
    tells them apart. A bracket that is the text of a link is none.
    """
    cover = Cover(document.protected)
    found: list[Citation] = []
    position = 0
    for start, end in _brackets_with_keys(document.text, cover):
        found += _in_text(document.text, cover, position, start)
        citation = _bracketed(document, start, end)
        if citation is None:
            found += _in_text(document.text, cover, start, end)
        else:
            found.append(citation)
        position = end
    found += _in_text(document.text, cover, position, len(document.text))
    return tuple(found)


def find_claim_marks(document: Document) -> tuple[ClaimMark, ...]:
    """Each `<!-- silit:claim SLUG -->`, in every format; those in code are examples and are left out."""
    return tuple(ClaimMark(match.start(), match.end(), match[1]) for match in _comments(document, _CLAIM))


def find_references_place(document: Document) -> Span | None:
    """The first `<!-- silit:references -->`: where the author wants the list to stand."""
    for match in _comments(document, _REFERENCES):
        return Span(match.start(), match.end())
    return None


def parse_citation_group(inner: str) -> tuple[CitationItem, ...]:
    """The items of what stands between the brackets of a citation; () when that is none.

    A part without a key (after a semicolon that belongs to a locator) goes to the item before it.
    """
    parts: list[tuple[str, re.Match[str] | None, str]] = []
    position = 0
    for match in [*_keys(inner), None]:
        limit = match.start() if match else len(inner)
        between = inner[position:limit]
        if parts:
            cut = between.rfind(";") if match else len(between)
            if match and cut < 0:
                return ()
            before, key, _ = parts[-1]
            parts[-1] = (before, key, between[:cut])
            between = between[cut + 1 :]
        if match:
            parts.append((between, match, ""))
            position = _key_end(match)
    return tuple(_item(before, key, after) for before, key, after in parts if key is not None)


def _brackets_with_keys(text: str, cover: Cover) -> Iterator[tuple[int, int]]:
    """The innermost brackets that hold an "@", outside of what is protected. Brackets within a key are its own."""
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if cover.at(match.start()) or match[0][0] == "\\":
            continue
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if match.end() - start > _LONGEST or "@" not in text[start : match.end()]:
                continue
            if not cover.meets(start, match.end()) or _meets_only_in_keys(text, start, match.end(), cover):
                opened.clear()
                yield start, match.end()


def _meets_only_in_keys(text: str, start: int, end: int, cover: Cover) -> bool:
    """Whether all that is protected between `start` and `end` are addresses that belong to a key or a locator."""
    spans = [span for offset in range(start, end) if (span := cover.at(offset))]
    return bool(spans) and all(
        start < span.start and span.end < end and not _MARKUP.search(text, span.start, span.end)
        for span in spans
    )


def _bracketed(document: Document, start: int, end: int) -> Citation | None:
    text = document.text
    if start and text[start - 1] in "!^":
        return None  # a picture, a note
    inner = text[start + 1 : end - 1]
    if document.format in ("html", "wordpress"):
        inner = html.unescape(inner)
    items = parse_citation_group(inner)
    return Citation(start, end, items) if items else None


def _in_text(text: str, cover: Cover, start: int, end: int) -> Iterator[Citation]:
    for match in _KEY.finditer(text, start, end):
        before = text[match.start() - 1 : match.start()] if match.start() else ""
        if cover.meets(match.start(), match.end()) or (before and _NOT_BEFORE.match(before)):
            continue
        key_end = _key_end(match)
        locator = _LOCATOR_AFTER.match(text, key_end)
        if locator and not cover.meets(key_end, locator.end()):
            item = CitationItem(_key(match), locator[1].strip(), bare=bool(match["bare"]))
            yield Citation(match.start(), locator.end(), (item,), in_text=True)
        else:
            item = CitationItem(_key(match), bare=bool(match["bare"]))
            yield Citation(match.start(), key_end, (item,), in_text=True)


def _keys(inner: str) -> Iterator[re.Match[str]]:
    for match in _KEY.finditer(inner):
        before = inner[match.start() - 1 : match.start()] if match.start() else ""
        if not (before and _NOT_BEFORE.match(before)):
            yield match


def _key(match: re.Match[str]) -> str:
    if match["doi"]:
        return trimmed(match["doi"])
    return match["braced"] or match["open"] or match["plain"]


def _key_end(match: re.Match[str]) -> int:
    """Where the key ends: punctuation behind a DOI is not part of it."""
    return match.start("doi") + len(_key(match)) if match["doi"] else match.end()


def _item(before: str, key: re.Match[str] | None, after: str) -> CitationItem:
    if key is None:
        return CitationItem("")
    return CitationItem(
        _key(key), after.strip().removeprefix(",").strip(), " ".join(before.split()), bool(key["bare"])
    )


def _comments(document: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches that are a comment of their own, not part of an example in code."""
    cover = Cover(document.protected)
    for match in pattern.finditer(document.text):
        if cover.at(match.start()) == Span(match.start(), match.end()):
            yield match
