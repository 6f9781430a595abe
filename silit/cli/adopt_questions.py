"""The questions of `silit article adopt` at a terminal: which paper is this number?"""

from __future__ import annotations

import click

from silit.cli import describing
from silit.cli.screen import bold, say
from silit.cli.sources import Progress, services
from silit.cli.state import State
from silit.errors import SilitError
from silit.library.library import Library
from silit.services.adopting import AdoptionPlan
from silit.services.looking import look
from silit.services.proposing import propose
from silit.services.search_plan import plan_search

_AT_PUBMED = 5


def ask_for_papers(state: State, library: Library, plan: AdoptionPlan) -> dict[str, str]:
    """Number to REF, for the numbers that the person named a paper for."""
    numbers = sorted({number for marker in plan.unsettled for number in plan.open_numbers(marker)})
    answers = {}
    for number in numbers:
        ref = _ask(state, library, plan, number)
        if ref:
            answers[str(number)] = ref
    return answers


def _ask(state: State, library: Library, plan: AdoptionPlan, number: int) -> str:
    say(bold(f"\nNumber {number}:"))
    for marker in plan.markers:
        if number in marker.numbers:
            say(f"  … {marker.context} …")
    proposals = propose(library, number, plan.markers)
    refs = [proposal.entry.cite_key for proposal in proposals]
    for index, proposal in enumerate(proposals, start=1):
        entry = proposal.entry
        say(f"  {index}  {entry.cite_key}: {describing.title(entry)}")
        say(f"     both speak of: {', '.join(proposal.shared)}")
    while True:
        say("  [number] that paper   [p] look in PubMed   [i] type a key, PMID or DOI   [Enter] leave open")
        answer = click.prompt("  Which", default="", show_default=False, err=True).strip()
        if not answer:
            return ""
        if answer.isdecimal() and 1 <= int(answer) <= len(refs):
            return refs[int(answer) - 1]
        if answer == "i":
            return str(click.prompt("  Key, PMID or DOI", default="", show_default=False, err=True)).strip()
        if answer == "p":
            refs = _at_pubmed(state, library)
        else:
            say(f"  {answer!r} is none of these.")


def _at_pubmed(state: State, library: Library) -> list[str]:
    words = click.prompt("  Words to search for", default="", show_default=False, err=True).strip()
    if not words:
        return []
    try:
        with services(state, Progress(state)) as asking:
            looked = look(
                None,
                words,
                plan_search(words, None),
                asking.pubmed,
                asking.crossref,
                limit=_AT_PUBMED,
                sources=("pubmed",),
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
    return [hit.entry.work.pmid for hit in hits]
