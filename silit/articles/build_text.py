"""An article as plain text: for mail, and for every place that takes neither HTML nor Markdown."""

from __future__ import annotations

from collections.abc import Mapping

from silit.articles.article_html import article_html
from silit.articles.evidence_box import EvidenceBox
from silit.articles.evidence_box_writing import box_text
from silit.articles.filling import appended, filled, line_end, with_blank_lines, with_line_ends
from silit.articles.footnotes_text import render
from silit.articles.html_text import html_text
from silit.articles.mark_writing import escaped, text_marker
from silit.articles.number import NumberedArticle
from silit.articles.slots import Slot, claim_mark_spans, find_slots, has_own_heading

HEADING = "References"
_REFERENCES = "silit-references"
_BOX = "silit-box "


def build_text(article: NumberedArticle, boxes: Mapping[str, EvidenceBox]) -> str:
    """The article with marks like `[1,3]` and a numbered list. Plain text keeps every other character; no line is wrapped."""
    heading = "" if has_own_heading(article.document) else f"{HEADING}\n\n"
    references = f"{heading}{render(article.notes, '').rstrip()}" if article.notes else ""
    written = {claim: box_text(box) for claim, box in boxes.items()}
    if article.document.format == "text":
        return _own_text(article, references, written)
    comments = {claim: f"<!--{_BOX}{claim}-->" for claim in boxes}
    place = f"<!--{_REFERENCES}-->" if references else ""
    rendered = article_html(article, escaped(text_marker), place, comments)

    def block(content: str) -> str | None:
        if content == _REFERENCES:
            return references
        return written.get(content.removeprefix(_BOX)) if content.startswith(_BOX) else None

    return html_text(rendered, block)


def _own_text(article: NumberedArticle, references: str, boxes: Mapping[str, str]) -> str:
    document = article.document
    slots = find_slots(document)
    end = line_end(document)

    def content(slot: Slot) -> str:
        block = boxes.get(slot.claim, "") if slot.claim else references
        return with_line_ends(with_blank_lines(block, slot.span, document.text), end)

    text = filled(
        article,
        slots,
        lambda index: text_marker(article.marks[index]),
        lambda index: content(slots[index]),
        claim_mark_spans(document),
    )
    return text if any(not slot.claim for slot in slots) else appended(text, references, end)
