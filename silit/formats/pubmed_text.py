"""The text of PubMed elements: plain, or a title with the four inline tags."""

from __future__ import annotations

import html
import re
import unicodedata
from xml.etree.ElementTree import Element

from silit.markup import without_deep_tags

# Typesetting leaves soft hyphens, zero-width blanks and control characters; of the last, some are the quotes and dashes of
# windows-1252. The joiners U+200C and U+200D carry meaning in some scripts and stay.
_ODD_CHARACTERS: dict[int, str] = {
    **dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF, *range(0x80, 0x85), *range(0x86, 0xA0)], ""),
    **dict(zip(range(0x91, 0x98), "‘’“”•–—", strict=True)),
}
_ODD_CHARACTER = re.compile("[\x80-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff]")
_ESCAPED_TWICE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG_NAMES = frozenset({"i", "b", "sup", "sub"})
_EMPTY_TAGS = re.compile(r"<(i|b|sup|sub)>(\s*)</\1>")
_SPACE_AFTER_OPENING = re.compile(r"((?:<(?:i|b|sup|sub)>)+) ")
_SPACE_BEFORE_CLOSING = re.compile(r" ((?:</(?:i|b|sup|sub)>)+)")
_FINAL_DOT = re.compile(r"\.((?:</(?:i|b|sup|sub)>)*)$")
_PLACEHOLDERS = frozenset(
    {"not available", "title not available", "in process citation", "no title available"}
)
# Titles nest two tags or three; what is nested deeper than a recursion should go is read as plain text.
_DEEPEST_TIDIED = 8
_DEEPEST = 100
_MATH = "{http://www.w3.org/1998/Math/MathML}"
# Alternatives to the shown formula, such as its TeX source.
_NOT_SHOWN = frozenset({_MATH + "annotation", _MATH + "annotation-xml"})


def clean(text: str) -> str:
    """One line in NFC: every run of white space is one blank, nothing invisible, entities that were escaped twice undone."""
    if (
        text.isprintable()
        and "  " not in text
        and "&" not in text
        and text.strip() == text
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
    ):
        return text  # as nearly all texts are
    if "&" in text:
        text = _ESCAPED_TWICE.sub(lambda match: html.unescape(match.group(0)), text)
    if not text.isascii():
        if _ODD_CHARACTER.search(text):
            text = text.translate(_ODD_CHARACTERS)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def text_of(element: Element | None) -> str:
    """All the text in the element, its children's included; "" where there is no element."""
    if element is None:
        return ""
    if len(element):
        return clean("".join(_plain_parts(element)))
    text = element.text
    if not text:
        return ""
    # Nearly every text is one plain word, and a record holds a hundred.
    return text if text.isalnum() and text.isascii() else clean(text)


def child_text(element: Element | None, path: str) -> str:
    """The text of the first element at `path` under `element`, "" where there is none."""
    return "" if element is None else text_of(element.find(path))


def child(element: Element | None, tag: str) -> Element | None:
    """The first child called `tag`, None where there is none."""
    return None if element is None else element.find(tag)


def title_of(element: Element | None) -> str:
    """A title with its <i> <b> <sup> <sub>; other markup leaves its text."""
    if element is None:
        return ""
    if len(element) == 0:
        title = clean(element.text or "")
        return _tidy_tags(title) if "<" in title else title
    return _tidy_tags(clean("".join(_inline_parts(element))))


def without_final_dot(title: str) -> str:
    """The title without the one full stop that NLM sets after it; an ellipsis stays."""
    bare = _FINAL_DOT.sub(r"\1", title)
    ellipsis = bare.endswith("..") and not bare.endswith("...")
    return title if ellipsis else bare.rstrip()


def without_translation_brackets(title: str) -> str:
    """The title without the brackets that NLM sets around all of a translated one; others stay."""
    if not (title.startswith("[") and title.endswith("]")):
        return title
    depth = 0
    for position, character in enumerate(title):
        depth += (character == "[") - (character == "]")
        if depth == 0:
            return title[1:-1].strip() if position == len(title) - 1 else title
    return title


def is_placeholder(title: str) -> bool:
    """Whether the title only says that there is none."""
    return title.strip("[]. ").casefold() in _PLACEHOLDERS


def article_titles(title: Element | None, vernacular: Element | None, language: str) -> tuple[str, str]:
    """(title, original title). `language` is the record's first MARC code.

    A translated title loses its brackets; where there is no title, the vernacular one takes its place.
    """
    original = without_final_dot(title_of(vernacular))
    printed = title_of(title)
    shown = without_final_dot(printed)
    if is_placeholder(shown):
        shown = ""
    if original or language not in ("", "eng"):
        unbracketed = without_translation_brackets(shown)
        if unbracketed != shown and shown == printed:
            unbracketed = without_final_dot(unbracketed)
        shown = unbracketed
    return (shown, original) if shown else (original, "")


def _tidy_tags(title: str) -> str:
    """Blanks stand outside tags, none is empty, and none stands deeper in others than any title's."""
    title = without_deep_tags(title)
    for _ in range(_DEEPEST_TIDIED):
        before = title
        title = _EMPTY_TAGS.sub(r"\2", title)
        title = _SPACE_AFTER_OPENING.sub(r" \1", title)
        title = _SPACE_BEFORE_CLOSING.sub(r"\1 ", title)
        title = " ".join(title.split())
        if title == before:
            break
    return title


def _plain_parts(element: Element, depth: int = 0) -> list[str]:
    if depth > _DEEPEST:
        return list(element.itertext())
    parts = [element.text or ""]
    for part in element:
        parts += [_math(part, depth)] if _is_math(part) else _plain_parts(part, depth + 1)
        parts.append(part.tail or "")
    return parts


def _inline_parts(element: Element, depth: int = 0) -> list[str]:
    if depth > _DEEPEST:
        return list(element.itertext())
    parts = [element.text or ""]
    for part in element:
        inner = [_math(part, depth)] if _is_math(part) else _inline_parts(part, depth + 1)
        parts += [f"<{part.tag}>", *inner, f"</{part.tag}>"] if part.tag in _TAG_NAMES else inner
        parts.append(part.tail or "")
    return parts


def _is_math(element: Element) -> bool:
    # Comments and processing instructions, whose tag is a function, never come out of the default tree builder.
    return element.tag.startswith(_MATH)


def _math(element: Element, depth: int) -> str:
    """The characters of a formula. White space between its elements is layout (MathML 3, 2.1.7); that of mtext is meant."""
    if element.tag in _NOT_SHOWN:
        return ""
    if depth > _DEEPEST:
        return "".join(element.itertext())
    text = element.text or ""
    parts = [text if element.tag == _MATH + "mtext" else text.strip()]
    for part in element:
        parts += [_math(part, depth + 1), (part.tail or "").strip()]
    return "".join(parts)
