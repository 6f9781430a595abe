"""silit search - look without storing."""

from __future__ import annotations

from contextlib import nullcontext

import click

from silit.cli import describing
from silit.cli.options import fail_with, joined, json_option
from silit.cli.screen import bold, fitted, put, put_json
from silit.cli.sources import (
    Progress,
    chosen_topic,
    chosen_years,
    services,
    source_option,
    topic_option,
    years_option,
)
from silit.cli.state import State, pass_state
from silit.cli.stored import say_problems
from silit.formats.csl_json import entry_json, silit_object
from silit.model.entries import Entry
from silit.model.records import SOURCE_NAMES
from silit.services.fetching import SOURCES
from silit.services.looking import Hit, Looked, SourceHits, look
from silit.services.search_plan import plan_search, require_words

LIMIT = 10


@click.command()
@click.argument("query", nargs=-1)
@source_option
@click.option(
    "--limit", type=click.IntRange(1, 200), default=LIMIT, show_default=True, help="How many hits from each."
)
@years_option
@topic_option
@json_option
@pass_state
@click.pass_context
def search(
    ctx: click.Context,
    state: State,
    query: tuple[str, ...],
    sources: tuple[str, ...],
    limit: int,
    years: str | None,
    topic: str | None,
    as_json: bool,
) -> None:
    """Look in the library, then in PubMed and Crossref; nothing is stored.

    \b
    Examples:
      silit search massage sacroiliac
      silit search --topic si-joint --years 2024- --source pubmed
    """
    words = joined(query)
    plan = plan_search(words, chosen_topic(state, words, topic))
    require_words(plan, sources)
    progress = Progress(state)
    own = state.read_library() if state.is_named or state.has_library() else nullcontext()
    with own as library, services(state, progress) as asking:
        progress.step("Asking PubMed and Crossref …")
        looked = look(
            library,
            words,
            plan,
            asking.pubmed,
            asking.crossref,
            limit=limit,
            sources=sources or SOURCES,
            years=chosen_years(years),
        )
        progress.end()
    if as_json:
        put_json(_document(looked))
    else:
        if library is None:
            state.say_strangers()
        else:
            _print_own(looked)
        _print(state, looked, own_words=bool(words))
    for error in looked.errors:
        state.say_error(error)
    fail_with(ctx, looked.errors)


def _document(looked: Looked) -> list[dict[str, object]]:
    """The library's works first, then each source's that the library does not have; each says where it was found."""
    seen = {entry.cite_key for entry in looked.own}
    documents = [_marked(entry, "library", in_library=True) for entry in looked.own]
    for found in looked.sources:
        for hit in found.hits:
            if not hit.cite_key or hit.cite_key not in seen:
                documents.append(_marked(hit.entry, found.source, in_library=bool(hit.cite_key)))
    return documents


def _marked(entry: Entry, found_in: str, *, in_library: bool) -> dict[str, object]:
    document = entry_json(entry)
    return {**document, "silit": {**silit_object(entry), "found_in": found_in, "in_library": in_library}}


def _print_own(looked: Looked) -> None:
    put(bold(f"In the library ({looked.own_total})"))
    for entry in looked.own:
        put(fitted("  " + _line(entry, entry.cite_key), indent="    "))


def _print(state: State, looked: Looked, *, own_words: bool) -> None:
    for found in looked.sources:
        _print_source(state, found)
    say_problems(state, looked.problems, own_words=own_words)
    if any(found.hits for found in looked.sources):
        state.say(
            "To keep one: silit add PMID-or-DOI. To keep all that fit: silit fetch with the same words."
        )


def _print_source(state: State, found: SourceHits) -> None:
    if not found.asked:
        put(bold(f"{SOURCE_NAMES[found.source]} (no answer)"))
        return
    put(bold(f"{SOURCE_NAMES[found.source]} ({found.total:,} in all)"))
    for hit in found.hits:
        put(fitted("  " + _line(hit.entry, _name(hit)), indent="    "))
    if found.not_asked:
        left = ", ".join(f"“{query}”" for query in found.not_asked)
        state.say(f"  Asked for “{found.asked}”; `silit fetch` also asks for {left}.")
    state.say(f"  asked: {found.asked}" + (f"\n  it ran: {found.ran}" if found.ran else ""), level=1)


def _name(hit: Hit) -> str:
    if hit.cite_key:
        return f"{hit.cite_key} (in the library)"
    return hit.entry.work.pmid or hit.entry.work.doi


def _line(entry: Entry, name: str) -> str:
    warnings = [mark for mark in describing.marks(entry) if mark.isupper()]
    about = f"{describing.authors(entry)} {entry.work.year or ''}: {describing.title(entry)}"
    return " ".join((name, *warnings, "-", about))
