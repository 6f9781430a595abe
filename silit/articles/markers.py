"""The markers in an article: what looks like a citation and is not written as one yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from silit.articles.address_spans import address_spans
from silit.articles.citations import find_citations
from silit.articles.digit_markers import (
    bracketed_numbers,
    caret_digits,
    digits_after_stop,
    glued_digits,
    numbers_in_parentheses,
    raised_anchor,
    raised_digits,
)
from silit.articles.document import Document, Span
from silit.articles.marker_hit import Hit, Kind, Verdict, masked
from silit.articles.named_markers import (
    author_years,
    double_parentheses,
    foreign_keys,
    identifiers,
    markdown_notes,
    shortcodes,
)
from silit.articles.note_names import note_name
from silit.articles.raised_elements import RaisedElement, raised_elements
from silit.articles.reference_list import ReferenceList, find_reference_list
from silit.articles.spans import blanked, found, merged
from silit.articles.visible_text import HOLE, VisibleText, visible_text

_CONTEXT = 40
_LONGEST_SENTENCE = 400
_STOPS = (".", "!", "?")
_SENTENCE_END = re.compile(r"[.!?][”\"’)]?(?=\s)|\n")
_FILE_NAME = re.compile(
    r"\b[\w-]+\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|txt|mp3|mp4|html?|csv|xlsx?|pptx?|md|zip|bib|ris)\b",
    re.IGNORECASE,
)
_NUMBERED_HEADING = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+)?\d{1,3}[.)](?=\s)", re.MULTILINE)
_CITATION = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORDS_OF_PLACE = 5
_SKIPPED = re.compile(rf"[{HOLE}\s,;\[\]]+\Z")


@dataclass(frozen=True, slots=True)
class Marker:
    """What is taken for a citation at `span` of the article's text.

    `anchor` is what it hangs on: the word or the sign before it, "[]" or "()" for brackets. `numbers` are written out
    ("1–3" is 1, 2, 3). `refs` name works otherwise: `doi:…`, `pmid:…`, `pmcid:…`, `@key`, `#key`, `zotero:LIBRARY:KEY`,
    `^label` for a Markdown footnote, `fn:ID` for a core footnote of WordPress; `locators` go with them one by one.
    `verdict` is cite (certain enough to be changed) or ask (only a person can tell); `reason` says why in a few words.
    `context` is what stands around it, `sentence` the sentence that it stands in, each on one line. `note` is the text of a
    note that stands in the text itself. `place` is what the marker is known again by when the article is read another time:
    the words before it and itself.
    """

    span: Span
    anchor: str
    kind: Kind
    numbers: tuple[int, ...]
    refs: tuple[str, ...]
    locators: tuple[str, ...]
    verdict: Verdict
    reason: str
    context: str
    sentence: str = ""
    note: str = ""
    place: str = ""

    @property
    def note_name(self) -> str:
        """What a note without an identifier is called by (`note:elden-h-bjog-2008-3fa1`), "" for any other marker."""
        return note_name(self.note) if self.note and not self.refs else ""


def find_markers(
    document: Document, known: frozenset[int] | None = None, references: ReferenceList | None = None
) -> tuple[Marker, ...]:
    """Every marker outside the protected parts and the reference list, in order.

    `known` are numbers that have a paper; with those of the list at the end of the text they are what a number must be
    among to be cited without asking. `references` is that list, when it was looked for already.
    """
    listed = references if references is not None else find_reference_list(document)
    numbers = (known or frozenset()) | (listed.numbers if listed else frozenset())
    elements = raised_elements(document.text) if document.format != "text" else ()
    lists = [span for span in (listed.spans if listed else ())]
    outside = [element for element in elements if not _within(element.span, lists)]
    seen = visible_text(document, (*lists, *(element.span for element in outside)))
    raised = _placed(seen, outside)
    hits = [*_element_hits(seen, raised), *_text_hits(document, seen)]
    judged = (_against_list(hit, numbers or None) for hit in hits)
    around = _CITATION.sub(lambda match: HOLE * len(match[0]), masked(seen.text, hits))
    shown = {index: ",".join(map(str, element.numbers)) for index, element in raised.items()}
    ordered = sorted(judged, key=lambda hit: hit.start)
    return tuple(_marker(document, seen, hit, shown, around) for hit in ordered)


def _text_hits(document: Document, seen: VisibleText) -> list[Hit]:
    """What the rules find, the certain before the less certain; each masks what it took."""
    hits: list[Hit] = []
    text = blanked(seen.text, seen.closed, HOLE)
    is_markdown = document.format == "markdown"

    def take(found_now: Iterable[Hit]) -> None:
        nonlocal text
        new = [hit for hit in found_now]
        hits.extend(new)
        text = masked(text, new)

    take(shortcodes(text))
    text = blanked(text, _citation_spans(document, text), HOLE)
    take(foreign_keys(text, is_markdown))
    if is_markdown:
        take(markdown_notes(text))
    take(double_parentheses(text))
    take(identifiers(text.replace(HOLE, " ")))
    addresses = address_spans(text.replace(HOLE, " "))
    text = blanked(text, merged((*addresses, *found(_FILE_NAME, text))), HOLE)
    take(author_years(text))
    text = blanked(text, found(_NUMBERED_HEADING, text), HOLE)
    take(raised_digits(text))
    take(caret_digits(text))
    take(bracketed_numbers(text))
    take(numbers_in_parentheses(text))
    take(glued_digits(text, seen.text))
    take(digits_after_stop(text, seen.text))
    return hits


def _citation_spans(document: Document, text: str) -> tuple[Span, ...]:
    """Where Pandoc's citations stand in the visible text."""
    plain = Document(document.name, text, "text", protected=address_spans(text))
    return tuple(Span(citation.start, citation.end) for citation in find_citations(plain))


