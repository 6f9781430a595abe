"""An article as Markdown with footnotes, `[^laslett2005]`, which the site that shows it numbers by first use.

The form is the one that GitHub (cmark-gfm), Hugo (goldmark), Jekyll (kramdown) and pandoc all read. Where they would not show
the same, a problem says so: https://github.com/jgm/pandoc/issues/224 is the oldest of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from silit.articles.document import Document, Replacement, Span, splice
from silit.articles.evidence_box import EvidenceBox
from silit.articles.evidence_box_writing import box_markdown
from silit.articles.filling import appended, line_end, with_blank_lines, with_line_ends
from silit.articles.footnotes_markdown import label, render
from silit.articles.number import Mark, NumberedArticle, Use
from silit.articles.slots import Slot, claim_mark_spans, find_slots, has_own_heading
from silit.articles.spans import Cover
from silit.articles.stand_ins import StandIns
from silit.articles.text_html import text_paragraphs
from silit.errors import UsageError
from silit.markup import escape_markdown
from silit.results import Problem, Result

_LINE_END = re.compile(r"\r\n?")
_TEXT_BREAK = re.compile(r"[ \t]*\n[ \t]*")
# A note of the author's own, from its definition to the next blank line.
_OWN_NOTE = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:.*(?:\r?\n[ \t]*\S.*)*", re.MULTILINE)
_OWN_LABEL = re.compile(r"\[\^([^\]\s]+)\]")


def build_markdown(article: NumberedArticle, boxes: Mapping[str, EvidenceBox]) -> Result[str]:
    """The article with a footnote for each reference. Markdown keeps every character outside its marks; plain text is
    escaped. UsageError for HTML and block markup, in which no Markdown would be read."""
    document = article.document
    if document.format in ("html", "wordpress"):
        raise UsageError(
            f"{document.name} is HTML; footnotes of Markdown would not be read in it.",
            hint="Build it with --to html, wordpress or text.",
        )
    labels = _labels(article)
    slots = find_slots(document)
    end = line_end(document) if document.format == "markdown" else "\n"
    notes = "".join(
        render([replace(note, cite_key=labels[note.cite_key])], "") for note in article.notes
    ).rstrip()
    written = {claim: box_markdown(box, labels.__getitem__) for claim, box in boxes.items()}
    contents = [written.get(slot.claim, "") if slot.claim else notes for slot in slots]
    marks = [_replacement(mark, document.text, labels) for mark in article.marks]
    if document.format == "markdown":
        places = [
            Replacement(slot.span, with_line_ends(with_blank_lines(content, slot.span, document.text), end))
            for slot, content in zip(slots, contents, strict=True)
        ]
        whole = splice(document.text, [*places, *marks])
    else:
        whole = _from_text(document, marks, slots, contents)
    if not any(not slot.claim for slot in slots):
        whole = appended(whole, notes, end)
    return Result(whole, (*_differences(article), *_differences_of_place(article, slots)))


def _labels(article: NumberedArticle) -> dict[str, str]:
    """A label for each cite key, unlike those of the article's own footnotes."""
    taken = {own.casefold() for own in _OWN_LABEL.findall(article.document.text)}
    labels = {}
    for note in article.notes:
        base = wanted = label(note.cite_key)
        count = 1
        while wanted.casefold() in taken:
            count += 1
            wanted = f"{base}-{count}"
        taken.add(wanted.casefold())
        labels[note.cite_key] = wanted
    return labels


def _replacement(mark: Mark, text: str, labels: Mapping[str, str]) -> Replacement:
    names = escape_markdown(mark.names) if mark.names else ""
    shown = names + "".join(_use(use, labels) for use in mark.uses) + mark.open_places
    span, lead = mark.span, mark.lead
    # "![^a]" would begin a picture.
    if lead.endswith("!"):
        lead = f"{lead[:-1]}\\!"
    elif (
        not lead and not names and text[: span.start].endswith("!") and not text[: span.start].endswith("\\!")
    ):
        span, lead = Span(span.start - 1, span.end), "\\!"
    return Replacement(span, lead + shown)


