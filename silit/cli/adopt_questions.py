"""The questions of `silit article adopt` at a terminal: is this a citation, and of which paper?"""

from __future__ import annotations

from collections.abc import Sequence
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
from silit.services.find import find_ids
from silit.services.looking import look
from silit.services.proposing import propose, stands_in, title_in
from silit.services.reference_matching import MatchedReference
from silit.services.search_plan import plan_search

_AT_PUBMED = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person said of the markers that only a person can tell: some are citations, some are none, and some are
    `held`: left as they are for now."""

    citations: tuple[Span, ...] = ()
    no_citations: tuple[Span, ...] = ()
    held: tuple[Span, ...] = ()


def ask_what_is_cited(plan: AdoptionPlan) -> Judged:
    """Asks of each doubtful marker whether it is a citation."""
    said: dict[str, list[Span]] = {"y": [], "n": [], "": []}
    for marker in plan.unsettled:
        if marker.verdict == "ask":
            said[_is_citation(plan, marker)].append(marker.span)
    return Judged(tuple(said["y"]), tuple(said["n"]), tuple(said[""]))


def ask_for_papers(
    state: State, library: Library, plan: AdoptionPlan, held: Sequence[Span]
) -> dict[str, str]:
    """Number (or ref) to REF, for those that the person named a paper for. Markers at `held` are not asked about."""
    markers = [marker for marker in plan.markers if marker.span not in held]
    answers = {}
    for name in plan.names_without_paper(held):
        listed = next((one for one in plan.references if str(one.entry.number) == name), None)
        ref = _ask(state, library, name, [marker for marker in markers if stands_in(name, marker)], listed)
        if ref:
            answers[name] = ref
    return answers


def _is_citation(plan: AdoptionPlan, marker: Marker) -> str:
    document = plan.file.document
    shown = ", ".join(map(str, marker.numbers)) or "; ".join(marker.refs)
    say(bold(f"\nLine {document.place(marker.span.start)[0]}: is {shown} a citation?"))
    say(f"  … {marker.context} …")
    say(f"  In doubt because: {marker.reason}")
    while True:
        say("  [y] yes, it cites   [n] no, it is no citation   [Enter] leave it as it is for now")
        answer = _answer("  Your answer").lower()
        if answer in ("y", "n", ""):
            return answer
        say(f"  {answer!r} is none of these.")


def _ask(
    state: State, library: Library, name: str, markers: Sequence[Marker], listed: MatchedReference | None
) -> str:
    say(bold(f"\nWhich paper is {'number ' if name.isdecimal() else ''}{name}?"))
    for marker in markers:
        say(f"  … {marker.context} …")
    if listed is not None:
        say(f"  Your list says: {listed.entry.text}")
    refs = _proposed(library, name, markers, listed)
    while True:
        choice = f"[{'1' if len(refs) == 1 else f'1-{len(refs)}'}] this paper   " if refs else ""
        say(f"  {choice}[p] look in PubMed   [i] type a key, PMID or DOI   [Enter] leave it open")
        answer = _answer("  Your answer").lower()
        if not answer:
            return ""
        if answer.isdecimal() and 1 <= int(answer) <= len(refs):
            return refs[int(answer) - 1]
        if answer == "i":
            if ref := _typed(state, library):
                return ref
        elif answer == "p":
            refs = _at_pubmed(state, title_in(listed.entry.text) if listed else "") or refs
        else:
            say(f"  {answer!r} is none of these.")


def _proposed(
    library: Library, name: str, markers: Sequence[Marker], listed: MatchedReference | None
) -> list[str]:
    """Shows the works that it may be; their keys."""
    refs = []
    if listed is not None and listed.match:
        refs.append(listed.match)
        say(f"  1  {listed.match}: your list fits it ({listed.verdict})")
    proposals = [one for one in propose(library, name, markers) if one.entry.cite_key not in refs]
    for proposal in proposals:
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
