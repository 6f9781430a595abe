"""silit article adopt - bare numbers become citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from silit.cli.adopt_questions import ask_for_papers
from silit.cli.options import json_option
from silit.cli.screen import bold, put, put_json
from silit.cli.sources import Progress, services
from silit.cli.state import State, pass_state
from silit.library.library import Library
from silit.services.adding import add_refs
from silit.services.adopt_options import read_known, read_maps, refs_to_add
from silit.services.adopting import AdoptionPlan, plan_adoption, write_adoption
from silit.services.adoption_json import Places, adoption_json
from silit.services.article_file import read_article_file


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="N=REF",
    help="Number N is this paper: a key, PMID or DOI (may be repeated).",
)
@click.option(
    "--known",
    default="",
    metavar="1-6",
    help="The numbers that the post's list has, where the text does not hold it.",
)
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
    write: bool,
    as_json: bool,
) -> None:
    """Turn bare citation numbers (body1,3.) into citations ([@key]); show each, change nothing without --write.

    A number without a paper becomes [@?6], which every page shows and `check` reports. What only a person can tell is
    changed only by --map. Exit 3 when something is left to settle.

    \b
    Examples:
      silit article adopt post.txt
      silit article adopt post.txt --map 1=vleeming2012 --map 3=goode2008 --write
    """
    article = read_article_file(file)
    named = read_maps(maps)
    numbers = read_known(known) if known else frozenset()
    with state.write_library() if state.has_library() else state.read_library() as library:
        _add_missing(state, library, list(named.values()))
        plan = plan_adoption(library, article, named, numbers)
        if state.asks and not as_json and plan.unsettled:
            _print(plan)
            answers = ask_for_papers(state, library, plan)
            _add_missing(state, library, list(answers.values()))
            named = {**named, **answers}
            plan = plan_adoption(library, article, named, numbers)
        backup = write_adoption(library, plan) if write else None
    if as_json:
        put_json(adoption_json(plan))
    else:
        _print(plan)
        _say_what_next(state, file, plan, write, backup)
    if plan.unsettled:
        ctx.exit(3)


def _add_missing(state: State, library: Library, refs: Sequence[str]) -> None:
    """Adds the papers that a number was mapped to and the library does not have."""
    missing = refs_to_add(library, refs)
    if not missing:
        return
    progress = Progress(state)
    with services(state, progress) as asking:
        added = add_refs(library, missing, asking.pubmed, asking.crossref, asking.resolver)
        progress.end()
    for error in added.errors:
        raise error


def _print(plan: AdoptionPlan) -> None:
    places = Places(plan.file.document.text)
    texts: Mapping[object, str] = {each.span: each.text for each in plan.adoption.replacements}
    for marker in plan.markers:
        line, column = places.of(marker.span.start)
        new = texts.get(marker.span, "")
        verdict = f"{marker.verdict}: {new}" if new else f"{marker.verdict}: left as it is"
        put(f"{plan.file.path}:{line}:{column}: {bold(verdict)}")
        put(f"    … {marker.context} …")
        put(f"    {marker.reason}")
    for reference in plan.references:
        number = f"{reference.entry.number}. " if reference.entry.number else ""
        put(
            f"list: {number}{reference.entry.text[:70]}  ->  {reference.match or 'no paper found'} ({reference.verdict})"
        )


def _say_what_next(state: State, file: Path, plan: AdoptionPlan, write: bool, backup: Path | None) -> None:
    if not plan.markers and not plan.changes:
        state.say("No citation numbers found.")
        return
    if backup is not None:
        state.say(f"Wrote {file}; the old text is in {backup}.")
    elif write:
        state.say("There is nothing to change.")
    elif plan.changes:
        state.say("Nothing is changed yet. To change it: add --write")
    open_numbers = sorted({number for marker in plan.unsettled for number in plan.open_numbers(marker)})
    if open_numbers:
        named = " ".join(f"--map {number}=REF" for number in open_numbers)
        state.say(f"Without a paper: {', '.join(map(str, open_numbers))}. To name them: {named}")
    if plan.to_add:
        state.say("Not in the library yet: silit add " + " ".join(one.value for one in plan.to_add))
