"""silit article adopt - bare numbers become citations."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import click

from silit.articles.document import Span
from silit.cli.adopt_questions import ask_for_papers, ask_what_is_cited
from silit.cli.article_library import add_missing, open_library, remember_or_say
from silit.cli.options import FILE, json_option
from silit.cli.screen import bold, fitted, put, put_json
from silit.cli.state import State, pass_state
from silit.library.library import Library
from silit.services.adopt_options import (
    read_footnotes_meta,
    read_known,
    read_maps,
    read_positions,
)
from silit.services.adopting import AdoptionPlan, plan_adoption, remember_adoption, write_adoption
from silit.services.adoption_json import adoption_json
from silit.services.article_file import read_article_file, read_text_file
from silit.services.article_memory import ask_again as forget_no_citations
from silit.services.article_memory import remember_no_citations
from silit.services.reference_matching import MatchedReference


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="N=REF",
    help="Number N is this paper: a key, PMID, DOI or a whole reference (may be repeated).",
)
@click.option(
    "--known",
    default="",
    metavar="1-6",
    help="The numbers that the post's list has, where the text does not hold it.",
)
@click.option(
    "--footnotes",
    metavar="FILE",
    type=FILE,
    help="The texts of WordPress' own footnotes: what the post's meta field `footnotes` holds.",
)
@click.option(
    "--no-citation",
    "none",
    multiple=True,
    metavar="LINE:COLUMN",
    help="What stands there is no citation; the library remembers it (may be repeated).",
)
@click.option("--ask-again", is_flag=True, help="Forget what was said to be no citation in FILE.")
@click.option("--write", is_flag=True, help="Change FILE; a copy of the old one is kept beside it.")
@json_option
@pass_state
@click.pass_context
def adopt(
    ctx: click.Context,
    state: State,
    file: Path,
    maps: tuple[str, ...],
    known: str,
    footnotes: Path | None,
    none: tuple[str, ...],
    ask_again: bool,
    write: bool,
    as_json: bool,
) -> None:
    """Turn bare citation numbers (body1,3.) into citations ([@key]); show each, change nothing without --write.

    A number without a paper becomes [@?6], which every page shows and `check` reports. What only a person can tell is
    changed only by --map, or when you are asked at a terminal. --map names the paper of a number, of a note
    (note:… as shown), or of an entry of a list without numbers (entry:2 is its second). Exit 3 when something is left to
    settle.

    \b
    Examples:
      silit article adopt post.txt
      silit article adopt post.txt --map 1=vleeming2012 --map 3=goode2008 --write
    """
    article = read_article_file(file)
    named = read_maps(maps)
    numbers = read_known(known) if known else frozenset()
    notes = read_footnotes_meta(read_text_file(footnotes)) if footnotes else {}
    with open_library(state) as library:
        added = add_missing(state, library, list(named.values()))
        for error in added.errors:
            raise error
        named = {name: added.keys.get(ref, ref) for name, ref in named.items()}
        if ask_again:
            forget_no_citations(library, file)
        plan = plan_adoption(library, article, named, numbers, notes)
        if none:
            remember_no_citations(library, file, plan.places_at(read_positions(none)))
            state.say("Remembered as no citation; --ask-again brings it back.")
            plan = plan_adoption(library, article, named, numbers, notes)
        if not as_json:
            _print(plan)
        if state.asks and not as_json and (plan.unsettled or plan.names_without_paper()):
            plan = _ask(state, library, plan, named, numbers, notes)
            write = write or (plan.changes and click.confirm("\nWrite it now?", err=True))
        backup = write_adoption(plan) if write else None
        if write:
            remember_or_say(state, file, partial(remember_adoption, library, plan))
    for name in plan.names_nowhere(named):
        state.say(f"{file} has no {name}: --map {shlex.quote(f'{name}={named[name]}')} changes nothing.")
    if as_json:
        put_json(adoption_json(plan))
    else:
        _say_what_next(state, file, plan, write, backup)
    if not plan.is_settled:
        ctx.exit(3)


def _ask(
    state: State,
    library: Library,
    plan: AdoptionPlan,
    named: Mapping[str, str],
    known: frozenset[int],
    notes: Mapping[str, str],
) -> AdoptionPlan:
    """The plan with what the person answers; the new one is shown. Nothing is stored before the last answer."""
    judged = ask_what_is_cited(plan)

    none = judged.no_citations

    def planned(maps: Mapping[str, str], held: Sequence[Span]) -> AdoptionPlan:
        return plan_adoption(library, plan.file, maps, known, notes, none, judged.citations, held)

    said = ask_for_papers(state, library, planned(named, judged.held), judged.held)
    answers, none = said.refs, (*none, *said.no_citations)
    remember_or_say(state, plan.file.path, partial(remember_no_citations, library, plan.file.path, none))
    added = add_missing(state, library, list(answers.values()))
    for ref, error in added.failures.items():
        state.say_error(error)
        state.say(f"{ref} was not added; its number stays open.")
    known_refs = {name: ref for name, ref in answers.items() if ref not in added.failures}
    maps = {**named, **{name: added.keys.get(ref, ref) for name, ref in known_refs.items()}}
    answered = planned(maps, judged.held)
    if maps != named or judged.citations or none:
        put()
        _print(answered)
    if answers and not added.failures:
        state.say("The same without questions: " + _line(plan.file.path, maps))
    return answered


def _line(file: Path, maps: Mapping[str, str]) -> str:
    named = (f"--map {shlex.quote(f'{name}={ref}')}" for name, ref in maps.items())
    return " ".join(("silit article adopt", shlex.quote(str(file)), *named, "--write"))


def _print(plan: AdoptionPlan) -> None:
    texts: Mapping[object, str] = {each.span: each.text for each in plan.adoption.replacements}
    for marker in plan.markers:
        line, column = plan.file.document.place(marker.span.start)
        new = texts.get(marker.span, "")
        kept = (
            "ask: left as it is"
            if marker.verdict == "ask"
            else "cite: left as it is until its paper is known"
        )
        verdict = f"cite: {new}" if new else kept
        put(f"{plan.file.path}:{line}:{column}: {bold(verdict)}")
        put(fitted(f"    … {marker.context} …", indent="    "))
        put(fitted(f"    {marker.reason}", indent="    "))
    for reference in plan.references:
        _print_reference(reference, plan.keys)


def _print_reference(reference: MatchedReference, keys: Mapping[str, str]) -> None:
    entry = reference.entry
    number = f"{entry.number}. " if entry.number else f"({entry.name}) "
    named = keys.get(entry.name, "") if reference.verdict != "sure" else ""
    found = f"{reference.match or 'no paper found'} ({reference.verdict})"
    put(f"list: {number}{entry.text[:70]}  ->  {f'{named} (named by you)' if named else found}")
    if reference.match and reference.verdict == "check" and entry.identifiers and not named:
        put("    Its identifier is that of this paper, its words mean another one.")
    if not reference.match and not named:
        put(f"    To look it up: silit add {shlex.quote(entry.text)}")


def _say_that_none_is_left(state: State, plan: AdoptionPlan) -> None:
    if not plan.open_places:
        state.say("No citation numbers found.")
        return
    places = ", ".join(f"[@?{name}]" for name in plan.open_places)
    named = " ".join(f"--map {name}=REF" for name in plan.open_places)
    state.say(f"All numbers are citations. Without a paper still: {places}. To name them: {named} --write")


def _say_what_next(state: State, file: Path, plan: AdoptionPlan, write: bool, backup: Path | None) -> None:
    if not plan.markers and not plan.changes:
        _say_that_none_is_left(state, plan)
        return
    if backup is not None:
        state.say(f"Wrote {file}; the old text is in {backup}.")
    elif write:
        state.say("There is nothing to change.")
    elif plan.changes:
        state.say("Nothing is changed yet. To change it: add --write")
    names = tuple(dict.fromkeys((*plan.names_without_paper(), *plan.open_places)))
    if names:
        named = " ".join(f"--map {shlex.quote(f'{name}=REF')}" for name in names)
        state.say(f"Without a paper: {', '.join(names)}. To name them: {named}")
    nameless = [marker for marker in plan.adoption.left if plan.open_names(marker)]
    if nameless:
        line, column = plan.file.document.place(nameless[0].span.start)
        state.say(f"What is no citation is not shown again after: --no-citation {line}:{column}")
    if known := plan.doubtful():
        named = " ".join(f"--map {shlex.quote(f'{name}={key}')}" for name, key in known.items())
        state.say(f"In doubt, with a paper that fits: {named}")
    if plan.adoption.list_removed:
        state.say(
            "Your own list goes: its papers are cited in the text now, and `silit article build` makes the list."
        )
    if plan.adoption.uncited:
        gone = ", ".join(entry.name for entry in plan.adoption.uncited)
        state.say(f"Cited nowhere, and gone with your list: {gone}")
    if plan.to_add:
        state.say("Not in the library yet: silit add " + " ".join(one.value for one in plan.to_add))
