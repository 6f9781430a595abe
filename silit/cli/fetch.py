"""silit fetch - search PubMed and Crossref, and keep what fits."""

from __future__ import annotations

import click

from silit.cli.options import fail_with, json_option, strict_option
from silit.cli.screen import put, put_json
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
from silit.cli.stored import say_problems, stored_json, stored_words
from silit.errors import UsageError
from silit.model.records import SOURCE_NAMES
from silit.services.brief import of_records
from silit.services.fetching import SOURCES, Asked, Fetched, SourceReport, fetch, problems_of
from silit.services.search_plan import plan_search, require_words

LIMIT = 200


@click.command("fetch")
@click.argument("query", nargs=-1)
@source_option
@click.option(
    "--limit", type=click.IntRange(1), help=f"How many papers to keep from each source (default {LIMIT})."
)
@click.option("--all", "everything", is_flag=True, help="Keep all that fit.")
@years_option
@topic_option
@strict_option
@json_option
@pass_state
@click.pass_context
def fetch_(
    ctx: click.Context,
    state: State,
    query: tuple[str, ...],
    sources: tuple[str, ...],
    limit: int | None,
    everything: bool,
    years: str | None,
    topic: str | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Search PubMed and Crossref and keep what fits; without QUERY, run the SI-joint topic.

    PubMed gets QUERY as typed, Crossref its plain words. One entry per work; a second run adds only what is new.

    \b
    Examples:
      silit fetch --limit 50
      silit fetch massage --topic si-joint --years 2015-
      silit fetch "low back pain" massage --source pubmed
    """
    if limit and everything:
        raise UsageError("--limit and --all contradict each other.")
    words = " ".join(query)
    plan = plan_search(words, chosen_topic(state, words, topic))
    require_words(plan, sources)
    asked = Asked(plan, sources or SOURCES, None if everything else limit or LIMIT, chosen_years(years))
    progress = Progress(state)
    with state.write_library() as library, services(state, progress) as asking:
        fetched = fetch(library, asked, asking.pubmed, asking.crossref, progress.step)
        progress.end()
    if as_json:
        _put_json(fetched)
        for error in fetched.errors:
            state.say_error(error)
    else:
        _say(state, fetched, asked)
    fail_with(ctx, fetched.errors)
    if strict and of_records(fetched.stored.problems):
        ctx.exit(3)


def _put_json(fetched: Fetched) -> None:
    answered = [report for report in fetched.sources if report.answered]
    put_json(
        stored_json(
            {report.source: report.total for report in answered},
            {report.source: report.looked_at for report in answered},
            fetched.stored,
            fetched.missing,
            problems_of(fetched),
        )
    )


def _say(state: State, fetched: Fetched, asked: Asked) -> None:
    say_problems(state, fetched.stored.problems, own_words=bool(asked.plan.query))
    if fetched.missing:
        state.say(f"Not at PubMed any more: {', '.join(fetched.missing)}")
    for report in fetched.sources:
        if report.answered:
            _say_source(state, report, asked)
    for error in fetched.errors:
        state.say_error(error)
    put(stored_words(fetched.stored) + ".")
    more = any(report.total > report.kept and report.source == "pubmed" for report in fetched.sources)
    if fetched.errors:
        state.say("What came is stored. Run the same command again later for the rest.")
    elif more and asked.limit is not None:
        state.say(f"Next: silit list   or more of the same: --limit {asked.limit * 2}, --all")
    else:
        state.say("Next: silit list   or   silit list is:untagged")


def _say_source(state: State, report: SourceReport, asked: Asked) -> None:
    queries = len(asked.plan.crossref) if report.source == "crossref" else 1
    together = f" ({queries} searches together)" if queries > 1 else ""
    known = f" {report.known:,} more, in the library already, were merged." if report.known else ""
    state.say(
        f"{SOURCE_NAMES[report.source]} has {report.total:,} in all{together}; {report.looked_at:,} were looked at, "
        f"{report.kept:,} fit and were kept.{known}"
    )
    state.say(f"  asked: {_short(report.asked, state)}")
    if report.ran:
        state.say(f"  it ran: {_short(report.ran, state)}")


def _short(text: str, state: State) -> str:
    return text if state.verbosity > 0 or len(text) <= 200 else text[:197] + "… (whole: silit log --searches)"
