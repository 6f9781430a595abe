"""The HTML of an article in any form: its own bytes where it is HTML, else rendered."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from silit.articles.document import Document
from silit.articles.filling import appended, filled, line_end, with_line_ends
from silit.articles.front_matter import find_front_matter
from silit.articles.mark_writing import MarkerWriter
from silit.articles.markdown_html import render_markdown
from silit.articles.number import NumberedArticle
from silit.articles.slots import Slot, claim_mark_spans, find_slots
from silit.articles.stand_ins import StandIns
from silit.articles.text_html import paragraph_html, text_paragraphs

_BLOCK_COMMENT = re.compile(r"<!--\s+/?wp:[^>]*?/?-->(?:\r?\n)?")
_PARAGRAPH_EDGE = re.compile(r"<(/?)p(?=[\s>])[^>]*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)


def article_html(
    article: NumberedArticle, write: MarkerWriter, references: str, boxes: Mapping[str, str]
) -> str:
    """The article with its marks as `write` writes them, the references where they belong, and the boxes by claim.

    HTML and block markup keep every other character (without block comments, which only WordPress needs).
    """
    document = article.document
    slots = find_slots(document)
    stand_ins = StandIns(document.text)

    def slot_html(index: int) -> str:
        return boxes.get(slots[index].claim, "") if slots[index].claim else references

    def mark_html(index: int) -> str:
        return write(article.marks[index])

    has_place = any(not slot.claim for slot in slots)
    if document.format in ("html", "wordpress"):
        source = filled(article, slots, mark_html, stand_ins.slot)
        if document.format == "wordpress":
            source = _BLOCK_COMMENT.sub("", source)
        end = line_end(document)
        for index in range(len(slots)):
            source = settled(source, stand_ins.slot(index), with_line_ends(slot_html(index), end))
        return source if has_place else _at_end(source, references, end)
    source = source_with_stand_ins(article, slots, stand_ins)
    rendered = render_markdown(source) if document.format == "markdown" else _text_html(source, stand_ins)
    whole = stand_ins.with_slots(stand_ins.with_marks(rendered, mark_html), slot_html)
    return whole if has_place or not references else f"{whole}{references}\n"


def source_with_stand_ins(article: NumberedArticle, slots: Sequence[Slot], stand_ins: StandIns) -> str:
    """The source of a text or Markdown article ready to be rendered: no front matter, no marks of claims, stand-ins for
    marks, and one in a paragraph of its own for each slot."""
    document = article.document
    left_out = [*claim_mark_spans(document)]
    if document.format == "markdown" and (front := find_front_matter(document.text)):
        left_out.append(front[0])
    return filled(article, slots, stand_ins.mark, lambda index: f"\n\n{stand_ins.slot(index)}\n\n", left_out)


def settled(source: str, stand_in: str, content: str) -> str:
    """`source` with `content` in the place of `stand_in`: never within a paragraph, which can hold no block."""
    alone = re.compile(rf"<p(?:\s[^>]*)?>\s*{re.escape(stand_in)}\s*</p\s*>", re.IGNORECASE)
    if alone.search(source):
        return alone.sub(lambda _: content, source, count=1)
    position = source.index(stand_in)
    edges = [edge for edge in _PARAGRAPH_EDGE.finditer(source, 0, position)]
    closing = next((edge for edge in _PARAGRAPH_EDGE.finditer(source, position) if edge[1]), None)
    if not edges or edges[-1][1] or closing is None:
        return source.replace(stand_in, content, 1)
    before, behind = source[:position], source[position + len(stand_in) : closing.end()]
    return f"{before}{behind}\n{content}{source[closing.end() :]}"


def _at_end(source: str, references: str, end: str) -> str:
    *_, body_end = [None, *_BODY_END.finditer(source)]
    if not references or body_end is None:
        return appended(source, references, end)
    return f"{source[: body_end.start()]}{with_line_ends(references, end)}{end}{source[body_end.start() :]}"


def _text_html(source: str, stand_ins: StandIns) -> str:
    return "".join(
        f"{part if stand_ins.slot_index(part) is not None else f'<p>{paragraph_html(part)}</p>'}\n"
        for part in text_paragraphs(source)
    )


def title_of(document: Document) -> str:
    """The title that the front matter gives, "" where there is none."""
    return str(document.front_matter.get("title") or "")
