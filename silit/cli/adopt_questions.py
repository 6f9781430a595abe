"""The questions of `silit article adopt` at a terminal: is this a citation, and of which paper?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import click

from silit.articles.document import Span
from silit.articles.markers import Marker
from silit.cli import describing
from silit.cli.screen import bold, say
from silit.cli.sources import Progress, services
from silit.cli.state import State
from silit.errors import SilitError
from silit.library.library import Library
from silit.services.adopt_options import refs_to_add
from silit.services.adopting import AdoptionPlan
from silit.services.citation_report import described
from silit.services.citation_resolving import Sources, resolve_citations
from silit.services.find import find_ids
from silit.services.looking import look
from silit.services.proposing import propose, propose_for_text, stands_in, title_in
from silit.services.reference_matching import MatchedReference
from silit.services.search_plan import plan_search

_AT_PUBMED = 5
_NONE = "n"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person said of the markers that only a person can tell: some are citations, some are none (their places), and
    some are `held`: left as they are for now."""

    citations: tuple[Span, ...] = ()
    no_citations: tuple[str, ...] = ()
    held: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """The papers that a person named, name (number, ref …) to REF, and the places that are no citations after all."""

    refs: Mapping[str, str]
    no_citations: tuple[str, ...] = ()


def ask_what_is_cited(plan: AdoptionPlan) -> Judged:
    """Asks of each doubtful marker whether it is a citation."""
    said: dict[str, list[Marker]] = {"y": [], "n": [], "": []}
    for marker in plan.unsettled:
        if marker.verdict == "ask":
            said[_is_citation(plan, marker)].append(marker)
    return Judged(
        tuple(marker.span for marker in said["y"]),
        tuple(marker.place for marker in said["n"]),
        tuple(marker.span for marker in said[""]),
    )


def ask_for_papers(state: State, library: Library, plan: AdoptionPlan, held: Sequence[Span]) -> Named:
    """Asks which paper each number, note or entry is that has none. Markers at `held` are not asked about."""
    markers = [marker for marker in plan.markers if marker.span not in held]
    answers = {}
    none: set[str] = set()
    for name in plan.names_without_paper(held):
        listed = next((one for one in plan.references if one.entry.name == name), None)
        standing = [marker for marker in markers if stands_in(name, marker)]
        ref = _ask(state, library, name, standing, listed)
        if ref == _NONE:
            none.add(name)
        elif ref:
            answers[name] = ref
    no_citations = (marker.place for marker in markers if none.issuperset(plan.open_names(marker) or ("",)))
    return Named(answers, tuple(no_citations))


def _is_citation(plan: AdoptionPlan, marker: Marker) -> str:
    document = plan.file.document
    shown = ", ".join(map(str, marker.numbers)) or "; ".join(marker.refs) or marker.note
    say(bold(f"\nLine {document.place(marker.span.start)[0]}: is {shown} a citation?"))
    say(f"  … {marker.context} …")
    say(f"  In doubt because: {marker.reason}")
    known = [plan.keys[ref] for ref in marker.refs if ref in plan.keys]
    if known:
        say(f"  It would cite {', '.join(known)}")
    while True:
        say("  [y] yes, it cites   [n] no, it is no citation   [Enter] leave it as it is for now")
        answer = _answer("  Your answer").lower()
        if answer in ("y", "n", ""):
            return answer
        say(f"  {answer!r} is none of these.")


