"""Blocks as WordPress' block editor saves them (block library of 6.5 to 7.1): pasted as text they stay byte for byte."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping

# What WordPress would run as a shortcode; an entity in its place shows the same bracket.
_SHORTCODE = re.compile(r"\[(?=/?[A-Za-z_])")


def block(name: str, content: str, attributes: Mapping[str, object] | None = None) -> str:
    """A block with its comments."""
    given = f" {json.dumps(attributes, separators=(',', ':'))}" if attributes else ""
    return f"<!-- wp:{name}{given} -->\n{content}\n<!-- /wp:{name} -->"


def paragraph(inline: str) -> str:
    """A paragraph of inline HTML."""
    return block("paragraph", f"<p>{inline}</p>")


def heading(level: int, inline: str) -> str:
    """A heading; 2 is the editor's own default level."""
    tag = f"h{level}"
    content = f'<{tag} class="wp-block-heading">{inline}</{tag}>'
    return block("heading", content, {} if level == 2 else {"level": level})


def bullets(items: Iterable[str]) -> str:
    """A list of items, each inline HTML with other lists behind it."""
    return block("list", f'<ul class="wp-block-list">{_items(items)}</ul>')


def numbered(items: Iterable[str], start: int = 1) -> str:
    """A numbered list."""
    attributes: dict[str, object] = {"ordered": True}
    if start != 1:
        attributes["start"] = start
    begin = f' start="{start}"' if start != 1 else ""
    return block("list", f'<ol{begin} class="wp-block-list">{_items(items)}</ol>', attributes)


def quote(blocks: Iterable[str]) -> str:
    """A quotation of whole blocks."""
    inner = "\n\n".join(blocks)
    return block("quote", f'<blockquote class="wp-block-quote">{inner}</blockquote>')


def code(text: str) -> str:
    """A block of code, given as plain text. Its language has no place in WordPress."""
    shown = html.escape(text.removesuffix("\n"), quote=False)
    return block("code", f'<pre class="wp-block-code"><code>{shown}</code></pre>')


def image(img: str) -> str:
    """A picture of its own: an <img> tag."""
    return block("image", f'<figure class="wp-block-image">{img.removesuffix(">").rstrip(" /")}/></figure>')


def separator() -> str:
    """A line across."""
    return block("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')


def table(head: str, body: str) -> str:
    """A table; head and body are rows of cells as HTML."""
    rows = f"<thead>{head}</thead>" if head else ""
    content = f'<figure class="wp-block-table"><table>{rows}<tbody>{body}</tbody></table></figure>'
    return block("table", content, {"hasFixedLayout": False})


def custom_html(source: str) -> str:
    """HTML as it is."""
    return block("html", source)


def without_shortcodes(source: str) -> str:
    """HTML in which no "[gallery]" is run, only shown."""
    # Three digits, as WordPress itself writes them: it would change any other form.
    return _SHORTCODE.sub("&#091;", source)


def _items(items: Iterable[str]) -> str:
    return "\n\n".join(f"<!-- wp:list-item -->\n<li>{item}</li>\n<!-- /wp:list-item -->" for item in items)
