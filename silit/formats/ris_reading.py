"""A RIS record, whoever wrote it, as a work.

Programs agree on little: a journal is T2 (EndNote, Zotero), JF (Reference Manager, Ovid) or JO, an abstract AB or N2, the pages
SP and EP or all in SP. The tables here are what the exports of Reference Manager, EndNote, Zotero, Mendeley, Citavi, Ovid, Embase,
Scopus, ProQuest, Rayyan and Web of Science hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from silit.formats.access_dates import access_date, unread_access
from silit.formats.inline_html import clean_line, clean_paragraphs, clean_title
from silit.formats.language_tags import language_tag
from silit.formats.pubmed_pages import expand, is_locator, with_hyphens
from silit.formats.pubmed_text import without_final_dot
from silit.formats.ris_dates import issued, online
from silit.formats.ris_ids import identifiers, isbns, issns
from silit.formats.ris_notes import is_silits, own_relations, own_study_type, own_tags, tags
from silit.formats.ris_own_facts import told_facts, told_number, told_type, with_facts
from silit.formats.ris_people import are_cut, authors, editors, translators
from silit.formats.ris_places import issue, number, own_place, place, reference_type
from silit.formats.ris_types import IN_A_JOURNAL, csl_type, is_known
from silit.formats.tagged_fields import Fields
from silit.model.archives import as_in_archives, with_archive_numbers, without_archive_page
from silit.model.work import Work
from silit.results import Problem, Result

_SHORT_JOURNAL = ("JA", "J2", "JI", "J1", "JO", "J9")
# Ovid writes "No Pagination Specified" over both page fields; others write the names of missing values.
_NO_PAGES = frozenset({"no", "specified", "nan", "n/a", "no pagination specified", "-"})
_COUNTED = frozenset("BOOK CLSWK EBOOK EDBOOK MANSCPT MPCT PAMP SER THES VIDEO".split())
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_LABEL = re.compile(r"\n(?=[A-Z][A-Z /&,-]{3,60}: )")
# Kinds of articles that M3 may name; databases put all sorts of other things there.
_ARTICLE_KINDS = frozenset(
    {"preprint", "review", "editorial", "letter", "meta-analysis", "systematic review", "comment", "erratum"}
    | {"published erratum", "retraction notice", "expression of concern"}
)


def work_of(fields: Fields) -> Result[Work]:
    """The work of a record, with what could not be read. What is not usable counts as missing."""
    kind = clean_line(fields.first("M3"))
    facts = told_facts(fields)
    own = is_silits(fields)
    work_type = told_type(facts) or csl_type(fields.first("TY"), kind)
    # In silit's own export a note is what its user wrote, perhaps about another paper.
    ids = identifiers(fields, in_notes=not own)
    date, unread = issued(fields)
    page, article_number = _pages(fields, work_type)
    title = _whole_title(fields)
    where = (own_place if own else place)(fields, work_type)
    edition = "" if online(fields) else _line(fields, "ET")
    work = Work(
        type=work_type,
        title=title,
        title_short=_short_title(fields, title),
        container_title=where.container,
        container_title_short=_short_journal(fields, work_type, where.container),
        collection_title=where.collection,
        author=authors(fields),
        editor=editors(fields, work_type),
        translator=translators(fields),
        authors_complete="no" if are_cut(fields) else "yes",
        issued=date,
        accessed=access_date(fields.first("Y2")) if own or _may_be_accessed(fields) else None,
        available_date=online(fields) if work_type in IN_A_JOURNAL else None,
        volume=_line(fields, "VL"),
        issue=issue(fields),
        page=page,
        number=article_number or (told_number(fields) if own else number(fields)),
        edition=edition,
        publisher=_line(fields, "PB", "PU"),
        publisher_place=_line(fields, "CY", "PP", "PI"),
        event_title=where.event,
        genre=_genre(kind, work_type, own=own),
        language=_language(fields),
        abstract=_abstract(fields),
        keyword=_keywords(fields),
        doi=ids["doi"],
        pmid=ids["pmid"],
        pmcid=ids["pmcid"],
        isbn=isbns(fields),
        issn=issns(fields),
        url=_url(fields),
        relations=own_relations(fields),
        study_type=own_study_type(fields),
        suggested_tags=tags(fields),
    )
    if own:
        whole = without_archive_page(with_archive_numbers(with_facts(work, facts)))
    else:
        whole = as_in_archives(work, fields.every("AN", "M1"))
    return Result(whole, (*_problems(fields, unread), *unread_access(fields.first("Y2"))))


def _problems(fields: Fields, unread: str) -> Iterator[Problem]:
    if unread:
        yield Problem("bad-date", f"{clean_line(unread)[:80]!r} is no date; the paper is kept without one.")
    reference_type = clean_line(fields.first("TY"))
    if reference_type and not is_known(reference_type):
        message = f"RIS has no reference type {reference_type[:40]!r}; the paper is kept as a document."
        yield Problem("unknown-type", message)


def _may_be_accessed(fields: Fields) -> bool:
    """Whether Y2 can be the day of access: of what has an address. A patent was filed on it."""
    return bool(_url(fields)) and reference_type(fields) != "PAT"


def _whole_title(fields: Fields) -> str:
    """The title; of a whole book it may stand in BT."""
    title = _title(fields, "TI", "T1", "CT")
    if is_silits(fields):
        return title
    # NLM sets a full stop behind it, and so do Ovid's and PubMed's exports.
    return without_final_dot(title) or _title(fields, "BT")


def _short_journal(fields: Fields, work_type: str, container: str) -> str:
    if work_type not in IN_A_JOURNAL:
        return ""
    short = _title(fields, *_SHORT_JOURNAL)
    # Other programs write the name once more where they know no short one; silit, where it is the short one ("Trials").
    return "" if short == container and not is_silits(fields) else short


def _short_title(fields: Fields, title: str) -> str:
    short = _title(fields, "ST")
    return "" if short == title else short


def _pages(fields: Fields, work_type: str) -> tuple[str, str]:
    """(page, number): the full range and "", or an article number twice."""
    start, end = (_page(fields.first(tag)) for tag in ("SP", "EP"))
    article_number = _line(fields, "C7", "AR") if work_type in IN_A_JOURNAL else ""
    if _is_a_count(fields, start, end):
        start = ""
    if not start:
        return (end or article_number), article_number
    page = expand(f"{start}-{end}" if end and end != start and "-" not in start else start)
    return page, article_number or (page if is_locator(page) else "")


def _is_a_count(fields: Fields, start: str, end: str) -> bool:
    """Whether SP says how many pages a whole work has, or how long a film runs (EndNote, Zotero), and not where it stands."""
    return reference_type(fields) in _COUNTED and not end and "-" not in start and not is_silits(fields)


def _page(text: str) -> str:
    page = with_hyphens(clean_line(text))
    return "" if page.casefold() in _NO_PAGES else page


def _genre(kind: str, work_type: str, *, own: bool) -> str:
    if own or (work_type not in IN_A_JOURNAL and not kind.casefold().startswith("doi")):
        return kind
    return kind if kind.casefold() in _ARTICLE_KINDS else ""


def _language(fields: Fields) -> str:
    return language_tag(_line(fields, "LA"))


def _abstract(fields: Fields) -> str:
    text = fields.first("AB", "N2")
    if is_silits(fields):
        return clean_paragraphs(text.replace("\n", "\n\n"))
    return clean_paragraphs(_LABEL.sub("\n\n", text))


def _keywords(fields: Fields) -> tuple[str, ...]:
    """KW, one a value or a line, or parted by semicolons; in silit's own export the tags come first."""
    values = fields.every("KW")
    if is_silits(fields):
        own = own_tags(fields)
        return tuple(map(clean_line, values[len(own) :] if values[: len(own)] == own else values))
    found: dict[str, str] = {}
    for value in values:
        for part in re.split(r"[\n;]", value):
            word = clean_line(part).lstrip("*").strip()
            found.setdefault(word.casefold(), word)
    return tuple(filter(None, found.values()))


def _url(fields: Fields) -> str:
    found = _ADDRESS.match(fields.first("UR", "L2", "LK"))
    return found[0] if found else ""


def _title(fields: Fields, *names: str) -> str:
    return next((title for text in fields.every(*names) if (title := clean_title(text))), "")


def _line(fields: Fields, *names: str) -> str:
    return next((line for text in fields.every(*names) if (line := clean_line(text))), "")