def _ask(
    state: State, library: Library, name: str, markers: Sequence[Marker], listed: MatchedReference | None
) -> str:
    """A REF, _NONE when what stands at the markers cites nothing, or "" where it stays open."""
    say(bold(f"\nWhich paper is {'number ' if name.isdecimal() else ''}{name}?"))
    for marker in markers:
        say(f"  … {marker.context} …")
    if listed is not None:
        say(f"  Your list says: {listed.entry.text}")
    written = listed.entry.text if listed else next((one.note for one in markers if one.note), "")
    if written and not listed:
        say(f"  Your note says: {written}")
    refs = _proposed(library, name, markers, listed, written)
    none = "[n] it cites nothing   " if markers else ""
    look = "[l] look these words up   " if written else ""
    while True:
        choice = f"[{'1' if len(refs) == 1 else f'1-{len(refs)}'}] this paper   " if refs else ""
        say(f"  {choice}{look}[p] look in PubMed   [i] type a key, PMID or DOI   {none}[Enter] leave it open")
        answer = _answer("  Your answer").lower()
        if not answer:
            return ""
        if answer == _NONE and markers:
            return _NONE
        if answer.isdecimal() and 1 <= int(answer) <= len(refs):
            return refs[int(answer) - 1]
        if answer == "i":
            if ref := _typed(state, library):
                return ref
        elif answer == "l" and written:
            refs = _looked_up(state, library, written) or refs
        elif answer == "p":
            refs = _at_pubmed(state, title_in(written) if written else "") or refs
        else:
            say(f"  {answer!r} is none of these.")


def _proposed(
    library: Library, name: str, markers: Sequence[Marker], listed: MatchedReference | None, written: str
) -> list[str]:
    """Shows the works that it may be; their keys."""
    refs = []
    if listed is not None and listed.match:
        refs.append(listed.match)
        is_strange = listed.verdict == "check" and listed.entry.identifiers
        why = "your list has its identifier, but other words" if is_strange else "your list fits it"
        say(f"  1  {listed.match}: {why} ({listed.verdict})")
    by_sentences = propose(library, name, markers) if markers and not written else ()
    proposals = by_sentences or propose_for_text(library, written)
    for proposal in (one for one in proposals if one.entry.cite_key not in refs):
        refs.append(proposal.entry.cite_key)
        say(f"  {len(refs)}  {refs[-1]}: {describing.title(proposal.entry)}")
        say(f"     why: it and your text speak of {', '.join(proposal.shared)}")
    if not refs:
        say("  No paper of the library fits.")
    return refs


def _typed(state: State, library: Library) -> str:
    """A REF that names a work of the library, or one that can be added; "" when what was typed is neither."""
    ref = _answer("  Key, PMID or DOI")
    if ref and not refs_to_add(library, [ref]):
        try:
            find_ids(library, [ref])
        except SilitError as error:
            state.say_error(error)
            return ""
    return ref


def _looked_up(state: State, library: Library, written: str) -> list[str]:
    """Shows the papers that a reference in words may mean, by the library, PubMed and Crossref; what names them."""
    progress = Progress(state)
    try:
        with services(state, progress) as asking:
            sources = Sources(asking.pubmed, asking.crossref, asking.resolver)
            (found,) = resolve_citations([written], library, sources, on_step=progress.step)
            progress.end()
    except SilitError as error:
        state.say_error(error)
        return []
    named = [candidate for candidate in found.candidates if candidate.ref]
    for index, candidate in enumerate(named, start=1):
        say(f"  {index}  {described(candidate)}")
    if found.error is not None:
        state.say_error(found.error)
    elif not named:
        say("  No paper is found for these words.")
    return [candidate.ref for candidate in named]


def _at_pubmed(state: State, title: str) -> list[str]:
    """Shows what PubMed finds for the words that the person types (Enter takes `title`); their PMIDs."""
    words = _answer("  Words to search for", title)
    if not words:
        return []
    try:
        with services(state, Progress(state)) as asking:
            plan = plan_search(words, None)
            looked = look(
                None, words, plan, asking.pubmed, asking.crossref, limit=_AT_PUBMED, sources=("pubmed",)
            )
    except SilitError as error:
        state.say_error(error)
        return []
    for failure in looked.errors:
        state.say_error(failure)
    hits = [hit for found in looked.sources for hit in found.hits]
    for index, hit in enumerate(hits, start=1):
        entry = hit.entry
        say(f"  {index}  {describing.authors(entry)} {entry.work.year or ''}: {describing.title(entry)}")
    if not hits and not looked.errors:
        say("  PubMed has nothing for these words. Try fewer.")
    return [f"PMID:{hit.entry.work.pmid}" for hit in hits]


def _answer(question: str, default: str = "") -> str:
    return str(click.prompt(question, default=default, show_default=bool(default), err=True)).strip()
