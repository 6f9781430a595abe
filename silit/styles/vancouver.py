"""The Vancouver style as the US National Library of Medicine writes it.

Rules: Citing Medicine (2nd ed., NLM) and the sample references of the ICMJE Recommendations; DOIs as whole addresses
(Crossref's display guidelines).
"""

from __future__ import annotations

from urllib.parse import quote

from silit.markup import Inline, Inlines, Link, Text, parse_inline, strip_tags
from silit.model.identifiers import Identifier
from silit.model.integrity import Integrity
from silit.model.languages import english_name
from silit.model.work import Work
from silit.styles import nlm_names
from silit.styles.nlm_notes import RETRACTED, closed, identifier_link, notes
from silit.styles.nlm_sources import designator, editors, is_known_by_address, source

NO_TITLE = "[title not recorded]"
_URL_SAFE = "%/:?#@!$&()*+,;=~-._"
_EDITED = frozenset({"book", "collection", "report"})


def reference(work: Work, integrity: Integrity) -> Inlines:
    """The reference that a list prints: authors, title, source, identifiers, then what befell the work.

    A retracted work says so after its title and names the notice; concern, corrections and replacements are named
    at the end. Missing authors, dates and titles are said in brackets, never made up.
    """
    authors = _authors(work)
    sentences: list[Inlines] = [(Text(authors),)] if authors else []
    sentences.append(_title(work, integrity))
    sentences.extend(source(work))
    if language := _language_note(work):
        sentences.append((Text(language),))
    whole = [closed(_trimmed(sentence)) for sentence in sentences]
    whole.extend(filter(None, (_identifiers(work), *notes(integrity))))
    out: list[Inline] = []
    for sentence in whole:
        out.extend((*sentence, Text(" ")))
    return tuple(out[:-1])


def _authors(work: Work) -> str:
    if work.author:
        return nlm_names.names(work.author, complete=work.authors_complete == "yes")
    if work.type in _EDITED and work.editor:
        return editors(work)
    return "" if work.authors_complete == "yes" else nlm_names.NOT_RECORDED


def _title(work: Work, integrity: Integrity) -> Inlines:
    title = _unstopped(work.title or work.original_title)
    if not title:
        inlines: Inlines = (Text(NO_TITLE),)
    elif work.original_title and work.title and work.original_title != work.title:
        inlines = (Text("["), *parse_inline(title), Text("]"))
    else:
        inlines = parse_inline(title)
    named = designator(work)
    medium = (Text(f" [{named}]"),) if named else ()
    return (*inlines, *medium, *((Text(RETRACTED),) if integrity.status == "retracted" else ()))


def _unstopped(title: str) -> str:
    """The title without the one full stop that ends it; an ellipsis stays."""
    tidy = " ".join(title.split())
    return tidy if tidy.endswith("..") else tidy.removesuffix(".")


def _language_note(work: Work) -> str:
    is_english = not work.language or work.language.lower().split("-")[0] == "en"
    return "" if is_english else english_name(work.language)


def _identifiers(work: Work) -> Inlines:
    doi = identifier_link(Identifier("doi", work.doi)) if work.doi else ()
    pmid = identifier_link(Identifier("pmid", work.pmid))
    pmcid = identifier_link(Identifier("pmcid", work.pmcid))
    numbers = (*pmid, *((Text("; "),) if pmid and pmcid else ()), *pmcid)
    if doi or numbers:
        return (*doi, *((Text(" "),) if doi and numbers else ()), *((*numbers, Text(".")) if numbers else ()))
    if is_known_by_address(work):
        url = work.url.strip()
        return (Text("Available from: "), Link(quote(url, safe=_URL_SAFE, errors="replace"), (Text(url),)))
    return ()


def _trimmed(sentence: Inlines) -> Inlines:
    """The sentence without blanks at its end, which would stand before the full stop."""
    if (
        sentence
        and isinstance(sentence[-1], Text)
        and strip_tags(sentence[-1:]) != sentence[-1].text.rstrip()
    ):
        return (*sentence[:-1], Text(sentence[-1].text.rstrip()))
    return sentence
