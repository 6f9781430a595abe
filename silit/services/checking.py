"""`silit article check`: what a reader, or an editor, would hold against the article."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from silit.articles.citations import find_citations
from silit.articles.document import Document
from silit.articles.file_slug import slug_problems
from silit.articles.left_note_lists import left_note_lists
from silit.articles.markers import Marker, find_markers
from silit.articles.page_furniture import page_furniture
from silit.articles.quotations import find_quotations
from silit.articles.reference_list import ReferenceList, find_reference_list
from silit.articles.unclosed import unclosed_fence
from silit.errors import did_you_mean
from silit.library import Library
from silit.library.works import all_keys
from silit.matching.quotes import find_quote
from silit.model.citations import Citation
from silit.model.entries import Entry
from silit.model.identifiers import parse_identifier
from silit.results import Problem
from silit.services.balance import claim_problems
from silit.services.building import cited_works
from silit.services.reference_matching import is_mentioned, match_text_to

# After this many days the answer "no retraction found" is old news.
STALE_AFTER_DAYS = 180
_UNCHECKED = ("not-checked", "long-unchecked")
_STANDING = {
    "retracted": ("retracted", "has been RETRACTED", "Take it out, or say in the text that it is retracted."),
    "concern": ("concern", "is under an expression of concern", "Say so where you rely on it."),
    "corrected": (
        "corrected",
        "has been corrected",
        "Check that what you cite still stands: silit show {key}",
    ),
    "superseded": ("superseded", "has a newer version", "Cite the newer one: silit show {key}"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """The problems of an article in the order of their lines, and what it cites."""

    problems: tuple[Problem, ...]
    citations: tuple[Citation, ...]
    works: Mapping[str, Entry]

    @property
    def to_ask_about(self) -> tuple[str, ...]:
        """PMIDs, else DOIs, of the works of which is not known, or not of late, whether they still stand."""
        keys = {one.key for one in self.problems if one.code in _UNCHECKED}
        works = {entry.cite_key: entry.work for entry in self.works.values() if entry.cite_key in keys}
        return tuple(filter(None, (work.pmid or work.doi for work in works.values())))


def check_article(
    library: Library, document: Document, today: date, no_citations: Collection[str] = ()
) -> Checked:
    """Looks the article through; nothing is changed. `no_citations` are places of markers that a person said are none."""
    citations = find_citations(document)
    references = find_reference_list(document)
    markers = [one for one in find_markers(document, None, references) if one.place not in no_citations]
    with library.reading():
        works = cited_works(library, citations)
        problems = [
            *_keys(library, document, citations, works),
            *_open_places(document, citations),
            *_bare_numbers(document, markers),
            *_standing(document, citations, works, today),
            *_uncited_references(document, references, markers),
            *_unmentioned_references(document, references, markers, works),
            *claim_problems(library, document, citations, works),
            *_quotes(document, citations, works),
            *page_furniture(document),
            *left_note_lists(document),
            *slug_problems(document),
            *_unclosed(document),
        ]
    placed = [replace(problem, file=document.name) for problem in problems]
    placed.sort(key=lambda problem: problem.line or 0)
    return Checked(tuple(placed), citations, works)


def _keys(
    library: Library, document: Document, citations: Sequence[Citation], works: Mapping[str, Entry]
) -> Iterator[Problem]:
    known: list[str] | None = None
    keys_of_work: dict[str, dict[str, int]] = {}
    for citation in citations:
        for item in citation.items:
            line = document.place(citation.start)[0]
            if item.key in works:
                keys_of_work.setdefault(works[item.key].cite_key, {}).setdefault(item.key, line)
            elif not item.is_open:
                known = all_keys(library.connection) if known is None else known
                hint = _hint_for_key(item.key, known)
                yield Problem(
                    "unknown-key", f"There is no work called {item.key}.", hint, line=line, key=item.key
                )
    for cite_key, keys in keys_of_work.items():
        if len(keys) > 1:
            named = " and ".join(keys)
            yield Problem(
                "two-keys",
                f"{named} are one paper.",
                f"Cite it as {cite_key} everywhere.",
                line=max(keys.values()),
                key=cite_key,
            )


def _hint_for_key(key: str, known: Sequence[str]) -> str:
    if ":" in key and (identifier := parse_identifier(key)):
        return f"silit add {identifier}"
    return did_you_mean(key, known) or "`silit list WORD` searches the library."


def _open_places(document: Document, citations: Sequence[Citation]) -> Iterator[Problem]:
    for citation in citations:
        for item in citation.items:
            if item.is_open:
                yield Problem(
                    "open-place",
                    f"The paper of number {item.key[1:]} is not known yet.",
                    f"silit article adopt {document.name} --map {item.key[1:]}=REF --write, or write its key there.",
                    line=document.place(citation.start)[0],
                )


def _bare_numbers(document: Document, markers: Sequence[Marker]) -> Iterator[Problem]:
    for marker in markers:
        shown = ",".join(map(str, marker.numbers)) or ", ".join(marker.refs) or marker.note[:60]
        says = "A citation that is not one yet" if marker.verdict == "cite" else "Perhaps a citation"
        yield Problem(
            "bare-number" if marker.kind == "number" else f"bare-{marker.kind}",
            f"{says}: {shown} in “{marker.context}”",
            f"silit article adopt {document.name}",
            line=document.place(marker.span.start)[0],
        )


def _standing(
    document: Document, citations: Sequence[Citation], works: Mapping[str, Entry], today: date
) -> Iterator[Problem]:
    for entry, line in _first_uses(document, citations, works):
        status = entry.integrity.status
        if status in _STANDING:
            code, says, hint = _STANDING[status]
            yield Problem(
                code,
                f"{entry.cite_key} {says}.",
                hint.format(key=entry.cite_key),
                line=line,
                key=entry.cite_key,
            )
        elif not entry.integrity.checked:
            yield Problem(
                "not-checked",
                f"Whether {entry.cite_key} still stands was never checked.",
                _how_to_ask(entry),
                line=line,
                key=entry.cite_key,
            )
        elif (today - date.fromisoformat(entry.integrity.checked)).days > STALE_AFTER_DAYS:
            yield Problem(
                "long-unchecked",
                f"Whether {entry.cite_key} still stands was last checked on {entry.integrity.checked}.",
                _how_to_ask(entry),
                line=line,
                key=entry.cite_key,
            )


def _how_to_ask(entry: Entry) -> str:
    identifier = entry.work.pmid or entry.work.doi
    return (
        f"To ask PubMed and Crossref: silit add {identifier}"
        if identifier
        else "It has no PMID or DOI to ask by."
    )


def _first_uses(
    document: Document, citations: Sequence[Citation], works: Mapping[str, Entry]
) -> Iterator[tuple[Entry, int]]:
    seen: set[str] = set()
    for citation in citations:
        for item in citation.items:
            entry = works.get(item.key)
            if entry is not None and entry.cite_key not in seen:
                seen.add(entry.cite_key)
                yield entry, document.place(citation.start)[0]


def _uncited_references(
    document: Document, references: ReferenceList | None, markers: Sequence[Marker]
) -> Iterator[Problem]:
    """Entries of a list in the text whose number stands nowhere in it."""
    used = {number for marker in markers for number in marker.numbers}
    for entry in references.entries if references else ():
        if entry.number is not None and entry.number not in used:
            yield Problem(
                "uncited-reference",
                f"Entry {entry.number} of the reference list is cited nowhere: {entry.text[:60]}",
                "Cite it, or take it out of the list.",
                line=document.place(entry.span.start)[0],
            )


def _unmentioned_references(
    document: Document,
    references: ReferenceList | None,
    markers: Sequence[Marker],
    works: Mapping[str, Entry],
) -> Iterator[Problem]:
    """Entries of a list without numbers that no mention (author and year) in the text can mean, and no citation means.

    Nothing is said of a text that mentions no author with a year, or that has bare numbers: they may count the entries.
    """
    mentions = [ref for marker in markers if marker.kind == "author-year" for ref in marker.refs]
    if references is None or not mentions or any(marker.numbers for marker in markers):
        return
    cited = list({entry.cite_key: entry for entry in works.values()}.values())
    for entry in references.entries:
        if entry.number is not None or entry.label or is_mentioned(entry.text, mentions):
            continue
        if not match_text_to(entry.text, cited)[0]:
            yield Problem(
                "uncited-reference",
                f"An entry of the reference list seems to be cited nowhere: {entry.text[:60]}",
                "Cite it, or take it out of the list.",
                line=document.place(entry.span.start)[0],
            )


def _unclosed(document: Document) -> Iterator[Problem]:
    line = unclosed_fence(document)
    if line is not None:
        yield Problem(
            "unclosed-code",
            "The code block that begins here is never closed; nothing behind it was checked.",
            "Close it with a line of the same signs (``` or ~~~).",
            line=line,
        )


def _quotes(
    document: Document, citations: Sequence[Citation], works: Mapping[str, Entry]
) -> Iterator[Problem]:
    for quotation in find_quotations(document, citations):
        cited = [works[item.key] for item in quotation.citation.items if item.key in works]
        findings = [find_quote(quotation.text, entry.work.abstract) for entry in cited if entry.work.abstract]
        # Without an abstract of each cited work nothing can be said.
        if (
            findings
            and len(findings) == len(cited)
            and all(finding.check == "not-found" for finding in findings)
        ):
            near = f" The nearest sentence there: “{findings[0].nearest}”" if findings[0].nearest else ""
            yield Problem(
                "quote-not-found",
                f"“{quotation.text}” does not stand in the abstract of {', '.join(e.cite_key for e in cited)}.{near}",
                "Compare it with the paper; a quotation from its full text is not in the abstract.",
                line=document.place(quotation.start)[0],
                key=cited[0].cite_key,
            )
