"""Markdown as WordPress blocks. What has no block of its own goes into a Custom HTML block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.tree import SyntaxTreeNode

from silit.articles import wordpress_blocks as wp
from silit.articles.markdown_html import parse_markdown, render_inline, render_node
from silit.articles.stand_ins import StandIns

_STYLE = re.compile(r"text-align:(left|center|right)")


def markdown_blocks(source: str, stand_ins: StandIns) -> list[str]:
    """The blocks of `source` (no front matter). A slot's stand-in is an element of its own, without block comments."""
    return list(_blocks(parse_markdown(source).children, stand_ins))


def _blocks(nodes: Iterable[SyntaxTreeNode], stand_ins: StandIns) -> Iterator[str]:
    for node in nodes:
        written = _block(node, stand_ins)
        if written:
            yield written


def _block(node: SyntaxTreeNode, stand_ins: StandIns) -> str:
    if node.type == "html_block":
        raw = node.content.strip()
        return raw if stand_ins.slot_index(raw) is not None else wp.custom_html(raw)
    written = _own_block(node, stand_ins)
    return wp.html_without_shortcodes(render_node(node)) if wp.runs_shortcode(written) else written


def _own_block(node: SyntaxTreeNode, stand_ins: StandIns) -> str:
    if node.type == "paragraph":
        return _paragraph(node)
    if node.type == "heading":
        return wp.heading(int(node.tag[1:]), _inline(node))
    if node.type in ("bullet_list", "ordered_list") and _is_plain_list(node):
        return _list(node)
    if node.type == "blockquote":
        return wp.quote(_blocks(node.children, stand_ins))
    if node.type in ("fence", "code_block"):
        return wp.code(node.content)
    if node.type == "hr":
        return wp.separator()
    if node.type == "table":
        return _table(node)
    return wp.custom_html(render_node(node))


def _paragraph(node: SyntaxTreeNode) -> str:
    inline = _inline(node)
    only = node.children[0].children if node.children else []
    if len(only) == 1 and only[0].type == "image":
        return wp.image(inline)
    return wp.paragraph(inline)


def _inline(node: SyntaxTreeNode) -> str:
    inline = node.children[0] if node.children else None
    token = inline.token if inline else None
    return render_inline(token.children or []).strip() if token else ""


def _is_plain_list(node: SyntaxTreeNode) -> bool:
    """Whether each item is one paragraph and lists behind it: all that an item of WordPress' can hold."""
    for item in node.children:
        if not item.children or item.children[0].type != "paragraph":
            return False
        rest = item.children[1:]
        if not all(one.type in ("bullet_list", "ordered_list") and _is_plain_list(one) for one in rest):
            return False
    return True


def _list(node: SyntaxTreeNode) -> str:
    items = []
    for item in node.children:
        inner = [_list(one) for one in item.children[1:]]
        items.append(_inline(item.children[0]) + "".join(inner))
    if node.type == "bullet_list":
        return wp.bullets(items)
    return wp.numbered(items, int(node.attrs.get("start", 1)))


def _table(node: SyntaxTreeNode) -> str:
    head, body = "", ""
    for part in node.children:
        rows = "".join(f"<tr>{''.join(_cell(cell) for cell in row.children)}</tr>" for row in part.children)
        if part.type == "thead":
            head = rows
        else:
            body = rows
    return wp.table(head, body)


def _cell(cell: SyntaxTreeNode) -> str:
    aligned = _STYLE.search(str(cell.attrs.get("style", "")))
    attributes = f' class="has-text-align-{aligned[1]}" data-align="{aligned[1]}"' if aligned else ""
    return f"<{cell.tag}{attributes}>{_inline(cell)}</{cell.tag}>"
