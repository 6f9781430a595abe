"""Whether a work is the one that a pasted reference means, by what agrees: sure, to be asked, or another work."""

from __future__ import annotations

import re
from typing import Literal

from silit.formats.citation_text import CitedReference
from silit.markup import plain
from silit.matching.citation_compare import Comparison
from silit.matching.citation_source import IN_JOURNALS, known_sources
from silit.matching.identity import ALIKE
from silit.matching.titles import part_number, title_key
from silit.model.integrity import is_notice
from silit.model.notice_titles import is_notice_title, is_reply_title
from silit.model.preprints import is_preprint
from silit.model.work import Work

Verdict = Literal["sure", "ask", "other"]
# Crossref's own research on matching references: a search, then rules that validate its result, not its score.
_SAME_TITLE = 0.95
_SUPPORT = 3
_SHORT_TITLE = 3
_PLACE = frozenset({"volume", "pages"})
_LONG_ENOUGH = 5
_PREPRINT = re.compile(r"rxiv|preprint|research square|ssrn|\bosf\b", re.IGNORECASE)


def verdict(cited: CitedReference, work: Work, comparison: Comparison) -> Verdict:
    """*sure*: the title, and three of first author, year (one off is online first), volume and first page, or all that
    the reference says where it says no place; a title that is only alike needs all of these. *ask*: the title with less
    support, or all of the place with another title."""
    if _is_about_another(cited, work, comparison):
        return "other"
    support = _support(cited, work, comparison)
    if comparison.title >= _SAME_TITLE:
        return _of_same_title(cited, work, comparison, support)
    if (
        comparison.title >= ALIKE
        and support >= {"author", "year", "volume", "pages"}
        and _same_part(cited, work)
    ):
        return "ask" if "journal" in comparison.fields else "sure"
    if comparison.title >= ALIKE and support:
        return "ask"
    is_there = support >= _PLACE and len(support) >= _SUPPORT
    is_mentioned = not _names_title(cited) and comparison.agreeing >= {"author", "year"}
    return "ask" if (is_there or is_mentioned) and "journal" in comparison.agreeing else "other"


def _names_title(cited: CitedReference) -> bool:
    """Whether it says more than "Laslett M, Man Ther 2005;10:207"."""
    return bool(cited.title) and cited.title != cited.journal


def means_another(cited: CitedReference, comparison: Comparison) -> bool:
    """Whether the text is plainly of another paper than the work, though an identifier in it is the work's."""
    agrees = comparison.title >= ALIKE or comparison.agreeing >= {"author", "year"}
    return cited.is_reference and bool(comparison.differences) and not agrees


def _is_about_another(cited: CitedReference, work: Work, comparison: Comparison) -> bool:
    """Whether the work is a notice or a reply about a paper, and the reference does not say that it means one."""
    title = plain(work.title)
    if not (is_notice(work) or is_notice_title(title) or is_reply_title(title)):
        return False
    is_meant = is_notice_title(cited.title) or is_reply_title(cited.title) or comparison.title == 1
    return not is_meant


def _of_same_title(cited: CitedReference, work: Work, comparison: Comparison, support: set[str]) -> Verdict:
    words = len(title_key(work.title).split())
    if _is_all_the_same(cited, work, comparison):
        return "sure"
    if words <= _SHORT_TITLE and not support >= _PLACE:
        return "ask"
    if len(support) >= _SUPPORT:
        return "sure"
    says_no_place = not (cited.place.volume or cited.place.first_page)
    is_all_there_is = says_no_place and not comparison.differences and support >= {"author", "year"}
    return "sure" if is_all_there_is and words >= _LONG_ENOUGH and _of_same_stage(cited, work) else "ask"


def _is_all_the_same(cited: CitedReference, work: Work, comparison: Comparison) -> bool:
    """Whether the reference names all that is known to tell the work from another of its title, and nothing differs."""
    if comparison.differences or not _of_same_stage(cited, work):
        return False
    if work.type not in IN_JOURNALS and "address" in comparison.agreeing:
        return True
    known = known_sources(work)
    return len(known) >= _SUPPORT and known <= comparison.agreeing


def _of_same_stage(cited: CitedReference, work: Work) -> bool:
    """Whether a preprint is not taken for the article that the reference names a journal of."""
    return not is_preprint(work) or not cited.container or bool(_PREPRINT.search(cited.text))


def _support(cited: CitedReference, work: Work, comparison: Comparison) -> set[str]:
    support = set(comparison.agreeing) & {"author", "year", "volume", "pages"}
    if cited.year is not None and work.year is not None and abs(cited.year - work.year) <= 1:
        support.add("year")
    return support


def _same_part(cited: CitedReference, work: Work) -> bool:
    numbers = {part_number(cited.title), part_number(work.title)}
    return None in numbers or len(numbers) == 1
