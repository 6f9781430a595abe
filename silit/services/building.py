"""`silit article build`: from an article with citations to one with numbers and references."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from silit.articles import FOOTNOTE_RENDERERS
from silit.articles.build_html import build_html, standalone_page
from silit.articles.build_markdown import build_markdown
from silit.articles.build_text import build_text
from silit.articles.build_wordpress import build_wordpress
from silit.articles.citations import find_citations
from silit.articles.document import BOM, Document
from silit.articles.evidence_box import EvidenceBox, Searched, evidence_box
from silit.articles.excerpt import excerpt
from silit.articles.file_slug import file_slug, slug_problems
from silit.articles.left_note_lists import left_note_lists
from silit.articles.markers import find_markers
from silit.articles.number import NumberedArticle, number_citations
from silit.articles.page_furniture import page_furniture
from silit.articles.slots import find_slots
from silit.errors import NotFoundError, UsageError
from silit.library import Library
from silit.library.evidence import works_of_claim
from silit.library.searches import last_searches
from silit.library.works import all_keys, entries, ids_of_each_identifier, ids_of_keys
from silit.model.citations import Citation
from silit.model.entries import Entry
from silit.model.identifiers import LOOKED_UP, parse_identifier
from silit.results import Problem
from silit.services.article_file import require_closed
from silit.services.find import require_claim
from silit.services.referencing import VANCOUVER, Look, style_for

# Target to what its file is called behind the slug.
TARGETS: Mapping[str, str] = {
    "wordpress": ".wordpress.txt",
    "html": ".html",
    "markdown": ".md",
    "text": ".txt",
}
EXCERPT_ENDING = ".excerpt.txt"
_SEARCHES_LOOKED_AT = 100
_LONGEST_QUERY = 80
_SCHEMES = tuple(f"{scheme}:" for scheme in LOOKED_UP)
# What WordPress takes out of an author's post (wp_kses_post), its words staying behind in the text.
_STRIPPED = re.compile(r"<(script|style|iframe|form|input|object|embed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Built:
    """A built article. `text` is the file's whole content, `excerpt` one line (or ""), `file_name` what `exports/` calls it.

    `footnotes_meta` is the JSON text for the post's meta `footnotes`, "" unless core footnotes were asked for.
    `article` has the numbers and the works that are cited, in the order of their numbers.
    """

    text: str
    excerpt: str
    slug: str
    file_name: str
    article: NumberedArticle
    problems: tuple[Problem, ...] = ()
    footnotes_meta: str = ""

    @property
    def excerpt_name(self) -> str:
        """What `exports/` calls the excerpt."""
        return f"{self.slug}{EXCERPT_ENDING}"


def build_article(
    library: Library,
    document: Document,
    to: str,
    *,
    look: Look = VANCOUVER,
    standalone: bool = False,
    core_footnotes: bool = False,
    keep: Mapping[str, int] | None = None,
    no_citations: Collection[str] = (),
) -> Built:
    """The article for `to`, one of TARGETS: the same text and library always give the same.

    `standalone` makes a page of HTML, `core_footnotes` writes WordPress' own, `keep` gives works (by cite key) the numbers
    that the author gave them, `no_citations` are places of markers that a person said are none. UnknownCitationError names
    every unknown key, NotFoundError an unknown claim of an evidence box, UnreadableFormatError a code block that never ends.
    """
    _refuse_options(to, standalone, core_footnotes)
    require_closed(document)
    with library.reading():
        article = numbered(library, document, look, keep)
        boxes = _boxes(library, article, show_numbers=not core_footnotes)
    slug = file_slug(document)
    problems = [
        *slug_problems(document),
        *article.problems,
        *_bare_numbers(article, no_citations),
        *_furniture(document),
        *left_note_lists(document),
    ]
    meta = ""
    if to == "wordpress":
        post = build_wordpress(article, slug, boxes, core_footnotes=core_footnotes)
        text, meta = post.text, post.footnotes_meta
        problems += _stripped(document, text)
    elif to == "html":
        text = build_html(article, slug, boxes)
        text = standalone_page(article, text, slug) if standalone else text
    elif to == "markdown":
        result = build_markdown(article, boxes)
        text = result.value
        problems += result.problems
    else:
        text = build_text(article, boxes)
    if document.has_bom and document.format == to:
        text = BOM + text
    return Built(text, excerpt(article), slug, f"{slug}{TARGETS[to]}", article, tuple(problems), meta)


def refuse_what_cites_nothing(document: Document) -> None:
    """NotFoundError when there is nothing to build: no citation, and no place for the evidence on a claim."""
    if find_citations(document) or any(slot.claim for slot in find_slots(document)):
        return
    raise NotFoundError(
        f"{document.name} cites nothing; nothing was written.",
        hint=f"silit article adopt {document.name} makes citations of the numbers in it."
        if find_markers(document)
        else "Cite with [@KEY]; `silit list` shows the keys.",
    )


def numbered(
    library: Library, document: Document, look: Look = VANCOUVER, keep: Mapping[str, int] | None = None
) -> NumberedArticle:
    """The article with its numbers, read from the library with one query for all of its keys."""
    citations = find_citations(document)
    works = cited_works(library, citations)
    return number_citations(
        document,
        citations,
        works,
        style_for(works.values(), look),
        keep,
        lambda: all_keys(library.connection),
    )


def cited_works(library: Library, citations: Iterable[Citation]) -> dict[str, Entry]:
    """Each key as it is written in the citations to its work; keys that the library cannot answer are left out.

    `pmid:…`, `doi:…` and `pmcid:…` name the work that has that identifier, when it is one.
    """
    keys = list(dict.fromkeys(item.key for one in citations for item in one.items if not item.is_open))
    ids = ids_of_keys(library.connection, keys)
    ids.update(_by_identifier(library, [key for key in keys if key not in ids]))
    order = list(dict.fromkeys(ids.values()))
    by_id = dict(zip(order, entries(library.connection, order), strict=True))
    return {key: by_id[ids[key]] for key in keys if key in ids}


def cited_identifiers(document: Document) -> list[str]:
    """The citations by identifier (`pmid:…`, `doi:…`, `pmcid:…`), as they are written, each once."""
    keys = (item.key for one in find_citations(document) for item in one.items)
    return list(dict.fromkeys(key for key in keys if key.lower().startswith(_SCHEMES)))


def _by_identifier(library: Library, keys: Sequence[str]) -> dict[str, int]:
    pairs = {}
    for key in keys:
        identifier = parse_identifier(key) if key.lower().startswith(_SCHEMES) else None
        if identifier is not None:
            pairs[key] = (identifier.scheme, identifier.value)
    found = ids_of_each_identifier(library.connection, pairs.values()) if pairs else {}
    return {key: found[pair][0] for key, pair in pairs.items() if len(found.get(pair, ())) == 1}


def _boxes(library: Library, article: NumberedArticle, *, show_numbers: bool) -> dict[str, EvidenceBox]:
    boxes = {}
    for slug in dict.fromkeys(slot.claim for slot in find_slots(article.document) if slot.claim):
        claim = require_claim(library, slug)
        works = entries(library.connection, works_of_claim(library.connection, slug))
        boxes[slug] = evidence_box(
            claim, works, article.numbers(), show_numbers=show_numbers, searched=_searched(library)
        )
    return boxes


def _searched(library: Library) -> Searched | None:
    runs = last_searches(library.connection, _SEARCHES_LOOKED_AT)
    if not runs:
        return None
    asked = (run.topic or shorten(run.asked, _LONGEST_QUERY, placeholder=" …") for run in runs)
    sources = sorted({run.source for run in runs}, reverse=True)
    return Searched(tuple(sources), runs[0].at[:10], tuple(dict.fromkeys(asked)))


def _refuse_options(to: str, standalone: bool, core_footnotes: bool) -> None:
    if to not in TARGETS:
        raise UsageError(f"An article cannot be built for {to!r}.", hint=f"Known: {', '.join(TARGETS)}.")
    if standalone and to != "html":
        raise UsageError("Only HTML can be a page of its own.", hint="Build it with --to html --standalone.")
    if core_footnotes and to != "wordpress":
        raise UsageError(
            "Only WordPress has core footnotes.", hint="Build it with --to wordpress --core-footnotes."
        )


def _bare_numbers(article: NumberedArticle, no_citations: Collection[str]) -> list[Problem]:
    """Old numbers that a reader would take for those of the new list: they are published as they stand."""
    if not article.notes:
        return []
    document = article.document
    bare = [
        one
        for one in find_markers(document)
        if one.verdict == "cite" and one.kind == "number" and one.place not in no_citations
    ]
    if not bare:
        return []
    counted = "1 old number stands" if len(bare) == 1 else f"{len(bare)} old numbers stand"
    return [
        Problem(
            "bare-number",
            f"{counted} in the text beside the new ones, and {'is' if len(bare) == 1 else 'are'} published as before.",
            f"silit article check {document.name} shows them, silit article adopt makes citations of them.",
            file=document.name,
            line=document.place(bare[0].span.start)[0],
        )
    ]


def _furniture(document: Document) -> Sequence[Problem]:
    """The parts of a copied page, all in one note; `check` has one for each."""
    found = page_furniture(document)
    if len(found) < 2:
        return found
    lines = ", ".join(str(one.line) for one in found)
    return [
        replace(
            found[0],
            message=f"{len(found)} lines look like parts of the web page, not of the post: {lines}.",
            hint=f"Take them out if they were copied along; silit article check {document.name} shows each.",
        )
    ]


def _stripped(document: Document, text: str) -> list[Problem]:
    names = dict.fromkeys(f"<{name.lower()}>" for name in _STRIPPED.findall(text))
    if not names:
        return []
    return [
        Problem(
            "wordpress-strips",
            f"WordPress takes {', '.join(names)} out of the posts of authors who may not post any HTML.",
            "Take it out of the article, or let an administrator publish it.",
            file=document.name,
        )
    ]


def footnotes_of_article(
    library: Library,
    document: Document,
    to: str,
    look: Look = VANCOUVER,
    slug: str = "",
    keep: Mapping[str, int] | None = None,
) -> str:
    """The block of references alone (`silit footnotes --article`), numbered as in the built article.

    `to` is one of the footnote formats, `slug` overrides that of the article, `keep` is as for `build_article`. NotFoundError
    when it cites nothing.
    """
    with library.reading():
        article = numbered(library, document, look, keep)
    if not article.notes:
        raise NotFoundError(
            f"{document.name} cites nothing; there is no block to print.", hint="Cite with [@KEY]."
        )
    # Without the article there is nothing to lead back to.
    notes = [replace(note, uses=0) for note in article.notes]
    return FOOTNOTE_RENDERERS[to](notes, slug or document.slug)
