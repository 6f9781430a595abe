"""The evidence box in each format. Both sides have the same form, so neither is larger or higher up for being right."""

from __future__ import annotations

from collections.abc import Callable

from silit.articles.evidence_box import NONE_FOUND, BoxSide, BoxSource, EvidenceBox
from silit.markup import Text, escape_markdown, to_html, to_markdown, to_text


def box_html(box: EvidenceBox, prefix: str) -> str:
    """An open <details>, without style or script. Numbers lead to the references of the post with that id prefix."""
    sides = "".join(_html_side(side, prefix) for side in box.sides)
    remarks = " ".join(to_html((Text(remark),)) for remark in box.remarks)
    return (
        f'<details class="silit-evidence" open>\n<summary>{to_html((Text(box.title),))}</summary>\n'
        f"{sides}<p><small>{remarks}</small></p>\n</details>"
    )


def box_markdown(box: EvidenceBox, label: Callable[[str], str]) -> str:
    """A quotation with a list for each side; `label` gives the footnote's label of a cite key."""
    # Strong as HTML: the claim may hold marks of its own.
    lines = [f"<strong>{_one_line(escape_markdown(box.title))}</strong>"]
    for side in box.sides:
        lines += ["", escape_markdown(side.label), ""]
        lines += [f"- {_markdown_source(source, label)}" for source in side.sources] or [f"- {NONE_FOUND}"]
    lines += ["", " ".join(escape_markdown(remark) for remark in box.remarks)]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def box_text(box: EvidenceBox) -> str:
    """Lines of text, one a source."""
    lines = [_one_line(to_text((Text(box.title),)))]
    for side in box.sides:
        lines += ["", side.label]
        lines += [f"- {_text_source(source)}" for source in side.sources] or [f"- {NONE_FOUND}"]
    return "\n".join((*lines, "", " ".join(box.remarks)))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _html_side(side: BoxSide, prefix: str) -> str:
    items = "".join(f"<li>{_html_source(source, prefix)}</li>\n" for source in side.sources)
    listed = items or f"<li>{to_html((Text(NONE_FOUND),))}</li>\n"
    return f"<p><strong>{to_html((Text(side.label),))}</strong></p>\n<ul>\n{listed}</ul>\n"


def _html_source(source: BoxSource, prefix: str) -> str:
    shown = _one_line(to_html(source.shown))
    if source.number is None:
        return shown
    link = f'<a href="#{prefix}-ref-{source.number}" aria-label="Reference {source.number}">[{source.number}]</a>'
    return f"{link} {shown}"


def _markdown_source(source: BoxSource, label: Callable[[str], str]) -> str:
    shown = _one_line(to_markdown(source.shown))
    return shown if source.number is None else f"{shown}[^{label(source.cite_key)}]"


def _text_source(source: BoxSource) -> str:
    number = "" if source.number is None else f"[{source.number}] "
    return number + _one_line(to_text(source.shown))