def _placed(seen: VisibleText, elements: Sequence[RaisedElement]) -> dict[int, RaisedElement]:
    """The elements by the place of their holes in the visible text."""
    holes = (index for index, char in enumerate(seen.text) if char == HOLE)
    places = {seen.source(index, index + 1).start: index for index in holes}
    return {places[each.span.start]: each for each in elements if each.span.start in places}


def _element_hits(seen: VisibleText, elements: Mapping[int, RaisedElement]) -> Iterator[Hit]:
    """The raised elements: those that link to a note are certain, others must hang on a word or a full stop."""
    for index, element in elements.items():
        before = _SKIPPED.sub("", seen.text[max(0, index - 60) : index])
        anchor = raised_anchor(before, len(before))
        kind: Kind = "footnote" if element.note or element.is_link else "number"
        if element.note:
            reason, refs = "a core footnote of WordPress", (f"fn:{element.note}",)
            yield Hit(index, index + 1, anchor, kind, "cite", reason, element.numbers, refs, ("",))
        elif element.is_link:
            yield Hit(index, index + 1, anchor, kind, "cite", "a link to a note", element.numbers)
        elif anchor:
            yield Hit(index, index + 1, anchor, kind, "cite", "a superscript", element.numbers)


def _against_list(hit: Hit, known: frozenset[int] | None) -> Hit:
    """Document evidence: a number that no list knows is asked about."""
    if known is None or not hit.numbers or hit.refs:
        return hit
    unknown = [number for number in hit.numbers if number not in known]
    if unknown and hit.verdict == "cite":
        named = ", ".join(map(str, unknown))
        return replace(hit, verdict="ask", reason=f"{named} is not among the known numbers")
    return hit


def _marker(document: Document, seen: VisibleText, hit: Hit, shown: Mapping[int, str], around: str) -> Marker:
    span = seen.source(hit.start, hit.end)
    context = _on_one_line(seen, max(0, hit.start - _CONTEXT), hit.end + _CONTEXT, shown)
    sentence = _on_one_line(seen, *_sentence(seen.text, hit), shown)
    verdict, reason = hit.verdict, hit.reason
    if verdict == "cite" and not _is_whole(
        document.text[span.start : span.end], seen.text[hit.start : hit.end]
    ):
        verdict, reason = "ask", "markup stands within it"
    return Marker(
        span,
        hit.anchor,
        hit.kind,
        hit.numbers,
        hit.refs,
        hit.locators,
        verdict,
        reason,
        context,
        sentence,
        hit.note,
        _place(seen.text, around, hit),
    )


def _place(text: str, around: str, hit: Hit) -> str:
    """The last words before the marker and the marker itself; `around` is the text without markers and citations, so that
    what becomes of others changes nothing."""
    before = around[max(0, hit.start - _LONGEST_SENTENCE) : hit.start]
    own = ",".join(map(str, hit.numbers)) or text[hit.start : hit.end]
    return " ".join((*_LETTERS.findall(before)[-_WORDS_OF_PLACE:], " ".join(own.split())))


def _on_one_line(seen: VisibleText, start: int, end: int, shown: Mapping[int, str]) -> str:
    read = "".join(shown.get(index, seen.text[index]) for index in range(start, min(end, len(seen.text))))
    return " ".join(read.replace(HOLE, "…").split())


def _sentence(text: str, hit: Hit) -> tuple[int, int]:
    """From the end of the sentence before to its own end; a number behind a full stop belongs to the one before it."""
    start = max(0, hit.start - _LONGEST_SENTENCE)
    own_start = hit.start - 1 if text[max(0, hit.start - 1) : hit.start] in _STOPS else hit.start
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, max(start, own_start))]
    if own_start < hit.start:
        return (ends[-1] if ends else start), hit.end
    close = _SENTENCE_END.search(text, hit.end, hit.end + _LONGEST_SENTENCE)
    return (ends[-1] if ends else start), close.end() if close else hit.end + _LONGEST_SENTENCE


def _is_whole(source: str, visible: str) -> bool:
    """Whether a span of the file can be replaced without cutting markup apart."""
    return source == visible or visible == HOLE or ("<" not in source and "*" not in source)


def _within(span: Span, spans: Iterable[Span]) -> bool:
    return any(one.start <= span.start < one.end for one in spans)
