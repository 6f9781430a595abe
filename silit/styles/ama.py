"""The style of the American Medical Association (AMA Manual of Style, 11th ed., chapter 3, "References").

What the manual leaves open is said as in Vancouver: in brackets where something is not known.
"""

from __future__ import annotations

from silit.markup import Inlines, Link, Text, parse_inline
from silit.model.doi import doi_url
from silit.model.integrity import Integrity
from silit.model.languages import english_name
from silit.model.work import Work
from silit.styles import full_dates
from silit.styles.ama_notes import notes
from silit.styles.ama_sources import cut_names, editors, is_standalone, source
from silit.styles.kinds import EDITED, is_article
from silit.styles.links import address, looked_at
from silit.styles.nlm_names import NOT_RECORDED
from silit.styles.sentences import closed, paragraph, text
from silit.styles.titles import NO_TITLE, headline, italic, own_title


def reference(work: Work, integrity: Integrity) -> Inlines:
    """Authors (three of more than six), title, source, DOI or address, then what befell the work."""
    sentences = [text(_authors(work)), _title(work), text(_language_note(work)), *source(work)]
    whole = [closed(sentence) for sentence in sentences if sentence]
    return paragraph([*whole, _accessed(work), _locator(work), *notes(integrity)])


def _authors(work: Work) -> str:
    if work.author:
        return cut_names(work.author, complete=work.authors_complete == "yes")
    if work.type in EDITED and work.editor:
        return editors(work)
    return "" if work.authors_complete == "yes" else NOT_RECORDED


def _title(work: Work) -> Inlines:
    title = own_title(work)
    if not title:
        return (Text(NO_TITLE),)
    return italic(headline(title, work.language)) if is_standalone(work) else parse_inline(title)


def _language_note(work: Work) -> str:
    if not work.language or work.language.lower().split("-")[0] == "en":
        return ""
    language = english_name(work.language)
    kind = "Article in" if is_article(work) else "In"
    return f"{kind} {language}" if language else ""


def _accessed(work: Work) -> Inlines:
    seen = looked_at(work)
    return (Text(f"Accessed {full_dates.american(seen)}."),) if seen else ()


def _locator(work: Work) -> Inlines:
    """ "doi:10.1000/x", linked, else an address."""
    if work.doi:
        return (Link(doi_url(work.doi), (Text(f"doi:{work.doi}"),)),)
    return address(work)
