"""Markdown as HTML: CommonMark 0.31 with GitHub's tables and strikethrough, the author's own HTML kept."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markdown_it.utils import EnvType, OptionsDict


class _Renderer(RendererHTML):
    """Quotes stay quotes, as editors write them; only what would be read as markup is escaped."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return html.escape(tokens[idx].content, quote=False)


@cache
def _parser() -> MarkdownIt:
    # The author's own HTML is his; addresses such as "javascript:" are refused by the parser.
    parser = MarkdownIt("commonmark", {"html": True, "xhtmlOut": False}, renderer_cls=_Renderer)
    return parser.enable(["table", "strikethrough"])


@cache
def _renderer() -> _Renderer:
    return _Renderer()


def render_markdown(source: str) -> str:
    """The HTML of `source` (no front matter), blocks parted by line ends."""
    return str(_parser().render(source))


def parse_markdown(source: str) -> SyntaxTreeNode:
    """The blocks of `source` as a tree."""
    return SyntaxTreeNode(_parser().parse(source))


def render_inline(children: Sequence[Token]) -> str:
    """What stands within a paragraph, as HTML on one line."""
    joined = [_on_one_line(token) for token in children]
    return _renderer().renderInline(joined, _parser().options, {}).replace("<br>\n", "<br>")


def render_node(node: SyntaxTreeNode) -> str:
    """One block of a tree as HTML."""
    return _renderer().render(node.to_tokens(), _parser().options, {}).strip()


def _on_one_line(token: Token) -> Token:
    if token.type != "softbreak":
        return token
    return Token(type="text", tag="", nesting=0, content=" ")