def _use(use: Use, labels: Mapping[str, str]) -> str:
    note, place = f"[^{labels[use.cite_key]}]", escape_markdown(use.locator)
    if use.prefix:
        return f" ({escape_markdown(use.prefix)} {note}{f', {place}' if place else ''})"
    return f"{note} ({place})" if place else note


def _from_text(
    document: Document, marks: Iterable[Replacement], slots: Sequence[Slot], contents: Sequence[str]
) -> str:
    """Plain text as Markdown that shows just it; a line end within a paragraph is a break."""
    stand_ins = StandIns(document.text)
    places = [Replacement(slot.span, f"\n\n{stand_ins.slot(index)}\n\n") for index, slot in enumerate(slots)]
    gone = [Replacement(span, "") for span in claim_mark_spans(document)]
    out = []
    position = 0
    for each in sorted((*marks, *places, *gone), key=lambda one: one.span):
        out += [_escaped(document.text[position : each.span.start]), each.text]
        position = each.span.end
    out.append(_escaped(document.text[position:]))
    paragraphs = [
        _TEXT_BREAK.sub("\\\\\n", part) if (index := stand_ins.slot_index(part)) is None else contents[index]
        for part in text_paragraphs("".join(out))
    ]
    whole = "\n\n".join(filter(None, paragraphs))
    return f"{whole}\n" if whole else ""


def _escaped(text: str) -> str:
    return "\n".join(map(_escaped_line, _LINE_END.sub("\n", text).split("\n")))


def _escaped_line(line: str) -> str:
    # A line of "=" would make a heading of the one before.
    is_underline = bool(line.strip()) and not line.strip("= \t")
    return f"\\{line.strip()}" if is_underline else escape_markdown(line)


def _differences(article: NumberedArticle) -> Iterable[Problem]:
    name = article.document.name
    uses = [use for mark in article.marks for use in mark.uses]
    if any(use.occurrence > 1 for use in uses):
        yield Problem(
            "footnote-repeated",
            "A reference is cited more than once: GitHub, Hugo and Jekyll show one number for it, pandoc prints the note again under a new one.",
            "For pandoc build HTML instead: --to html.",
            file=name,
        )
    if any(len(mark.uses) > 1 for mark in article.marks):
        yield Problem(
            "footnote-group",
            "Two references at one place stand side by side without a comma: 1 and 2 look like 12.",
            "HTML has the comma: --to html.",
            file=name,
        )
    if any(use.locator or use.prefix for use in uses):
        yield Problem(
            "footnote-locator",
            "A footnote holds no page: it stands in the text behind its mark.",
            "HTML shows it in the mark: --to html.",
            file=name,
        )
    first_uses = list(dict.fromkeys(use.number for use in uses))
    if first_uses != list(range(1, len(first_uses) + 1)):
        yield Problem(
            "footnote-numbers",
            "Sites number footnotes by first use: your own numbers are not kept in Markdown.",
            "HTML keeps them: --to html.",
            file=name,
        )


def _differences_of_place(article: NumberedArticle, slots: Sequence[Slot]) -> Iterable[Problem]:
    """Where notes stand, and notes within notes."""
    document = article.document
    own = Cover([Span(*match.span()) for match in _OWN_NOTE.finditer(document.text)])
    within = [mark for mark in article.marks if own.at(mark.span.start)]
    if within and document.format == "markdown":
        yield Problem(
            "footnote-in-note",
            "A citation stands in a footnote of your own: pandoc leaves it out, Jekyll numbers it last, GitHub and Hugo by its place.",
            "HTML shows it: --to html.",
            file=document.name,
            line=document.place(within[0].span.start)[0],
        )
    for slot in slots:
        if article.notes and not slot.claim and document.text[slot.span.end :].strip():
            yield Problem(
                "footnote-place",
                "Sites show footnotes at the end of the page, wherever their texts stand in the file.",
                f"{'Take the heading over them out, or build' if has_own_heading(document) else 'Build'} HTML, "
                "which keeps their place: --to html.",
                file=document.name,
                line=document.place(slot.span.start)[0],
            )
