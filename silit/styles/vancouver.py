"""The Vancouver style as the US National Library of Medicine writes it.

Rules: Citing Medicine (2nd ed., NLM) and the sample references of the ICMJE Recommendations; DOIs as whole addresses
(Crossref's display guidelines).
"""

from __future__ import annotations

from silit.markup import Inlines, Text, parse_inline
from silit.model.archives import web_address
from silit.model.integrity import Integrity
from silit.model.languages import english_name
from silit.model.work import Work
from silit.styles import nlm_names
from silit.styles.kinds import EDITED
from silit.styles.links import doi_link, is_known_by_address, pmcid_link, pmid_link, web_link
from silit.styles.nlm_notes import RETRACTED, notes
from silit.styles.nlm_sources import designator, editors, source
from silit.styles.sentences import closed, paragraph, text
from silit.styles.titles import NO_TITLE, own_title, translation


def reference(work: Work, integrity: Integrity) -> Inlines:
    """The reference that a list prints: authors, title, source, identifiers, then what befell the work.

    A retracted work says so after its title and names the notice; concern, corrections and replacements are named
    at the end. Missing authors, dates and titles are said in brackets, never made up.
    """
    sentences = [text(_authors(work)), _title(work, integrity), *source(work), text(_language_note(work))]
    whole = [closed(sentence) for sentence in sentences if sentence]
    return paragraph([*whole, _identifiers(work), *notes(integrity)])


def _authors(work: Work) -> str:
    if work.author:
        return nlm_names.names(work.author, complete=work.authors_complete == "yes")
    if work.type in EDITED and work.editor:
        return editors(work)
    return "" if work.authors_complete == "yes" else nlm_names.NOT_RECORDED


def _title(work: Work, integrity: Integrity) -> Inlines:
    title = own_title(work)
    if not title:
        inlines: Inlines = (Text(NO_TITLE),)
    elif translation(work)[1]:
        inlines = (Text("["), *parse_inline(title), Text("]"))
    else:
        inlines = parse_inline(title)
    named = designator(work)
    medium = (Text(f" [{named}]"),) if named else ()
    return (*inlines, *medium, *((Text(RETRACTED),) if integrity.status == "retracted" else ()))


def _language_note(work: Work) -> str:
    is_english = not work.language or work.language.lower().split("-")[0] == "en"
    return "" if is_english else english_name(work.language)


def _identifiers(work: Work) -> Inlines:
    doi, pmid, pmcid = doi_link(work.doi), pmid_link(work.pmid), pmcid_link(work.pmcid)
    numbers = (*pmid, *((Text("; "),) if pmid and pmcid else ()), *pmcid)
    if doi or numbers:
        return (*doi, *((Text(" "),) if doi and numbers else ()), *((*numbers, Text(".")) if numbers else ()))
    return (Text("Available from: "), *web_link(web_address(work))) if is_known_by_address(work) else ()
