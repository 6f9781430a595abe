"""An article as WordPress block markup, to be pasted as text into the block editor, where it stays byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from silit.articles import wordpress_blocks as wp
from silit.articles.article_html import source_with_stand_ins
from silit.articles.block_slots import settled_block
from silit.articles.core_footnotes import BLOCK, CoreFootnotes
from silit.articles.evidence_box import EvidenceBox
from silit.articles.evidence_box_writing import box_html
from silit.articles.filling import appended, filled, line_end, with_line_ends
from silit.articles.footnotes_html import id_prefix
from silit.articles.footnotes_wordpress import custom_html_block, references_block
from silit.articles.html_blocks import html_blocks
from silit.articles.mark_writing import MarkerWriter, html_marker
from silit.articles.markdown_blocks import markdown_blocks
from silit.articles.number import NumberedArticle
from silit.articles.slots import Slot, find_slots, has_own_heading
from silit.articles.stand_ins import StandIns
from silit.articles.text_html import paragraph_html, text_paragraphs
from silit.errors import UsageError


@dataclass(frozen=True, slots=True)
class WordPressPost:
    """`text` is the content of the post; `footnotes_meta` the value of its meta `footnotes`, "" for the static list."""

    text: str
    footnotes_meta: str = ""


def build_wordpress(
    article: NumberedArticle, slug: str, boxes: Mapping[str, EvidenceBox], *, core_footnotes: bool = False
) -> WordPressPost:
    """The post. The blocks of a WordPress post stay as they are; any other article is put into blocks.

    With `core_footnotes` the notes are WordPress' own, one for each mark, and their texts go into the post's meta;
    UsageError when the post has such notes already, whose texts are not in it.
    """
    prefix = id_prefix(slug)
    if not core_footnotes:
        heading = not has_own_heading(article.document)
        references = references_block(article.notes, slug, heading=heading) if article.notes else ""
        filling = _Filling(article, references, boxes, prefix)
        return WordPressPost(filling.post(html_marker(prefix)))
    _refuse_own_footnotes(article)
    core = CoreFootnotes(article, prefix)
    # The numbers in a box would be those of a list that core footnotes do not have.
    filling = _Filling(article, BLOCK if article.notes else "", boxes, "")
    return WordPressPost(filling.post(core.marker), core.meta() if article.notes else "")


class _Filling:
    """What goes into an article's slots, and how."""

    def __init__(
        self, article: NumberedArticle, references: str, boxes: Mapping[str, EvidenceBox], prefix: str
    ) -> None:
        self._article = article
        self._references = references
        self._boxes = {claim: custom_html_block(box_html(box, prefix)) for claim, box in boxes.items()}
        self._slots = find_slots(article.document)
        self._stand_ins = StandIns(article.document.text)

    def post(self, write: MarkerWriter) -> str:
        """The whole post."""
        if self._article.document.format == "wordpress":
            return self._own_blocks(write)
        blocks = [
            self._block(self._slots[index])
            if (index := self._stand_ins.slot_index(block)) is not None
            else block
            for block in self._new_blocks()
        ]
        if not self._has_place():
            blocks.append(self._references)
        text = "\n\n".join(filter(None, blocks))
        return self._stand_ins.with_marks(f"{text}\n" if text else "", self._marker(write))

    def _own_blocks(self, write: MarkerWriter) -> str:
        end = line_end(self._article.document)
        source = filled(self._article, self._slots, self._marker(write), self._stand_ins.slot)
        for index, slot in enumerate(self._slots):
            block = with_line_ends(self._block(slot), end)
            inner = "".join(line for line in block.splitlines(keepends=True) if "wp:html" not in line).strip()
            source = settled_block(source, self._stand_ins.slot(index), block, inner)
        return source if self._has_place() else appended(source, self._references, end)

    def _new_blocks(self) -> list[str]:
        document = self._article.document
        if document.format == "html":
            source = filled(self._article, self._slots, self._stand_ins.mark, self._stand_ins.slot)
            return html_blocks(source, self._stand_ins)
        source = source_with_stand_ins(self._article, self._slots, self._stand_ins)
        if document.format == "markdown":
            return markdown_blocks(source, self._stand_ins)
        return [
            part if self._stand_ins.slot_index(part) is not None else _text_paragraph(part)
            for part in text_paragraphs(source)
        ]

    def _block(self, slot: Slot) -> str:
        return self._boxes.get(slot.claim, "") if slot.claim else self._references

    def _has_place(self) -> bool:
        return any(not slot.claim for slot in self._slots)

    def _marker(self, write: MarkerWriter) -> Callable[[int], str]:
        return lambda index: write(self._article.marks[index])


def _text_paragraph(part: str) -> str:
    inline = paragraph_html(part)
    if wp.runs_shortcode(inline):
        return wp.html_without_shortcodes(f"<p>{inline}</p>")
    return wp.paragraph(inline)


def _refuse_own_footnotes(article: NumberedArticle) -> None:
    text = article.document.text
    if "data-fn=" in text or "wp:footnotes" in text:
        raise UsageError(
            f"{article.document.name} has footnotes of WordPress' own already; their texts are not in the file.",
            hint="Build it without core footnotes: the list of references then stands beside them.",
        )
