"""silit tag - tag papers, and say what they do for a claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from silit.cli.counting import counted
from silit.cli.options import CLAIM, KEY, TAG, OneOf
from silit.cli.sheet import QUOTE_CHECKS
from silit.cli.state import State, pass_state
from silit.errors import UsageError
from silit.model.claims import READ, STANCES, Read, Stance
from silit.services.judging import Detail, Judged, judge, take_back
from silit.services.tagging import Tagged, tag_works
from silit.services.typed_text import require_whole

_Decorated = TypeVar("_Decorated", bound=Callable[..., Any])


def _stance_option(stance: Stance, text: str) -> Callable[[_Decorated], _Decorated]:
    return click.option(f"--{stance}", multiple=True, type=CLAIM, metavar="CLAIM", help=text)


@click.command()
@click.argument("keys", nargs=-1, required=True, type=KEY, metavar="KEY…")
@click.option("--add", multiple=True, type=TAG, metavar="TAG", help="Add a tag (may be repeated).")
@click.option("--remove", multiple=True, type=TAG, metavar="TAG", help="Take a tag off (may be repeated).")
@_stance_option("supports", "The papers support CLAIM.")
@_stance_option("contradicts", "The papers contradict CLAIM.")
@_stance_option("mixed", "They cut both ways.")
@_stance_option("inconclusive", "They found no clear difference, or are too uncertain to say.")
@_stance_option("background", "They bear on CLAIM without testing it.")
@click.option("--no-stance", multiple=True, type=CLAIM, metavar="CLAIM", help="Take a stance back.")
@click.option("--quote", metavar="TEXT", help="The sentence it rests on; compared with the stored abstract.")
@click.option("--locator", metavar="TEXT", help='Where it stands: "p. 12".')
@click.option("--note", metavar="TEXT", help="Why you judged so.")
@click.option("--read", type=OneOf("way of reading", READ[1:]), help="How much of the paper you read.")
@click.option("--suggested-by", metavar="URL", help="Who brought the paper: a comment, a post.")
@pass_state
def tag(
    state: State,
    /,
    keys: tuple[str, ...],
    add: tuple[str, ...],
    remove: tuple[str, ...],
    no_stance: tuple[str, ...],
    quote: str | None,
    locator: str | None,
    note: str | None,
    read: Read | None,
    suggested_by: str | None,
    **by_stance: tuple[str, ...],
) -> None:
    """Tag papers, and say what they do for a claim.

    A stance replaces the one that was there, with its quote, locator and note. A quote belongs to one paper and one claim.

    \b
    Examples:
      silit tag laslett2005 szadek2009 --add diagnosis
      silit tag cohen2008 --supports rf-denervation --locator "p. 285"
      silit tag cohen2008 --no-stance rf-denervation
    """
    stances = [(slug, stance) for stance in STANCES for slug in by_stance[stance]]
    detail = Detail(quote, locator, note, read, suggested_by)
    _check_usage(add, remove, stances, no_stance, detail)
    for what, text in (
        ("a quote", quote),
        ("a locator", locator),
        ("a note", note),
        ("a name", suggested_by),
    ):
        require_whole(text or "", what)
    with state.write_library() as library:
        if add or remove:
            state.say(_what_changed(tag_works(library, keys, add, remove), add, remove))
        if no_stance:
            taken = take_back(library, keys, no_stance)
            state.say(f"{counted(taken, 'stance')} taken back.")
        if stances:
            for judged in judge(library, keys, stances, detail, state.settings["author_name"]):
                _say_judged(state, judged)


def _what_changed(tagged: Tagged, add: tuple[str, ...], remove: tuple[str, ...]) -> str:
    if tagged.added or tagged.removed:
        done = f"{counted(tagged.added, 'tag')} added, {counted(tagged.removed, 'tag')} removed"
        return f"{counted(tagged.works, 'paper')}: {done}."
    has, does_not, it = ("has", "does not", "It") if tagged.works == 1 else ("have", "do not", "They")
    there = f"{it} {has} {_that(add)} already." if add else ""
    missing = f"{it} {does_not} have {_that(remove)}." if remove else ""
    return " ".join(filter(None, (there, missing)))


def _that(tags: tuple[str, ...]) -> str:
    return "that tag" if len(tags) == 1 else "those tags"


def _check_usage(
    add: tuple[str, ...],
    remove: tuple[str, ...],
    stances: list[tuple[str, Stance]],
    no_stance: tuple[str, ...],
    detail: Detail,
) -> None:
    if not (add or remove or stances or no_stance or detail.given):
        raise UsageError(
            "Nothing to do.",
            hint="Give --add TAG, --supports CLAIM, --contradicts CLAIM … (silit tag --help)",
        )
    if detail.given and not stances:
        raise UsageError(
            "--quote, --locator, --note, --read and --suggested-by need a stance.",
            hint="Add --supports CLAIM, --contradicts CLAIM, --mixed, --inconclusive or --background.",
        )
    both = {slug for slug, _ in stances} & set(no_stance)
    if both:
        raise UsageError(f"{', '.join(sorted(both))}: a stance cannot be given and taken back at once.")


def _say_judged(state: State, judged: Judged) -> None:
    evidence = judged.evidence
    change = f" (was {judged.before})" if judged.before and judged.before != evidence.stance else ""
    state.say(f"{evidence.cite_key} {evidence.stance} {evidence.claim}{change}.")
    if judged.dropped:
        dropped = ", ".join(f"{name} “{value}”" for name, value in judged.dropped)
        state.say(f"  Dropped with the old stance: {dropped}.")
    if judged.finding is None:
        return
    state.say(f"  The quote: {QUOTE_CHECKS[evidence.quote_check]}.")
    if judged.finding.nearest:
        state.say(f"  The nearest sentence there: “{judged.finding.nearest}”")
