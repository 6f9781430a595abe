"""silit add - keep papers by identifier, or by a reference as text."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import click

from silit.cli.options import fail_with, json_option, strict_option
from silit.cli.screen import bold, put, put_json, say
from silit.cli.sources import Progress, Services, services
from silit.cli.state import State, pass_state
from silit.cli.stored import say_problems, stored_json, stored_words
from silit.errors import UsageError
from silit.services.adding import Added, add_refs, problems_of
from silit.services.citation_candidates import Candidate, Resolution
from silit.services.citation_checking import CheckedRefs, check_refs
from silit.services.citation_report import described, differences_of, differing, outcome_word, shown
from silit.services.citation_resolving import Sources
from silit.services.pasted_list import PastedList, pasted_text, refs_in
from silit.services.refs import Reading, read_ref
from silit.services.store import Stored

_LONGEST_NAME = 255
_LEFT_OUT_SHOWN = 10


@click.command()
@click.argument("refs", nargs=-1, required=True, metavar="REF…")
@click.option(
    "--check",
    is_flag=True,
    help="Store nothing; exit 3 when a reference differs, was retracted or has no paper.",
)
@strict_option
@json_option
@pass_state
@click.pass_context
def add(
    ctx: click.Context, state: State, refs: tuple[str, ...], check: bool, strict: bool, as_json: bool
) -> None:
    """Keep papers by PMID, PMCID, DOI, a link that holds one, or a whole reference as text; - reads a list from stdin.

    Each work is stored once, whatever names it. 5 to 8 digits alone are a PMID; arXiv:1706.03762 is looked up by its DOI. A
    reference, in any style, is matched in the library, PubMed and Crossref, and compared field by field; what is not certain
    is shown and not stored.

    \b
    Examples:
      silit add 19119403 10.1016/j.math.2005.01.003 PMC2582421
      silit add https://pubmed.ncbi.nlm.nih.gov/22994881/
      silit add "Laslett M. Evidence-based diagnosis … J Man Manip Ther 2008;16(3):142-52"
      silit add - < list.txt
      silit add --check - < list.txt
    """
    given = _given(state, refs)
    if check:
        _check(ctx, state, given, as_json)
    else:
        _add(ctx, state, given, strict, as_json)


def _add(ctx: click.Context, state: State, given: _Given, strict: bool, as_json: bool) -> None:
    progress = Progress(state)

    def choose(resolution: Resolution) -> Candidate | None:
        progress.end()
        return _ask(resolution) if state.asks and not as_json else None

    with state.write_library() as library, services(state, progress) as asking:
        if any(isinstance(read_ref(ref), Reading) for ref in given.refs):
            progress.step("Asking PubMed and Crossref …")
        added = add_refs(
            library,
            list(given.refs),
            asking.pubmed,
            asking.crossref,
            asking.resolver,
            lines=given.lines,
            tails=given.tails,
            choose=choose,
            on_step=progress.step,
        )
        progress.end()
    if as_json:
        put_json(
            stored_json(added.identified, added.identified, added.stored, added.missing, problems_of(added))
        )
    else:
        _print(added)
    for remark in added.remarks:
        state.say(remark)
    if not as_json:
        say_problems(state, added.stored.problems)
        state.report(differences_of(added.resolutions.values(), added.lines, added.keys))
    for error in added.errors:
        state.say_error(error)
    if not as_json:
        state.say(stored_words(added.stored) + ".")
    fail_with(ctx, added.errors)
    if strict and any(problem.code != "not-added" for problem in problems_of(added)):
        ctx.exit(3)


def _print(added: Added) -> None:
    for key in dict.fromkeys(added.keys.values()):
        stored = added.stored
        if key in stored.added:
            what = "added"
        elif key in stored.merged:
            what = "joined"
        else:
            what = "updated" if key in stored.updated else "there already"
        put(f"{key}\t{what}")


def _ask(resolution: Resolution) -> Candidate | None:
    """The candidate that the person names; None when they leave it."""
    say(bold(f"\nWhich paper is {shown(resolution.text)}?"))
    numbers = {str(number): one for number, one in enumerate(resolution.choices, start=1)}
    for number, candidate in numbers.items():
        say(f"  {number}  {described(candidate)}")
        if candidate is resolution.stranger:
            say("     is what its identifier names, but the rest of the reference means another paper")
        elif candidate.comparison.differences:
            say(f"     differs in {differing(candidate.comparison.differences)}")
    choice = "1" if len(numbers) == 1 else f"1-{len(numbers)}"
    while True:
        say(f"  [{choice}] keep this paper   [Enter] none of them")
        answer = str(click.prompt("  Your answer", default="", show_default=False, err=True)).strip()
        if not answer or answer in numbers:
            return numbers.get(answer)
        say(f"  {answer!r} is none of these.")


def _check(ctx: click.Context, state: State, given: _Given, as_json: bool) -> None:
    progress = Progress(state)
    is_there = state.library_path is not None and state.library_path.exists()
    own = state.read_library() if is_there and (state.is_named or state.has_library()) else nullcontext()
    if state.is_named and not is_there:
        state.say(f"There is no library at {state.library_path}: checked without one.")
    with own as library, services(state, progress) as asking:
        checked = check_refs(
            library,
            list(given.refs),
            _sources(asking),
            lines=given.lines,
            tails=given.tails,
            on_step=progress.step,
        )
        progress.end()
    if as_json:
        document = stored_json({}, {}, Stored(), checked.missing, checked.problems)
        put_json({**document, "references": checked.as_json()})
    else:
        _print_checked(state, checked)
    fail_with(ctx, checked.failed)
    if checked.problems:
        ctx.exit(3)


def _sources(asking: Services) -> Sources:
    return Sources(asking.pubmed, asking.crossref, asking.resolver)


def _print_checked(state: State, checked: CheckedRefs) -> None:
    """One line for each REF: where it stood, what became of it, the paper, and the reference."""
    for number, one in enumerate(checked.resolutions, start=1):
        paper = one.found.ref if one.found else ""
        line = str(checked.lines.get(one.text, number))
        put("\t".join((line, outcome_word(one), paper, shown(one.text))))
    state.report(checked.problems)
    agreeing = sum(one.outcome == "sure" and not one.differences for one in checked.resolutions)
    state.say(f"{agreeing} of {len(checked.resolutions)} agree with their papers. Nothing was stored.")


@dataclass(slots=True)
class _Given:
    """The REFs, each once. `lines` are where those of a list stood, `tails` those that may be two."""

    refs: dict[str, None] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    tails: dict[str, tuple[str, str]] = field(default_factory=dict)

    def take(self, pasted: PastedList) -> None:
        """Takes the REFs of a list."""
        for one in pasted.refs:
            for part in (one, *(one.apart or ())):
                self.lines.setdefault(part.text, part.line)
            self.refs.setdefault(one.text)
        for text, (reference, identifier) in pasted.tails.items():
            self.tails[text] = (reference.text, identifier.text)


def _given(state: State, refs: Iterable[str]) -> _Given:
    given = _Given()
    for ref in refs:
        if ref == "-" or "\n" in ref.strip():
            pasted = refs_in(_stdin() if ref == "-" else ref)
            _say_what_is_no_ref(state, pasted)
            given.take(pasted)
        elif ref.strip():
            _refuse_file(ref)
            given.refs.setdefault(ref.strip())
    if not given.refs:
        raise UsageError(
            "There is nothing to add.",
            hint="Give a PMID, a PMCID, a DOI, a link or a whole reference: silit add 19119403",
        )
    return given


def _say_what_is_no_ref(state: State, pasted: PastedList) -> None:
    """So that each line of a list is answered for."""
    if pasted.heading:
        state.say(f"Only the list under “{pasted.heading}” is read.")
    for what, those in (("a comment", pasted.comments), ("there already", pasted.repeated)):
        for one in those[:_LEFT_OUT_SHOWN]:
            state.say(f"Line {one.line} is left out as {what}: {shown(one.text)}")
        if len(those) > _LEFT_OUT_SHOWN:
            state.say(f"So are {len(those) - _LEFT_OUT_SHOWN} more lines.")


def _refuse_file(ref: str) -> None:
    """A list is read from stdin, a file of a reference manager by another command."""
    if len(ref) > _LONGEST_NAME or isinstance(read_ref(ref), Reading) or not Path(ref).is_file():
        return
    name = shlex.quote(ref)
    raise UsageError(
        f"{ref} is a file.",
        hint=f"A list of references: silit add - < {name}   What a reference manager exported: silit import {name}",
    )


def _stdin() -> str:
    return "" if sys.stdin is None else pasted_text(sys.stdin.buffer)  # None: it is closed
