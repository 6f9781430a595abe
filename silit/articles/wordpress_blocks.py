"""Blocks as WordPress' block editor saves them (block library of 6.5 to 7.1): pasted as text they stay byte for byte."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping

# The shortcodes that every WordPress runs. An entity for the bracket shows the same and runs nothing, but the editor turns
# it back into a bracket in any block but Custom HTML; so words such as "[sic]" are left alone.
_SHORTCODE = re.compile(r"\[(?=/?(?:audio|caption|embed|gallery|playlist|video|wp_caption)\b)")
_BRACKET = re.compile(r"\[")


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
    """A block of code, given as plain text. Its language has no place in WordPress.

    The editor writes a bracket in code in one way for administrators and in another for authors; in Custom HTML it stays
    as it is for both.
    """
    shown = html.escape(text.removesuffix("\n"), quote=False)
    content = f'<pre class="wp-block-code"><code>{shown}</code></pre>'
    return custom_html(_BRACKET.sub("&#091;", content)) if "[" in shown else block("code", content)


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


def runs_shortcode(written: str) -> bool:
    """Whether WordPress would run a shortcode in this text."""
    return _SHORTCODE.search(written) is not None


def html_without_shortcodes(source: str) -> str:
    """A Custom HTML block in which shortcodes are only shown."""
    return custom_html(_SHORTCODE.sub("&#091;", source))


def _items(items: Iterable[str]) -> str:
    return "\n\n".join(f"<!-- wp:list-item -->\n<li>{item}</li>\n<!-- /wp:list-item -->" for item in items)
