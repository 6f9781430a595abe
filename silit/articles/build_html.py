"""An article as HTML: a fragment for a Custom HTML block or a template, or a whole page."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from silit.articles.article_html import article_html, title_of
from silit.articles.evidence_box import EvidenceBox
from silit.articles.evidence_box_writing import box_html
from silit.articles.footnotes_html import id_prefix, section
from silit.articles.html_text import html_text
from silit.articles.mark_writing import html_marker
from silit.articles.number import NumberedArticle
from silit.articles.slots import has_own_heading

_TITLE_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1\s*>", re.DOTALL | re.IGNORECASE)
# The first line of a plain text that stands alone and ends no sentence.
_TITLE_LINE = re.compile(r"\s*<p>([^<>]{1,120}[^<>.,;:!?…\s])</p>(?=\s*<p>)")
_IS_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html)\b", re.DOTALL | re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PAGE_STYLE = """\
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1d20; --line: #c9cdd2; --link: #0b57a4; }
@media (prefers-color-scheme: dark) { :root { --paper: #17191c; --ink: #e6e7e9; --line: #4a4f55; --link: #8ab8ee; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 Georgia, "Noto Serif", "DejaVu Serif", serif; }
main { max-width: 38rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6, summary { font-family: system-ui, "Noto Sans", "DejaVu Sans", sans-serif; line-height: 1.25; }
h1 { font-size: 1.9rem; } h2 { font-size: 1.4rem; margin-top: 2.2em; } h3 { font-size: 1.15rem; }
a { color: var(--link); text-underline-offset: .15em; }
img { max-width: 100%; height: auto; }
pre { overflow-x: auto; padding: .8em 1em; border: 1px solid var(--line); font-size: .85em; }
blockquote { margin: 1.5em 0; padding-left: 1em; border-left: 3px solid var(--line); }
table { border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: .3em .6em; text-align: left; }
.silit-cite { font-size: .75em; line-height: 0; white-space: nowrap; }
.silit-cite a { padding: .4em .1em; text-decoration: none; }
.silit-refs { margin-top: 3rem; border-top: 1px solid var(--line); font-size: .9em; }
.silit-refs li { margin-bottom: .7em; padding-left: .3em; }
.silit-evidence { border: 1px solid var(--line); padding: .8em 1.1em; margin: 1.5em 0; font-size: .95em; }
.silit-evidence summary { font-weight: bold; cursor: pointer; }
:target { outline: 2px solid var(--link); outline-offset: .2em; }
@media print { .silit-refs [role=doc-backlink] { display: none; } }
"""


def build_html(article: NumberedArticle, slug: str, boxes: Mapping[str, EvidenceBox]) -> str:
    """The article as HTML. All ids that are new begin with `silit-SLUG`; `boxes` are the evidence boxes by claim."""
    prefix = id_prefix(slug)
    heading = not has_own_heading(article.document)
    references = section(article.notes, slug, heading=heading) if article.notes else ""
    written = {claim: box_html(box, prefix) for claim, box in boxes.items()}
    return article_html(article, html_marker(prefix), references, written)


def standalone_page(article: NumberedArticle, fragment: str, slug: str) -> str:
    """`fragment` in a page that can be read as it is; an article that is a page already is returned as it stands.

    Title and main heading are the front matter's `title`, else the article's own <h1>, else the first line of a plain text
    where it reads like one, else the slug in words.
    """
    if _IS_PAGE.match(fragment):
        return fragment
    if article.document.format == "text" and (line := _TITLE_LINE.match(fragment)):
        fragment = f"<h1>{line[1]}</h1>{fragment[line.end() :]}"
    given = title_of(article.document)
    heading = _TITLE_HEADING.search(fragment)
    title = given or (html_text(heading[1]).strip() if heading else "") or _spoken(slug)
    begin = "" if heading else f"<h1>{html.escape(title, quote=False)}</h1>\n"
    language = str(article.document.front_matter.get("lang") or "en")
    return (
        f'<!DOCTYPE html>\n<html lang="{language if _LANGUAGE.fullmatch(language) else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title, quote=False)}</title>\n<style>\n{_PAGE_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{begin}{fragment.strip()}\n</main>\n</body>\n</html>\n"
    )


def _spoken(slug: str) -> str:
    """A file's name as a title: "stairs-and-hips" as "Stairs and hips"."""
    words = " ".join(re.split(r"[-_\s]+", slug.strip("-_"))) or "article"
    return words[0].upper() + words[1:]
