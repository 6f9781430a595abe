"""Text from publishers (HTML, JATS, MathML, entities escaped once or twice, mojibake) as silit's titles and paragraphs.

What Crossref delivers is what publishers deposited: face markup of the Crossref schema ("Face markup", i, b, sup, sub,
scp, MathML), JATS in abstracts (JATS 1.3, with a "jats:" prefix), and often HTML of any kind.
"""

from __future__ import annotations

import html
import re
import unicodedata

import nh3

from silit.formats.publisher_tags import BLOCKS, HEADINGS, NOT_SHOWN, STYLES, TAG
from silit.markup import TAGS, without_deep_tags

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MOST_ESCAPED = 4
# A title with more markup is no title; nesting it would take long.
_MOST_TAGS = 300
_NAMES_NOT_SHOWN = "|".join(NOT_SHOWN)
# Each of these stops at the next opening, so that openings without an end cost no more than their length.
_CDATA = re.compile(r"<!\[CDATA\[((?:(?!<!\[CDATA\[).)*?)\]\]>", re.DOTALL)
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->|<\?[^<>?]*\?>", re.DOTALL)
_MATH = re.compile(
    r"<((?:\w{1,9}:)?)math\b[^<>]*>((?:(?!<(?:\w{1,9}:)?math\b).)*?)</\1math\s*>", re.DOTALL | re.IGNORECASE
)
_HIDDEN = re.compile(
    rf"<((?:\w{{1,9}}:)?(?:{_NAMES_NOT_SHOWN}))\b[^<>]*>(?:(?!<(?:\w{{1,9}}:)?(?:{_NAMES_NOT_SHOWN})\b).)*?</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)
_C1 = re.compile("[\x80-\x9f]")
_UTF8_IN_LATIN_1 = re.compile(
    "(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+"
)
# Controls, and what typesetting leaves behind; the joiners U+200C and U+200D carry meaning in some scripts.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG_NAMES = "|".join(TAGS)
_EMPTY_TAG = re.compile(rf"<({_TAG_NAMES})>(\s*)</\1>")
_BLANK_AFTER_OPENING = re.compile(rf"((?:<(?:{_TAG_NAMES})>)+) ")
_BLANK_BEFORE_CLOSING = re.compile(rf" ((?:</(?:{_TAG_NAMES})>)+)")
# A line break beside a bracket or a stop is the layout of pretty-printed XML.
_LAYOUT_BEFORE = re.compile(r"\n(?=(?:</\w+>)*[)\],.;:])")
_LAYOUT_AFTER = re.compile(r"(?<=[(\[])\n")
_FOOTNOTE_MARKS = re.compile(rf"\s*(?:<sup>)?[*†‡§¶]+(?:</sup>)?((?:</(?:{_TAG_NAMES})>)*)$")
_ABSTRACT_LABEL = re.compile(r"^abstract\s*[:.–—-]?\s*$", re.IGNORECASE)
_ABSTRACT_WORD = re.compile(r"^(?:(?i:abstract)\s*(?:[:.–—-]\s*|$)|(?:Abstract|ABSTRACT)\s+(?=[A-Z“\"]))")


def clean_title(text: str) -> str:
    """A title as Work keeps it: only <i> <b> <sup> <sub>, well nested and never empty; every other character is itself.

    One line, in NFC; footnote marks at its end are gone.
    """
    text = _decoded(text)
    text = "\n".join(line for line in map(str.strip, text.split("\n")) if line)
    text = _LAYOUT_AFTER.sub("", _LAYOUT_BEFORE.sub("", text))
    if text.count("<") > _MOST_TAGS:
        text = TAG.sub("", text)
    elif "<" in text:
        text = _balanced(TAG.sub(_style, _escaped_where_no_tag(text)))
    return _FOOTNOTE_MARKS.sub(r"\1", _tidy(without_deep_tags(text)))


def clean_line(text: str) -> str:
    """One line of plain text: no tags, no entities, NFC."""
    text = _decoded(text)
    if "<" in text:
        text = TAG.sub("", text)
    return _one_line(text)


def clean_paragraphs(text: str) -> str:
    """An abstract, JATS or not, as plain paragraphs parted by a blank line.

    A section's title stands before its first paragraph as "METHODS: "; the heading "Abstract" is dropped.
    """
    text = _decoded(text)
    pieces: list[str] = []
    paragraph = label = ""
    in_heading = False
    position = 0
    for tag in TAG.finditer(text):
        paragraph += text[position : tag.start()]
        position = tag.end()
        name = (tag["name"] or "").lower()
        if name not in BLOCKS:
            continue
        if in_heading:
            heading = _one_line(paragraph)
            label = " ".join(part for part in (label, heading) if part and not _ABSTRACT_LABEL.match(part))
        else:
            label = _add_paragraph(pieces, label, paragraph)
        paragraph = ""
        in_heading = name in HEADINGS and not tag["closing"]
    _add_paragraph(pieces, label, paragraph + text[position:], last=True)
    if pieces:
        pieces[0] = _ABSTRACT_WORD.sub("", pieces[0])
    return "\n\n".join(piece for piece in pieces if piece)


def well_formed(text: str) -> str:
    """`text` without what UTF-8 cannot hold: a lone half of a surrogate pair becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def _add_paragraph(pieces: list[str], label: str, text: str, *, last: bool = False) -> str:
    """Adds the paragraphs in `text`, the first one labelled; gives the label back while nothing used it."""
    paragraphs = [line for part in re.split(r"\n[^\S\n]*\n", text) if (line := _one_line(part))]
    if not paragraphs:
        if last and label:
            pieces.append(label)
        return label
    if label:
        paragraphs[0] = f"{label.rstrip(':. ').upper()}: {paragraphs[0]}"
    pieces.extend(paragraphs)
    return ""


def _decoded(text: str) -> str:
    """Characters instead of entities, mojibake and wrappers; the markup still in place."""
    text = _repaired(well_formed(text).replace("\r\n", "\n").replace("\r", "\n"))
    for _ in range(_MOST_ESCAPED):
        if "&" not in text or (decoded := _ENTITY.sub(lambda m: html.unescape(m[0]), text)) == text:
            break
        text = decoded
    if "<" in text:
        text = _COMMENT.sub("", _CDATA.sub(r"\1", text))
        text = _MATH.sub(lambda m: _formula(m[2]), _HIDDEN.sub("", text))
    return well_formed(_INVISIBLE.sub("", _repaired(text)))


def _repaired(text: str) -> str:
    """Text that was UTF-8 and was read as Latin-1 is read again; Windows' own characters get their place."""
    if not _C1.search(text):
        return text
    text = _UTF8_IN_LATIN_1.sub(lambda m: _as_utf8(m[0]), text)
    return _C1.sub(lambda m: m[0].encode("latin-1").decode("cp1252", "ignore"), text)


def _as_utf8(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text


def _formula(mathml: str) -> str:
    """The characters of a formula; blanks between its elements are layout (MathML 3, 2.1.7)."""
    return re.sub(r"\s+", " ", re.sub(r">\s+|\s+<", lambda m: m[0].strip(), mathml)).strip()


def _escaped_where_no_tag(text: str) -> str:
    """HTML in which every "<", ">" and "&" outside a known tag is a character."""
    out = []
    position = 0
    for tag in TAG.finditer(text):
        out += [html.escape(text[position : tag.start()], quote=False), tag[0]]
        position = tag.end()
    return "".join([*out, html.escape(text[position:], quote=False)])


def _style(tag: re.Match[str]) -> str:
    name = (tag["name"] or "").lower()
    if style := STYLES.get(name):
        return f"<{tag['closing']}{style}>"
    # Where a block ends, a word does.
    return " " if name in BLOCKS or name == "br" else ""


def _balanced(fragment: str) -> str:
    # nh3 nests the tags as a browser would, and escapes what is no tag; the text then becomes itself again.
    return html.unescape(nh3.clean(fragment, tags=set(TAGS), attributes={}))


def _tidy(title: str) -> str:
    """Blanks stand outside tags, and no tag is empty."""
    title = _one_line(title)
    before = ""
    while before != title:
        before = title
        title = _EMPTY_TAG.sub(r"\2", title)
        title = _BLANK_AFTER_OPENING.sub(r" \1", title)
        title = _BLANK_BEFORE_CLOSING.sub(r"\1 ", title)
        title = " ".join(title.split())
    return title


def _one_line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))
